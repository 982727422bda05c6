import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { linter } from './helper.ts';

type Table = Record<string, { explicit: string[]; coded: string[]; negative: string[] }>;
const table = (language: string): Table => parse(readFileSync(new URL(`discrimination.${language}.yaml`, import.meta.url), 'utf8')) as Table;

describe.each(['fr', 'en'])('labelled sentences, %s', (language) => {
  const sentences = table(language);
  const find = linter('discrimination/*');
  const grades = (rule: string, body: string): string[] => find({ text: body }).filter(({ ruleId }) => ruleId === `discrimination/${rule}`).map(({ grade }) => grade);

  test.each(Object.keys(sentences))('%s', (rule) => {
    const { explicit, coded, negative } = sentences[rule]!;
    const missedExplicit = explicit.filter((body) => !grades(rule, body).includes('explicit'));
    const missedCoded = coded.filter((body) => grades(rule, body).length === 0);
    const wrongCoded = coded.filter((body) => grades(rule, body).includes('explicit'));
    const alarms = negative.filter((body) => grades(rule, body).length > 0);
    if (process.env['SHOW'] !== undefined) console.log(JSON.stringify({ rule, language, missedExplicit, missedCoded, wrongCoded, alarms }, null, 1));
    expect(1 - missedExplicit.length / explicit.length, missedExplicit.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(1 - missedCoded.length / coded.length, missedCoded.join('\n')).toBeGreaterThanOrEqual(0.75);
    expect(wrongCoded.length / coded.length, wrongCoded.join('\n')).toBeLessThanOrEqual(0.1);
    expect(alarms.length / negative.length, alarms.join('\n')).toBeLessThanOrEqual(0.03);
  });
});
