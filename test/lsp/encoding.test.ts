import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBytes } from '../../src/hosts/lsp/file-bytes.ts';
import { Client, EVERYWHERE, PULL, codes, said, type ClientOptions } from './client.ts';

let client: Client;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lsp-')); });
afterEach(() => {
  client.stop();
  rmSync(folder, { recursive: true });
});

const REFUSAL = 'Vous êtes trop âgée pour ce poste. Nous avons choisi une autre personne, c’est tout.';
const head = (charset: string): string => `From: Claire <claire@example.com>\nTo: Anne <anne@example.org>, anne@example.org\nSubject: x\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n\n`;
const mail = (charset: string, before = '« Œuvre – 5 € » : '): string => `${head(charset)}${before}${REFUSAL}\n`;

/** Opens a file that holds `bytes`, as an editor that shows it as `text`. */
async function opened(bytes: Buffer, text: string, options: ClientOptions = {}, languageId = 'eml', name = 'a.eml'): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const uri = pathToFileURL(path).href;
  client = await Client.start({ options: { preset: 'hr' }, ...options });
  await client.open(uri, languageId, text);
  return uri;
}

async function wordsOf(uri: string): Promise<[unknown, string][]> {
  return (await client.pushed(uri)).map(({ code, range }) => [code, client.documents.get(uri)!.getText(range)]);
}

const FOUND = ['recipients/duplicate-recipient', 'discrimination/age'];
const AGE = 'trop âgée';

describe('a file that is not UTF-8', () => {
  it.each([
    ['windows-1252', 'windows-1252', undefined],
    ['iso-8859-1', 'windows-1252', undefined],
    ['us-ascii', 'windows-1252', undefined],
    ['iso-8859-15', 'iso-8859-15', '« Œuvre 5 € » : '],
    ['windows-1250', 'windows-1250', 'Łódź, '],
  ])('and was decoded rightly is judged by what stands there, at its place, and never changed (%s)', async (charset, encoding, before) => {
    const text = mail(charset, before).replace('’', encoding === 'iso-8859-15' ? "'" : '’').replace('ê', charset === 'windows-1250' ? 'é' : 'ê');
    const uri = await opened(iconv.encode(text, encoding), text);
    const found = await wordsOf(uri);
    expect(found.map(([code]) => code)).toEqual(FOUND);
    expect(found[0]![1]).toBe('anne@example.org');
    expect(found[1]![1]).toContain(AGE);
    expect(await client.actions(uri, EVERYWHERE)).toEqual([]);
    expect(await client.actions(uri, EVERYWHERE, ['source.fixAll'])).toEqual([]);
  });

  it('is judged at its place where characters take two bytes', async () => {
    const text = `${head('gbk')}你好 ¤ “你好” You are too old for this job, so we have chosen somebody else.\n`;
    const uri = await opened(iconv.encode(text, 'gbk'), text);
    const found = await wordsOf(uri);
    expect(found.map(([code]) => code)).toEqual(FOUND);
    expect(found[1]![1]).toMatch(/^[ -~]*too old[ -~]*$/);
  });

  it.each([['latin1'], ['windows-1252']])('and was decoded as %s, as none of its parts is written, is judged by what the parts declare', async (shown) => {
    const part = (charset: string, text: string): Buffer => Buffer.concat([Buffer.from(`--b\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n\n`), iconv.encode(text, charset), Buffer.from('\n')]);
    const bytes = Buffer.concat([Buffer.from('To: Anne <anne@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n'), part('koi8-r', 'Здравствуйте'), part('utf-8', `« É » ${REFUSAL}`), Buffer.from('--b--\n')]);
    const uri = await opened(bytes, iconv.decode(bytes, shown));
    const found = await wordsOf(uri);
    expect(found.map(([code]) => code)).toEqual(['discrimination/age']);
    expect(found[0]![1]).toContain(iconv.decode(Buffer.from(AGE), shown));
  });

  it.each([['eml', 'a.eml', mail('windows-1252')], ['mail', 'mutt-1', `Bonjour Anne,\n\n${REFUSAL}\n`], ['json', 'draft.json', `{ "to": "anne@example.org", "text": ${JSON.stringify(REFUSAL)} }`]])('and was decoded as UTF-8 says that it was, until it is opened rightly (%s)', async (languageId, name, text) => {
    const bytes = iconv.encode(text, 'windows-1252');
    const spoilt = bytes.toString('utf8');
    const uri = await opened(bytes, spoilt, {}, languageId, name);
    const [first] = await client.pushed(uri);
    expect(first).toMatchObject({ code: 'encoding', severity: 2, range: { start: client.documents.get(uri)!.positionAt(spoilt.indexOf('\uFFFD')) } });
    expect(said(first!)).toMatch(/^Not wholly checked: .*Open the file again/);
    expect(await client.actions(uri, EVERYWHERE)).toEqual([]);
    const version = await client.change(uri, text);
    expect(codes(await client.pushed(uri, version))).toContain('discrimination/age');
    expect(codes(await client.pushed(uri, version))).not.toContain('encoding');
  });

  it('says where something was typed that its encoding lacks, and is judged all the same', async () => {
    const text = mail('windows-1252');
    const uri = await opened(iconv.encode(text, 'windows-1252'), text);
    const version = await client.change(uri, text.replace('« ', '« 😀 '));
    await client.pushed(uri, version);
    const found = await wordsOf(uri);
    expect(found.map(([code]) => code)).toEqual(['encoding', ...FOUND]);
    expect([found[0]![1], found[2]![1]]).toEqual(['😀', expect.stringContaining(AGE)]);
  });

  it('in a charset that nobody here can write says so', async () => {
    const text = mail('cp850', '« ').replace('’', "'");
    const uri = await opened(iconv.encode(text, 'cp850'), text);
    expect((await wordsOf(uri))[0]).toEqual(['encoding', '«']);
  });

  it('is judged anew when saving has made it one', async () => {
    const text = mail('windows-1252');
    const uri = await opened(Buffer.from('To: anne@example.org\n\n'), text, { capabilities: PULL });
    const before = await client.pull(uri);
    // The file was ASCII: what was typed into it would be UTF-8, and then no reader would see these words.
    expect(codes(before.items!)).not.toEqual(FOUND);
    expect(await client.actions(uri, EVERYWHERE)).not.toEqual([]);
    writeFileSync(join(folder, 'a.eml'), iconv.encode(text, 'windows-1252'));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    while (client.refreshes === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(codes((await client.pull(uri, before.resultId)).items!)).toEqual(FOUND);
    expect(await client.actions(uri, EVERYWHERE)).toEqual([]);
  });
});

describe('a file that nobody can look into', () => {
  it('is not taken for clean where the editor could not decode it', async () => {
    client = await Client.start();
    await client.open('remote:/a.eml', 'eml', 'To: anne@example.org\nSubject: R\uFFFDunion\n\nHi\n');
    expect(codes(await client.pushed('remote:/a.eml'))).toEqual(['encoding']);
  });
});

describe('the bytes of a file', () => {
  it.each(['windows-1252', 'iso-8859-2', 'windows-1251', 'koi8-r', 'gbk', 'big5', 'shift_jis'])('are found again from its text, and places in them (%s)', (charset) => {
    client = { stop: () => undefined } as Client;
    const all = Array.from({ length: 0x3000 }, (_, n) => String.fromCharCode(n + 0x20)).filter((one) => iconv.decode(iconv.encode(one, charset), charset) === one && new TextDecoder(charset).decode(iconv.encode(one, charset)) === one);
    expect(all.length).toBeGreaterThan(150);
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...all) }), fc.nat(40), (text, at) => {
      const bytes = fileBytes(text, [charset]);
      const { raw, foreign } = bytes;
      // Some have two ways to write a character; both are read alike.
      expect([iconv.decode(Buffer.from(raw, 'latin1'), charset), raw.length, foreign]).toEqual([text, iconv.encode(text, charset).length, null]);
      const before = [...text].slice(0, at).join('');
      expect(bytes.unitsOf(text, iconv.encode(before, charset).length)).toBe(before.length);
    }));
  });
});
