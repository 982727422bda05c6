import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHostile, type HostileRun } from './program.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-hostile-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function check(name: string, content: string | Uint8Array): Promise<HostileRun & { rules: Set<string> }> {
  writeFileSync(join(cwd, name), content);
  const run = await checkHostile(cwd, [name]);
  rmSync(join(cwd, name));
  return { ...run, rules: new Set(run.messages.map(({ ruleId }) => ruleId)) };
}

const HEAD = 'From: Claire Morel <claire.morel@maison.example>\r\nTo: anne@one.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}@company${index}.example`);

describe('a message', () => {
  it('to 100,000 people in To is found', async () => {
    const { code, rules } = await check('to.eml', `From: claire@maison.example\r\nTo: ${people(100_000).join(',\r\n ')}\r\nSubject: x\r\n\r\nx\r\n`);
    expect(code).toBe(0);
    expect(rules).toContain('recipients/visible-recipients');
  });

  it('to 100,000 groups, and to one never closed, is found', async () => {
    expect((await check('groups.eml', `From: claire@maison.example\r\nTo: ${people(100_000).map((one) => `g:${one};`).join(' ')}\r\n\r\nx`)).rules).toContain('recipients/visible-recipients');
    expect((await check('group.eml', `From: claire@maison.example\r\nTo: ${'g:'.repeat(200_000)}${people(20).join()}\r\n\r\nx`)).messages.length).toBeGreaterThan(0);
  });

  it.each([
    ['a megabyte of one header', `${HEAD}X-Long: ${'x'.repeat(1 << 20)}\r\n\r\nx`],
    ['a megabyte of folds', `${HEAD}X-Long:${'\r\n x'.repeat(1 << 18)}\r\n\r\nx`],
    ['a megabyte of quotes in To', `From: claire@maison.example\r\nTo: ${'"'.repeat((1 << 20) + 1)}\r\n\r\nx`],
    ['a megabyte of open comments in To', `From: claire@maison.example\r\nTo: ${'('.repeat(1 << 20)}\r\n\r\nx`],
    ['a megabyte of backslashes in To', `From: claire@maison.example\r\nTo: "${'\\'.repeat((1 << 20) + 1)}\r\n\r\nx`],
    ['a megabyte of < in To', `From: claire@maison.example\r\nTo: ${'<'.repeat(1 << 20)}\r\n\r\nx`],
    ['a megabyte of @ in To', `From: claire@maison.example\r\nTo: ${'@'.repeat(1 << 20)}\r\n\r\nx`],
    ['100,000 fields', `${HEAD}${'X-A: b\r\n'.repeat(100_000)}\r\nx`],
    ['100,000 To fields', `From: claire@maison.example\r\n${people(100_000).map((one) => `To: ${one}\r\n`).join('')}\r\nx`],
    ['100,000 encoded words', `From: claire@maison.example\r\nTo: anne@one.example\r\nSubject: ${'=?utf-8?B?w6k=?= '.repeat(100_000)}\r\n\r\nx`],
    ['encoded words never closed', `From: claire@maison.example\r\nTo: anne@one.example\r\nSubject: ${'=?utf-8?Q?'.repeat(100_000)}\r\n\r\nx`],
    ['100,000 parameters', `${HEAD}Content-Type: text/plain${Array.from({ length: 100_000 }, (_, index) => `;\r\n a*${index}=x`).join('')}\r\n\r\nx`],
    ['a megabyte without line ends or colon', 'x'.repeat(1 << 20)],
    ['a megabyte of NUL', '\0'.repeat(1 << 20)],
    ['NUL in header and body', `${HEAD}X-N: a\0b\r\n\r\nBon\0jour`],
  ])('with %s ends, and says something of what is odd', async (name, content) => {
    const { code, messages, fatal } = await check('odd.eml', content);
    expect(code).toBe(fatal ? 2 : 0);
    if (!/one header|folds|100,000 fields|100,000 encoded|parameters|of < in To/.test(name)) expect(messages.length).toBeGreaterThan(0);
  });

  it('of 10,000 multiparts within each other is reported as not read to its end', async () => {
    const deep = Array.from({ length: 10_000 }, (_, depth) => `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n`).join('');
    expect((await check('deep.eml', `${HEAD}${deep}\r\nx`)).rules).toContain('reading/unreadable');
  });

  it('of 10,000 messages within each other is reported as not read to its end', async () => {
    expect((await check('matryoshka.eml', `${HEAD}${'Content-Type: message/rfc822\r\n\r\n'.repeat(10_000)}x`)).rules).toContain('reading/unreadable');
  });

  it('of 100,000 parts is reported as not read to its end', async () => {
    expect((await check('parts.eml', `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(100_000)}--b--\r\n`)).rules).toContain('reading/unreadable');
  });

  it.each([
    ['1,000,000 open tags', '<div>'.repeat(1_000_000)],
    ['1,000,000 hidden open tags', '<p style="display:none">'.repeat(100_000)],
    ['1,000,000 <', '<'.repeat(1_000_000)],
    ['open comments', '<!--'.repeat(300_000)],
    ['open attributes', `<a ${'x="'.repeat(300_000)}`],
    ['closing tags of nothing', '</div>'.repeat(300_000)],
    ['entities never closed', '&amp'.repeat(300_000)],
    ['misnested tags', '<b><i></b></i>'.repeat(100_000)],
    ['tables in tables', '<table><tr><td>'.repeat(100_000)],
    ['blockquotes', '<blockquote>'.repeat(200_000)],
    ['style rules', `<style>${'.a{color:red}'.repeat(100_000)}</style>${'<p class="a">x'.repeat(1000)}`],
  ])('of HTML with %s ends', async (_name, markup) => {
    expect((await check('tags.eml', `${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n${markup}Bonjour Anne,\r\n`)).code).toBe(0);
  });

  it.each([
    ['quoted-printable of soft breaks', 'quoted-printable', '=\r\n'.repeat(2_000_000)],
    ['quoted-printable of escapes', 'quoted-printable', '=C3=A9'.repeat(1_500_000)],
    ['quoted-printable of broken escapes', 'quoted-printable', '='.repeat(5_000_000)],
    ['base64 of spaces', 'base64', ' '.repeat(8_000_000)],
    ['base64 that is none', 'base64', '*'.repeat(5_000_000)],
    ['8 MB of one word', '8bit', 'a'.repeat(8_000_000)],
    ['4,000,000 short lines', '8bit', 'a\r\n'.repeat(4_000_000)],
    ['quotes of growing depth', '8bit', Array.from({ length: 2000 }, (_, depth) => `${'>'.repeat(depth)} a\r\n`).join('')],
    ['8 MB of spaces', '8bit', ' '.repeat(8_000_000)],
    ['4 MB of full stops', '8bit', 'a. '.repeat(1_500_000)],
    ['placeholders never closed', '8bit', '{{'.repeat(1_000_000)],
    ['brackets never closed', '8bit', '['.repeat(2_000_000)],
    ['combining marks', '8bit', `e${'\u0301'.repeat(1_000_000)}`],
    ['zero-width characters', '8bit', 'a\u200b'.repeat(1_000_000)],
  ])('whose text is %s ends', async (_name, encoding, body) => {
    expect((await check('body.eml', `${HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`)).code).toBe(0);
  });

  it('in UTF-16 is an input that could not be read', async () => {
    const { code, fatal, rules } = await check('utf16.eml', Buffer.from(`\uFEFF${HEAD}\r\nx`, 'utf16le'));
    expect([code, fatal, [...rules]]).toEqual([2, true, ['reading/unreadable']]);
  });

  it('of random bytes ends', async () => {
    let state = 1;
    const bytes = Uint8Array.from({ length: 1 << 20 }, () => (state = (state * 48271) % 2147483647) & 0xff);
    const { code, messages } = await check('noise.eml', bytes);
    expect([0, 2]).toContain(code);
    expect(messages.length).toBeGreaterThan(0);
  });

  it('whose names and fields are commands to a terminal prints none of them', async () => {
    const { messages } = await check('escape.eml', `From: \x1b[2J <claire@maison.example>\r\nTo: ${people(20).map((one) => `\x1b]0;x\x07\u202e <${one}>`).join(', ')}\r\nSubject: \x1b[31m\r\nX-\x1b[1m: y\r\n\r\nBonjour \x1b[5mXXX\x9b1m\r\n`);
    expect(messages.length).toBeGreaterThan(0);
  });
});
