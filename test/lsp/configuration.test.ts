import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/hosts/lsp/stdio/host.ts';
import { Client, PULL, PUSH, at, codes, said, type ClientOptions } from './client.ts';

let client: Client;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lsp-')); });
afterEach(() => {
  client.stop();
  rmSync(folder, { recursive: true });
});

const DRAFT = 'untitled:draft';
const REFUSAL = 'To: Anne <anne@example.org>\nSubject: Votre candidature\n\nBonjour Anne,\n\nNous ne donnons pas suite en raison de votre grossesse.\n';

let saved = 0;
function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  // Two writes within one tick of the clock are two changes all the same.
  const time = 1_700_000_000 + ++saved;
  utimesSync(path, time, time);
  return pathToFileURL(path).href;
}

async function start(options: ClientOptions = {}): Promise<void> {
  client = await Client.start({ folder, ...options });
}

async function saidOf(uri: string, languageId: string, text: string): Promise<[unknown, string, string][]> {
  await client.open(uri, languageId, text);
  return (await client.pushed(uri)).map((one) => [one.code, at(one.range), said(one)]);
}

describe('the configuration', () => {
  it('is that of the workspace folder, and one that is saved holds at once for open drafts', async () => {
    const uri = write('undisclosed.config.yaml', 'extends: recommended\n');
    await start();
    await client.open(DRAFT, 'mail', REFUSAL);
    expect(await client.pushed(DRAFT)).toEqual([]);
    write('undisclosed.config.yaml', 'extends: hr\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    while (client.published.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(codes(client.published[1]!.diagnostics)).toContain('discrimination/pregnancy-maternity');
  });

  it('that changes without a word from the client is noticed with the next keystroke', async () => {
    write('undisclosed.config.yaml', 'extends: recommended\n');
    await start();
    await client.open(DRAFT, 'mail', REFUSAL);
    expect(await client.pushed(DRAFT)).toEqual([]);
    write('undisclosed.config.yaml', 'extends: hr\n');
    const version = await client.change(DRAFT, `${REFUSAL}.`);
    expect(codes(await client.pushed(DRAFT, version))).toContain('discrimination/pregnancy-maternity');
  });

  it('that changes without a word from the client is noticed for all open drafts when one is opened or saved', async () => {
    write('undisclosed.config.yaml', 'extends: recommended\n');
    await start();
    await client.open(DRAFT, 'mail', REFUSAL);
    expect(await client.pushed(DRAFT)).toEqual([]);
    const told = async (count: number): Promise<unknown[]> => {
      while (client.published.filter(({ uri }) => uri === DRAFT).length < count) await new Promise((resolve) => setTimeout(resolve, 5));
      return codes(await client.pushed(DRAFT));
    };
    write('undisclosed.config.yaml', 'extends: hr\n');
    await client.open('untitled:2', 'mail', 'To: a@b.example\n\nHi\n');
    expect(await told(2)).toContain('discrimination/pregnancy-maternity');
    rmSync(join(folder, 'undisclosed.config.yaml'));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: 'untitled:2' } });
    expect(await told(3)).toEqual([]);
  });

  it('that changes without a word from the client holds for what is asked next, and so do its rules', async () => {
    const rule = (phrase: string): string => `id: own/shouting\nseverity: warning\nsince: 1.0.0\ncheck: phrase\nlanguages:\n  en:\n    title: Shouting\n    message: This is shouting.\n    why: Nobody likes it.\n    suggestion: Say it calmly.\n    phrases:\n      loud:\n        - "${phrase}"\n`;
    await start({ capabilities: { textDocument: { diagnostic: {} } } });
    await client.open(DRAFT, 'mail', 'To: a@b.example\nSubject: x\n\nDear Anne,\n\nhey you, answer me.\n');
    let before = await client.pull(DRAFT);
    const next = async (): Promise<string[]> => {
      before = await client.pull(DRAFT, before.resultId);
      return before.items!.map(({ code, range }) => `${String(code)} ${at(range)}`);
    };
    expect(before.items).toEqual([]);
    write('undisclosed.config.yaml', 'extends: recommended\nruleFolders: [./rules]\n');
    write('rules/own/shouting.yaml', rule('hey you'));
    expect(await next()).toEqual(['own/shouting 5:0-5:7']);
    write('rules/own/shouting.yaml', rule('answer me'));
    expect(await next()).toEqual(['own/shouting 5:9-5:18']);
    write('undisclosed.config.yaml', 'extends: [recommended\n');
    expect((await next())[0]).toMatch(/^configuration /);
    rmSync(join(folder, 'undisclosed.config.yaml'));
    expect(await next()).toEqual([]);
    expect((await client.pull(DRAFT, before.resultId)).kind).toBe('unchanged');
  });

  it('has pulling clients ask again when it changes', async () => {
    const uri = write('undisclosed.config.yaml', 'extends: recommended\n');
    await start({ capabilities: PULL });
    await client.open(DRAFT, 'mail', REFUSAL);
    const before = await client.pull(DRAFT);
    expect(before.items).toEqual([]);
    write('undisclosed.config.yaml', 'extends: hr\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    while (client.refreshes === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(codes((await client.pull(DRAFT, before.resultId)).items!)).toContain('discrimination/pregnancy-maternity');
  });

  it('that is wrong makes no draft look clean, and is said once with its place', async () => {
    const uri = write('undisclosed.config.yaml', 'extends: hr\nrules:\n  recipients/visible-recipient: error\n');
    await start();
    await client.open(DRAFT, 'mail', REFUSAL);
    await client.open('untitled:2', 'mail', REFUSAL);
    const [diagnostic] = await client.pushed(DRAFT);
    await client.pushed('untitled:2');
    expect(diagnostic).toMatchObject({ code: 'configuration', severity: 1, relatedInformation: [{ location: { uri, range: { start: { line: 2, character: 2 } } } }] });
    expect(diagnostic!.message).toMatch(/^Not checked/);
    expect(client.messages).toHaveLength(1);
    expect(client.messages[0]).toContain('undisclosed.config.yaml:3:3');
  });

  it.each([['preset', { preset: 'hr' }], ['a file', { config: 'other/own.yaml' }]])('may be chosen by the settings: %s', async (_what, options) => {
    write('other/own.yaml', 'extends: hr\n');
    await start({ options });
    expect((await saidOf(DRAFT, 'mail', REFUSAL)).map(([code]) => code)).toContain('discrimination/pregnancy-maternity');
  });

  it('speaks the language of the client, else its own', async () => {
    write('undisclosed.config.yaml', 'extends: hr\nlocale: fr\n');
    await start({ locale: 'en-GB' });
    expect(JSON.stringify(await saidOf(DRAFT, 'mail', REFUSAL))).not.toContain('grossesse');
    client.stop();
    await start({ locale: 'de' });
    expect(JSON.stringify(await saidOf(DRAFT, 'mail', REFUSAL))).toMatch(/grossesse|maternité/);
  });

  it('takes new settings also while it still reads files for the old ones', async () => {
    write('undisclosed.config.yaml', 'extends: hr\n');
    const real = nodeHost('en');
    let answer = (): void => undefined;
    let asked = (): void => undefined;
    const reading = new Promise<void>((resolve) => { asked = resolve; });
    const later = new Promise<void>((resolve) => { answer = resolve; });
    await start({
      host: {
        async readFile(uri) {
          const file = await real.readFile(uri);
          asked();
          await later;
          return file;
        },
      },
    });
    await client.open(DRAFT, 'mail', REFUSAL);
    await reading;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { undisclosed: { locale: 'fr' } } });
    // Answered in the order in which they are asked, so the settings are there by then.
    await client.connection.sendRequest('undisclosed/recipients', { uri: 'untitled:none' });
    answer();
    expect((await client.pushed(DRAFT)).map(said).join()).toMatch(/grossesse|maternité/);
  });

  it('takes settings from the client, and new ones at once', async () => {
    await start({ capabilities: PUSH });
    await client.open(DRAFT, 'mail', REFUSAL);
    expect(await client.pushed(DRAFT)).toEqual([]);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { undisclosed: { preset: 'hr', phase: 'nonsense' } } });
    while (client.published.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(codes(client.published[1]!.diagnostics)).toContain('discrimination/pregnancy-maternity');
  });
});

describe('a configuration that is being written', () => {
  it('shows what the command line would say of it, where it stands', async () => {
    await start();
    const uri = pathToFileURL(join(folder, 'undisclosed.config.yaml')).href;
    expect(await saidOf(uri, 'yaml', 'extends: hr\nrules:\n  recipients/visible-recipients: eror\n')).toEqual([['configuration', '2:33-2:37', expect.stringContaining('eror') as string]]);
    const version = await client.change(uri, 'extends: hr\n');
    expect(await client.pushed(uri, version)).toEqual([]);
  });

  it.each([
    ['extends: [hrr]\n', '0:10-0:13', 'Did you mean hr?'],
    ['rules:\n  recipients/visible-recipients: { sum: 3 }\n', '1:35-1:38', 'webmailSender'],
    ['rules: { recipients/visible: off }\n', '0:9-0:27', 'Did you mean recipients/visible-recipients?'],
  ])('marks what is wrong in %j and nothing around it', async (text, range, says) => {
    await start();
    const uri = pathToFileURL(join(folder, 'undisclosed.config.yaml')).href;
    expect(await saidOf(uri, 'yaml', text)).toEqual([['configuration', range, expect.stringContaining(says) as string]]);
  });

  it('leads to the file that is wrong where that is another', async () => {
    const base = write('base.yaml', 'extends: nobody\n');
    await start();
    const uri = write('undisclosed.config.yaml', 'extends: ./base.yaml\n');
    await client.open(uri, 'yaml', 'extends: ./base.yaml\n');
    expect((await client.pushed(uri)).find((one) => said(one).startsWith('A file'))!.relatedInformation![0]!.location).toMatchObject({ uri: base, range: { start: { line: 0 } } });
  });

  it('has ids, levels, options and words completed', async () => {
    await start({ locale: 'fr' });
    const uri = pathToFileURL(join(folder, 'undisclosed.config.yaml')).href;
    await client.open(uri, 'yaml', 'extends: \nrules:\n  recip\n  recipients/visible-recipients:\n    level: \n    options:\n      so\nlocale: f\nallow:\n  - re\noverrides:\n  - files: ["*"]\n    ru\nlearned: \n');
    expect(await client.complete(uri, 0, 9)).toEqual(expect.arrayContaining(['hr', 'recommended', 'candidate-reply', 'all']));
    expect(await client.complete(uri, 2, 7)).toEqual(expect.arrayContaining(['recipients/visible-recipients', 'recipients/*', 'discrimination/age']));
    expect(await client.complete(uri, 4, 11)).toEqual(['off', 'info', 'warning', 'error']);
    expect(await client.complete(uri, 6, 8)).toEqual(expect.arrayContaining(['some', 'many', 'organisations', 'crowd']));
    expect(await client.complete(uri, 7, 9)).toEqual(['en', 'fr']);
    expect(await client.complete(uri, 9, 6)).toEqual(expect.arrayContaining(['name', 'members', 'reason', 'since', 'until']));
    expect(await client.complete(uri, 12, 6)).toEqual(expect.arrayContaining(['rules', 'senders', 'allow', 'learned']));
    expect(await client.complete(uri, 13, 9)).toEqual(['true', 'false']);
    expect(await client.complete(uri, 14, 0)).toEqual(expect.arrayContaining(['policy', 'internalDomains']));
    expect(await client.hover(uri, 3, 10)).toContain('Les destinataires se voient les uns les autres');
    expect(await client.hover(uri, 8, 2)).toContain('Groupes connus');
    expect(await client.hover(uri, 13, 2)).toContain('Si ce qui a été appris');
  });

  it('may be JSON', async () => {
    await start();
    const uri = pathToFileURL(join(folder, 'undisclosed.config.json')).href;
    await client.open(uri, 'json', '{ "extends": "hr", "rules": { "tone/cold": "" }, "locale": "xx" }');
    expect((await client.pushed(uri)).map(({ code, range }) => [code, at(range)])).toEqual([['configuration', expect.stringMatching(/^0:/)]]);
    expect(await client.complete(uri, 0, 44)).toEqual(expect.arrayContaining(['"warning"']));
  });
});

describe('a rule of one\'s own', () => {
  const RULE = 'id: own/shouting\nseverity: warning\nsince: 1.0.0\ncheck: phrase\nlanguages:\n  en:\n    title: Shouting\n    message: This is shouting.\n    why: Nobody likes it.\n    suggestion: Say it calmly.\n    phrases:\n      loud:\n        - "hey you"\n';

  it('is judged by itself while it is written', async () => {
    write('undisclosed.config.yaml', 'extends: recommended\nruleFolders: [./rules]\n');
    const uri = write('rules/own/shouting.yaml', RULE);
    await start();
    expect(await saidOf(DRAFT, 'mail', 'To: a@b.example\nSubject: x\n\nDear Anne,\n\nhey you, answer me.\n')).toEqual([['own/shouting', '5:0-5:7', 'This is shouting.']]);
    await client.open(uri, 'yaml', RULE);
    expect(await client.pushed(uri)).toEqual([]);
    const version = await client.change(uri, RULE.replace('severity: warning', 'severity: loud'));
    expect((await client.pushed(uri, version)).map(({ code, range }) => [code, at(range)])).toEqual([['configuration', '1:10-1:14']]);
    expect(await client.complete(uri, 3, 7)).toEqual(expect.arrayContaining(['phrase', 'frame']));
  });
});

describe('a configuration without a file system', () => {
  it('is asked from the client', async () => {
    const files = new Map([['web:/w/undisclosed.config.yaml', 'extends: ./deep/base.yaml\n'], ['web:/w/deep/base.yaml', 'extends: hr\nruleFolders: [./rules]\n']]);
    const asked: string[] = [];
    client = await Client.start({ host: {
      readFile: (uri) => { asked.push(uri); const text = files.get(uri); return Promise.resolve(text === undefined ? null : { text }); },
      readFolder: (uri) => Promise.resolve(uri === 'web:/w/deep/rules' ? [] : null),
      folder: 'web:/w/drafts', page: () => null,
    } });
    expect((await saidOf(DRAFT, 'mail', REFUSAL)).map(([code]) => code)).toContain('discrimination/pregnancy-maternity');
    expect(asked).toEqual(expect.arrayContaining(['web:/w/drafts/undisclosed.config.yaml', 'web:/w/undisclosed.config.yaml', 'web:/w/deep/base.yaml']));
  });
});

describe('people who know each other', () => {
  const many = `From: Claire <claire@example.com>\nTo: ${Array.from({ length: 12 }, (_, n) => `p${n}@firm${n}.example`).join(', ')}\nSubject: x\n\nHello,\n`;

  it.each([
    ['where there is no list yet', 'extends: recommended\n'],
    ['before those that are there', 'allow:\n  # the choir\n  - members: [a@b.example]\n    reason: choir\n    until: 2099-12-31\nextends: recommended # all\n'],
  ])('are written into the configuration %s', async (_what, before) => {
    const uri = write('undisclosed.config.yaml', before);
    await start({ capabilities: { ...PUSH, workspace: { applyEdit: true } } });
    await client.open(uri, 'yaml', before);
    await client.open(DRAFT, 'mail', many);
    await client.pushed(DRAFT);
    const action = (await client.actions(DRAFT, { start: { line: 1, character: 5 }, end: { line: 1, character: 5 } })).find(({ command }) => command?.command === 'undisclosed.allow')!;
    expect(await client.connection.sendRequest('workspace/executeCommand', action.command!)).toBe(true);
    const after = client.text(uri);
    for (const line of before.split('\n')) expect(after).toContain(line);
    write('undisclosed.config.yaml', after);
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    const version = await client.change(DRAFT, many.replace('Hello', 'Hallo'));
    expect(codes(await client.pushed(DRAFT, version))).not.toContain('recipients/visible-recipients');
  });

  it('are not where nobody could tell how', async () => {
    write('undisclosed.config.yaml', 'allow: [{ members: [a@b.example], reason: choir, until: 2099-12-31 }]\n');
    await start({ capabilities: { ...PUSH, workspace: { applyEdit: true } } });
    await client.open(DRAFT, 'mail', many);
    expect(await client.connection.sendRequest('workspace/executeCommand', { command: 'undisclosed.allow', arguments: [DRAFT] })).toBe(false);
    while (client.messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(client.messages[0]).toMatch(/by hand/);
  });
});
