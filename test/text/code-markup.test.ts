import { describe, expect, it } from 'vitest';
import { readPack } from '../../src/build/pack.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { htmlToView } from '../../src/text/html.ts';
import { fileURLToPath } from 'node:url';

const code = (markup: string): string[] => {
  const { text, codes } = htmlToView(markup);
  return codes.map(({ start, end }) => text.slice(start, end).trim());
};

describe('what markup calls code', () => {
  it.each([
    ['<p>Use <code>{{name}}</code> here</p>', ['{{name}}']],
    ['<pre><code>a\nb</code></pre><p>c</p>', ['a\nb']],
    ['<pre class="highlight">a b</pre>', ['a b']],
    ['<pre>an old mail client\'s plain text</pre>', []],
    ['<p class="highlight">a paragraph</p>', []],
    ['<code>a<p>b</code>c', ['a\n\nb']],
    ['<samp></samp>x', []],
  ])('%s', (markup, expected) => expect(code(markup)).toEqual(expected));
});

describe('placeholders in markup', () => {
  const rules = compile(readPack(fileURLToPath(new URL('../..', import.meta.url))), {});
  const placeholders = (html: string): number => lint(readJsonDraft({ from: 'a@example.com', to: 'b@example.com', subject: 'Templates', html }), rules).filter(({ ruleId }) => ruleId === 'person/placeholder').length;
  it('are left alone in code, and found beside it', () => {
    expect(placeholders('<p>Write <code>{{firstName}}</code> where the name goes.</p>')).toBe(0);
    expect(placeholders('<pre><code>Dear {{firstName}},</code></pre>')).toBe(0);
    expect(placeholders('<p>Dear {{firstName}},</p><p>Write <code>{{firstName}}</code> there.</p>')).toBe(1);
  });
});
