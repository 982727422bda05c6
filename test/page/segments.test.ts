import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/hosts/page/protocol.ts';
import { segmentsOf } from '../../src/hosts/page/segments.ts';

const joined = (segments: readonly Segment[]): string => segments.map((segment) => ('text' in segment ? segment.text : '')).join('');

describe('marks in a text', () => {
  it('cut it where they begin and end', () => {
    expect(segmentsOf('one two three', [{ start: 4, end: 7, card: 0 }])).toEqual([{ text: 'one ', cards: [] }, { text: 'two', cards: [0] }, { text: ' three', cards: [] }]);
  });

  it('may overlap, and each piece knows all of its findings', () => {
    expect(segmentsOf('abcdef', [{ start: 1, end: 4, card: 1 }, { start: 2, end: 6, card: 0 }, { start: 2, end: 3, card: 1 }])).toEqual([
      { text: 'a', cards: [] }, { text: 'b', cards: [1] }, { text: 'c', cards: [0, 1] }, { text: 'd', cards: [0, 1] }, { text: 'ef', cards: [0] },
    ]);
  });

  it('leave the text whole, and each character with exactly the findings around it', () => {
    const mark = fc.record({ start: fc.integer({ min: -3, max: 45 }), end: fc.integer({ min: -3, max: 45 }), card: fc.nat(4) });
    fc.assert(fc.property(fc.stringMatching(/^[a-z \n]{0,40}$/), fc.array(mark, { maxLength: 12 }), (text, marks) => {
      const segments = segmentsOf(text, marks);
      expect(joined(segments)).toBe(text);
      let at = 0;
      for (const segment of segments) {
        if (!('text' in segment)) throw new Error('a short text has no gaps');
        const { length } = segment.text;
        for (const end = at + length; at < end; at++) {
          expect(segment.cards).toEqual([...new Set(marks.filter((mark) => mark.start <= at && at < mark.end).map(({ card }) => card))].sort());
        }
      }
    }));
  });

  it('make visible what a screen would obey', () => {
    expect(joined(segmentsOf('a\u001b[2Jb\u202ec\r\nd\te', []))).toBe('a\\x1b[2Jb\\u{202e}c\nd\te');
  });

  it('are all there in a text too long to be shown, with what stands around them', () => {
    const text = `${'x'.repeat(200_000)}MARK${'y'.repeat(300_000)}MARK${'z'.repeat(100)}`;
    const marks = [200_000, 500_004].map((start, card) => ({ start, end: start + 4, card }));
    const segments = segmentsOf(text, marks);
    expect(segments.filter((segment) => 'text' in segment && segment.cards.length > 0).map((segment) => ('text' in segment ? segment.text : ''))).toEqual(['MARK', 'MARK']);
    expect(joined(segments).length).toBeLessThan(10_000);
    expect(joined(segments).length + segments.reduce((sum, segment) => sum + ('gap' in segment ? segment.gap : 0), 0)).toBe(text.length);
  });

  it('are bounded in number', () => {
    const marks = Array.from({ length: 50_000 }, (_, card) => ({ start: card * 4, end: card * 4 + 2, card }));
    const segments = segmentsOf('ab, '.repeat(50_000), marks);
    expect(segments.length).toBeLessThanOrEqual(2_001);
    expect(segments.at(-1)).toEqual({ gap: 200_000 - joined(segments).length });
  });
});
