import { fileURLToPath } from 'node:url';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPack } from '../../src/build/pack.ts';
import { ruleSources } from '../../src/checks/patterns.ts';
import { strayIn } from '../../src/config/phrase-form.ts';
import { ConfigError, loadConfig } from '../../src/io/config.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-phrases-'));
  mkdirSync(join(cwd, 'rules'));
  writeFileSync(join(cwd, 'undisclosed.config.yaml'), 'ruleFolders: [rules]\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function rule(phrases: string, message = '{ hurry: Nobody knows when. }', language = 'en'): string {
  return `id: house/no-asap
severity: warning
since: 1.0.0
check: phrase
languages:
  ${language}:
    title: No date
    message: ${message}
    why: A date can be kept.
    suggestion: Write the day.
    lists: { soon: [soon, quickly] }
    phrases:
      ${phrases}
`;
}

/** What a rule is refused for; null if it is accepted. */
async function refusal(text: string): Promise<ConfigError | null> {
  writeFileSync(join(cwd, 'rules/asap.yaml'), text);
  try {
    await loadConfig({ cwd });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

const SAMPLE = '(reject*|declin*) .. application';

describe('a phrase that nobody could have meant', () => {
  it.each([
    ['<NUMBER> days', '<NUMBER> is no name: they are small letters in angle brackets, such as <number>', '<number> days'],
    ['<Soon> now', '<Soon> is no name: they are small letters in angle brackets, such as <number>', '<soon> now'],
    ['less < more', '< is no name: they are small letters in angle brackets, such as <number>', SAMPLE],
    ['C++', 'the sign + means nothing here: only words and numbers are compared', SAMPLE],
    ['50%', 'the sign % means nothing here: only words and numbers are compared', SAMPLE],
    ['50 %', 'the sign % means nothing here: only words and numbers are compared', SAMPLE],
    ['{name} now', 'the sign { means nothing here: only words and numbers are compared', SAMPLE],
    ['[now]', 'the sign [ means nothing here: only words and numbers are compared', 'now'],
    ['do it now!', 'the sign ! means nothing here: only words and numbers are compared', 'do it now'],
    ['do it now.', 'the sign . means nothing here: only words and numbers are compared', 'do it now'],
    ['~now', "'~' stands behind its word", 'now~'],
    ['^now', "'^' stands by itself before the first word", '^ now'],
    ['right now$', "'$' stands by itself behind the last word", 'right now $'],
    ['do..now', "'..' and '...' stand by themselves between words", 'do .. now'],
    ['asap|now', "alternatives ('|') without brackets around them", '(asap|now)'],
    ['^ asap|now', "alternatives ('|') without brackets around them", '^ (asap|now)'],
    ['(asap|now', 'a bracket that is not closed', '(asap|now)'],
    ['asap (now))', 'a bracket too many', '(asap (now))'],
    ['asap?', "nothing that must be there: '?' lets the word or the bracket before it be missing", 'asap'],
    ['(now|right? now)?', "nothing that must be there: '?' lets the word or the bracket before it be missing", '(now|right? now)'],
    ['.. asap', 'a gap at the beginning', 'asap'],
    ['<nope> asap', 'a list that is not there', SAMPLE],
    ['<sooon> asap', 'a list that is not there', '<soon> asap'],
    ['asap,', 'a comma before nothing', 'asap'],
  ])('%s is refused, with what to write', async (phrase, problem, instead) => {
    const caught = (await refusal(rule(`hurry:\n        - "${phrase}"`)))!;
    expect(caught).toMatchObject({ line: 14, column: 11, paste: `- "${instead}"` });
    expect(caught.what.en).toBe(`The phrase ${phrase} cannot be read: ${problem}.`);
    expect(caught.what.fr).toMatch(/^L'expression .* est illisible : /);
    expect(await refusal(rule(`hurry:\n        ${caught.paste!}`))).toBeNull();
  });

  it('keeps what stands beside it on its line', async () => {
    expect((await refusal(rule('hurry: [at once, asap|now]')))!.paste).toBe('hurry: [at once, (asap|now)]');
  });

  it('is put right where the file escapes it', async () => {
    expect((await refusal(rule('hurry:\n        - "\\\\bnow\\\\b"')))!.paste).toBe('- "now"');
    expect((await refusal(rule('hurry:\n        - ""')))!.paste).toBe(`- "${SAMPLE}"`);
  });

  it('is shown the form in its own language', async () => {
    expect((await refusal(rule('hurry:\n        - "50 %"', undefined, 'fr')))!.paste).toBe('- "(refus*|ecart*) .. candidature"');
  });

  it('in a list of the rule is refused as well', async () => {
    expect((await refusal(rule('hurry: [<soon>]').replace('[soon, quickly]', '[soon, "50%"]')))!.what.en).toContain('the sign %');
  });
});

describe('a kind of phrases', () => {
  it.each([
    ['with a misspelt message', '{ hury: Nobody knows when. }', 8, 16, 'No phrases are of the kind hury. Did you mean hurry?', 'message: { hurry: Nobody knows when. }'],
    ['with another message', '{ hurry: Nobody knows when., delay: Too late. }', 8, 43, 'No phrases are of the kind delay.', 'phrases: { hurry: [asap], delay: ["(reject*|declin*) .. application"] }'],
  ])('%s is refused', async (_name, message, line, column, what, paste) => {
    expect(await refusal(rule('hurry: [asap]', message))).toMatchObject({ line, column, paste, what: { en: what } });
  });

  it('without a message is refused', async () => {
    expect(await refusal(rule('hurry: [asap]\n      delay: [late]'))).toMatchObject({ line: 14, column: 7, paste: 'message: { hurry: "Nobody knows when.", delay: "…" }', what: { en: 'The kind delay has no message.', fr: "Le genre delay n'a pas de message." } });
    expect(await refusal(rule('hurry: [asap]\n      delay: [late]', 'Nobody knows when.'))).toBeNull();
  });
});

describe('a phrase of which every sign means something', () => {
  it.each([
    'votre age', "l'age", 'middle-aged', 'h/f', 'c.v.', 'R&D', '=AIDS', 'refus*', '(far too)? old~', '(retenu|choisi)~', ', but', '^ hello', 'regards $', 'reject ... candidate', 'room <number>', '<below-age> only', 'âgé·e·s', "they 're",
  ])('%s is left as it is', (phrase) => expect(strayIn(phrase)).toBeNull());

  // 'no offen[cs]e' is the one that a rule of the program still has: there the brackets cut the word in three.
  it('is nearly every one of the rules that come with the program', () => {
    const { rules, lexicons } = readPack(fileURLToPath(new URL('../..', import.meta.url)));
    const phrases = new Set(ruleSources(rules, lexicons).flatMap((source) => [...source.phrases, ...Object.values(source.lists ?? {}).flat()]));
    expect(phrases.size).toBeGreaterThan(10_000);
    expect([...phrases].filter((phrase) => strayIn(phrase) !== null && !phrase.includes('offen[cs]e'))).toEqual([]);
  });
});
