import { afterEach, describe, expect, it } from 'vitest';
import { ErrorCodes, type ClientCapabilities, type CompletionItem, type Hover, type MarkupContent } from 'vscode-languageserver-protocol/node';
import { plainText, withoutPlaceholders } from '../../src/hosts/lsp/plain-text.ts';
import { Client, EVERYWHERE, PUSH } from './client.ts';

let client: Client;
afterEach(() => client.stop());

const URI = 'untitled:1';
const TWICE = 'To: Anne <anne@example.org>, anne@example.org\nSubject: x\n\nHi\n';
const request = (method: string, params?: unknown): Promise<unknown> => client.connection.sendRequest(method, params);
const refused = (code: number): unknown => expect.objectContaining({ code });

const BAD: [string, unknown][] = [
  ['textDocument/hover', {}],
  ['textDocument/hover', { textDocument: null, position: { line: 0, character: 0 } }],
  ['textDocument/hover', { textDocument: { uri: URI }, position: { line: -1, character: 0 } }],
  ['textDocument/hover', []],
  ['textDocument/hover', undefined],
  ['textDocument/completion', { textDocument: { uri: URI }, position: null }],
  ['textDocument/diagnostic', { textDocument: { uri: 7 } }],
  ['textDocument/codeAction', { textDocument: { uri: URI }, range: 'x', context: {} }],
  ['textDocument/codeAction', { textDocument: { uri: URI }, range: EVERYWHERE }],
  ['textDocument/codeAction', { textDocument: { uri: URI }, range: EVERYWHERE, context: { diagnostics: [], only: 'quickfix' } }],
  ['workspace/executeCommand', { arguments: [] }],
  ['workspace/executeCommand', { command: 'undisclosed.toBcc', arguments: 'x' }],
  ['workspace/executeCommand', { command: 'somebody.elses', arguments: [URI] }],
  ['undisclosed/recipients', {}],
];

describe('a request', () => {
  it('before the server was initialized is refused, and the server can be initialized afterwards', async () => {
    client = Client.connect();
    for (const method of ['textDocument/hover', 'textDocument/diagnostic', 'workspace/executeCommand', 'undisclosed/recipients', 'shutdown', 'somebody/elses']) {
      await expect(request(method, {}), method).rejects.toEqual(refused(ErrorCodes.ServerNotInitialized));
    }
    expect(await request('initialize', { processId: null, rootUri: null, capabilities: {} })).toMatchObject({ serverInfo: { name: 'undisclosed' } });
  });

  it('to initialize once more is refused, and changes nothing', async () => {
    client = await Client.start();
    await expect(request('initialize', { processId: null, rootUri: null, capabilities: {}, locale: 'fr' })).rejects.toEqual(refused(ErrorCodes.InvalidRequest));
    await client.open(URI, 'mail', TWICE);
    expect(await client.actions(URI, EVERYWHERE)).toMatchObject([{ title: expect.stringMatching(/^Remove/) as string }]);
  });

  it('after shutdown is refused', async () => {
    client = await Client.start();
    await client.open(URI, 'mail', TWICE);
    expect(await request('shutdown')).toBeNull();
    for (const method of ['textDocument/hover', 'textDocument/codeAction', 'shutdown', 'initialize', 'somebody/elses']) {
      await expect(request(method, { textDocument: { uri: URI }, position: { line: 0, character: 0 }, capabilities: {} }), method).rejects.toEqual(refused(ErrorCodes.InvalidRequest));
    }
  });

  it.each(BAD)('whose parameters are none is refused as such: %s %j', async (method, params) => {
    client = await Client.start();
    await client.open(URI, 'mail', TWICE);
    await expect(request(method, params)).rejects.toEqual(refused(ErrorCodes.InvalidParams));
  });

  it('that nobody serves is refused by its name', async () => {
    client = await Client.start();
    await expect(request('somebody/elses', {})).rejects.toEqual(refused(ErrorCodes.MethodNotFound));
  });
});

describe('a client that declares little', () => {
  const start = async (textDocument: ClientCapabilities['textDocument'], clientInfo?: { readonly name: string }): Promise<void> => {
    client = await Client.start({ capabilities: { textDocument: { ...textDocument } }, options: { commands: ['undisclosed.split'] }, ...(clientInfo ? { clientInfo } : {}) });
  };
  const draft = '{ "from": "a@b.example", "context": { "" } }';
  const purposes = async (): Promise<CompletionItem> => {
    await client.open('file:///d/z.json', 'json', draft);
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri: 'file:///d/z.json' }, position: { line: 0, character: draft.indexOf('""') + 1 } });
    return items.find(({ label }) => label === 'language')!;
  };

  it('gets plain text in place of a snippet, and no command of another editor', async () => {
    await start({});
    const item = await purposes();
    expect([item.insertTextFormat, item.textEdit!.newText, item.insertText, item.command]).toEqual([1, '"language": ""', '"language": ""', undefined]);
  });

  it.each([[undefined, undefined], ['Emacs', undefined], ['Visual Studio Code', 'editor.action.triggerSuggest']])('gets snippets where it takes them, and a command that it has (%s)', async (name, command) => {
    await start({ completion: { completionItem: { snippetSupport: true } } }, name === undefined ? undefined : { name });
    const item = await purposes();
    expect([item.insertTextFormat, item.textEdit!.newText]).toEqual([2, '"language": "$1"']);
    client.stop();
    await start({ completion: { completionItem: { snippetSupport: true } } }, name === undefined ? undefined : { name });
    await client.open('file:///d/z.json', 'json', draft);
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri: 'file:///d/z.json' }, position: { line: 0, character: draft.indexOf('""') + 1 } });
    expect(new Set(items.map((one) => one.command?.command))).toEqual(new Set(command === undefined ? [undefined] : [undefined, command]));
  });

  it.each([[['plaintext'], 'plaintext'], [['plaintext', 'markdown'], 'plaintext'], [['markdown', 'plaintext'], 'markdown'], [undefined, 'markdown']] as const)('gets words in the format that it prefers: %j', async (formats, kind) => {
    const contentFormat = formats && [...formats];
    await start({ hover: contentFormat ? { contentFormat } : {}, completion: { completionItem: contentFormat ? { documentationFormat: contentFormat } : {} } });
    await client.open(URI, 'mail', TWICE);
    const { contents } = (await client.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 31 } })) as { contents: MarkupContent };
    expect(contents.kind).toBe(kind);
    expect(contents.value).toMatch(kind === 'markdown' ? /\*\*What to do\*\*:.*\[About this rule\]\(file:[^)]+\) · `recipients\/duplicate-recipient`/s : /^What to do:[^*`[\]\\]*About this rule \(file:[^)]+\) · recipients\/duplicate-recipient/sm);
    await client.open('file:///d/undisclosed.config.yaml', 'yaml', '');
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri: 'file:///d/undisclosed.config.yaml' }, position: { line: 0, character: 0 } });
    expect(items.map(({ documentation }) => (documentation as MarkupContent | undefined)?.kind ?? kind)).toEqual(items.map(() => kind));
    expect(items.length).toBeGreaterThan(3);
  });

  it('gets no code action that it could not carry out', async () => {
    await start({});
    await client.open(URI, 'mail', `To: ${Array.from({ length: 12 }, (_, n) => `p${n}@firm${n}.example`).join(', ')}, p0@firm0.example\n\nHi\n`);
    expect(await client.actions(URI, EVERYWHERE)).toEqual([{ title: expect.any(String) as string, command: 'undisclosed.split', arguments: [URI] }]);
    expect(await client.actions(URI, EVERYWHERE, ['source.fixAll'])).toEqual([]);
    client.stop();
    client = await Client.start({ capabilities: PUSH });
    await client.open(URI, 'mail', TWICE);
    expect(await client.actions(URI, EVERYWHERE, ['source.fixAll'])).toHaveLength(1);
  });
});

describe('words', () => {
  it.each([
    ['**A**: b \\*c\\* `d` [e\\[1\\]](https://x.example/) · f', 'A: b *c* d e[1] (https://x.example/) · f'],
    ['a\n\n---\n\n- b\n- c', 'a\n\n- b\n- c'],
  ])('lose their marks: %j', (markdown, plain) => expect(plainText(markdown)).toBe(plain));

  it.each([
    ['"to": "$1"', '"to": ""'], ['{$1},', '{},'], ['${1:false}$0', 'false'], ['"${1:a \\} \\$5 \\\\}"', '"a } $5 \\"'], ['\\$1 ${2}', '$1 '],
  ])('lose their places: %j', (snippet, plain) => expect(withoutPlaceholders(snippet)).toBe(plain));
});
