import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/edit/apply.ts';
import { difference } from '../../src/hosts/lsp/fixes.ts';
import { wholeCharacters } from '../../src/hosts/lsp/snapshot.ts';
import { folderOf, isWithin, joinUri, pathFrom, sameUri } from '../../src/hosts/lsp/uri.ts';
import { isComment, yamlPlace } from '../../src/hosts/lsp/yaml-place.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'è', 'ê', '漢', '😀', '😁', '\n') });

describe('an edit', () => {
  it('of bytes cuts no character, and comes to the same', () => {
    fc.assert(fc.property(text, text, (before, after) => {
      const [raw, want] = [before, after].map((one) => Buffer.from(one, 'utf8').toString('latin1')) as [string, string];
      const edit = difference(raw, want);
      expect(applyEdits(raw, [edit])).toBe(want);
      const whole = wholeCharacters(raw, edit);
      expect(applyEdits(raw, [whole])).toBe(want);
      for (const part of [raw.slice(0, whole.start), whole.text, raw.slice(whole.end)]) expect(Buffer.from(part, 'latin1').toString('utf8')).not.toContain('\uFFFD');
    }), { numRuns: 2_000 });
  });
});

describe('a URI', () => {
  it.each([
    ['file:///a/b/c.eml', 'file:///a/b'], ['file:///a', 'file:///'], ['file:///', 'file:///'], ['vscode-vfs://github/a/b', 'vscode-vfs://github/a'], ['vscode-vfs://github/a', 'vscode-vfs://github/'], ['web:/w', 'web:/'],
  ])('has a folder: %s', (uri, folder) => expect(folderOf(uri)).toBe(folder));

  it.each([
    ['file:///a/b', './c.yaml', 'file:///a/b/c.yaml'], ['file:///a/b', '../c d', 'file:///a/c%20d'], ['file:///a', '../../../x', 'file:///x'], ['file:///a', '/x/y', 'file:///x/y'], ['file:///a', 'web:/z', 'web:/z'],
  ])('leads on: %s, %s', (folder, name, uri) => expect(joinUri(folder, name)).toBe(uri));

  it('is the same however it is escaped', () => {
    expect(sameUri('file:///c%3A/a%20b', 'file:///c:/a b')).toBe(true);
    expect(sameUri('file:///a%zz', 'file:///a%zz')).toBe(true);
    expect(isWithin('file:///a%20b/', 'file:///a b/c')).toBe(true);
    expect(isWithin('file:///a', 'file:///ab')).toBe(false);
    expect(pathFrom('file:///a', 'file:///a/drafts/%C3%A9.eml')).toBe('drafts/é.eml');
    expect(pathFrom('file:///a', 'file:///b/c.eml')).toBe('/b/c.eml');
  });
});

describe('a place in YAML', () => {
  /** `|` is the cursor. */
  const place = (written: string): unknown => {
    const line = written.slice(0, written.indexOf('|')).split('\n').length - 1;
    const lines = written.split('\n');
    const character = lines[line]!.indexOf('|');
    lines[line] = lines[line]!.replace('|', '');
    const { path, what, typed } = yamlPlace(lines, line, character);
    return [path, what, typed];
  };

  it.each<[string, unknown]>([
    ['|', [[], 'key', '']],
    ['ext|', [[], 'key', 'ext']],
    ['extends: h|', [['extends'], 'value', 'h']],
    ['extends: [hr, re|]', [['extends', 0], 'value', 're']],
    ['extends:\n  - hr\n  - re|', [['extends', 1], 'key', 're']],
    ['extends:\n- hr\n- |', [['extends', 1], 'key', '']],
    ['rules:\n  tone/cold: error\n  |', [['rules'], 'key', '']],
    ['rules:\n  tone/cold: error\n|', [[], 'key', '']],
    ['rules:\n  tone/cold:\n    level: w|', [['rules', 'tone/cold', 'level'], 'value', 'w']],
    ['rules:\n  "tone/*": |', [['rules', 'tone/*'], 'value', '']],
    ['rules:\n  tone/cold: { level: |', [['rules', 'tone/cold', 'level'], 'value', '']],
    ['rules: {tone/|}', [['rules'], 'key', 'tone/']],
    ['rules: { tone/cold: w|', [['rules', 'tone/cold'], 'value', 'w']],
    ['rules: { tone/cold: error, "discrimination/*": {le|} }', [['rules', 'discrimination/*'], 'key', 'le']],
    ['rules: { "tone/*": { level: error }, pl|', [['rules'], 'key', 'pl']],
    ['allow: [{ members: [a|', [['allow', 0, 'members', 0], 'value', 'a']],
    ['rules: { tone/cold: error }|', [['rules'], 'value', '{ tone/cold: error }']],
    ['overrides:\n  - files: ["*"]\n    rules:\n      tone/c|: info', [['overrides', 0, 'rules'], 'key', 'tone/c']],
    ['allow:\n  - reason: x\n  # words\n\n  - na|', [['allow', 1], 'key', 'na']],
  ])('%j', (written, expected) => expect(place(written)).toEqual(expected));

  it.each<[string, boolean]>([
    ['# |', true], ['#|', true], ['  # x|', true], ['extends: hr # x|', true], ["a: 'b' # |", true],
    ['|# x', false], ['a: b#c|', false], ['a: "# |', false], ["a: ' # ' |", false], ['a: "it\'s # x" |', false],
  ])('is in a comment or not: %j', (written, expected) => expect(isComment(written.replace('|', ''), written.indexOf('|'))).toBe(expected));

  it('is found in time that grows with the file alone', () => {
    const long = `${' '.repeat(200_000)}a${' '.repeat(200_000)}b`;
    expect(yamlPlace([long, 'x'], 1, 1).path).toEqual([]);
    expect(yamlPlace([`a${' '.repeat(200_000)}b`, ...Array.from({ length: 20_000 }, () => '- - - x')], 20_000, 7).what).toBe('key');
  });
});
