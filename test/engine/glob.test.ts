import { describe, expect, it } from 'vitest';
import { matchesAddress, matchesGlob } from '../../src/engine/glob.ts';

describe('globs of overrides', () => {
  it.each([
    ['*.eml', 'drafts/a.eml', true],
    ['*.eml', 'a.json', false],
    ['drafts/*', 'drafts/a.eml', true],
    ['drafts/*', 'drafts/deep/a.eml', false],
    ['drafts/**', 'drafts/deep/a.eml', true],
    ['**/a.eml', 'a.eml', true],
    ['**/a.eml', 'x/y/a.eml', true],
    ['**/*.eml', 'x/y/b.eml', true],
    ['a/**/z.eml', 'a/z.eml', true],
    ['a/**/z.eml', 'a/b/c/z.eml', true],
    ['a/**/z.eml', 'b/z.eml', false],
    ['?.eml', 'a.eml', true],
    ['?.eml', 'ab.eml', false],
    ['x/{old,new}/*.{eml,json}', 'x/new/a.json', true],
    ['x/{old,new}/*.{eml,json}', 'x/now/a.json', false],
    ['./drafts/a.eml', 'drafts/a.eml', true],
    ['drafts/a.eml', './drafts/a.eml', true],
    ['drafts\\a.eml', 'drafts\\a.eml', false],
    ['a.c', 'abc', false],
    ['', 'a', false],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  it('cannot be made to blow up', () => {
    expect(matchesGlob('*a'.repeat(200) + 'b', 'a'.repeat(20_000))).toBe(false);
    expect(matchesGlob('**/a'.repeat(200) + 'b', 'a/'.repeat(10_000))).toBe(false);
    // 2^40 ways: past the first 256 the braces stand for themselves.
    expect(matchesGlob('{a,b}'.repeat(40), 'a'.repeat(40))).toBe(false);
    expect(matchesGlob('{a,b}'.repeat(6), 'abbaab')).toBe(true);
  });
});

describe('senders of overrides', () => {
  it.each([
    ['anne@example.com', 'anne@example.com', true],
    ['Anne@Example.com', 'anne@example.com', true],
    ['@example.com', 'anne@example.com', true],
    ['@example.com', 'anne@sub.example.com', false],
    ['*@*.example.com', 'anne@sub.example.com', true],
    ['rh*@example.com', 'rh-paris@example.com', true],
    ['rh*@example.com', 'paris@example.com', false],
    ['anne@société.example', 'anne@xn--socit-esab.example', true],
    ['anne@XN--SOCIT-ESAB.example', 'Anne@Société.example', true],
    ['@SOCIÉTÉ.example', 'anne@xn--socit-esab.example', true],
    ['*@*.société.example', 'anne@rh.xn--socit-esab.example', true],
    ['*@?.société.example', 'anne@rh.xn--socit-esab.example', false],
    ['@example.com.', 'anne@example.com', true],
    ['anne@example.com', 'anne@example.com.', true],
    ['EXAMPLE\\anne*', 'example\\Anne.Martel', true],
    ['anne', 'anne@example.com', false],
    ['anne@', '', false],
  ])('%s on %s: %s', (pattern, key, expected) => {
    expect(matchesAddress(pattern, key)).toBe(expected);
  });
});
