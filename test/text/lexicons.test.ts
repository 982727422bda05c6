import { describe, expect, it } from 'vitest';
import { strings } from '../../src/text/lists.ts';
import { LEXICONS } from './help.ts';

const lists = (['sections', 'purpose'] as const).flatMap((file) =>
  Object.entries(LEXICONS[file] as Record<string, unknown>).map(([list, phrases]): [string, string[]] => [`${file}: ${list}`, strings(phrases)]));

describe('lists of phrases', () => {
  it.each(lists)('%s', (_list, phrases) => {
    expect(phrases.length).toBeGreaterThan(0);
    for (const phrase of phrases) {
      // Brackets hold one piece; a phrase begins with words; words are folded already.
      expect(phrase).toMatch(/^(?:\([a-z0-9'|]+\)|[a-z0-9'|]+)(?: (?:\.\.|\([a-z0-9'|]+\)|[a-z0-9'|]+))*$/);
    }
  });
});
