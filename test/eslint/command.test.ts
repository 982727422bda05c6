import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ESLint } from 'eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Folder } from './help.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(join(root, 'dist/eslint.js'))) throw new Error('The plugin is not built: npm run build');

let project: Folder;
beforeEach(() => {
  project = new Folder();
  mkdirSync(join(project.path, 'node_modules'));
  symlinkSync(root, join(project.path, 'node_modules/undisclosed'));
  project.put('package.json', '{ "private": true, "type": "module" }');
  project.put('eslint.config.js', 'import undisclosed from \'undisclosed/eslint\';\n\nexport default [...undisclosed.configs.hr];\n');
});
afterEach(() => project.remove());

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(program: string, args: readonly string[], input?: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...args], { cwd: project.path, encoding: 'utf8', input, env: { PATH: process.env['PATH'], HOME: project.path, LANG: 'en_GB.UTF-8' } });
  return { code: status, out: stdout, err: stderr };
}
const eslint = (...args: string[]): Ran => run('node_modules/eslint/bin/eslint.js', args);
const results = ({ out }: Ran): ESLint.LintResult[] => JSON.parse(out) as ESLint.LintResult[];
const rules = (ran: Ran): (string | null)[] => results(ran).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

const mail = (to: string, text = 'Bonjour Anne'): string => `From: claire@firma.example\r\nTo: ${to}\r\nSubject: Bonjour\r\n\r\n${text}\r\n`;

describe('the command eslint', () => {
  it('finds the drafts of a folder, and nothing in other files', () => {
    project.put('drafts/a.eml', mail('a@one.example', 'Vous êtes trop âgée pour ce poste.'));
    project.put('drafts/deep/b.json', '{"from":"c@firma.example","to":"a@one.example","text":"Vous êtes trop âgée pour ce poste."}');
    project.put('data/no-mail.json', '{"to":"a@one.example","text":"Vous êtes trop âgée pour ce poste."}');
    const ran = eslint('.', '-f', 'json');
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(results(ran).filter(({ errorCount }) => errorCount > 0).map(({ filePath }) => filePath.slice(project.path.length + 1)).sort()).toEqual(['drafts/a.eml', 'drafts/deep/b.json']);
    expect(rules(ran).filter((rule) => rule === 'undisclosed/discrimination/age')).toHaveLength(2);
  });

  it('fails where `undisclosed check` does, and counts the same errors', () => {
    const codes = ['Bonjour Anne', 'Vous êtes trop âgée pour ce poste.', 'Nous gardons votre dossier.'].map((text) => {
      project.put('a.eml', mail('a@one.example', text));
      const own = run('bin/undisclosed.js', ['check', 'a.eml', '--preset', 'hr', '-f', 'json']);
      const ran = eslint('a.eml', '-f', 'json');
      const count = (all: readonly { errorCount: number; warningCount: number }[]): number[] => all.map(({ errorCount, warningCount }) => errorCount * 100 + warningCount);
      expect(count(results(ran))).toEqual(count(results(own)));
      expect(ran.code).toBe(own.code);
      return ran.code;
    });
    expect(codes).toEqual([0, 1, 0]);
  });

  it('--fix writes what is safe, and every other byte as it was', () => {
    const path = project.put('drafts/a.eml', mail('Zoé <zoe@one.example>,\r\n zoe@one.example', '🙂 Bonjour Zoé'));
    const latin = Buffer.from(mail('Zoé <zoe@one.example>, zoe@one.example'), 'latin1');
    const spoiled = project.put('drafts/b.eml', latin);
    const ran = eslint('drafts', '--fix');
    expect(readFileSync(path, 'utf8')).toBe(mail('Zoé <zoe@one.example>', '🙂 Bonjour Zoé'));
    expect(readFileSync(spoiled)).toEqual(latin);
    expect(ran.out).toMatch(/b\.eml[\s\S]*undisclosed\/eslint\/not-utf8/);
    expect(eslint('drafts/a.eml').out).toBe('');
  });

  it('--cache forgets when the configuration of Undisclosed changes', () => {
    project.put('drafts/a.eml', mail('a@one.example', 'Vous êtes trop âgée pour ce poste.'));
    const look = (): Ran => eslint('drafts', '--cache', '-f', 'json');
    expect(rules(look())).toContain('undisclosed/discrimination/age');
    expect(rules(look())).toContain('undisclosed/discrimination/age');
    project.put('undisclosed.config.yaml', 'rules:\n  discrimination/age: off\n');
    expect(rules(look())).not.toContain('undisclosed/discrimination/age');
    expect(existsSync(join(project.path, '.eslintcache'))).toBe(true);
  });

  it('reads standard input, several threads, --quiet and --print-config', () => {
    project.put('drafts/a.eml', mail('a@one.example, a@one.example', 'Vous êtes trop âgée pour ce poste.'));
    const piped = run('node_modules/eslint/bin/eslint.js', ['--stdin', '--stdin-filename', 'x.eml', '-f', 'json'], mail('a@one.example, a@one.example'));
    expect(rules(piped)).toContain('undisclosed/recipients/duplicate-recipient');
    expect(rules(eslint('drafts', '-f', 'json', '--concurrency', '2'))).toEqual(rules(eslint('drafts', '-f', 'json')));
    expect(rules(eslint('drafts', '-f', 'json', '--quiet'))).toEqual(['undisclosed/discrimination/age']);
    const printed = eslint('--print-config', 'drafts/a.eml');
    expect(JSON.parse(printed.out)).toMatchObject({ language: 'mail/eml', languageOptions: { phase: 'compose', configuration: expect.stringMatching(/^en /) as string } });
  });

  it('--suppress-all keeps what is known out of the mails', () => {
    const draft = mail('a@one.example', 'Vous êtes trop âgée pour ce poste.');
    const path = project.put('drafts/a.eml', draft);
    expect(eslint('drafts', '--suppress-all').code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(draft);
    expect(eslint('drafts').code).toBe(0);
  });

  it('says what is wrong with a configuration in one line, and ends with 2', () => {
    project.put('drafts/a.eml', mail('a@one.example'));
    project.put('undisclosed.config.yaml', 'rules:\n  discrimination/agee: off\n');
    const ran = eslint('drafts');
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/undisclosed\.config\.yaml:2:3: .*discrimination\/age\?/);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it('speaks the language of the configuration, and loads from CommonJS', () => {
    project.put('package.json', '{ "private": true }');
    project.put('eslint.config.js', 'const { default: undisclosed } = require(\'undisclosed/eslint\');\n\nmodule.exports = [...undisclosed.configs.recommended];\n');
    project.put('undisclosed.config.yaml', 'locale: fr\n');
    project.put('a.eml', mail('a@one.example, a@one.example'));
    const [result] = results(eslint('a.eml', '-f', 'json'));
    expect(result!.messages).toMatchObject([{ ruleId: 'undisclosed/recipients/duplicate-recipient', message: expect.stringMatching(/^Cette adresse /) as string }]);
  });
});
