import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Client, EVERYWHERE, PULL, PUSH, at, codes, type ClientOptions } from './client.ts';

let client: Client;
const folders: string[] = [];
afterEach(() => {
  client.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function opened(uri: string, languageId: string, text: string, options: ClientOptions = {}): Promise<Client> {
  client = await Client.start(options);
  await client.open(uri, languageId, text);
  return client;
}

const twice = (end: string) => ['From: Claire <claire@example.com>', 'To: Anne <anne@example.org>, Anne <anne@example.org>,', ' Zoé <zoe@other.example>', 'Subject: Réunion', '', 'Bonjour,', '', 'La réunion aura lieu lundi.', ''].join(end);
const people = (count: number) => Array.from({ length: count }, (_, n) => `Person ${n} <person${n}@firm${n}.example>`);
const many = (count: number) => `From: Claire <claire@example.com>\nTo: ${people(count).join(',\n ')}\nSubject: Open day\n\nHello,\n\nOur open day is on 12 May.\n`;

describe('a message', () => {
  it.each([['\n'], ['\r\n']])('is found fault with at the right place, and mended without touching the rest (%j)', async (end) => {
    await opened('file:///d/t.eml', 'eml', twice(end));
    const [diagnostic, ...others] = await client.pushed('file:///d/t.eml');
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ code: 'recipients/duplicate-recipient', severity: 3, source: 'undisclosed', data: { key: 'recipients/duplicate-recipient#0' } });
    // 'To: Anne <anne@example.org>, ' is 29 characters; the address is 23 long.
    expect(at(diagnostic!.range)).toBe('1:29-1:52');
    expect(diagnostic!.codeDescription!.href).toMatch(/^file:.*docs\/rules\/recipients\/duplicate-recipient\.md$/);
    const [action] = await client.actions('file:///d/t.eml', diagnostic!.range);
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true });
    client.apply(action!.edit!);
    expect(client.text('file:///d/t.eml')).toBe(twice(end).replace(', Anne <anne@example.org>', ''));
    expect(await client.pushed('file:///d/t.eml', 2)).toEqual([]);
  });

  it('says blocking, to review and advice as error, warning and information', async () => {
    await opened('untitled:1', 'mail', many(12));
    expect((await client.pushed('untitled:1')).find(({ code }) => code === 'recipients/visible-recipients')!.severity).toBe(1);
    await client.change('untitled:1', many(7));
    expect((await client.pushed('untitled:1', 2)).find(({ code }) => code === 'recipients/visible-recipients')!.severity).toBe(2);
  });

  it('tells of both fields where the recipients stand in two', async () => {
    await opened('untitled:1', 'mail', `To: ${people(6).join(', ')}\nCc: ${people(12).slice(6).join(', ')}\nSubject: Open day\n\nHello,\n`);
    const found = (await client.pushed('untitled:1')).find(({ code }) => code === 'recipients/visible-recipients')!;
    expect(found.relatedInformation!.map(({ message, location }) => [location.range.start.line, message])).toEqual([[0, '6 addresses in this field'], [1, '6 addresses in this field']]);
  });

  it('offers what asks first, but never as the preferred one, and all that is safe only by its name', async () => {
    await opened('untitled:1', 'mail', many(12));
    await client.pushed('untitled:1');
    const actions = await client.actions('untitled:1', EVERYWHERE);
    const [toBcc] = actions;
    expect(actions.map(({ kind }) => kind)).toEqual(['quickfix']);
    expect(toBcc!.isPreferred).toBeUndefined();
    expect(codes(toBcc!.diagnostics!)).toEqual(['recipients/visible-recipients', 'recipients/missing-bcc']);
    const text = client.edited(toBcc!.edit!).get('untitled:1')!;
    expect(text.split('\n\n')[0]).toMatch(/^Bcc: /m);
    expect(text.match(/^To: .*$/m)?.[0] ?? '').not.toContain('@firm');
    // No fix of that mail is safe.
    expect(await client.actions('untitled:1', EVERYWHERE, ['source.fixAll'])).toEqual([]);
  });

  it('has all safe fixes made at once', async () => {
    const text = 'From: Claire <claire@example.com>\nTo: Anne <anne@example.org>, Anne <anne@example.org>\nCc: Max <max@example.net>, max@example.net\nSubject: Lundi\n\nBonjour Anne,\n\nÀ lundi.\n';
    await opened('untitled:1', 'mail', text);
    expect(codes(await client.pushed('untitled:1'))).toEqual(['recipients/duplicate-recipient', 'recipients/duplicate-recipient']);
    for (const only of ['source', 'source.fixAll', 'source.fixAll.undisclosed']) {
      const actions = await client.actions('untitled:1', EVERYWHERE, [only]);
      expect(actions.map(({ kind }) => kind), only).toEqual(['source.fixAll.undisclosed']);
      expect(client.edited(actions[0]!.edit!).get('untitled:1')).toBe(text.replace(', Anne <anne@example.org>', '').replace(', max@example.net', ''));
    }
    expect(await client.actions('untitled:1', EVERYWHERE, ['refactor'])).toEqual([]);
  });

  it('that should be one mail to each person goes to Bcc where the client cannot split, and that is said', async () => {
    const rejection = readFileSync(new URL('../../fixtures/incidents/toulouse-rejection/rejection.eml', import.meta.url), 'utf8');
    for (const preset of ['recommended', 'hr']) {
      await opened('file:///d/rejection.eml', 'eml', rejection, { options: { preset } });
      const found = await client.pushed('file:///d/rejection.eml');
      const [toBcc, ...others] = (await client.actions('file:///d/rejection.eml', found[0]!.range)).filter(({ title }) => title.includes('Bcc'));
      expect(others).toEqual([]);
      expect([toBcc!.title, toBcc!.kind, toBcc!.isPreferred]).toEqual(['Undisclosed: all addresses to Bcc (better: one mail to each person, undisclosed split)', 'quickfix', undefined]);
      expect(codes(toBcc!.diagnostics!)).toEqual(['recipients/visible-recipients', 'recipients/missing-bcc']);
      client.apply(toBcc!.edit!);
      // What they have in common is told by the text, which still is one for all.
      const left = codes(await client.pushed('file:///d/rejection.eml', 2));
      expect(left.filter((code) => toBcc!.diagnostics!.some((ended) => ended.code === code))).toEqual([]);
      expect(client.text('file:///d/rejection.eml').match(/^To: .*@/m)).toBeNull();
      client.stop();
    }
    await opened('file:///d/rejection.eml', 'eml', rejection, { options: { commands: ['undisclosed.split'] } });
    const actions = await client.actions('file:///d/rejection.eml', EVERYWHERE);
    expect(actions.map(({ command, title }) => [command?.command, title.includes('Bcc')])).toEqual([['undisclosed.split', false]]);
  });

  it('hands the split to a client that says it can', async () => {
    await opened('untitled:1', 'mail', many(12), { options: { commands: ['undisclosed.split'] } });
    const actions = await client.actions('untitled:1', EVERYWHERE);
    expect(actions.map(({ command }) => [command?.command, command?.arguments])).toContainEqual(['undisclosed.split', ['untitled:1']]);
  });

  it('versions its edits where the client can tell', async () => {
    await opened('untitled:1', 'mail', twice('\n'), { capabilities: { ...PUSH, workspace: { workspaceEdit: { documentChanges: true } } } });
    const [action] = await client.actions('untitled:1', EVERYWHERE);
    expect(action!.edit!.documentChanges).toMatchObject([{ textDocument: { uri: 'untitled:1', version: 1 } }]);
  });

  it('that moves everybody to Bcc by the command', async () => {
    await opened('untitled:1', 'mail', many(3));
    await client.pushed('untitled:1');
    expect(await client.connection.sendRequest('workspace/executeCommand', { command: 'undisclosed.toBcc', arguments: ['untitled:1'] })).toBe(true);
    expect(client.text('untitled:1')).toMatch(/^Bcc: Person 0/m);
    expect(client.text('untitled:1')).not.toMatch(/^To: Person/m);
    expect(client.messages).toEqual(['3 addresses moved to Bcc.']);
  });
});

describe('a draft as an editor has it', () => {
  it('needs neither From nor Date', async () => {
    await opened('file:///tmp/mutt-1', 'mail', 'To: Anne <anne@example.org>, anne@example.org\nSubject: x\n\nHi\n');
    expect(codes(await client.pushed('file:///tmp/mutt-1'))).toEqual(['recipients/duplicate-recipient']);
  });

  it('may be a body alone, and is mended as one', async () => {
    const text = 'Bonjour,\n\nNous ne donnons pas suite en raison de votre grossesse. Nous vous souhaitons une bonne continuation.\n';
    await opened('file:///tmp/mutt-2', 'mail', text, { options: { preset: 'hr' } });
    const found = (await client.pushed('file:///tmp/mutt-2')).find(({ code }) => code === 'discrimination/pregnancy-maternity')!;
    expect(found.range.start.line).toBe(2);
    expect(text.split('\n')[2]!.slice(found.range.start.character, found.range.end.character)).toContain('grossesse');
    for (const { edit } of (await client.actions('file:///tmp/mutt-2', found.range)).filter((one) => one.edit)) {
      const after = client.edited(edit!).get('file:///tmp/mutt-2')!;
      expect(after).toMatch(/^Bonjour,\n\n/);
      expect(after).not.toContain('grossesse');
      expect(after).not.toContain('Content-Type');
    }
  });

  it('may have the line that Emacs puts in place of the empty one', async () => {
    const text = 'To: Anne <anne@example.org>, anne@example.org\nSubject: x\n--text follows this line--\nNous ne donnons pas suite en raison de votre grossesse.\n';
    await opened('file:///tmp/message-1', 'message', text, { options: { preset: 'hr' } });
    const found = await client.pushed('file:///tmp/message-1');
    expect(codes(found)).toEqual(['recipients/duplicate-recipient', 'discrimination/pregnancy-maternity']);
    expect(found[1]!.range.start.line).toBe(3);
    const [action] = await client.actions('file:///tmp/message-1', found[0]!.range);
    expect(client.edited(action!.edit!).get('file:///tmp/message-1')).toBe(text.replace(', anne@example.org', ''));
  });

  it('may be empty, and is then left alone', async () => {
    await opened('untitled:1', 'mail', '\n');
    expect(await client.pushed('untitled:1')).toEqual([]);
  });

  it('may be a file of another kind, and is then left alone', async () => {
    await opened('file:///d/notes.txt', 'plaintext', 'To: a@b.example, a@b.example\n\n');
    expect(await client.pushed('file:///d/notes.txt')).toEqual([]);
  });

  it('that could not be decoded is looked at, and never changed', async () => {
    await opened('untitled:1', 'mail', 'To: Anne <anne@example.org>, anne@example.org\nSubject: R\uFFFDunion\n\nHi\n');
    expect(codes(await client.pushed('untitled:1'))).toEqual(['recipients/duplicate-recipient']);
    expect(await client.actions('untitled:1', EVERYWHERE)).toEqual([]);
    expect(await client.connection.sendRequest('workspace/executeCommand', { command: 'undisclosed.toBcc', arguments: ['untitled:1'] })).toBe(false);
    expect(client.messages).toEqual(['This file is not valid UTF-8; the editor would spoil it, so it is not changed.']);
  });

  it('whose file is not UTF-8 is read as what it is, and never changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lsp-'));
    folders.push(folder);
    const text = 'To: Anne <anne@example.org>, anne@example.org\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nVotre état de santé ne vous permet pas de tenir ce poste, nous ne retenons pas votre candidature.\n';
    const path = join(folder, 'a.eml');
    writeFileSync(path, text, 'latin1');
    const uri = pathToFileURL(path).href;
    await opened(uri, 'eml', text, { options: { preset: 'hr' } });
    const found = await client.pushed(uri);
    expect(codes(found)).toContain('discrimination/health');
    expect(await client.actions(uri, EVERYWHERE)).toEqual([]);
  });

  it('counts characters as editors do, beyond the first plane and behind a byte order mark', async () => {
    await opened('untitled:1', 'mail', '\uFEFFTo: 😀 Anne <anne@example.org>, anne@example.org\nSubject: x\n\nHi\n');
    // One for the mark, 'To: ' 4, the face 2, ' Anne <anne@example.org>, ' 26.
    expect((await client.pushed('untitled:1')).map(({ range }) => at(range))).toEqual(['0:33-0:49']);
    // Mail programs read a mark before the first field each in their own way, so nothing is changed there.
    expect(await client.actions('untitled:1', EVERYWHERE)).toEqual([]);
    await client.change('untitled:1', 'To: 😀 Anne <anne@example.org>, anne@example.org\nSubject: x\n\nHi\n');
    const [action] = await client.actions('untitled:1', EVERYWHERE);
    expect(client.edited(action!.edit!).get('untitled:1')).toBe('To: 😀 Anne <anne@example.org>\nSubject: x\n\nHi\n');
  });
});

describe('a JSON draft', () => {
  const uri = 'file:///d/draft.json';
  const draft = '{\n  "to": ["Anne <anne@example.org>", "anne@example.org"],\n  "subjekt": "é",\n  "text": "Hi"\n}\n';

  it('is told by its keys, and mended', async () => {
    await opened(uri, 'json', draft);
    const found = await client.pushed(uri);
    expect(codes(found).sort()).toEqual(['reading/unknown-field', 'recipients/duplicate-recipient']);
    const duplicate = found.find(({ code }) => code === 'recipients/duplicate-recipient')!;
    const [action] = await client.actions(uri, duplicate.range);
    expect(JSON.parse(client.edited(action!.edit!).get(uri)!)).toEqual({ to: ['Anne <anne@example.org>'], subjekt: 'é', text: 'Hi' });
  });

  it('is no draft without recipients or a sender', async () => {
    await opened(uri, 'json', '{ "subjekt": "é" }');
    expect(await client.pushed(uri)).toEqual([]);
  });

  it('that is broken says where', async () => {
    await opened(uri, 'json', '{ "to": "a@b.example",\n  "text": }');
    expect((await client.pushed(uri)).map(({ code, range }) => [code, range.start.line])).toEqual([['reading/unreadable', 1]]);
  });

  it('may name its schema, and has its keys completed and explained in the reader\'s language', async () => {
    await opened(uri, 'json', '{\n  "$schema": "https://elsewhere.example/x.json",\n  "to": "a@b.example",\n  "context": { "purpose": "" },\n  \n}', { locale: 'fr' });
    expect(await client.complete(uri, 4, 2)).toEqual(expect.arrayContaining(['cc', 'bcc', 'subject']));
    expect(await client.complete(uri, 3, 28)).toEqual(expect.arrayContaining(['"rejection"', '"newsletter"']));
    expect(await client.hover(uri, 3, 5)).toContain('Ce que votre système sait');
  });
});

describe('who sees whom', () => {
  it('is told when asked for, and again when it changes', async () => {
    await opened('untitled:1', 'mail', many(12), { locale: 'fr' });
    const told: unknown[] = [];
    client.connection.onNotification('undisclosed/recipientsChanged', (params) => { told.push(params); });
    const answer = await client.connection.sendRequest<{ counts: object; short: string }>('undisclosed/recipients', { uri: 'untitled:1' });
    expect(answer).toMatchObject({ counts: { visible: 12, external: 12, persons: 12, organisations: 12, blind: 0 }, short: '12 personnes voient les adresses des autres' });
    expect(JSON.stringify(answer)).not.toContain('firm');
    await client.change('untitled:1', many(12).replace('Hello', 'Hullo'));
    await client.pushed('untitled:1', 2);
    expect(told).toEqual([]);
    await client.change('untitled:1', many(1));
    await client.pushed('untitled:1', 3);
    expect(told).toMatchObject([{ uri: 'untitled:1', recipients: { counts: { visible: 1 } } }]);
    expect(await client.connection.sendRequest('undisclosed/recipients', { uri: 'untitled:2' })).toBeNull();
  });

  it('shows where the pointer rests, with reason, law and what to do', async () => {
    await opened('untitled:1', 'mail', many(12));
    await client.pushed('untitled:1');
    const text = await client.hover('untitled:1', 1, 6);
    for (const part of ['The recipients see each other', 'What to do', 'GDPR Art. 5(1)(f), 32', 'eur-lex.europa.eu', 'recipients/visible-recipients', '12 addresses that everybody sees']) expect(text).toContain(part);
    expect(text).not.toContain('firm');
    expect(await client.hover('untitled:1', 0, 3)).toBe('');
  });

  it('shows who sees whom on the name of a field as well, one as one', async () => {
    const text = 'From: Claire <claire@example.com>\nTo: Anne Martel <anne.martel@example.org>\nSubject: x\n\nHi\n';
    await opened('untitled:1', 'mail', text);
    for (const character of [0, 2, 3, 8]) expect((await client.hover('untitled:1', 1, character)).split('\n')).toEqual(['- 1 address that everybody sees', '- 1 of them outside your organisation', '- 1 of those a person, neither list nor role', '- 1 organisation in all', '- 1 of the persons whom a stranger could name']);
    expect(await client.hover('untitled:1', 2, 2)).toBe('');
    client.stop();
    await opened('file:///d/x.json', 'json', '{ "subject": "x", "to": "anne@example.org" }', { options: { locale: 'fr' } });
    expect(await client.hover('file:///d/x.json', 0, 19)).toContain('- 1 adresse que chacun voit');
  });
});

describe('pull and push', () => {
  it('a client that pulls is not pushed to', async () => {
    await opened('untitled:1', 'mail', many(12), { capabilities: PULL });
    const first = await client.pull('untitled:1');
    expect(codes(first.items!)).toContain('recipients/visible-recipients');
    expect(await client.pull('untitled:1', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change('untitled:1', many(1));
    expect((await client.pull('untitled:1', first.resultId)).items).toEqual([]);
    await client.close('untitled:1');
    expect((await client.pull('untitled:1')).items).toEqual([]);
    expect(client.published).toEqual([]);
  });

  it('only the newest of many versions is told, and nothing is left of a document that was closed', async () => {
    await opened('untitled:1', 'mail', many(12), { options: { debounce: 40 } });
    await client.pushed('untitled:1', 1);
    for (let count = 11; count > 0; count--) await client.change('untitled:1', many(count));
    expect(await client.pushed('untitled:1', 12)).toEqual([]);
    expect(client.published.map(({ version }) => version)).toEqual([1, 12]);
    await client.change('untitled:1', many(12));
    await client.close('untitled:1');
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(client.published.slice(2)).toEqual([{ uri: 'untitled:1', diagnostics: [] }]);
  });

  it('takes edits within lines as they are typed', async () => {
    await opened('untitled:1', 'mail', 'To: a@b.example, c@d.example\r\nSubject: é\r\n\r\nHi\r\n');
    expect(await client.pushed('untitled:1')).toEqual([]);
    await client.change('untitled:1', 'a@b.example', { start: { line: 0, character: 17 }, end: { line: 0, character: 28 } });
    expect((await client.pushed('untitled:1', 2)).map(({ code, range }) => [code, at(range)])).toEqual([['recipients/duplicate-recipient', '0:17-0:28']]);
  });
});
