import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownCode, markdownHtml, markdownText } from '../../src/report/markdown-text.ts';
import type { Result } from '../../src/report/types.ts';
import { finding, result } from '../cli/findings.ts';
import { clean, exposed, markdown, overview, unread } from './results.ts';

/** Cells of a table's row; a pipe behind a backslash is text. */
const cells = (line: string): number => line.replace(/\\[\s\S]/g, '').split('|').length - 2;

describe('markdown', () => {
  const text = markdown([exposed(), exposed({ filePath: 'b.jsonl', number: 4 }), clean(), unread('gone.eml')]);
  const lines = text.split('\n');

  it('says the worst first, then what to do, then what was not judged', () => {
    expect(lines[0]).toBe("### In 2 mails, 680 people will see each other's addresses.");
    expect(lines[2]).toBe('2 blocking, 2 to review in 2 of 3 mails.');
    expect(lines[4]).toBe('**What to do first:** Send one mail a person.');
    expect(lines[6]).toBe('**✖ One input could not be read.** Nothing is known about what is listed here: it was not judged, and it is in none of the figures below.');
    expect(text).toContain('| `gone.eml` | There is nothing in it. |');
  });

  it('counts by rule in a table that is seen, and folds the rest away', () => {
    expect(text).toContain('| Recipients see each other<br>`recipients/visible-recipients` | 2 | 2 | 0 | 0 |');
    expect(text).toContain('| Nobody is in Bcc<br>`recipients/missing-bcc` | 2 | 0 | 2 | 0 |');
    expect(text.match(/<details><summary>/g)).toHaveLength(2);
    expect(text).toContain('| ✖ `draft.eml`<br>21 Nov 2025 · `c•••@a•••.example` | 340 | 240 | 100 | 297 | 251 | 2 |');
    expect(text).toContain('- ✖ 340 people outside your organisation will see each other.<br>`draft.eml`, line 3\n  - Also: ▲ This goes to 340 addresses, and nobody is in Bcc.');
    expect(text).toContain('`b.jsonl · mail 4`, line 3');
    expect(text.trimEnd().split('\n').at(-1)).toBe('<sub>undisclosed 1.2.3 · hr, 57 rules on · Mails are drafts · 17 May 2026 at 09:30 UTC</sub>');
  });

  it('leaves a blank line around what is folded, without which it would not be read as Markdown', () => {
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('<details>')) expect([lines[index - 1], lines[index + 1]]).toEqual(['', '']);
      if (line === '</details>') expect([lines[index - 1], lines[index + 1]]).toEqual(['', '']);
    }
  });

  it('speaks French', () => {
    const french = markdown([exposed()], { locale: 'fr' });
    for (const part of ['### Dans 1 message, 340 personnes verront les adresses les unes des autres.', "**À faire d'abord\u00A0:**", '<summary>Qui voit qui</summary>', '| Règle | Messages | ✖ bloquants | ▲ à revoir | ● conseils |']) expect(french).toContain(part);
  });

  it('fits a comment, whatever was checked', () => {
    const many = Array.from({ length: 3_000 }, (_, index): Result => result([finding({ ruleId: `own/rule-${index % 200}`, message: 'Many words. '.repeat(60), data: {} })], { filePath: `${'folder/'.repeat(20)}${index}.eml`, overview: overview() }));
    const long = markdown(many);
    expect(long.length).toBeLessThan(65_536);
    expect(long).toMatch(/\d+ more rules found something/);
  });
});

describe('somebody else\'s words in Markdown', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['`x` *y* _z_ [l](u) ~s~', '\\`x\\` \\*y\\* \\_z\\_ \\[l\\]\\(u\\) \\~&#8203;s\\~'],
    ['<img src=x> &amp;', '&lt;img src\\=x&gt; &amp;amp;'],
    ['ask @claire about #12, !3 and GH-7', 'ask @&#8203;claire about #&#8203;12, !&#8203;3 and GH-&#8203;7'],
    ['https://x.example www.x.example', 'https:&#8203;//x.example www&#8203;.x.example'],
    ['fixed in 1a2b3c4d', 'fixed in 1&#8203;a2b3c4d'],
    ['# Title', '\\# Title'],
    ['- item', '\\- item'],
    ['---', '\\---'],
    ['1.2.3', '1.2.3'],
    ['_www.x.example @.x', '\\_www&#8203;.x.example @&#8203;.x'],
    ['1. item', '1\\. item'],
    ['two\nlines', 'two lines'],
    ['\u202Egnp', '\\\\u\\{202e\\}gnp'],
  ])('%j is %j', (words, expected) => {
    expect(markdownText(words)).toBe(expected);
  });

  it('is not escaped twice between tags', () => {
    expect(markdownHtml('a_b | @x <i>')).toBe('a_b | @&#8203;x &lt;i&gt;');
  });

  it.each([['plain.eml', '`plain.eml`'], ['a`b', '<code>a\\`b</code>'], ['a|b', '<code>a\\|b</code>'], ['C:\\\\x', '<code>C:\\\\\\\\x</code>'], ['@x #1', '`@x #1`']])('%j as code is %j', (words, expected) => {
    expect(markdownCode(words)).toBe(expected);
  });

  it('never ends a cell, opens a tag, or mentions anybody', () => {
    const nasty = fc.string({ unit: fc.oneof(fc.constantFrom('|', '\\', '`', '<', '>', '@', '#', '1', 'a', '\n', '*', '&', ' '), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 20 });
    fc.assert(fc.property(nasty, (words) => {
      const escaped = markdownText(words);
      expect(cells(`| ${escaped} | x |`)).toBe(2);
      expect(escaped.replaceAll('&#8203;', ' ')).not.toMatch(/[<>\n]|@[\p{L}\p{N}]|#[0-9]/u);
      const line = `| ${markdownCode(words)} | x |`;
      expect(line).not.toContain('\n');
      expect(cells(line)).toBe(2);
      expect(markdownCode(words)).toMatch(/^(?:`[^`|]+`|<code>[^<>]*<\/code>)$/);
    }));
  });
});
