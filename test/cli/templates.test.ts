import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonResult } from '../../src/report/json.ts';
import { runIn, workFolder } from './program.ts';

const good = 'Dear {{first_name}},\n\nThank you for applying as {{job_title}}.\n';
const folder = workFolder({
  'good.liquid': good,
  'bad.html': '<p>Dear {{first_name}},</p>\n<p>{{zorglub}} {{#if a}}</p>\n',
  'samples.json': JSON.stringify([{ first_name: 'Inès', job_title: 'designer' }, { first_name: null, job_title: 'designer' }]),
  'list.json': '[1]', 'broken.json': '{', 'many.json': JSON.stringify(Array.from({ length: 1001 }, () => ({}))),
  'dialect.yaml': 'template:\n  dialect: liquit\n', 'kind.yaml': 'template:\n  variables:\n    zorglub: names\n', 'known.yaml': 'template:\n  variables:\n    zorglub: text\n',
});
mkdirSync(join(folder, 'ats'));
writeFileSync(join(folder, 'ats/README.md'), '# How we write\n\nKindly.\n');
writeFileSync(join(folder, 'ats/one.txt'), `Subject: Hello {{quibble}}\n\n${good}`);
writeFileSync(join(folder, 'ats/two.html.hbs'), `<p>${good}</p>`);
writeFileSync(join(folder, 'ats/image.png'), 'x');
mkdirSync(join(folder, 'utf16'));
writeFileSync(join(folder, 'utf16/notepad.txt'), `\uFEFF${good}`, 'utf16le');
writeFileSync(join(folder, 'utf16/one.hbs'), good);
mkdirSync(join(folder, 'notes'));
writeFileSync(join(folder, 'notes/README.md'), '# How we write\n\nKindly.\n');
writeFileSync(join(folder, 'notes/empty.txt'), '');

const run = (...args: string[]): ReturnType<typeof runIn> => runIn(folder, ['check', '--as-template', ...args]);
const results = (out: string): JsonResult[] => JSON.parse(out) as JsonResult[];

describe('check --as-template', () => {
  it('reads bodies without a header, and is 0 for a good one', async () => {
    expect(await run('good.liquid')).toMatchObject({ code: 0, err: '' });
  });
  it('is 1 for one with a condition left open, and points at it', async () => {
    const { code, out } = await run('bad.html', '-f', 'json');
    expect(code).toBe(1);
    expect(results(out)[0]!.messages.map(({ grade, line, column, endColumn }) => [grade, line, column, endColumn])).toEqual([['unknown-variable', 2, 4, 15], ['template-syntax', 2, 16, 25]]);
  });
  it('finds the templates of a folder, and leaves out what is none', async () => {
    const { out } = await run('ats', '-f', 'json');
    expect(results(out).map(({ filePath, messages }) => [filePath, messages.map(({ grade, line }) => `${grade} ${line}`)])).toEqual([['ats/one.txt', ['unknown-variable 1']], ['ats/two.html.hbs', []]]);
    expect((await runIn(folder, ['check', 'ats'])).code).toBe(2);
  });
  it('a text in UTF-16 in a folder is reported, as one that is named: nobody has judged it', async () => {
    const { code, out, err } = await run('utf16', '-f', 'json');
    expect(code).toBe(2);
    expect(err + out).toContain('UTF-16');
    expect(results(out).map(({ filePath }) => filePath)).toEqual(['utf16/notepad.txt', 'utf16/one.hbs']);
  });
  it('a folder without a template is told by what a template is', async () => {
    const { code, out, err } = await run('notes');
    expect(code).toBe(2);
    expect(err + out).toMatch(/no template in this folder:[^]*\.hbs/);
  });
  it('reads standard input by the name it is given', async () => {
    expect(await runIn(folder, ['check', '--as-template', '-', '--stdin-filename', 'x.hbs', '--fail-on', 'warning'], { input: 'Dear {{zorglub}},\n' })).toMatchObject({ code: 1 });
  });
  it('fills it with samples and names the one that lacks a value, without a word of it', async () => {
    const { code, out } = await run('good.liquid', '--data', 'samples.json');
    expect(code).toBe(1);
    expect(out).toContain('first_name has no value in sample 2, and nothing stands in its place.');
    expect(out).not.toContain('Inès');
  });
  it('knows the variables of the configuration', async () => {
    expect((await run('bad.html', '--config', 'known.yaml', '-f', 'json')).out).not.toContain('unknown-variable');
  });
  it.each([
    ['samples that are none', ['good.liquid', '--data', 'list.json'], 'list.json holds no samples'],
    ['samples that are no JSON', ['good.liquid', '--data', 'broken.json'], 'broken.json holds no samples'],
    ['samples without end', ['good.liquid', '--data', 'many.json'], 'more than 1000 samples'],
    ['samples that are not there', ['good.liquid', '--data', 'none.json'], 'none.json could not be read'],
    ['a dialect that there is not', ['good.liquid', '--config', 'dialect.yaml'], 'Did you mean liquid?'],
    ['a kind that there is not', ['good.liquid', '--config', 'kind.yaml'], 'Did you mean name?'],
  ])('%s are said in one line, with exit code 2', async (_what, args, words) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toMatch(/^\s+at /m);
  });
  it('--data alone is wrong use', async () => {
    expect(await runIn(folder, ['check', 'good.liquid', '--data', 'samples.json'])).toMatchObject({ code: 2, err: expect.stringContaining('--as-template') as string });
  });
  it('a .liquid file without the option is not taken for a mail that is fine', async () => {
    expect((await runIn(folder, ['check', 'good.liquid'])).code).not.toBe(0);
  });
});
