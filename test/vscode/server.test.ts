import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { pack } from '../../src/generated/pack.js';
import { Configurations } from '../../src/hosts/lsp/configurations.ts';
import { lookAt, type Look } from '../../src/hosts/lsp/look.ts';
import type { FileText, LspHost } from '../../src/hosts/lsp/types.ts';
import type { WriteParams } from '../../src/hosts/vscode/protocol.ts';
import { serverSettings } from '../../src/hosts/vscode/settings.ts';
import { splitInto, splittable } from '../../src/hosts/vscode/splitting.ts';
import { mayRead } from '../../src/hosts/vscode/trust.ts';
import { Client, codes } from '../lsp/client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const toulouse = readFileSync(`${root}fixtures/incidents/toulouse-rejection/rejection.eml`, 'utf8');
const DRAFT = { uri: 'file:///work/rejection.eml', languageId: 'eml' };
const OFF = 'rules:\n  recipients/visible-recipients: off\n  recipients/sensitive-group: off\n  recipients/missing-bcc: off\n';

/** The files of an editor, read as this extension lets its server read them. */
function files(there: Readonly<Record<string, string>>, trusted: boolean, asked: string[] = []): Pick<LspHost, 'readFile' | 'readFolder'> {
  return {
    readFile(uri): Promise<FileText | null> {
      asked.push(uri);
      return Promise.resolve(mayRead(uri, trusted, [DRAFT]) && uri in there ? { text: there[uri]! } : null);
    },
    readFolder: () => Promise.resolve(null),
  };
}

describe('trust', () => {
  let client: Client;
  afterEach(() => client.stop());

  async function rulesThatSpeak(trusted: boolean, there: Readonly<Record<string, string>>, config = ''): Promise<unknown[]> {
    client = await Client.start({ folder: '/work', options: serverSettings({ config }, trusted), host: files(there, trusted) });
    await client.open(DRAFT.uri, 'eml', toulouse);
    return codes(await client.pushed(DRAFT.uri));
  }
  const all = ['recipients/visible-recipients', 'recipients/missing-bcc', 'recipients/sensitive-group'];

  it.each([
    ['in the folder', 'file:///work/undisclosed.config.yaml', ''],
    ['above it', 'file:///undisclosed.config.yaml', ''],
    ['named by a setting', 'file:///work/.vscode/off.yaml', '.vscode/off.yaml'],
  ])('a configuration %s is read where the workspace is trusted, and nowhere else', async (_where, uri, config) => {
    expect(await rulesThatSpeak(true, { [uri]: OFF }, config)).toEqual([]);
    client.stop();
    expect(await rulesThatSpeak(false, { [uri]: OFF }, config)).toEqual(all);
  });

  it('the key of a package.json is no way around', async () => {
    const manifest = { 'file:///work/package.json': JSON.stringify({ undisclosed: { rules: Object.fromEntries(all.map((id) => [id, 'off'])) } }) };
    expect(await rulesThatSpeak(true, manifest)).toEqual([]);
    client.stop();
    expect(await rulesThatSpeak(false, manifest)).toEqual(all);
  });
});

describe('splitting', () => {
  async function look(text: string, { config = '', utf8 = true, languageId = 'eml' } = {}): Promise<Look> {
    const host: LspHost = { pack, locale: 'en', folder: 'file:///work', page: () => null, ...files(config === '' ? {} : { 'file:///work/undisclosed.config.yaml': config }, true) };
    const document = TextDocument.create(languageId === 'json' ? 'file:///work/draft.json' : DRAFT.uri, languageId, 1, text);
    return lookAt(document, {
      host, configurations: new Configurations(host), utf8: () => Promise.resolve(utf8), others: () => Promise.resolve([]), page: () => null,
      defect: (error) => {
        throw error;
      },
    });
  }

  async function split(text: string, options: Parameters<typeof look>[1] & { allowNames?: boolean; most?: number } = {}): Promise<{ result: Awaited<ReturnType<typeof splitInto>>; mails: WriteParams[] }> {
    const draft = splittable(await look(text, options));
    const mails: WriteParams[] = [];
    if ('failed' in draft) return { result: draft, mails };
    const result = await splitInto(draft, options.allowNames === true, (mail) => Promise.resolve(mails.push(mail) <= (options.most ?? Infinity)));
    return { result, mails };
  }

  it('gives each candidate of the Toulouse mail one of their own', async () => {
    const { result, mails } = await split(toulouse);
    expect(result).toMatchObject({ mails: 340, unchanged: false, findings: 0 });
    const receivers = mails.map(({ text }) => readMessage(text).addressFields.filter(({ name }) => name === 'to').flatMap(({ addresses }) => addresses.map(({ key }) => key)));
    expect(receivers.every((keys) => keys.length === 1)).toBe(true);
    expect(new Set(receivers.flat()).size).toBe(340);
    expect(mails[0]!.name).toMatch(/^0001-[0-9a-f]{12}\.eml$/);
    expect(mails[339]!.name).toMatch(/^0340-[0-9a-f]{12}\.eml$/);
  });

  const pair = (body: string): string => `From: Anne <anne@agence.example>\nTo: Paul Roux <paul@client.example>, Zoé Lambert <zoe@autre.example>\nSubject: Devis\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;

  it('writes what is on the screen as UTF-8', async () => {
    const { mails } = await split(pair('À bientôt'));
    expect(mails).toHaveLength(2);
    expect(Buffer.from(mails[0]!.text, 'latin1').toString('utf8')).toContain('À bientôt');
  });

  it('stops at the first mail that cannot be written', async () => {
    const { result, mails } = await split(toulouse, { most: 3 });
    expect(result).toEqual({ failed: 'not-written' });
    expect(mails).toHaveLength(4);
  });

  it('is refused where the text names another, unless that is allowed', async () => {
    const text = pair('Paul Roux et Zoé Lambert liront ceci.');
    expect((await split(text)).result).toMatchObject({ refused: { reason: 'others' } });
    expect((await split(text, { allowNames: true })).result).toMatchObject({ mails: 2 });
  });

  it('heeds who is a colleague', async () => {
    const text = pair('Zoé Lambert vous recevra.');
    expect((await split(text)).result).toMatchObject({ refused: { reason: 'others' } });
    expect((await split(text, { config: 'internalDomains: [agence.example, autre.example]\n' })).result).toMatchObject({ mails: 2 });
  });

  it('makes JSON of JSON', async () => {
    const { result, mails } = await split(JSON.stringify({ from: 'anne@agence.example', to: ['paul@client.example', 'zoe@autre.example'], subject: 'Devis', text: 'Bonjour,' }), { languageId: 'json' });
    expect(result).toMatchObject({ mails: 2 });
    expect(mails.map(({ kind }) => kind)).toEqual(['json', 'json']);
    expect(mails[1]!.name).toMatch(/^0002-[0-9a-f]{12}\.json$/);
    expect((JSON.parse(mails[1]!.text) as { to: unknown }).to).toBe('zoe@autre.example');
  });

  it('says why it is not done', async () => {
    expect(splittable(null)).toEqual({ failed: 'no-draft' });
    expect((await split('{ "name": "somebody" }', { languageId: 'json' })).result).toEqual({ failed: 'no-draft' });
    expect((await split(toulouse, { config: 'rules: [broken]\n' })).result).toEqual({ failed: 'configuration' });
    expect((await split(pair('À bientôt'), { utf8: false })).result).toEqual({ failed: 'not-utf8' });
  });
});
