import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/hosts/cli/fix.ts';
import type { Prompts } from '../../src/hosts/cli/fix-session.ts';
import { readSettings } from '../../src/hosts/cli/settings.ts';
import { readInputs } from '../../src/io/read.ts';
import { PLAIN_STYLE } from '../../src/report/types.ts';
import type { Locale } from '../../src/rule/types.ts';
import { rulesFor } from './help.ts';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AGE = 'Vous êtes trop âgée pour ce poste.';
const HOLD = 'Votre candidature est en attente.';
const source = (body: string, fields: readonly string[] = []): string => ['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', ...fields, 'Subject: Votre candidature', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', body].join('\r\n');
const RULES = ['discrimination/age', 'letter/vague-decision', 'recipients/duplicate-recipient', 'recipients/sensitive-group'];

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly shown: string;
  readonly labels: readonly (readonly string[])[];
  readonly text: string;
}

/** Goes through a mail with the answers given; once they are used up, all is broken off. */
async function go(text: string, answers: readonly (string | boolean)[], { locale = 'en', yesSafe = false, rules = RULES }: { locale?: Locale; yesSafe?: boolean; rules?: readonly string[] } = {}): Promise<Outcome> {
  const path = join(folder, 'draft.eml');
  writeFileSync(path, text);
  const left = [...answers];
  const shown: string[] = [];
  const labels: string[][] = [];
  const prompts: Prompts = {
    choose: (_question, options) => {
      labels.push(options.map(({ label }) => label));
      const answer = left.shift();
      const chosen = options.find(({ value, label }) => value === answer || (typeof answer === 'string' && label.startsWith(answer)));
      if (answer !== undefined && chosen === undefined) throw new Error(`no option ${String(answer)}`);
      return Promise.resolve(chosen?.value ?? null);
    },
    confirm: (_question, presumed) => {
      const answer = left.shift();
      return Promise.resolve(answer === 'enter' ? presumed : typeof answer === 'boolean' ? answer : null);
    },
    show: (words) => void shown.push(words),
  };
  let out = '';
  const settings = readSettings({ command: 'fix', operands: [path], options: {} });
  for await (const input of readInputs([path])) {
    const output = { terminal: true, width: 80, style: PLAIN_STYLE, closed: false, write: (words: string) => void (out += words), end: () => undefined };
    const only = rulesFor(rules);
    const code = await decide(input, prompts, { rules: only, guard: only, settings, locale, yesSafe, output });
    return { code, out, shown: shown.join('\n'), labels, text: readFileSync(path, 'utf8') };
  }
  throw new Error('no mail');
}

describe('going through a mail', () => {
  const mail = source(`Bonjour Anne,\r\n\r\nMerci de votre candidature. ${AGE} Nous avons choisi une autre personne.\r\n\r\n${HOLD} Bonne journée à vous.\r\n`);

  it('asks about the worst first, shows the change, and writes at the end', async () => {
    const { code, out, shown, labels, text } = await go(mail, ['Take out what speaks of age', true, 'leave']);
    expect([code, out]).toEqual([0, expect.stringContaining('one finding fixed')]);
    expect(labels[0]!.slice(1)).toEqual(['Leave it as it is', 'Leave all of this kind', 'Stop here and write nothing']);
    expect(labels[1]).toContain('Stop here and write what was changed');
    expect(shown.indexOf('Age as a reason')).toBeLessThan(shown.indexOf('Neither yes nor no'));
    expect(shown).toContain(`-Merci de votre candidature. ${AGE} Nous avons choisi une autre personne.\n+Merci de votre candidature. Nous avons choisi une autre personne.`);
    expect(shown).not.toMatch(/discrimination\/|letter\//);
    expect(text).toBe(mail.replace(`${AGE} `, ''));
  });

  it('writes a sentence instead only where that is confirmed', async () => {
    expect((await go(mail, ['leave', '0', 'enter', 'quit'])).text).toBe(mail);
    const { text, shown } = await go(mail, ['leave', '0', true]);
    expect(text).not.toContain(HOLD);
    expect(text).toContain(`${AGE} Nous avons`);
    expect(shown).toContain('The sentence is an example');
  });

  it.each([[['quit']], [['0', true, 'quit']], [[]], [['0']], [['0', true]], [['leave-all', 'leave-all']]])('writes nothing after %j', async (answers) => {
    const { code, out, text } = await go(mail, answers);
    expect([code, out, text]).toEqual([0, 'Nothing was written.\n', mail]);
  });

  it('stops where one wants to, and writes what was decided', async () => {
    expect((await go(mail, ['0', true, 'stop'])).text).toBe(mail.replace(`${AGE} `, ''));
  });

  it('speaks French', async () => {
    const { labels, shown, out } = await go(mail, ['0', true, 'stop'], { locale: 'fr' });
    expect(labels[0]!.slice(1)).toEqual(['Laisser tel quel', 'Laisser tous ceux de ce genre', "S'arrêter sans rien écrire"]);
    expect(shown).toContain("L'âge");
    expect(out).toContain('est écrit, un constat corrigé.');
  });

  it('does what is safe without asking, if told so', async () => {
    const { out, labels, text } = await go(source('À lundi, comme convenu.\r\n', ['Cc: anne.martel@gmail.com']), [], { yesSafe: true });
    expect([labels, out]).toEqual([[], expect.stringContaining('one finding fixed')]);
    expect(text).not.toContain('Cc:');
  });

  it('names the command where one mail must become many', async () => {
    const people = Array.from({ length: 12 }, (_, index) => `p${index}.martel@company${index}.example`).join(', ');
    const { shown } = await go(source(`Bonjour,\r\n\r\nNous ne donnons pas suite à votre candidature.\r\n`, [`Cc: ${people}`]), ['quit']);
    expect(shown).toContain('undisclosed split ');
  });

  it('says so where there is nothing to decide', async () => {
    const { out, shown } = await go(source('Bonjour Anne,\r\n\r\nÀ lundi, comme convenu.\r\n'), []);
    expect([out, shown]).toEqual(['Nothing was written.\n', 'There is nothing here that can be changed for you.']);
  });
});
