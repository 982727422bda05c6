import { describe, expect, it } from 'vitest';
import type { Ground, Mark } from '../../src/checks/frame-words.ts';
import { sequenceCues, tellsGround } from '../../src/checks/sequence.ts';

const mark = (value: Mark['value'], first: number): Mark => ({ value, first, last: first + 1 });
const ground = (kind: Ground['kind'], first: number): Ground => ({ rule: 'discrimination/age', kind, first, last: first + 2 });

describe('what stands in a sentence', () => {
  it('is told by piece, by two in their order and by three in a row', () => {
    const cues = sequenceCues([mark('adverse', 4), mark('cause', 1)], [ground('event', 2)]);
    expect([...cues].sort()).toEqual([
      'm:adverse', 'm:cause', 'k:event', 'names:discrimination/age',
      '^&cause', '^&g:trait', '^&adverse', '^&$', 'cause&g:trait', 'cause&adverse', 'cause&$', 'g:trait&adverse', 'g:trait&$', 'adverse&$',
      '^>cause>g:trait', 'cause>g:trait>adverse', 'g:trait>adverse>$',
    ].sort());
  });
  it('is another thing in another order', () => {
    const [one, other] = [sequenceCues([mark('not', 0), mark('adverse', 1)], []), sequenceCues([mark('not', 1), mark('adverse', 0)], [])];
    expect([one.has('not&adverse'), other.has('not&adverse')]).toEqual([true, false]);
  });
  it('is read within reach: twice the pieces are no more than twice the work', () => {
    const many = (count: number): number => sequenceCues(Array.from({ length: count }, (_, at) => mark(`m${at}` as Mark['value'], at)), []).size;
    expect(many(400) / many(200)).toBeLessThan(2.1);
  });
  it('tells which ground it is by its name only', () => {
    expect(['names:discrimination/age', 'retir', 'to reti', '=retirement', 'm:adverse', 'k:event', 'cause&g:trait', '^>cause>$'].map(tellsGround)).toEqual([true, true, true, true, false, false, false, false]);
  });
});
