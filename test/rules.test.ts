import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../src/checks/index.ts';
import { runExample } from '../src/engine/examples.ts';
import { readPack } from '../src/build/pack.ts';

const pack = readPack(fileURLToPath(new URL('..', import.meta.url)));
const only = process.env['RULE'];

describe.each(pack.rules.filter(({ id }) => !only || id.startsWith(only)).map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has a check, and both languages say everything', () => {
    const check = CHECKS.find(({ name }) => name === rule.check);
    expect(check, `check ${rule.check} is not registered`).toBeDefined();
    for (const language of ['en', 'fr']) {
      const words = rule.languages[language]!;
      for (const key of ['title', 'message', 'why', 'suggestion'] as const) expect(words[key], `${language}.${key}`).toBeTruthy();
      for (const fix of rule.fixes ?? []) expect(words.fixes?.[fix.id], `${language}.fixes.${fix.id}`).toBeTruthy();
    }
    const options = (check!.options as { properties?: Record<string, unknown> }).properties ?? {};
    for (const option of Object.keys(options)) expect(rule.languages['fr']!.options?.[option], `fr.options.${option}`).toBeTruthy();
    if (typeof rule.severity !== 'string') expect(Object.keys(rule.severity).sort()).toEqual([...check!.grades].sort());
    expect(id).toMatch(/^[a-z]+\/[a-z-]+$/);
  });
  it('says each thing in both languages under the same keys', () => {
    const { en, fr } = rule.languages;
    expect(typeof en!.message).toBe(typeof fr!.message);
    if (typeof en!.message !== 'string') expect(Object.keys(fr!.message).sort()).toEqual(Object.keys(en!.message).sort());
  });
  it('has examples of both kinds', () => {
    expect(rule.examples.invalid.length).toBeGreaterThan(0);
    expect(rule.examples.valid.length).toBeGreaterThan(0);
  });
  if (/^(?:discrimination|tone|letter)\//.test(id)) it('has enough examples in each language', () => {
    for (const language of ['en', 'fr']) {
      expect(rule.examples.invalid.filter(({ lang }) => lang === language).length, `invalid, ${language}`).toBeGreaterThanOrEqual(5);
      expect(rule.examples.valid.filter(({ lang }) => lang === language).length, `valid, ${language}`).toBeGreaterThanOrEqual(8);
    }
  });
  for (const kind of ['invalid', 'valid'] as const) {
    it.each(rule.examples[kind].map((example, index) => [index + 1, example] as const))(`${kind} %i`, (_index, example) => {
      const { findings, wrong } = runExample(rule, example, kind, pack);
      expect(wrong, JSON.stringify(example).slice(0, 400)).toBeNull();
      for (const finding of findings) {
        expect(finding.message, 'a slot of the message was not filled').not.toMatch(/\{\w+/);
        expect(finding.why).not.toMatch(/\{\w+/);
      }
    });
  }
});
