import { describe, expect, it } from 'vitest';
import { compilePatterns } from '../../src/pattern/compiler.ts';
import { textPhrases } from '../../src/text/lexicons.ts';
import { LEXICONS } from './help.ts';

describe('lists of phrases', () => {
  it.each(textPhrases(LEXICONS).map((list) => [list.tag, list.phrases, list.lists] as const))('%s can be read, and is folded already', (tag, phrases, lists) => {
    expect(phrases.length).toBeGreaterThan(0);
    expect(() => compilePatterns([{ root: 'text', tag, language: '', phrases, lists }])).not.toThrow();
    for (const phrase of phrases) expect(phrase).toMatch(/^[a-z0-9' ()|?.~*<>-]+$/);
  });
});
