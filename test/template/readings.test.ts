import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VariableNames } from '../../src/template/names.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { readingsOf } from '../../src/template/readings.ts';
import { render } from '../../src/template/render.ts';
import { pack } from './help.ts';

const names = new VariableNames(pack.lexicons);

/** The texts of all readings, each variable as its name in capitals. */
function readings(text: string, most = 32): string[] {
  const template = parseTemplate(text, false, names, { arms: 0 });
  return readingsOf([template], most).readings.map(({ choices }) => render(template, { choices, value: ({ name }) => name.toUpperCase() }).text);
}

function faults(text: string): string[] {
  return parseTemplate(text, false, names, { arms: 0 }).faults.map(({ reason, start, end }) => `${reason} ${text.slice(start, end)}`);
}

describe('conditions of each dialect', () => {
  it.each([
    ['Handlebars', '{{#if a}}A{{else}}B{{/if}}.', ['A.', 'B.']],
    ['Handlebars, unless', '{{#unless a}}A{{else}}B{{/unless}}.', ['A.', 'B.']],
    ['Handlebars, else if', '{{#if a}}A{{else if b}}B{{else}}C{{/if}}.', ['A.', 'B.', 'C.']],
    ['Handlebars, white space control', '{{~#if a~}}A{{~else~}}B{{~/if~}}.', ['A.', 'B.']],
    ['Handlebars, inverse', '{{#if a}}A{{^}}B{{/if}}.', ['A.', 'B.']],
    ['Handlebars, a helper', '{{#ifEquals a "x"}}A{{else}}B{{/ifEquals}}.', ['A.', 'B.']],
    ['Handlebars, each', '{{#each xs as |x|}}({{x.title}}){{else}}none{{/each}}.', ['(X.TITLE).', 'none.']],
    ['Handlebars, with', '{{#with a}}A{{/with}}.', ['A.', '.']],
    ['Mustache', '{{#a}}A{{/a}}{{^a}}B{{/a}}.', ['A.', 'B.']],
    ['Liquid', '{% if a %}A{% elsif b %}B{% else %}C{% endif %}.', ['A.', 'B.', 'C.']],
    ['Liquid, unless', '{%- unless a -%}A{%- endunless -%}.', ['A.', '.']],
    ['Liquid, case', '{% case a %} {% when 1 %}A{% when 2 %}B{% else %}C{% endcase %}.', [' A.', ' B.', ' C.']],
    ['Liquid, for', '{% for x in xs %}({{ x.title }}){% else %}none{% endfor %}.', ['(X.TITLE).', 'none.']],
    ['Liquid, comment and raw', 'a{% comment %}{{ b }}{% if %}{% endcomment %}{% raw %}{{ c }}{% endraw %}.', ['a{{ c }}.']],
    ['Jinja', '{% if a %}A{% elif b %}B{% endif %}{# note #}.', ['A.', 'B.', '.']],
    ['Mailchimp', '*|IF:A|*A*|ELSEIF:B|*B*|ELSE:|*C*|END:IF|*.', ['A.', 'B.', 'C.']],
    ['Mailchimp, not', '*|IFNOT:A|*A*|END:IF|*.', ['A.', '.']],
    ['AMPscript', '%%[ IF @a == "x" THEN ]%%A%%[ ELSEIF @b == 1 THEN ]%%B%%[ ELSE ]%%C%%[ ENDIF ]%%.', ['A.', 'B.', 'C.']],
    ['Velocity', '#if($a)A#elseif($b)B#{else}C#end.', ['A.', 'B.', 'C.']],
    ['FreeMarker', '<#if a??>A<#elseif b gt 1>B<#else>C</#if><#-- note -->.', ['A.', 'B.', 'C.']],
    ['FreeMarker, list', '<#list xs as x>(${x.title})</#list>.', ['(X.TITLE).', '.']],
    ['ERB', '<% if a %>A<% elsif b %>B<% else %>C<% end %>.', ['A.', 'B.', 'C.']],
    ['ERB, each', '<% xs.each do |x| %>(<%= x.title %>)<% end %>.', ['(X.TITLE).', '.']],
    ['EJS', '<% if (a) { %>A<% } else if (b) { %>B<% } else { %>C<% } %>.', ['A.', 'B.', 'C.']],
    ['EJS, forEach', '<% xs.forEach(x => { %>(<%= x.title %>)<% }) %>.', ['(X.TITLE).', '.']],
    ['Smarty', '{if $a}A{elseif $b}B{else}C{/if}.', ['A.', 'B.', 'C.']],
    ['Go', '{{if .A}}A{{else if .B}}B{{else}}C{{end}}.', ['A.', 'B.', 'C.']],
    ['Go, range', '{{range .Xs}}A{{end}}.', ['A.', '.']],
  ])('%s', (_name, text, expected) => {
    expect(faults(text)).toEqual([]);
    expect(readings(text)).toEqual(expected);
  });
});

describe('which readings', () => {
  it('puts each arm beside each arm of its neighbour', () => {
    expect(readings('{{#if a}}A{{else}}a{{/if}}{{#if b}}B{{else}}b{{/if}}{{#if c}}C{{else}}c{{/if}}').sort()).toEqual(['ABC', 'AbC', 'aBc', 'abc'].sort());
  });
  it('answers one question in one way', () => {
    expect(readings('{{#if a}}A{{/if}}{{#unless a}}B{{/unless}}{% if not a %}C{% endif %}{% if a != blank %}D{% endif %}')).toEqual(['AD', 'BC']);
  });
  it('reaches what is nested', () => {
    expect(readings('{{#if a}}1{{#if b}}2{{#if c}}3{{else}}4{{/if}}{{else}}5{{/if}}{{else}}6{{/if}}').sort()).toEqual(['123', '124', '15', '6'].sort());
  });
  it('drops the line of a tag that stands alone, and no other', () => {
    expect(readings('a\n  {{#if x}}  \nb\n{{/if}}\nc {{! note }} d\n')).toEqual(['a\nb\nc  d\n', 'a\nc  d\n']);
  });
  it('says what it leaves out', () => {
    const text = `{% case a %}${Array.from({ length: 40 }, (_, i) => `{% when ${i} %}w${i}`).join('')}{% endcase %}`;
    const template = parseTemplate(text, false, names, { arms: 0 });
    const { readings: found, unread } = readingsOf([template], 32);
    expect(found).toHaveLength(32);
    expect(unread).toHaveLength(1);
    expect(readingsOf([template], 64).unread).toEqual([]);
  });

  type Piece = string | readonly [Piece[], Piece[]];
  const pieces = fc.letrec<{ pieces: Piece[]; piece: Piece }>((tie) => ({
    pieces: fc.array(tie('piece'), { maxLength: 4 }),
    piece: fc.oneof({ maxDepth: 4 }, fc.constantFrom<Piece>('x', 'y '), fc.tuple(tie('pieces'), tie('pieces'))),
  })).pieces;
  /** Each condition asks something of its own: of two that ask the same, one within the other, an arm is never shown. */
  const tree = pieces.map((all) => {
    let asked = 0;
    const write = (list: readonly Piece[]): string => list.map((piece) => {
      if (typeof piece === 'string') return piece;
      const id = asked++;
      return `{{#if t${id}}}[${id}]${write(piece[0])}{{else}}(${id})${write(piece[1])}{{/if}}`;
    }).join('');
    return write(all);
  });
  it('shows every arm of every condition in one of them', () => {
    fc.assert(fc.property(tree, (text) => {
      const template = parseTemplate(text, false, names, { arms: 0 });
      const all = readingsOf([template], 5000).readings.map(({ choices }) => render(template, { choices, value: () => '' }).text).join('\n');
      for (const [mark] of text.matchAll(/\[\d+\]|\(\d+\)/g)) if (!all.includes(mark)) return false;
      return true;
    }), { numRuns: 200 });
  });
});

describe('the way back', () => {
  it('leads from copied text to itself and from a stand-in to its tag', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'bc\n', '{{name}}', '{{#if q}}', '{{/if}}', ' ', 'é')), (pieces) => {
      const text = pieces.join('');
      const template = parseTemplate(text, false, names, { arms: 0 });
      for (const { choices } of readingsOf([template], 4).readings) {
        const { text: made, map } = render(template, { choices, value: () => 'ZZZ' });
        for (let at = 0; at < made.length; at++) {
          const source = text.slice(map.start(at), map.end(at + 1));
          if (made[at] === 'Z' ? source !== '{{name}}' : source !== made[at]) return false;
        }
      }
      return true;
    }));
  });
});

describe('what is not balanced', () => {
  it.each([
    ['{{#if a}}x', ['unclosed-condition {{#if a}}']],
    ['x{{/if}}', ['unopened-condition {{/if}}']],
    ['{{else}}', ['unopened-condition {{else}}']],
    ['{{#if a}}{{#each b}}{{/if}}', ['unclosed-condition {{#each b}}']],
    ['{% if a %}{{/if}}{% endif %}', ['unopened-condition {{/if}}']],
    ['{{#if a}}{{else}}{{else}}{{/if}}', ['unopened-condition {{else}}']],
    ['{% comment %}x', ['unclosed-condition {% comment %}']],
    ['*|IF:A|*x', ['unclosed-condition *|IF:A|*']],
    ['Dear {{first_name}, thank you', ['unclosed-tag {{first_name}']],
    ['Dear {first_name}}, thank you', ['unclosed-tag {first_name}']],
    ['Dear {{first_name, thank you for {{job_title}}', ['unclosed-tag {{first_name']],
    ['Dear {% if a', ['unclosed-tag {% if']],
    ['Dear *|FNAME|, hello', ['unclosed-tag *|FNAME']],
  ])('%s', (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });
});
