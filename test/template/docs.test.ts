import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isTemplateName } from '../../src/template/body.ts';
import { VariableNames } from '../../src/template/names.ts';
import { KINDS, SHAPES } from '../../src/template/types.ts';
import { pack } from './help.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const lexicon = parse(read('rules/lexicons/templates.yaml')) as { kinds: Record<string, string[]>; words: Record<string, Record<string, string>>; dialects: Record<string, string[]> };

describe('the word lists of templates', () => {
  it('have each kind, in words and in plain words of both languages', () => {
    expect(Object.keys(lexicon.kinds).sort()).toEqual([...KINDS].sort());
    for (const language of ['en', 'fr']) expect(Object.keys(lexicon.words[language]!).sort(), language).toEqual([...KINDS].sort());
  });
  it('have each shape in some dialect, and no other', () => {
    expect([...new Set(Object.values(lexicon.dialects).flat())].sort()).toEqual([...SHAPES].sort());
  });
  it('say each word of a kind once', () => {
    const words = Object.values(lexicon.kinds).flat();
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});

describe.each(['docs/templates.md', 'docs/templates.fr.md'])('%s', (page) => {
  const text = read(page);
  it('names every kind, dialect and grade', () => {
    for (const word of [...KINDS, ...VariableNames.dialects(pack.lexicons), 'misspelt-variable', 'unknown-variable', 'template-syntax', 'empty-in-sample', 'no-fallback']) expect(text).toContain(`\`${word}\``);
  });
  it('names endings that are read', () => {
    const names = text.slice(0, text.indexOf('##', text.indexOf('## ') + 3)).match(/`\.[a-z0-9]+`/g)!.map((name) => name.slice(1, -1));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) if (name !== '.eml') expect(isTemplateName(`a${name}`), name).toBe(true);
  });
});

describe('docs/ci.md and its French twin', () => {
  it.each(['docs/ci.md', 'docs/ci.fr.md'])('%s pins the version of this package', (page) => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const pinned = read(page).match(/undisclosed@(v?[\d.]+\d)/g)!.map((word) => word.replace(/.*@v?/, ''));
    expect(new Set(pinned)).toEqual(new Set([version]));
  });
});
