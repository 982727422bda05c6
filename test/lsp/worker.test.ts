import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

interface Message { readonly id?: number; readonly method?: string; readonly params?: unknown; readonly result?: unknown }

describe('the language server in a Worker', () => {
  it('needs nothing that a browser has not, and asks the editor for its files', async () => {
    const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL('../../src/hosts/lsp/worker.ts', import.meta.url))], bundle: true, platform: 'browser', format: 'iife', write: false, logLevel: 'silent' });
    const files = new Map([['web:/w/undisclosed.config.yaml', 'extends: hr\n']]);
    const published: { readonly uri: string; readonly diagnostics: readonly { readonly code: string; readonly codeDescription?: { readonly href: string } }[] }[] = [];
    const waiting = new Map<number, (result: unknown) => void>();
    const self = {
      onmessage: (() => undefined) as (event: { data: Message }) => void,
      addEventListener: () => undefined,
      postMessage(message: Message) {
        if (message.method === 'textDocument/publishDiagnostics') published.push(message.params as (typeof published)[number]);
        if (message.method?.startsWith('undisclosed/') && message.id !== undefined) {
          const text = files.get((message.params as { uri: string }).uri);
          send({ id: message.id, result: message.method === 'undisclosed/readFile' && text !== undefined ? { text } : null });
        } else if (message.id !== undefined && message.method === undefined) waiting.get(message.id)?.(message.result);
      },
    };
    const send = (message: Message): void => { setTimeout(() => self.onmessage({ data: { jsonrpc: '2.0', ...message } as Message }), 0); };
    // What a Worker has; no process, no Buffer, no require.
    runInContext(outputFiles[0]!.text, createContext({ self, TextEncoder, TextDecoder, setTimeout, clearTimeout, performance, atob, URL, console, queueMicrotask }));
    const initialized = new Promise((resolve) => { waiting.set(1, resolve); });
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {}, locale: 'fr', workspaceFolders: [{ uri: 'web:/w', name: 'w' }], initializationOptions: { docs: 'web:/x/docs/rules', debounce: 0 } } });
    expect(await initialized).toMatchObject({ serverInfo: { name: 'undisclosed' } });
    send({ method: 'initialized', params: {} });
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri: 'web:/w/a.eml', languageId: 'eml', version: 1, text: 'To: Anne <anne@example.org>\nSubject: x\n\nBonjour Anne,\n\nNous ne donnons pas suite en raison de votre grossesse.\n' } } });
    while (published.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const found = published[0]!.diagnostics.find(({ code }) => code === 'discrimination/pregnancy-maternity')!;
    expect(found.codeDescription!.href).toBe('web:/x/docs/rules/discrimination/pregnancy-maternity.fr.md');
  });
});
