import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, said } from './help.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../../fixtures/templates/bad/${name}`, import.meta.url)), 'utf8');

describe('a bad template', () => {
  it('in English: one branch ageist, one variable misspelt, one unknown, a condition and a tag left open', () => {
    const found = said(check(read('refusal.en.hbs'), 'refusal.en.hbs'));
    expect(found).toEqual(expect.arrayContaining([
      'person/placeholder template-syntax 8:1-8:23', 'person/placeholder misspelt-variable 9:47-9:71', 'person/placeholder unknown-variable 13:74-13:85', 'person/placeholder template-syntax 15:1-15:18',
      expect.stringMatching(/^discrimination\/age explicit 11:/), expect.stringMatching(/^person\/impersonal-greeting formula 6:/), expect.stringMatching(/^person\/missing-job-title unnamed 2:/),
    ]));
  });
  it('in French: each of the three branches is judged by itself', () => {
    const found = said(check(read('refus.fr.html'), 'refus.fr.html'));
    expect(found.filter((one) => one.startsWith('discrimination/'))).toEqual([
      expect.stringMatching(/^discrimination\/age explicit 9:/), expect.stringMatching(/^discrimination\/family-situation explicit 11:/),
    ]);
    // What else may be said of these two, the third branch is decent.
    for (const one of found) expect(one).toMatch(/ (?:9|11):/);
  });
});
