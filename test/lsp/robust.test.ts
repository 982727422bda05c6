import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol/node';
import { CHECKS } from '../../src/checks/index.ts';
import type { Check } from '../../src/rule/types.ts';
import { Client, EVERYWHERE, PULL, codes, said } from './client.ts';

let client: Client;
afterEach(() => client.stop());

const URI = 'untitled:1';
const people = (count: number, offset = 0) => Array.from({ length: count }, (_, n) => `person${n + offset}@firm${n + offset}.example`).join(',\n ');

describe('the server', () => {
  it('takes a document of 50 MB, and another one meanwhile', async () => {
    client = await Client.start({ capabilities: PULL });
    const line = 'La réunion aura lieu lundi dans la grande salle.\n';
    await client.open(URI, 'mail', `To: ${people(12)}\nSubject: x\n\n${line.repeat(Math.ceil(50_000_000 / line.length))}`);
    await client.open('untitled:2', 'mail', 'To: a@b.example, a@b.example\n\nHi\n');
    expect(codes((await client.pull('untitled:2')).items!)).toEqual(['recipients/duplicate-recipient']);
    expect(codes((await client.pull(URI)).items!)).toContain('recipients/visible-recipients');
    await client.change(URI, '!', { start: { line: 20, character: 0 }, end: { line: 20, character: 0 } });
    await client.close(URI);
    expect((await client.pull(URI)).items).toEqual([]);
  });

  it('answers nothing to a request that was taken back', async () => {
    client = await Client.start({ capabilities: PULL, options: { debounce: 3_600_000 } });
    await client.open(URI, 'mail', 'To: a@b.example\n\nHi\n');
    await client.pull(URI);
    await client.change(URI, 'To: a@b.example, a@b.example\n\nHi\n');
    const source = new CancellationTokenSource();
    const waiting = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } }, source.token);
    await client.hover('untitled:0', 0, 0);
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it('says of a defect of its own that nothing was checked, and goes on', async () => {
    const throwing = CHECKS.find(({ name }) => name === 'visible-recipients')! as { -readonly [K in keyof Check]: Check[K] };
    const { prepare } = throwing;
    throwing.prepare = () => () => { throw new TypeError('secret@words.example'); };
    try {
      client = await Client.start();
      const logged: string[] = [];
      client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => { logged.push(message); });
      await client.open(URI, 'mail', 'To: a@b.example\n\nHi\n');
      expect((await client.pushed(URI)).map((one) => [one.code, one.severity, said(one).slice(0, 12)])).toEqual([['defect', 1, 'Not checked:']]);
      expect(await client.actions(URI, EVERYWHERE)).toEqual([]);
      expect(await client.hover(URI, 0, 5)).toBe('');
      expect(logged.join()).toContain('TypeError');
      expect(logged.join()).not.toContain('secret');
    } finally {
      throwing.prepare = prepare;
    }
  });

  it('keeps text of mail out of everything but edits', async () => {
    client = await Client.start({ options: { preset: 'hr' }, locale: 'fr' });
    const messages: unknown[] = [];
    client.connection.onUnhandledNotification((message) => { messages.push(message); });
    client.connection.onNotification('window/logMessage', (params) => { messages.push(params); });
    await client.open(URI, 'mail', `To: ${people(14)}\nSubject: Zzyzx\n\nBonjour Zzyzx,\n\nNous ne donnons pas suite en raison de votre grossesse, chère Zzyzx.\n`);
    const pushed = await client.pushed(URI);
    expect(pushed.length).toBeGreaterThan(1);
    expect(JSON.stringify([pushed, client.messages, messages, await client.hover(URI, 0, 6)])).not.toMatch(/zzyzx|firm\d/i);
  });

  it('does not grow with documents and keystrokes', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    client = await Client.start({ options: { debounce: 0 } });
    const text = (n: number, turn: number) => `From: claire@example.com\nTo: ${people(3, n)}\nSubject: Réunion ${turn}\n\n${'La réunion aura lieu lundi dans la grande salle.\n'.repeat(20)}`;
    for (let n = 0; n < 1_000; n++) await client.open(`untitled:${n}`, 'mail', text(n, 0));
    const turn = async (first: number): Promise<number> => {
      for (let edit = 0; edit < 5_000; edit++) {
        const uri = `untitled:${(first + edit * 7) % 1_000}`;
        await client.change(uri, String(edit % 10), { start: { line: 5, character: 9 }, end: { line: 5, character: 10 } });
        if (edit % 100 === 99) {
          await client.pushed(uri, client.documents.get(uri)!.version);
          client.published.length = 0;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (let round = 0; round < 3; round++) collect();
      return process.memoryUsage().heapUsed;
    };
    const half = await turn(0);
    const whole = await turn(3);
    expect(whole / half).toBeLessThan(1.1);
  });
});
