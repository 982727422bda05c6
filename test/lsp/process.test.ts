import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { BIN, runIn, workFolder } from '../cli/program.ts';

const cwd = workFolder();
let child: ChildProcessWithoutNullStreams;
let err: string;
afterEach(() => { child.kill('SIGKILL'); });

function start(args: readonly string[] = []): { readonly connection: ProtocolConnection; readonly ended: Promise<number | null> } {
  child = spawn(process.execPath, [BIN, 'lsp', '--stdio', ...args], { cwd });
  err = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onError(() => undefined);
  connection.listen();
  return { connection, ended };
}

const initialize = (connection: ProtocolConnection, processId: number | null = null): Promise<unknown> =>
  connection.sendRequest('initialize', { processId, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });

describe('the server\'s process', () => {
  it('ends as the protocol wants it', async () => {
    const { connection, ended } = start(['--clientProcessId', String(process.pid)]);
    expect(await initialize(connection)).toMatchObject({ serverInfo: { name: 'undisclosed' }, capabilities: { diagnosticProvider: {}, hoverProvider: true } });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect([await ended, err]).toEqual([0, '']);
  });

  it('says by its exit code that nobody shut it down', async () => {
    const { connection, ended } = start();
    await initialize(connection);
    await connection.sendNotification('exit');
    expect([await ended, err]).toEqual([1, '']);
  });

  it('ends when its input does', async () => {
    const { connection, ended } = start();
    await initialize(connection);
    child.stdin.end();
    expect([await ended, err]).toEqual([1, '']);
  });

  it('ends when its editor is gone', async () => {
    const editor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 100000)']);
    const { connection, ended } = start();
    await initialize(connection, editor.pid);
    editor.kill('SIGKILL');
    expect(await ended).toBe(1);
  });

  it('outlives messages that are none', async () => {
    const { connection, ended } = start();
    await initialize(connection);
    child.stdin.write('Content-Length: 9\r\n\r\n{"broken"');
    child.stdin.write('Content-Length: 4\r\n\r\nnull');
    const odd = '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":null,"contentChanges":7}}';
    child.stdin.write(`Content-Length: ${odd.length}\r\n\r\n${odd}`);
    for (const params of [null, {}, { textDocument: { uri: 7 } }, { textDocument: { uri: 'nowhere:' }, range: 'x', position: null, context: {} }]) {
      for (const method of ['textDocument/codeAction', 'textDocument/hover', 'textDocument/completion', 'textDocument/diagnostic', 'workspace/executeCommand', 'undisclosed/recipients']) {
        await connection.sendRequest(method, params).catch(() => undefined);
      }
    }
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'untitled:1', languageId: 'mail', version: 1, text: 'To: a@b.example, a@b.example\n\nHi\n' } });
    expect(await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: 'untitled:1' } })).toMatchObject({ items: [{ code: 'recipients/duplicate-recipient' }] });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect([await ended, err]).toEqual([0, '']);
  });

  it('wants to be told how it is spoken to', async () => {
    const { code, err: said } = await runIn(cwd, ['lsp']);
    expect([code, said]).toEqual([2, expect.stringContaining('--stdio')]);
    child = spawn(process.execPath, ['-e', '']);
  });
});
