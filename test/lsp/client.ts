import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { StreamMessageReader, StreamMessageWriter, createConnection } from 'vscode-languageserver/node';
import { createProtocolConnection, type ClientCapabilities, type CodeAction, type Diagnostic, type Hover, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startServer } from '../../src/hosts/lsp/server.ts';
import { nodeHost } from '../../src/hosts/lsp/stdio/host.ts';
import type { InitializationOptions, LspHost } from '../../src/hosts/lsp/types.ts';

const CODE_ACTION = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } };
export const PULL: ClientCapabilities = { textDocument: { diagnostic: {}, codeAction: CODE_ACTION }, workspace: { diagnostics: { refreshSupport: true } } };
export const PUSH: ClientCapabilities = { textDocument: { publishDiagnostics: { versionSupport: true }, codeAction: CODE_ACTION } };

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  readonly folder?: string | null;
  readonly locale?: string;
  readonly clientInfo?: { readonly name: string };
  readonly host?: Partial<LspHost>;
}

/** An editor on the other end of a pair of pipes, as far as these tests need one. */
export class Client {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly messages: string[] = [];
  readonly documents = new Map<string, TextDocument>();
  initialized!: InitializeResult;
  refreshes = 0;
  readonly #end: () => void;

  private constructor() {
    const up = new PassThrough();
    const down = new PassThrough();
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#serve = (host) => {
      startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), host);
    };
    this.#end = () => {
      this.connection.dispose();
      up.destroy();
      down.destroy();
    };
  }

  readonly #serve: (host: LspHost) => void;

  /** Before anything was said. */
  static connect(host: Partial<LspHost> = {}): Client {
    const client = new Client();
    const { connection } = client;
    client.#serve({ ...nodeHost('en'), folder: null, ...host });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { client.published.push(params); });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => { client.messages.push(message); });
    connection.onNotification('window/logMessage', () => undefined);
    connection.onRequest('workspace/diagnostic/refresh', () => { client.refreshes++; return null; });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('client/unregisterCapability', () => null);
    connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => ({ applied: client.apply(edit) }));
    connection.listen();
    return client;
  }

  static async start({ capabilities = PUSH, options = {}, folder = null, locale = 'en', clientInfo, host = {} }: ClientOptions = {}): Promise<Client> {
    const client = Client.connect(host);
    const { connection } = client;
    client.initialized = await connection.sendRequest('initialize', {
      processId: null, capabilities, locale, ...(clientInfo ? { clientInfo } : {}), initializationOptions: { debounce: 10, ...options },
      rootUri: folder === null ? null : pathToFileURL(folder).href, workspaceFolders: folder === null ? null : [{ uri: pathToFileURL(folder).href, name: 'w' }],
    });
    await connection.sendNotification('initialized', {});
    return client;
  }

  stop(): void {
    this.#end();
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** As if typed: the text in a range, or the whole of it. */
  async change(uri: string, text: string, range?: Range): Promise<number> {
    const document = this.documents.get(uri)!;
    const changes = [range === undefined ? { text } : { range, text }];
    TextDocument.update(document, changes, document.version + 1);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: changes });
    return document.version;
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.documents.get(uri)!.getText();
  }

  /** Waits for what is pushed of a version, or of any. */
  async pushed(uri: string, version?: number): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.findLast((one) => one.uri === uri && (version === undefined || one.version === version));
      if (found) return found.diagnostics;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async pull(uri: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) });
  }

  async actions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], ...(only ? { only } : {}) } });
  }

  async hover(uri: string, line: number, character: number): Promise<string> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line, character } });
    return hover === null ? '' : (hover.contents as { value: string }).value;
  }

  async complete(uri: string, line: number, character: number): Promise<string[]> {
    const items = await this.connection.sendRequest<{ label: string }[]>('textDocument/completion', { textDocument: { uri }, position: { line, character } });
    return items.map(({ label }) => label);
  }

  /** What the text would be after an edit. */
  edited(edit: WorkspaceEdit): Map<string, string> {
    const all: [string, TextEdit[]][] = edit.documentChanges?.map((one) => ('edits' in one ? [one.textDocument.uri, one.edits as TextEdit[]] : ['', []])) ?? Object.entries(edit.changes ?? {});
    return new Map(all.map(([uri, edits]) => [uri, TextDocument.applyEdits(this.documents.get(uri)!, edits)]));
  }

  apply(edit: WorkspaceEdit): boolean {
    for (const [uri, text] of this.edited(edit)) void this.change(uri, text);
    return true;
  }
}

/** A place as `line:character` from 0, both ends. */
export function at({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** Which rules speak, in order. */
export function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

export const EVERYWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

/** The words of a diagnostic, which the protocol also allows to be marked up. */
export function said({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}
