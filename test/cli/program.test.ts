import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { JsonResult } from '../../src/report/json.ts';
import { BIN, eml, runIn, workFolder } from './program.ts';

const clean = eml(['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Lundi', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', '', 'Bonjour Anne,', '', 'À lundi.', '', 'Claire']);
/** Exactly two placeholders, and nothing else to be found at any level by --rule person/placeholder. */
const two = eml(['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Lundi', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', '', 'Bonjour {{prenom}},', '', 'Votre candidature au poste de {{job_title}} est entre les mains de paul.perrin@orange.fr.', '', 'Claire']);
const folder = workFolder({ 'clean.eml': clean, 'two.eml': two });
const run = (args: readonly string[], options: Parameters<typeof runIn>[2] = {}) => runIn(folder, args, options);
const only = (level: string): string[] => ['--rule', `person/placeholder:${level}`];

describe('exit codes', () => {
  it('is 0 for clean mail, with one short line', async () => {
    expect(await run(['check', 'clean.eml', ...only('error')])).toEqual({ code: 0, out: '✓ Mail checked: nothing to report.\n', err: '' });
  });

  it.each([
    ['error', 'error', 1], ['warning', 'error', 0], ['info', 'error', 0],
    ['error', 'warning', 1], ['warning', 'warning', 1], ['info', 'warning', 0],
    ['info', 'info', 1], ['error', 'none', 0],
  ])('with findings of level %s and --fail-on %s is %i', async (level, failOn, code) => {
    expect((await run(['check', 'two.eml', ...only(level), '--fail-on', failOn])).code).toBe(code);
  });

  it.each([
    ['warning', '2', 0], ['warning', '1', 1], ['warning', '0', 1], ['info', '0', 0],
  ])('with two findings of level %s and --max-warnings %s is %i', async (level, most, code) => {
    expect((await run(['check', 'two.eml', ...only(level), '--fail-on', 'none', '--max-warnings', most])).code).toBe(code);
  });

  it('is 2 where something could not be read, and the rest is checked all the same', async () => {
    const { code, out } = await run(['check', 'nowhere.eml', 'two.eml', '-f', 'json', ...only('error')]);
    expect(code).toBe(2);
    const [missing, checked] = JSON.parse(out) as JsonResult[];
    expect(missing).toMatchObject({ filePath: 'nowhere.eml', fatalErrorCount: 1, errorCount: 1 });
    expect(missing!.messages[0]).toMatchObject({ fatal: true, severity: 2, line: 1, column: 1 });
    expect(checked!.messages).toHaveLength(2);
  });

  it('does not change with --quiet', async () => {
    const { code, out } = await run(['check', 'two.eml', ...only('warning'), '--max-warnings', '1', '--quiet', '-f', 'json']);
    expect(code).toBe(1);
    expect((JSON.parse(out) as JsonResult[])[0]).toMatchObject({ messages: [], warningCount: 2 });
  });
});

describe('formats', () => {
  it("gives ESLint's result array, which ESLint's own formatters read", async () => {
    const { out } = await run(['check', 'two.eml', 'clean.eml', '-f', 'json', '--fail-on', 'none']);
    const results = JSON.parse(out) as JsonResult[];
    expect(results.map(({ filePath }) => filePath)).toEqual(['two.eml', 'clean.eml']);
    for (const result of results) {
      const errors = result.messages.filter(({ severity }) => severity === 2).length;
      expect(result.errorCount).toBe(errors);
      expect(result.warningCount).toBe(result.messages.length - errors);
      for (const message of result.messages) {
        for (const place of [message.line, message.column, message.endLine, message.endColumn]) expect(Number.isInteger(place) && place > 0).toBe(true);
        expect([1, 2]).toContain(message.severity);
        expect(message.severity === 2).toBe(message.level === 'error');
        for (const text of [message.ruleId, message.message, message.why, message.url, message.section]) expect(typeof text).toBe('string');
        for (const { desc, safety } of message.suggestions) expect([typeof desc, ['safe', 'ask', 'advice'].includes(safety)]).toEqual(['string', true]);
      }
    }
    const formatter = await new ESLint({ overrideConfigFile: true }).loadFormatter('stylish');
    expect(await formatter.format(results as unknown as ESLint.LintResult[], { rulesMeta: {} } as never)).toContain('person/placeholder');
  });

  it('points at the place', async () => {
    const { out } = await run(['check', 'two.eml', '-f', 'json', ...only('error')]);
    expect((JSON.parse(out) as JsonResult[])[0]!.messages.map(({ line, column, endColumn }) => [line, column, endColumn])).toEqual([[6, 9, 19], [8, 31, 44]]);
  });

  it('reads standard input under the name given', async () => {
    const draft = JSON.stringify({ from: 'claire@maison.example', to: 'anne@gmail.com', subject: 'Lundi', text: 'Bonjour {{prenom}},' });
    const { out, code } = await run(['check', '-', '--stdin-filename', 'draft.json', '-f', 'json', ...only('error')], { input: draft });
    expect(code).toBe(1);
    expect((JSON.parse(out) as JsonResult[])[0]).toMatchObject({ filePath: 'draft.json', errorCount: 1 });
    expect((JSON.parse((await run(['check', '-', '-f', 'json'], { input: clean })).out) as JsonResult[])[0]!.filePath).toBe('-');
  });

  it('numbers the drafts of a .jsonl', async () => {
    const line = (text: string): string => JSON.stringify({ from: 'claire@maison.example', to: 'anne@gmail.com', subject: 'Lundi', text });
    writeFileSync(join(folder, 'drafts.jsonl'), `${line('À lundi.')}\n${line('Bonjour {{prenom}},')}\n`);
    const { out } = await run(['check', 'drafts.jsonl', '-f', 'json', ...only('error')]);
    const results = JSON.parse(out) as JsonResult[];
    expect(results.map(({ draft, errorCount }) => [draft, errorCount])).toEqual([[1, 0], [2, 1]]);
    expect(results[1]!.messages[0]).toMatchObject({ draft: 2, line: 2 });
    expect((await run(['check', 'drafts.jsonl', ...only('error')])).out).toContain('drafts.jsonl · mail 2');
  });

  it('writes to the file of --output and nothing to standard output', async () => {
    const { out, code } = await run(['check', 'two.eml', '-f', 'json', '-o', 'out.json', ...only('error')]);
    expect([out, code]).toEqual(['', 1]);
    expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))).toHaveLength(1);
    const bad = await run(['check', 'two.eml', '-o', 'no/such/folder.json']);
    expect([bad.code, bad.out]).toEqual([2, '']);
    expect(bad.err).toBe('Error: no/such/folder.json cannot be written (ENOENT).\n');
  });

  it('counts recipients, a line a mail, and says what it could not read on standard error as well', async () => {
    const { out, err, code } = await run(['recipients', 'two.eml', 'nowhere.eml', '--format', 'jsonl']);
    expect(code).toBe(2);
    const [numbers, missing] = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(numbers).toEqual({ filePath: 'two.eml', visible: 1, external: 1, persons: 1, organisations: 1, identifiable: 1, lists: 0, attendees: 0, blind: 0 });
    expect(missing).toMatchObject({ filePath: 'nowhere.eml', fatal: true });
    expect(err).toBe('nowhere.eml: There is no such file or folder.\n');
  });
});

describe('reports for people', () => {
  it('writes a page, in the language asked for, about the rules and the phase in effect', async () => {
    const { code, out, err } = await run(['check', 'two.eml', 'nowhere.eml', '-f', 'html', '-o', 'report.html', '--locale', 'fr', '--phase', 'sent', ...only('error')]);
    expect([code, out, err]).toEqual([2, '', '']);
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    for (const part of ['<html lang="fr">', 'Une entrée n&#39;a pas pu être lue', 'recommended, 1 règle active', 'des copies de ce qui est parti', '<strong>2</strong> bloquants']) expect(page).toContain(part);
  });

  it('makes a comment with the same exit code', async () => {
    const { code, out } = await run(['check', 'two.eml', '-f', 'markdown', ...only('error')]);
    expect(code).toBe(1);
    expect(out).toContain('### 2 blocking in one mail.\n');
    expect((await run(['check', 'clean.eml', '-f', 'markdown', ...only('error')])).out).toContain('### Nothing to report in this mail.\n');
  });
});

describe('what is nobody else\'s business', () => {
  const addresses = ['claire.morel@', 'anne.martel@', 'paul.perrin@', 'lea.roux@'];

  it.each([[['check']], [['check', '-f', 'json']], [['check', '-f', 'html']], [['check', '-f', 'markdown', '--locale', 'fr']], [['check', '--preset', 'all']], [['recipients']], [['recipients', '--format', 'jsonl']]])('%j shows no address and no word of the mail', async (args) => {
    writeFileSync(join(folder, 'group.eml'), two.replace('To: ', 'To: Léa Roux <lea.roux@orange.fr>, '));
    const { out, err } = await run([...args, 'group.eml']);
    for (const secret of [...addresses, 'prenom', 'job_title', 'Martel']) expect(out + err).not.toContain(secret);
  });

  it('shows them where asked to', async () => {
    expect((await run(['recipients', 'two.eml', '--show-content'])).out).toContain('anne.martel@gmail.com');
    expect(JSON.parse((await run(['recipients', 'two.eml', '--show-content', '--format', 'jsonl'])).out)).toMatchObject({ addresses: { visible: ['anne.martel@gmail.com'], blind: [] } });
    expect((await run(['check', 'two.eml', '--show-content', ...only('error')])).out).toContain('Bonjour {{prenom}},');
    expect(((JSON.parse((await run(['check', 'two.eml', '--show-content', '-f', 'json', ...only('error')])).out) as JsonResult[])[0]!).messages[0]!.excerpt).toEqual({ before: 'Bonjour ', marked: '{{prenom}}', after: ',' });
  });

  it.each(['html', 'markdown'])('shows them in %s where asked to', async (format) => {
    writeFileSync(join(folder, 'several.eml'), two.replace('To: ', 'To: Léa Roux <lea.roux@orange.fr>, '));
    expect((await run(['check', 'several.eml', '-f', format])).out).toContain('c•••@');
    expect((await run(['check', 'several.eml', '-f', format, '--show-content'])).out).toContain('claire.morel@');
  });

  it('masks an address that is the name of a file, but for --format json, which gives names as they are', async () => {
    writeFileSync(join(folder, 'anne@orange.fr.eml'), two);
    const { out } = await run(['check', 'anne@orange.fr.eml', ...only('error')]);
    expect(out).toContain('a•••@o•••.eml');
    expect(out).not.toContain('anne@');
    expect((await run(['check', 'anne@orange.fr.eml', '-f', 'json'])).out).toContain('"filePath":"anne@orange.fr.eml"');
  });

  it('lets no control character of a file name or of a mail out', async () => {
    const nasty = 'a\u001B[31m\u202Efdp.eml';
    writeFileSync(join(folder, nasty), two.replace('Lundi', 'Lundi \u001B[2J {{nom}}\u009B'));
    for (const args of [['check', nasty], ['check', nasty, '--show-content'], ['check', nasty, '-f', 'json', '--show-content'], ['check', nasty, '-f', 'html', '--show-content'], ['check', nasty, '-f', 'markdown', '--show-content'], ['recipients', nasty], ['check', `no${nasty}`], ['explain', nasty], [nasty], ['check', `--${nasty}`], ['check', '-f', nasty], ['check', '--config', nasty]]) {
      const { out, err } = await run(args);
      expect(out + err, args.join(' ')).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      expect((out + err).length).toBeGreaterThan(10);
    }
  });

  it('uses colour only where a terminal or FORCE_COLOR wants it', async () => {
    const colour = async (args: string[], env: Record<string, string>): Promise<boolean> => (await run(['check', 'two.eml', ...args], { env })).out.includes('\u001B[');
    expect(await colour([], {})).toBe(false);
    expect(await colour([], { CI: 'true' })).toBe(false);
    expect(await colour([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await colour([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await colour(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });
});

describe('what goes wrong', () => {
  it.each([
    [['chek', 'two.eml'], "Error: there is no command 'chek'. Did you mean check?\nHelp: undisclosed --help\n"],
    [['two.eml'], "Error: there is no command 'two.eml'. To check it: undisclosed check two.eml\n"],
    [['check', '--formt', 'json', 'two.eml'], "Error: there is no option '--formt' here. Did you mean --format?\nHelp: undisclosed check --help\n"],
    [['check', '--format', 'jsn', 'two.eml'], "Error: 'jsn' is not possible for --format; it takes pretty, json, html, markdown, sarif, junit, checkstyle, github, gitlab, tap, compact. Did you mean json?\nHelp: undisclosed check --help\n"],
    [['check', 'two.eml', '--max-warnings', 'many'], "Error: --max-warnings takes a whole number from 0, not 'many'.\nHelp: undisclosed check --help\n"],
    [['check', 'two.eml', '--rule', 'person/placholder'], "Error: there is no rule 'person/placholder'. Did you mean person/placeholder?\n"],
    [['check'], 'Error: say what to read: undisclosed check draft.eml, a folder, or - for standard input.\nHelp: undisclosed check --help\n'],
    [['rules', 'extra'], 'Error: more words than this command takes.\nHelp: undisclosed rules --help\n'],
    [['check', '--config'], 'Error: --config needs a value.\nHelp: undisclosed check --help\n'],
  ])('%j is explained', async (args, words) => {
    const { code, err, out } = await run(args);
    expect([code, err, out]).toEqual([2, words, '']);
  });

  it('says it in French', async () => {
    expect((await run(['chek'], { env: { LANG: 'fr_FR.UTF-8' } })).err).toBe("Erreur\u00A0: la commande «\u00A0chek\u00A0» n'existe pas. Vouliez-vous dire check\u00A0?\nAide\u00A0: undisclosed --help\n");
    expect((await run(['check', '--locale', 'fr', '--fail-on', 'warnin', 'x'])).err).toContain("n'est pas possible pour --fail-on");
  });

  it('names file, line and column of a wrong configuration', async () => {
    const own = workFolder({ 'undisclosed.config.yaml': 'extends: hr\nruels: {}\n' });
    const { code, err } = await runIn(own, ['check', join(folder, 'two.eml')]);
    expect(code).toBe(2);
    expect(err).toMatch(/undisclosed\.config\.yaml:2:1: .*rules/);
  });

  it('never shows a stack trace', () => {
    // A working directory that is gone makes Node itself throw.
    const script = 'mkdir gone && cd gone && rmdir ../gone && "$0" "$1" check x.eml';
    const debug = 'mkdir gone && cd gone && rmdir ../gone && UNDISCLOSED_DEBUG=1 "$0" "$1" check x.eml';
    const plain = spawnSync('sh', ['-c', script, process.execPath, BIN], { cwd: folder, encoding: 'utf8' });
    const traced = spawnSync('sh', ['-c', debug, process.execPath, BIN], { cwd: folder, encoding: 'utf8' });
    for (const { status, stderr } of [plain, traced]) expect([status, stderr.includes('uv_cwd')]).toEqual([2, true]);
    expect(plain.stderr).not.toMatch(/^\s+at /m);
    expect(traced.stderr).toMatch(/^\s+at /m);
  });

  it('is quiet when its reader goes away', () => {
    writeFileSync(join(folder, 'many.jsonl'), `${JSON.stringify({ from: 'a@maison.example', to: 'b@example.com', subject: 'Lundi', text: 'Bonjour {{prenom}},' })}\n`.repeat(20_000));
    for (const command of ['check many.jsonl -f json', 'check many.jsonl', 'recipients many.jsonl --format jsonl', 'rules', '--help']) {
      const { stderr, stdout } = spawnSync('sh', ['-c', `"$0" "$1" ${command} | head -c 5`, process.execPath, BIN], { cwd: folder, encoding: 'utf8' });
      expect([command, stderr, stdout.length > 0]).toEqual([command, '', true]);
    }
  });
});
