import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Automaton } from '../../src/pattern/automaton.ts';
import { compilePatterns } from '../../src/pattern/compiler.ts';
import { runExample } from '../../src/engine/examples.ts';
import { readPack } from '../../src/build/pack.ts';
import type { RuleDefinition } from '../../src/rule/types.ts';
import { readWords } from '../../src/text/fold.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function finds(phrase: string, text: string, language: string): boolean {
  const words = readWords(text);
  let found = false;
  new Automaton(compilePatterns([{ root: 'all', tag: '', language, phrases: [phrase] }])).find(0, words, 0, words.length, () => { found = true; });
  return found;
}

describe.each([['en', 'docs/phrases.md'], ['fr', 'docs/phrases.fr.md']])('what is taught about phrases, %s', (language, file) => {
  const page = readFileSync(`${root}/${file}`, 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')));
  it.each(rows.map(([, phrase = '', , yes = '', no = '']) => [phrase.slice(1, -1), yes, no] as const))('%s', (phrase, yes, no) => {
    expect(finds(phrase, yes, language)).toBe(true);
    expect(finds(phrase, no, language)).toBe(false);
  });
  it('has as many rows in both languages, give or take what one language lacks', () => {
    expect(rows.length).toBeGreaterThan(15);
  });
  it('shows a rule that works', () => {
    const rule = parse(/```yaml\n([\s\S]*?)```/.exec(page)![1]!) as RuleDefinition;
    const pack = readPack(root);
    const own = { ...pack, rules: [...pack.rules, rule] };
    for (const kind of ['invalid', 'valid'] as const) for (const example of rule.examples[kind]) expect(runExample(rule, example, kind, own).wrong).toBeNull();
  });
});
