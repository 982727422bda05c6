import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mboxSplitter } from '../../src/io/mbox.ts';
import { BIN, eml, runIn, workFolder } from '../cli/program.ts';

const FROM = 'From: Claire Morel <claire.morel@firm.example>';
const draft = eml([FROM, 'To: Anne Martel <anne@one.example>,', ' k@two.example', 'Cc: Jeanne <jeanne@firm.example>', 'Subject: Lettre', 'Date: Mon, 1 Jun 2026 10:00:00 +0200', 'Content-Type: text/plain; charset=utf-8', '', 'Bonjour,', '', 'From here on.', '>From there.']);
const filesIn = (folder: string): Record<string, string> => Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'latin1')]));

describe('undisclosed split', () => {
  it('writes a file for each person, and the same again', async () => {
    const folder = workFolder({ 'draft.eml': draft });
    const first = await runIn(folder, ['split', 'draft.eml', '--out', 'mails']);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('3 mails written to mails');
    expect(first.out).toContain('1 greeting names the person; 2 stay as they were');
    expect(first.out).not.toMatch(/@|Anne/);
    const files = filesIn(join(folder, 'mails'));
    expect(Object.keys(files)).toEqual([expect.stringMatching(/^0001-[0-9a-f]{12}\.eml$/), expect.stringMatching(/^0002-/), expect.stringMatching(/^0003-/)]);
    expect(Object.values(files)[0]).toContain('\r\n\r\nBonjour Anne,\r\n');
    const again = await runIn(folder, ['split', 'draft.eml', '--out', 'mails', '--locale', 'fr']);
    expect([again.code, again.out.includes("3 y étaient déjà, identiques à l'octet près")]).toEqual([0, true]);
    expect(filesIn(join(folder, 'mails'))).toEqual(files);
    // A mail that was split off is its own.
    const name = Object.keys(files)[0]!;
    await runIn(folder, ['split', `mails/${name}`, '--out', 'twice']);
    expect(filesIn(join(folder, 'twice'))).toEqual({ [name]: files[name] });
  });

  it('leaves what stands there, unless it is told to replace it', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'a.mbox': 'other', 'a.jsonl': 'other' });
    mkdirSync(join(folder, 'mails'));
    writeFileSync(join(folder, 'mails/old.eml'), 'old');
    for (const out of ['mails', 'a.mbox', 'a.jsonl']) {
      const { code, err } = await runIn(folder, ['split', 'draft.eml', '--out', out]);
      expect([code, err.includes('--force')], out).toEqual([2, true]);
    }
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'a.mbox', 'draft.eml', 'mails']);
    expect(filesIn(join(folder, 'mails'))).toEqual({ 'old.eml': 'old' });
    expect(readFileSync(join(folder, 'a.mbox'), 'utf8')).toBe('other');
    for (const out of ['mails', 'a.mbox', 'a.jsonl']) expect((await runIn(folder, ['split', 'draft.eml', '--out', out, '--force'])).code, out).toBe(0);
    expect(readdirSync(join(folder, 'mails'))).toHaveLength(4);
  });

  it('writes mboxrd and JSON lines that hold the same mails', async () => {
    const folder = workFolder({ 'draft.eml': draft });
    for (const out of ['mails', 'a.mbox', 'a.jsonl']) expect((await runIn(folder, ['split', 'draft.eml', '--out', out])).code).toBe(0);
    const mbox = readFileSync(join(folder, 'a.mbox'), 'latin1');
    expect(mbox.match(/^From claire\.morel@firm\.example Mon Jun {2}1 08:00:00 2026\r$/gm)).toHaveLength(3);
    expect(mbox).toContain('\r\n>From here on.\r\n>>From there.\r\n');
    const splitter = mboxSplitter();
    expect([...splitter.push(mbox), ...splitter.end()].map(({ text }) => text)).toEqual(Object.values(filesIn(join(folder, 'mails'))));
    const lines = readFileSync(join(folder, 'a.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { to: unknown; context?: unknown });
    expect(lines.map(({ to }) => to)).toEqual([{ name: 'Anne Martel', address: 'anne@one.example' }, 'k@two.example', { name: 'Jeanne', address: 'jeanne@firm.example' }]);
    expect(lines[0]!.context).toEqual({ recipient: { firstName: 'Anne', lastName: 'Martel' } });
    for (const input of ['mails', 'a.mbox', 'a.jsonl']) {
      const { out } = await runIn(folder, ['recipients', input, '--format', 'jsonl']);
      expect(out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { visible: number }).visible), input).toEqual([1, 1, 1]);
    }
  });

  it('reads standard input, writes to standard output, and only says what it would do', async () => {
    const folder = workFolder();
    const piped = await runIn(folder, ['split', '-', '--out', '-'], { input: draft });
    expect([piped.code, piped.out.match(/^To: /gm)?.length, piped.err.includes('3 mails')]).toEqual([0, 3, true]);
    const json = await runIn(folder, ['split', '-', '--out', '-', '--no-internal', '--no-greeting'], { input: JSON.stringify({ from: 'c@firm.example', to: 'Anne Martel <anne@one.example>, k@two.example', cc: 'j@firm.example', text: 'Bonjour,' }) });
    expect(json.out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(['Bonjour,', 'Bonjour,']);
    const dry = await runIn(folder, ['split', '-', '--out', 'mails', '--dry-run'], { input: draft });
    expect([dry.code, dry.out.includes('3 mails would be written'), readdirSync(folder)]).toEqual([0, true, []]);
  });

  it('says why a mail must stay as it is, in numbers', async () => {
    const folder = workFolder({ 'list.eml': `${draft}Anne Martel, k@two.example\r\n`, 'signed.eml': eml([FROM, 'To: a@one.example, b@two.example', 'Content-Type: multipart/signed; boundary=b', '', '--b', '', 'x', '--b--']) });
    const list = await runIn(folder, ['split', 'list.eml', '--out', 'mails']);
    expect([list.code, list.out]).toEqual([1, '']);
    expect(list.err).toBe('Everybody would read of other recipients: 1 address and 1 name in the text. Take them out; --allow-names-in-body lets names stay, but no address.\nNothing was written.\n');
    expect((await runIn(folder, ['split', 'signed.eml', '--out', 'mails', '--locale', 'fr'])).err).toContain('Ce message est signé');
    expect(existsSync(join(folder, 'mails'))).toBe(false);
  });

  it('explains wrong use in a line', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'two.jsonl': '{"to":"a@one.example"}\n{"to":"b@two.example"}\n', 'one.json': '{"to":"a@one.example, b@two.example","text":"x"}' });
    for (const args of [['split'], ['split', 'draft.eml'], ['split', 'gone.eml', '--out', 'm'], ['split', 'draft.eml', '--out', 'draft.eml'], ['split', 'draft.eml', '--out', 'm.eml'], ['split', 'two.jsonl', '--out', 'm'], ['split', 'one.json', '--out', 'm.mbox'], ['split', 'draft.eml', '--out', 'gone/m.mbox']]) {
      const { code, err, out } = await runIn(folder, args);
      expect([code, out, /^Error: .+/.test(err), /\n {4}at /.test(err)], args.join(' ')).toEqual([2, '', true, false]);
    }
  });

  it('takes away what it has written when the disk says no', async () => {
    const folder = workFolder({ 'draft.eml': draft });
    mkdirSync(join(folder, 'mails'));
    const { code, out } = await runIn(folder, ['split', 'draft.eml', '--out', 'mails', '--dry-run']);
    expect([code, out.includes('3 mails')]).toEqual([0, true]);
    // The second file cannot be renamed to where a folder stands.
    await runIn(folder, ['split', 'draft.eml', '--out', 'first']);
    mkdirSync(join(folder, 'mails', readdirSync(join(folder, 'first'))[1]!));
    const failed = await runIn(folder, ['split', 'draft.eml', '--out', 'mails', '--force']);
    expect([failed.code, failed.err.includes('Nothing was written')]).toEqual([2, true]);
    expect(readdirSync(join(folder, 'mails'))).toHaveLength(1);
  });
});

/** How many bytes came out, in a heap of 128 MiB. */
function streamed(file: string): Promise<{ code: number | null; bytes: number; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=128', BIN, 'split', file, '--out', '-'], { env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let bytes = 0;
    let err = '';
    child.stdout.on('data', (part: Buffer) => (bytes += part.length));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
    child.on('error', reject).on('close', (code) => resolve({ code, bytes, err }));
  });
}

describe('ten thousand recipients', () => {
  /** The whole product is 68 GB; by default the heap is only exceeded many times over. */
  const LARGE = Number(process.env['SPLIT_LARGE'] ?? 120);
  const attached = (recipients: number, size: number): string => eml([FROM, `To: ${Array.from({ length: recipients }, (_, index) => `Anne Martel <p${index}@company${index}.example>`).join(',\r\n ')}`, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'Bonjour,', '--b',
    'Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', '', Buffer.alloc(size, 'undisclosed').toString('base64').replace(/.{76}/g, '$&\r\n'), '--b--']);

  it.each([['a small attachment', 10_000, 300], ['one of 5 MB', LARGE, 5_000_000]])('with %s need the memory of one mail', async (_name, recipients, size) => {
    const folder = workFolder({ 'large.eml': attached(recipients, size) });
    const { code, bytes, err } = await streamed(join(folder, 'large.eml'));
    expect([code, err.includes(`${recipients} mails written`)], err).toEqual([0, true]);
    expect(bytes).toBeGreaterThan(recipients * size * 4 / 3);
  });
});

describe('undisclosed to-bcc', () => {
  it('writes the draft with nobody in To and Cc: to standard output, to a file, or in place', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'draft.json': '{ "to": "anne@one.example", "cc": ["k@two.example"], "text": "x" }' });
    const { code, out, err } = await runIn(folder, ['to-bcc', 'draft.eml']);
    expect([code, err.split('\n')[0]]).toEqual([0, '3 addresses moved to Bcc.']);
    expect(out.match(/^(?:To|Cc):.*/gm)).toEqual(['To: undisclosed-recipients:;']);
    expect(readFileSync(join(folder, 'draft.eml'), 'utf8')).toBe(draft);
    await runIn(folder, ['to-bcc', 'draft.eml', '--output', 'blind.eml']);
    await runIn(folder, ['to-bcc', 'draft.eml', '--in-place']);
    for (const name of ['blind.eml', 'draft.eml']) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(out);
    expect((await runIn(folder, ['to-bcc', 'draft.eml', '--in-place'])).err).toContain('Nobody stands in To or Cc');
    expect(readFileSync(join(folder, 'draft.eml'), 'utf8')).toBe(out);
    const json = JSON.parse((await runIn(folder, ['to-bcc', 'draft.json'])).out) as Record<string, unknown>;
    expect(json).toEqual({ to: 'undisclosed-recipients:;', bcc: 'anne@one.example, k@two.example', text: 'x' });
  });

  it('refuses what is signed, and wrong use', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'signed.eml': eml(['To: a@one.example', 'DKIM-Signature: v=1; h=to:from; b=x', '', 'x']) });
    const { code, out, err } = await runIn(folder, ['to-bcc', 'signed.eml', '--locale', 'fr']);
    expect([code, out, err.includes('DKIM')]).toEqual([1, '', true]);
    for (const args of [['to-bcc'], ['to-bcc', '-', '--in-place'], ['to-bcc', 'draft.eml', '--in-place', '-o', 'x.eml']]) expect((await runIn(folder, args)).code, args.join(' ')).toBe(2);
  });
});
