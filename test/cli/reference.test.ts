import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eml, runIn, workFolder } from './program.ts';

const clean = eml(['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Lundi', '', 'Bonjour Anne,', '', 'À lundi.', '', 'Claire']);
const folder = workFolder();
const run = (args: readonly string[], options: Parameters<typeof runIn>[2] = {}) => runIn(folder, args, options);

describe('setting up', () => {
  it('writes what was answered, in a form that it reads itself, and never over a file', async () => {
    const own = workFolder();
    const written = await runIn(own, ['init', '--answer', 'candidates', '--internal-domain', 'maison.example,groupe.example', '--colleague', 'anne@orange.fr', '--locale', 'fr']);
    expect([written.code, written.err]).toEqual([0, '']);
    expect(written.out).toContain('le préréglage hr');
    const file = readFileSync(join(own, 'undisclosed.config.yaml'), 'utf8');
    expect(file.startsWith('# yaml-language-server: $schema=')).toBe(true);
    const shown = JSON.parse((await runIn(own, ['print-config', '-f', 'json'])).out) as { config: Record<string, unknown>; origins: Record<string, string> };
    expect(shown.config).toMatchObject({ extends: ['hr'], locale: 'fr', internalDomains: ['maison.example', 'groupe.example'], colleagues: ['anne@orange.fr'] });
    expect(shown.origins['extends']).toMatch(/^undisclosed\.config\.yaml:\d+$/);
    const again = await runIn(own, ['init', '--yes']);
    expect([again.code, again.out]).toEqual([2, '']);
    expect(again.err).toContain('undisclosed.config.yaml');
    expect(readFileSync(join(own, 'undisclosed.config.yaml'), 'utf8')).toBe(file);
  });

  it('knows a preset for each answer', async () => {
    for (const [answer, preset] of [['candidates', 'hr'], ['apply', 'candidate-reply'], ['other', 'recommended']] as const) {
      const own = workFolder();
      await runIn(own, ['init', '--answer', answer]);
      expect(readFileSync(join(own, 'undisclosed.config.yaml'), 'utf8')).toMatch(new RegExp(`^extends: ${preset}$`, 'm'));
    }
  });

  it('asks for an answer where there is no terminal to ask in, and refuses what is no domain', async () => {
    const own = workFolder();
    const { code, err } = await runIn(own, ['init']);
    expect([code, err.includes('--answer')]).toEqual([2, true]);
    expect((await runIn(own, ['init', '--yes', '--internal-domain', 'not a domain'])).code).toBe(2);
    expect((await runIn(own, ['init', '--yes', '--colleague', 'nobody'])).err).toContain("'nobody' is not an address");
    expect(existsSync(join(own, 'undisclosed.config.yaml'))).toBe(false);
  });

  it('takes the language from the configuration, for help too, and lets --locale win', async () => {
    const own = workFolder({ 'undisclosed.config.yaml': 'locale: fr\n', 'clean.eml': clean });
    expect((await runIn(own, ['check', 'clean.eml', '--rule', 'person/placeholder'])).out).toContain('Message vérifié');
    expect((await runIn(own, ['--help'])).out).toContain('Commandes\u00A0:');
    expect((await runIn(own, ['--help', '--locale', 'en'])).out).toContain('Commands:');
  });

  it('says whether what was learned weighs too, and who says so', async () => {
    const own = workFolder({ 'base.yaml': 'learned: false\n', 'extending.yaml': 'extends: ./base.yaml\noverrides:\n  - files: ["*.eml"]\n    learned: true\n', 'empty.yaml': '', 'refusal.eml': clean });
    const shown = async (...args: string[]) => {
      const { config, origins } = JSON.parse((await runIn(own, ['print-config', ...args, '-f', 'json'])).out) as { config: { learned: boolean }; origins: { learned: string } };
      return [config.learned, origins.learned];
    };
    expect(await shown('--config', 'empty.yaml')).toEqual([true, 'default']);
    expect(await shown('--config', 'extending.yaml')).toEqual([false, 'base.yaml:1']);
    expect(await shown('--config', 'extending.yaml', 'refusal.eml')).toEqual([true, 'override 1, extending.yaml:3']);
    expect((await runIn(own, ['print-config', '--config', 'extending.yaml'])).out).toMatch(/^learned: false /m);
  });

  it('says where each value comes from, overrides and extended files included', async () => {
    const own = workFolder({
      'base.yaml': 'lists: ["@lists.example"]\n',
      'undisclosed.config.yaml': 'extends: [hr, ./base.yaml]\nrules:\n  person/placeholder: warning\noverrides:\n  - files: ["*.eml"]\n    rules:\n      person/placeholder: info\n',
    });
    const origins = async (args: readonly string[]) => (JSON.parse((await runIn(own, ['print-config', ...args, '-f', 'json'])).out) as { config: { rules: Record<string, unknown> }; origins: { lists: string; extends: string; rules: Record<string, string> } });
    const here = await origins([]);
    expect([here.origins.lists, here.origins.extends, here.origins.rules['person/placeholder']]).toEqual(['base.yaml:1', 'undisclosed.config.yaml:1', 'undisclosed.config.yaml:3']);
    const file = await origins(['refusal.eml']);
    expect(file.origins.rules['person/placeholder']).toBe('override 1, undisclosed.config.yaml:5');
    expect(file.config.rules['person/placeholder']).toEqual({ level: 'info' });
    expect((await origins(['--preset', 'recommended'])).origins.extends).toBe('--preset');
  });
});

describe('help and reference', () => {
  it.each([['en', 'Examples:', 'who will see whom'], ['fr', 'Exemples\u00A0:', 'qui verra qui']])('teaches in %s', async (locale, title, words) => {
    for (const args of [['--help'], ['check', '--help'], ['recipients', '-h'], ['rules', '-h'], ['explain', '-h'], ['init', '-h'], ['print-config', '-h'], ['help', 'check']]) {
      const { code, out, err } = await run(args, { env: { LC_ALL: `${locale}_XX.UTF-8` } });
      expect([code, err, out.includes(title)], args.join(' ')).toEqual([0, '', true]);
    }
    expect((await run(['--locale', locale])).out.replace(/\s+/g, ' ')).toContain(words);
  });

  it('lists the rules as the configuration leaves them', async () => {
    const states = JSON.parse((await run(['rules', '-f', 'json', '--preset', 'candidate-reply'])).out) as { id: string; on: boolean; title: string }[];
    expect(states.find(({ id }) => id === 'person/placeholder')!.on).toBe(true);
    expect(states.every(({ title }) => title !== '')).toBe(true);
    expect((await run(['rules', '--locale', 'fr'])).out).toContain('actives ici');
  });

  it('explains a rule with its examples', async () => {
    const { out, code } = await run(['explain', 'person/placeholder']);
    expect(code).toBe(0);
    for (const part of ['Level', 'Why', 'What to do', 'Law', 'Options', 'Flagged', 'Left alone', '‹']) expect(out).toContain(part);
    expect((await run(['explain', 'person/placeholder', '--locale', 'fr'])).out).toContain('Pourquoi');
    const unknown = await run(['explain', 'placeholdr']);
    expect([unknown.code, unknown.err]).toEqual([2, "Error: there is no rule 'placeholdr'. Did you mean person/placeholder?\n"]);
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect((await run(['--version'])).out).toBe(`${version}\n`);
  });
});
