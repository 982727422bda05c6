import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHostile } from './program.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-hostile-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function check(name: string, content: string): Promise<{ code: number | null; rules: string[]; fatal: boolean }> {
  writeFileSync(join(cwd, name), content);
  const { code, messages, fatal } = await checkHostile(cwd, [name]);
  rmSync(join(cwd, name));
  return { code, fatal, rules: [...new Set(messages.map(({ ruleId }) => ruleId))] };
}

const UNREADABLE = { code: 2, fatal: true, rules: ['reading/unreadable'] };

describe('a JSON draft', () => {
  it.each([
    ['a million brackets', '['.repeat(1_000_000)],
    ['a million keys', '{"a":'.repeat(1_000_000)],
    ['a draft cut short', '{"to": ["anne@one.example", "bob@two'],
    ['nothing but a string', '"to"'],
    ['a draft with NUL', '{"to": "anne@one.example\0"}'],
  ])('of %s could not be read', async (_name, text) => {
    expect(await check('draft.json', text)).toEqual(UNREADABLE);
  });

  it.each([
    ['recipients a million deep', `{"to": ${'['.repeat(1_000_000)}"anne@one.example"${']'.repeat(1_000_000)}}`, 'reading/unreadable'],
    ['groups a hundred thousand deep', `{"to": ${'{"name": "g", "group": '.repeat(100_000)}"anne@one.example"${'}'.repeat(100_000)}}`, 'reading/unreadable'],
    ['an unknown key a million deep', `{"to": "anne@one.example", "x": ${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}`, 'reading/unknown-field'],
    ['300,000 unknown keys', `{"to": "anne@one.example"${Array.from({ length: 300_000 }, (_, index) => `, "k${index}": 1`).join('')}}`, 'reading/unknown-field'],
    ['300,000 equal keys', `{"to": "anne@one.example"${', "to": "bob@two.example"'.repeat(300_000)}}`, 'reading/unknown-field'],
    ['__proto__', '{"to": "anne@one.example", "__proto__": {"cc": "x"}, "constructor": {"prototype": {"to": 1}}}', 'reading/unknown-field'],
    ['line ends in fields', '{"to": "anne@one.example", "subject": "x\\r\\nBcc: bob@two.example", "headers": {"X-A\\nB": "c\\u0000"}}', 'reading/malformed-header'],
    ['100,000 recipients', `{"from": "claire@maison.example", "to": [${Array.from({ length: 100_000 }, (_, index) => `{"name": "P", "address": "p${index}@company${index}.example"}`).join()}]}`, 'recipients/visible-recipients'],
    ['100,000 attachments', `{"to": "anne@one.example", "attachments": [${'{"filename": "a", "content": "b"},'.repeat(100_000)}{}]}`, 'reading/unreadable'],
    ['a file to read', '{"to": "anne@one.example", "attachments": [{"path": "/dev/zero"}], "html": {"href": "http://127.0.0.1:9/x"}}', 'reading/unreadable'],
  ])('with %s is judged, and that is said', async (_name, text, rule) => {
    const { code, rules } = await check('draft.json', text);
    expect(code).toBe(0);
    expect(rules).toContain(rule);
  });

  it('on each of 10,000 lines is judged, broken ones too', async () => {
    const { code, rules } = await check('drafts.jsonl', '{"to": "anne@one.example", "text": "Bonjour"}\n{"to": [\n'.repeat(5_000));
    expect(code).toBe(2);
    expect(rules).toContain('reading/unreadable');
  });
});

describe('an input', () => {
  it('that is a pipe is not waited for', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe.eml')]);
    const { code, fatal } = await checkHostile(cwd, ['pipe.eml']);
    expect([code, fatal]).toEqual([2, true]);
  });

  it.each(['/dev/zero', '/dev/random', '/proc/self/mem', 'nothing-*.eml', 'gone'])('%s is an error', async (path) => {
    expect(await checkHostile(cwd, [path])).toMatchObject({ code: 2, fatal: true });
  });

  it('that is a folder in a circle ends', async () => {
    mkdirSync(join(cwd, 'circle/a/b'), { recursive: true });
    symlinkSync('..', join(cwd, 'circle/a/b/c'));
    symlinkSync('.', join(cwd, 'circle/d'));
    expect(await checkHostile(cwd, ['circle'])).toMatchObject({ code: 2, fatal: true });
    writeFileSync(join(cwd, 'circle/x.eml'), 'From: claire@maison.example\r\nTo: anne@one.example\r\n\r\nx');
    expect((await checkHostile(cwd, ['circle'])).code).toBe(0);
  });

  it('whose name is a command to a terminal is named without it', async () => {
    const name = '\x1b[2J\u202e.eml';
    writeFileSync(join(cwd, name), '');
    expect(await checkHostile(cwd, [name])).toMatchObject({ code: 2, fatal: true });
  });

  it('of 2,000 files is read in the memory of one', async () => {
    mkdirSync(join(cwd, 'many'));
    for (let index = 0; index < 2000; index++) writeFileSync(join(cwd, `many/${index}.eml`), `From: claire@maison.example\r\nTo: p${index}@one.example\r\nSubject: x\r\n\r\nBonjour\r\n`);
    expect((await checkHostile(cwd, ['many'])).code).toBe(0);
  });
});

describe('a configuration', () => {
  it.each([
    ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]!}`).join()}]`).join('\n')}\n`],
    ['100,000 brackets', '['.repeat(100_000)],
    ['a function', 'rules: !!js/function "function () { process.exit(0) }"\n'],
    ['commands to a terminal', 'purpose: "\x1b[2J"\n'],
  ])('of %s is refused with its place', async (_name, text) => {
    writeFileSync(join(cwd, 'mail.eml'), 'From: claire@maison.example\r\nTo: anne@one.example\r\n\r\nx');
    writeFileSync(join(cwd, 'hostile.yaml'), text);
    const { code, err } = await checkHostile(cwd, ['--config', 'hostile.yaml', 'mail.eml']);
    expect(code).toBe(2);
    expect(err).toMatch(/hostile\.yaml:\d+:\d+: /);
  });
});
