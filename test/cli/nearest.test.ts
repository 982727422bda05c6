import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/hosts/cli/nearest.ts';

const ids = ['person/placeholder', 'recipients/bcc-header', 'recipients/visible-recipients', 'recipients/missing-bcc', 'reply/too-soon', 'reply/too-late', 'reply/too-long'];

describe('what may have been meant', () => {
  it.each([
    ['person/placholder', ['person/placeholder']],
    ['placeholder', ['person/placeholder']],
    ['visible-recipient', ['recipients/visible-recipients']],
    ['recipient/visible-recipients', ['recipients/visible-recipients']],
    ['bcc', ['recipients/bcc-header', 'recipients/missing-bcc']],
    ['reply/too-lon', ['reply/too-long', 'reply/too-soon']],
    ['xyzzy', []],
    ['', []],
  ])('%s', (typed, meant) => {
    expect(nearest(typed, ids)).toEqual(meant);
  });

  it('finds slips in short words, and nothing far-fetched', () => {
    expect(nearest('chek', ['check', 'recipients', 'rules'])).toEqual(['check']);
    expect(nearest('jsn', ['pretty', 'json'])).toEqual(['json']);
    expect(nearest('z'.repeat(100_000), ids)).toEqual([]);
  });
});
