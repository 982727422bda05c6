import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VariableNames } from '../../src/template/names.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { readingsOf } from '../../src/template/readings.ts';
import { render } from '../../src/template/render.ts';
import { check, pack } from './help.ts';

const MILLION = 1_000_000;
const fill = (piece: string, size = MILLION): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** Parses, chooses and renders. */
function through(text: string): number {
  const template = parseTemplate(text, true, new VariableNames(pack.lexicons), { arms: 0 });
  const { readings } = readingsOf([template], 8);
  return readings.reduce((sum, { choices }) => sum + render(template, { choices, value: () => 'x' }).text.length, 0);
}

describe('a million characters of', () => {
  it.each([
    '{{', '{', '{%', '{{#if a}}', '{{/if}}', '{{else}}', '{{#if a}}x{{/if}}', '{{!--', '{#', '*|', '*|IF:A|*', '%%[', '%%=', '%a', '[', '[[', '${', '$a', '#if(', '#else', '<%', '<#if ', '<<', '«', '##',
    '<style', '<script', '{% raw %}', '{% comment %}', '{{a | default: \'', '{{"', '{{ a or ', '{frist-name}', '[prneom', '{{aaaaaaaaaa|', '{{a.b.c.d}}', '&lt;&lt;', '&laquo;', ' \n', '{{#each a as |b|}}', '<% a.each do |', "{{ a ? 'b' : 'c' }}", "{{ a ? 'b' : a ? 'b' : a ? 'b' : 'c' }}", "{{ '\\'", '{{ "" "" "" }}', `{{ ${"a ? 'b' : ".repeat(25)}'c' }}`, `{{ ${'('.repeat(120)}'c'${')'.repeat(120)} }}`, `{{ 'a'${" + 'a'".repeat(50)} }}`, `{{ 'a'${' | default: b'.repeat(20)} }}`, `{{ x ${"'a b c' ".repeat(35)} }}`, '{{ a or ', '{% case a %}{% when 1 %}',
  ])('%s', (piece) => {
    expect(through(fill(piece))).toBeGreaterThanOrEqual(0);
  });
  it('different names that are nearly known', () => {
    let text = '';
    for (let i = 0; text.length < MILLION; i++) text += `{firzt${i.toString(36).replace(/\d/g, 'q')}} {{kandidate${i}}}`;
    expect(through(text)).toBeGreaterThan(0);
  });
});

describe('whatever stands in it', () => {
  it('a hundred thousand conditions in each other are bounded, and said not to be read', () => {
    const found = check(`${'{{#if a}}'.repeat(100_000)}x${'{{/if}}'.repeat(100_000)}`);
    expect(found.map(({ ruleId }) => ruleId)).toContain('reading/unreadable');
    expect(found.length).toBeLessThan(200);
  });
  it('a hundred thousand faults are a hundred findings, the last of which counts the rest', () => {
    const found = check('{{/if}} '.repeat(100_000)).filter(({ grade }) => grade === 'template-syntax');
    expect(found).toHaveLength(100);
    expect(found.at(-1)!.data['more']).toBe(99_900);
  });
  it('loops in loops in loops over one list end', () => {
    const found = check(`${'{{#each a}}'.repeat(39)}{{x}}${'{{/each}}'.repeat(39)} Dear {{first_name}},`, 'a.txt', { samples: [{ a: [{ a: 1 }, { b: 2 }, { c: 3 }] }] });
    expect(found.map(({ grade }) => grade)).toContain('empty-in-sample');
  });
  it('nothing throws, and every place is in the text', () => {
    const piece = fc.constantFrom('{{', '}}', '{', '}', '{%', '%}', ' if ', ' else ', 'end', 'if', '#', '/', '^', 'a', 'first_name', '|', 'default:', '\'', '"', '*|', '|*', 'IF:', '%%', '[', ']', '<<', '>>', '<%', '%>', '$', '(', ')', '\n', ' ', 'é', '🎉', '<p>', '&lt;', '«', '»', '---\n', 'subject: ', '##', '<style>', 'case', 'when', 'for x in y');
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('a.txt', 'a.html', 'a.liquid'), (pieces, name) => {
      const text = pieces.join('');
      const lines = text.split(/\r\n|\r|\n/);
      for (const { at } of check(text, name, { samples: [{ a: null, first_name: 'Inès', y: [{}, null, 3] }] })) {
        const [, line, column] = /^(\d+):(\d+)-/.exec(at)!;
        if (Number(line) > lines.length || Number(column) > lines[Number(line) - 1]!.length + 1) throw new Error(`${at} of ${JSON.stringify(text)}`);
      }
    }), { numRuns: 300 });
  });
});
