import { describe, expect, it } from 'vitest';
import { sentencesAround, sentencesSaying } from '../../src/checks/sentence-matches.ts';
import { compile } from '../../src/engine/compile.ts';
import { patternsOf } from '../../src/engine/patterns.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import type { View } from '../../src/text/types.ts';
import { linter, pack } from './helper.ts';

function viewOf(text: string): View {
  const draft = readJsonDraft({ text, context: { language: 'en' } });
  return compile(pack).setFor(draft, 'compose').read(draft, 'compose').bodies[0]!;
}

describe('the sentences around some words', () => {
  // Ten sentences of two words each.
  const view = viewOf(Array.from({ length: 10 }, () => 'It rains.').join(' '));
  it('are those before and after, as far as there are any', () => {
    expect(sentencesAround(view, [9], 1)).toEqual([{ firstWord: 6, lastWord: 12 }]);
    expect(sentencesAround(view, [0, 19], 2)).toEqual([{ firstWord: 0, lastWord: 6 }, { firstWord: 14, lastWord: 20 }]);
  });
  it('are one stretch where they meet', () => {
    expect(sentencesAround(view, [4, 10], 1)).toEqual([{ firstWord: 2, lastWord: 14 }]);
    expect(sentencesAround(view, [2, 3, 12], 1)).toEqual([{ firstWord: 0, lastWord: 6 }, { firstWord: 10, lastWord: 16 }]);
  });
});

describe('what is looked for within some stretches', () => {
  it('is asked for once where a section and a stretch overlap, however many there are of both', () => {
    const view = viewOf('We met her.\n\n> They met him.\n\n'.repeat(50));
    const wanted = new Set(['body']);
    const asked: [number, number][] = [];
    const root = { ...patternsOf(pack).root('none'), starts: (_words: unknown, from: number, to: number) => (asked.push([from, to]), []) };
    const within = view.sentences().map(({ firstWord, lastWord }) => ({ firstWord, lastWord }));
    sentencesSaying(view, { root: () => root }, ['ground'], 'en', wanted, within);
    const bodies = view.sentences().filter(({ section }) => wanted.has(section));
    expect(bodies.length).toBeGreaterThan(20);
    expect(asked).toEqual(bodies.map(({ firstWord, lastWord }) => [firstWord, lastWord]));
  });
});

describe('a long text between others', () => {
  const weather = 'It rained again in the afternoon, and the children stayed inside with their books. ';
  const found = (text: string): number => linter('discrimination/*')({ text }).length;
  it('is looked at around what is about choosing people, wherever that stands', () => {
    expect(found(`${weather.repeat(12)}We will not hire him because he is too old. ${weather.repeat(12)}`)).toBeGreaterThan(0);
    expect(found(weather.repeat(24))).toBe(0);
  });
});
