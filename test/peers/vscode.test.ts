import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter, type CodeAction, type Diagnostic, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Found } from './vscode-operations.ts';
import { codeOss, installCodeOss, openWorkbench, root, unpackExtension, type Workbench } from './vscode-web.ts';

const VISIBLE = 'recipients/visible-recipients';
const DUPLICATE = 'recipients/duplicate-recipient';
const STATUS = '[id="undisclosed.undisclosed.recipients"]';
const CRLF = '\r\n';
/** Paul stands there twice, which is a safe fix; and the greeting is a set phrase. */
const TWICE = ['From: Anne Martel <anne@agence.example>', 'To: Paul Roux <paul@client.example>, paul@client.example', 'Subject: Devis', '', 'Bonjour Paul,', '', 'Voici le devis de la salle, à relire avant jeudi.', '', 'Anne', ''].join(CRLF);
const LATIN = Buffer.from(TWICE.replace('Subject: Devis', 'Subject: Devis\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit'), 'latin1');
const JSON_DRAFT = JSON.stringify({ from: 'anne@agence.example', to: Array.from({ length: 12 }, (_, index) => `personne${index}@client${index}.example`), subject: 'Refus', text: 'Bonjour,\n\nVotre candidature n\'est pas retenue.' }, null, 2);

const folders: string[] = [];
let workbench: Workbench;

function drafts(): string {
  const folder = mkdtempSync(join(tmpdir(), 'undisclosed-drafts-'));
  folders.push(folder);
  cpSync(join(root, 'fixtures/incidents/toulouse-rejection/rejection.eml'), join(folder, 'rejection.eml'));
  for (const name of ['twice.eml', 'keyboard.eml', 'all.eml', 'disturbed.eml', 'closed.eml', 'broken.eml']) writeFileSync(join(folder, name), TWICE);
  writeFileSync(join(folder, 'latin.eml'), LATIN);
  writeFileSync(join(folder, 'draft.json'), JSON_DRAFT);
  writeFileSync(join(folder, 'plain.json'), '{ "name": "somebody", "scripts": { "to": "true" } }');
  return folder;
}

/** Asks until the answer is the one hoped for; the time limit is the test's. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const rules = (found: readonly Found[]): string[] => found.map(({ rule }) => rule);
const findings = (path: string, holds: (found: string[]) => boolean): Promise<Found[]> => until(() => workbench.vscode.diagnostics(path), (found) => holds(rules(found)));
const status = (holds: (text: string) => boolean): Promise<string> => until(() => workbench.page.locator(STATUS).allTextContents().then((texts) => texts.join('')), holds);

beforeAll(() => {
  installCodeOss();
  execFileSync('npm', ['run', 'build:vscode'], { cwd: root, stdio: 'ignore' });
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('VS Code in a browser', () => {
  beforeAll(async () => {
    workbench = await openWorkbench(drafts());
  });
  afterAll(() => workbench?.close());

  it('says what is wrong with the Toulouse mail when it is opened', async () => {
    const { vscode } = workbench;
    expect(await vscode.open('rejection.eml')).toBe('eml');
    const found = await findings('rejection.eml', (ids) => ids.includes(VISIBLE));
    expect(found.find(({ rule }) => rule === VISIBLE)).toMatchObject({ severity: 'error', source: 'undisclosed', range: [3, 4, 245, 20] });
    expect(found.find(({ rule }) => rule === VISIBLE)!.message).toContain('340 people');
    expect(found.find(({ rule }) => rule === VISIBLE)!.href).toMatch(/\/rules\/recipients\/visible-recipients\.md$/);
    expect(await status((text) => text.includes('340'))).toContain('340 people');
    expect(await vscode.environment()).toMatchObject({ language: 'en', active: true });
  });

  it('explains a finding where the pointer rests: reason, law, who sees whom', async () => {
    const told = await workbench.vscode.hover('rejection.eml', 5, 10);
    expect(told).toContain('gets the whole list with it');
    expect(told).toContain('GDPR Art. 5(1)(f), 32');
    expect(told).toContain('251');
  });

  it('offers one mail for each person, once', async () => {
    const actions = await workbench.vscode.actions('rejection.eml', VISIBLE);
    expect(actions.filter(({ command }) => command === 'undisclosed.split')).toHaveLength(1);
    expect(actions.every(({ preferred }) => !preferred)).toBe(true);
  });

  it('looks again at each change, and leaves no squiggle behind', async () => {
    const { vscode } = workbench;
    await vscode.open('twice.eml');
    expect(rules(await findings('twice.eml', (ids) => ids.length > 0))).toEqual([DUPLICATE]);
    await vscode.replace('twice.eml', ', paul@client.example', '');
    await findings('twice.eml', (ids) => ids.length === 0);
    await vscode.replace('twice.eml', '<paul@client.example>', '<paul@client.example>, lea@autre.example, paul@client.example');
    expect((await findings('twice.eml', (ids) => ids.includes(DUPLICATE))).find(({ rule }) => rule === DUPLICATE)!.range).toEqual([1, 56, 1, 75]);
    expect(await status((text) => /^\s*2\b/.test(text))).toContain('2 people');
  });

  it('mends by the keyboard, and the saved file keeps its line ends', async () => {
    const { vscode, page } = workbench;
    await vscode.open('keyboard.eml');
    const [{ range }] = await findings('keyboard.eml', (ids) => ids.includes(DUPLICATE)) as [Found];
    await vscode.reveal(range[0]);
    // The next problem, then its quick fixes, then the first of them.
    await vscode.command('editor.action.marker.next');
    await page.keyboard.press('Escape');
    // VS Code drops what it has asked for when an extension registers an action meanwhile; whoever sees no menu presses the keys again.
    await until(async () => {
      await page.keyboard.press('Control+.');
      return page.locator('.action-widget:not(.action-list-submenu-panel)').waitFor({ timeout: 2000 }).then(() => true, () => false);
    }, (shown) => shown);
    await page.keyboard.press('Enter');
    await findings('keyboard.eml', (ids) => ids.length === 0);
    await vscode.save('keyboard.eml');
    expect(await vscode.read('keyboard.eml')).toBe(Buffer.from(TWICE.replace(', paul@client.example', '')).toString('latin1'));
  });

  it('makes all safe fixes at once', async () => {
    const { vscode } = workbench;
    await vscode.open('all.eml');
    await findings('all.eml', (ids) => ids.includes(DUPLICATE));
    await vscode.command('undisclosed.fixAll');
    await findings('all.eml', (ids) => ids.length === 0);
    expect(await vscode.text('all.eml')).toBe(TWICE.replace(', paul@client.example', ''));
  });

  it('makes them also while other extensions wake up, and says when there are none', async () => {
    const { vscode, page } = workbench;
    await vscode.open('disturbed.eml');
    await findings('disturbed.eml', (ids) => ids.includes(DUPLICATE));
    await vscode.disturbed('undisclosed.fixAll');
    await findings('disturbed.eml', (ids) => ids.length === 0);
    await vscode.command('undisclosed.fixAll');
    await page.locator('.notification-list-item-message', { hasText: 'Nothing here can be fixed without risk.' }).waitFor();
    await vscode.command('notifications.clearAll');
  });

  it('changes nothing in a file that is not UTF-8', async () => {
    const { vscode } = workbench;
    await vscode.open('latin.eml');
    await findings('latin.eml', (ids) => ids.includes(DUPLICATE));
    expect(await vscode.actions('latin.eml', DUPLICATE)).toEqual([]);
    const before = await vscode.text('latin.eml');
    await vscode.command('undisclosed.toBcc');
    await workbench.page.locator('.notification-list-item-message', { hasText: 'UTF-8' }).waitFor();
    expect(await vscode.text('latin.eml')).toBe(before);
  });

  it('looks at drafts in JSON and at new ones, and not at what is no draft', async () => {
    const { vscode } = workbench;
    await vscode.open('draft.json');
    await findings('draft.json', (ids) => ids.includes(VISIBLE));
    const uri = await vscode.untitled('eml', TWICE);
    await findings(uri, (ids) => ids.includes(DUPLICATE));
    await vscode.open('plain.json');
    await workbench.page.locator(STATUS).waitFor({ state: 'hidden' });
    expect(await vscode.diagnostics('plain.json')).toEqual([]);
  });

  it('writes one mail for each person, from what is on the screen', async () => {
    const { vscode, page } = workbench;
    await vscode.open('rejection.eml');
    await vscode.replace('rejection.eml', 'Agence Belvezet, Toulouse', 'Agence Belvezet, Albi');
    await findings('rejection.eml', (ids) => ids.includes(VISIBLE));
    await vscode.begin('undisclosed.split');
    await page.locator('.quick-input-widget', { hasText: 'Where do the mails go?' }).or(page.locator('.quick-input-list', { hasText: 'rejection-mails' })).first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.notification-list-item-message', { hasText: '340 mails written to rejection-mails' }).waitFor();
    const mails = Object.entries(await vscode.readAll('rejection-mails'));
    expect(mails).toHaveLength(340);
    const seen = new Set<string>();
    for (const [name, mail] of mails) {
      expect(name).toMatch(/^0\d{3}-[0-9a-f]{12}\.eml$/);
      const { addressFields } = readMessage(mail);
      const receivers = addressFields.filter((field) => /^(?:to|cc|bcc)$/.test(field.name)).flatMap(({ addresses }) => addresses.map(({ key }) => key));
      expect(receivers).toHaveLength(1);
      expect(mail).toContain('Agence Belvezet, Albi');
      seen.add(receivers[0]!);
    }
    expect(seen.size).toBe(340);
  });

  it('refuses a folder that holds other mails', async () => {
    const { vscode, page } = workbench;
    await vscode.command('notifications.clearAll');
    await vscode.begin('undisclosed.split');
    await page.locator('.quick-input-list', { hasText: 'rejection-mails' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.notification-list-item-message', { hasText: 'Nothing was written.' }).waitFor();
    expect(await vscode.files('rejection-mails')).toHaveLength(340);
  });

  it('moves everybody to Bcc from the status bar', async () => {
    const { vscode, page } = workbench;
    await vscode.open('rejection.eml');
    await status((text) => text.includes('340'));
    await page.locator(STATUS).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Move all recipients to Bcc' }).click();
    await status((text) => text !== '' && !text.includes('340'));
    const { addressFields } = readMessage(new TextEncoder().encode(await vscode.text('rejection.eml')));
    expect(addressFields.filter(({ name }) => name === 'bcc').flatMap(({ addresses }) => addresses)).toHaveLength(340);
    expect(addressFields.filter(({ name }) => name === 'to' || name === 'cc').flatMap(({ addresses }) => addresses)).toEqual([]);
  });

  it('applies a configuration as soon as it is there, changes or is wrong', async () => {
    const { vscode } = workbench;
    await vscode.open('broken.eml');
    await findings('broken.eml', (ids) => ids.includes(DUPLICATE));
    await vscode.write('undisclosed.config.yaml', `rules:\n  ${DUPLICATE}: off\n`);
    await findings('broken.eml', (ids) => ids.length === 0);
    await vscode.write('undisclosed.config.yaml', `rules:\n  ${DUPLICATE}: error\n`);
    expect((await findings('broken.eml', (ids) => ids.includes(DUPLICATE)))[0]!.severity).toBe('error');
    await vscode.write('undisclosed.config.yaml', 'rules:\n  recipients/no-such-rule: error\n');
    await findings('broken.eml', (ids) => ids.includes('configuration'));
    await vscode.write('undisclosed.config.yaml', 'extends: [hr]\n');
    await findings('broken.eml', (ids) => ids.includes(DUPLICATE) && !ids.includes('configuration'));
  });

  it('completes a configuration and a draft in JSON, each word once', async () => {
    const { vscode } = workbench;
    await vscode.write('undisclosed.config.yaml', 'rules:\n  \n');
    await vscode.open('undisclosed.config.yaml');
    const offered = await until(() => vscode.complete('undisclosed.config.yaml', 1, 2), (labels) => labels.includes(VISIBLE));
    expect(offered.filter((label) => label === VISIBLE)).toHaveLength(1);
    await vscode.write('started.json', '{\n  "from": "anne@agence.example",\n  "to": ["paul@client.example"],\n  "su"\n}\n');
    await vscode.open('started.json');
    expect((await until(() => vscode.complete('started.json', 3, 4), (labels) => labels.includes('subject'))).filter((label) => label === 'subject')).toHaveLength(1);
    await vscode.write('undisclosed.config.yaml', 'extends: [hr]\n');
  });

  it('follows the settings', async () => {
    const { vscode } = workbench;
    await vscode.open('draft.json');
    const told = (words: string): Promise<unknown> => until(() => vscode.diagnostics('draft.json'), (found) => found.some(({ message }) => message.includes(words)));
    await vscode.set('undisclosed.locale', 'fr');
    await told('12 personnes');
    await vscode.set('undisclosed.locale', 'auto');
    await told('12 people');
    await vscode.set('undisclosed.enable', false);
    await findings('draft.json', (ids) => ids.length === 0);
    await vscode.set('undisclosed.enable', true);
    await findings('draft.json', (ids) => ids.includes(VISIBLE));
  });

  it('looks at drafts that nobody has opened', async () => {
    const { vscode, page } = workbench;
    expect(await vscode.diagnostics('closed.eml')).toEqual([]);
    await vscode.command('notifications.clearAll');
    await vscode.begin('undisclosed.checkWorkspace');
    await page.locator('.notification-list-item-message', { hasText: 'Drafts checked:' }).waitFor();
    expect(rules(await vscode.diagnostics('closed.eml'))).toEqual([DUPLICATE]);
    // Opened, it has its own findings, and each once.
    await vscode.open('closed.eml');
    await vscode.replace('closed.eml', ', paul@client.example', '');
    await findings('closed.eml', (ids) => ids.length === 0);
  });

  it('has asked nobody outside for anything, and failed nowhere', () => {
    expect([...workbench.strangers]).toEqual([]);
    // VS Code writes what it shows as an error to the console as well: those of the configuration made wrong above, on purpose and while it was being written.
    expect(workbench.errors.filter((text) => /undisclosed/i.test(text) && !/no-such-rule|undisclosed\.config\.yaml:1:7: Expected here/.test(text))).toEqual([]);
  });
});

describe('VS Code in French', () => {
  beforeAll(async () => {
    workbench = await openWorkbench(drafts(), { french: true });
  });
  afterAll(() => workbench?.close());

  it('speaks French under the words, in the status bar and in its questions', async () => {
    const { vscode, page } = workbench;
    expect((await vscode.environment()).language).toBe('fr');
    await vscode.open('rejection.eml');
    const found = await findings('rejection.eml', (ids) => ids.includes(VISIBLE));
    expect(found.find(({ rule }) => rule === VISIBLE)!.message).toContain('340 personnes');
    expect(await status((text) => text.includes('340'))).toContain('340 personnes');
    await page.locator(STATUS).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Écrire un message par personne…' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('the language server of a desktop', () => {
  let server: ChildProcess;
  let connection: ProtocolConnection;
  let folder: string;
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;

  beforeAll(async () => {
    // Far from any node_modules: all that it needs is in the package.
    const extension = mkdtempSync(join(tmpdir(), 'undisclosed-vscode-'));
    folder = drafts();
    folders.push(extension);
    unpackExtension(extension);
    server = fork(join(extension, 'server.cjs'), ['--node-ipc'], { cwd: extension, silent: true });
    connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
    connection.onRequest('undisclosed/readFile', ({ uri: file }: { uri: string }) => (existsSync(new URL(file)) ? { text: readFileSync(new URL(file), 'utf8') } : null));
    connection.onRequest('undisclosed/readFolder', () => null);
    connection.onRequest('client/registerCapability', () => null);
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, locale: 'fr', initializationOptions: { commands: ['undisclosed.split'] }, capabilities: { textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } } } });
    await connection.sendNotification('initialized', {});
  });
  afterAll(async () => {
    await connection.sendRequest('shutdown');
    const gone = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendNotification('exit');
    expect(await gone).toBe(0);
  });

  const open = (name: string): Promise<void> => connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(name), languageId: name.endsWith('.json') ? 'json' : 'eml', version: 1, text: readFileSync(join(folder, name), 'utf8') } });
  const found = async (name: string): Promise<Diagnostic[]> => (await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: uri(name) } })).items;
  const split = (name: string, out: string): Promise<unknown> => connection.sendRequest('undisclosed/split', { uri: uri(name), path: join(folder, out), allowNames: false });

  it('finds and mends', async () => {
    await open('twice.eml');
    const [duplicate, ...others] = await found('twice.eml');
    expect(others).toEqual([]);
    expect(duplicate!.code).toBe(DUPLICATE);
    const [action] = await connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: uri('twice.eml') }, range: duplicate!.range, context: { diagnostics: [duplicate] } });
    const edits = Object.values(action!.edit!.changes!)[0]!;
    expect(TextDocument.applyEdits(TextDocument.create(uri('twice.eml'), 'eml', 1, TWICE), edits)).toBe(TWICE.replace(', paul@client.example', ''));
  });

  it('writes one mail for each person into a folder or one file, as the command line does', async () => {
    await open('rejection.eml');
    expect(await split('rejection.eml', 'mails')).toMatchObject({ mails: 340, findings: 0 });
    expect(await split('rejection.eml', 'mails.mbox')).toMatchObject({ mails: 340 });
    execFileSync(process.execPath, [join(root, 'bin/undisclosed.js'), 'split', join(folder, 'rejection.eml'), '--out', join(folder, 'by-command')]);
    const mails = readdirSync(join(folder, 'mails'));
    expect(mails).toHaveLength(340);
    expect(mails).toEqual(readdirSync(join(folder, 'by-command')));
    for (const name of mails) expect(readFileSync(join(folder, 'mails', name)).equals(readFileSync(join(folder, 'by-command', name))), name).toBe(true);
    expect(readFileSync(join(folder, 'mails.mbox'), 'latin1').match(/^From /gm)).toHaveLength(340);
  });

  it('writes nothing where other mails are, or nothing can be', async () => {
    expect(await split('rejection.eml', '.')).toEqual({ failed: 'other-mails' });
    expect(await split('rejection.eml', 'twice.eml/mails')).toEqual({ failed: 'not-written' });
    expect(await split('closed.eml', 'closed')).toEqual({ failed: 'no-draft' });
  });
});

describe('the package', () => {
  it('is made of the same bytes each time', () => {
    const vsix = join(root, 'dist/undisclosed-vscode.vsix');
    const before = readFileSync(vsix);
    execFileSync(process.execPath, [join(root, 'scripts/build-vscode.mjs')], { cwd: root, stdio: 'ignore', env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'fr_FR.UTF-8' } });
    expect(readFileSync(vsix).equals(before)).toBe(true);
  });
});

describe('the colours of a mail', () => {
  interface Grammar { tokenizeLine(line: string, state: unknown): { readonly ruleStack: unknown; readonly tokens: readonly { readonly startIndex: number; readonly endIndex: number; readonly scopes: readonly string[] }[] } }
  interface TextMate { readonly INITIAL: unknown; parseRawGrammar(text: string, name: string): unknown; readonly Registry: new (options: object) => { loadGrammar(scope: string): Promise<Grammar> } }
  interface Oniguruma { loadWASM(bytes: ArrayBuffer): Promise<void>; readonly OnigScanner: new (patterns: string[]) => unknown; readonly OnigString: new (text: string) => unknown }

  /** Text and innermost scope of each token. */
  async function tokens(text: string): Promise<[string, string][]> {
    const load = createRequire(join(codeOss, 'package.json'));
    const textmate = load('vscode-textmate') as TextMate;
    const oniguruma = load('vscode-oniguruma') as Oniguruma;
    const wasm = readFileSync(load.resolve('vscode-oniguruma/release/onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({ createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns), createOnigString: (line: string) => new oniguruma.OnigString(line) }),
      loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(join(root, 'editors/vscode/syntaxes/eml.tmLanguage.json'), 'utf8'), 'eml.json')),
    });
    const grammar = await registry.loadGrammar('text.eml');
    let state = textmate.INITIAL;
    return text.split('\n').flatMap((line) => {
      const read = grammar.tokenizeLine(line, state);
      state = read.ruleStack;
      return read.tokens.map(({ startIndex, endIndex, scopes }): [string, string] => [line.slice(startIndex, endIndex), scopes.at(-1)!]);
    });
  }

  it('tell who receives it from the rest, and the header from the text', async () => {
    const read = await tokens(['From: =?utf-8?q?L=C3=A9a?= <lea@agence.example>', 'To: "Roux, Paul" <paul@client.example>,', ' anne@client.example', 'Subject: Devis {{nom}}', 'Content-Type: multipart/mixed; boundary="b"', '', 'To: no field', '--b', 'Content-Type: text/plain', '', '> quoted', '-- ', 'Léa, lea@agence.example', '--b--'].join('\n'));
    const scopeOf = (text: string): string[] => read.filter(([token]) => token === text).map(([, scope]) => scope);
    expect(scopeOf('To')).toEqual(['keyword.other.recipients.eml']);
    expect(scopeOf('From')).toEqual(['entity.name.tag.field.eml']);
    expect(scopeOf('Roux, Paul')).toEqual(['string.quoted.double.eml']);
    expect(scopeOf('anne@client.example')).toEqual(['variable.other.address.eml']);
    expect(scopeOf('lea@agence.example')).toEqual(['variable.other.address.eml', 'variable.other.address.eml']);
    expect(scopeOf('{{nom}}')).toEqual(['variable.other.placeholder.eml']);
    expect(scopeOf('Content-Type')).toEqual(['entity.name.tag.field.eml', 'entity.name.tag.field.eml']);
    expect(scopeOf('To: no field')).toEqual(['meta.body.eml']);
    expect(scopeOf('b')).toEqual(['string.quoted.double.eml', 'entity.name.section.boundary.eml', 'entity.name.section.boundary.eml']);
    expect(scopeOf('> quoted')).toEqual(['markup.quote.eml']);
    expect(scopeOf('-- ')).toEqual(['comment.line.signature.eml']);
  });
});
