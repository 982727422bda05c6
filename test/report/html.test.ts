import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STYLE, STYLE_HASH } from '../../src/report/html-style.ts';
import type { Result } from '../../src/report/types.ts';
import { finding, result } from '../cli/findings.ts';
import { clean, exposed, html, overview, tagsOf, textOf, unread } from './results.ts';

/** Cells of the rows of a table, the table being the one behind a heading's id. */
function rowsBehind(page: string, id: string): string[][] {
  const table = page.slice(page.indexOf(`id="${id}"`)).split('<tbody>')[1]!.split('</table>')[0]!;
  return [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row]) => [...row!.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => textOf(cell!).trim()));
}

describe('the page', () => {
  const page = html([exposed(), clean(), unread('gone.eml')]);

  it('is one well-formed document in one language, with one first heading', () => {
    expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect(tagsOf(page).filter((tag) => tag === 'h1')).toHaveLength(1);
    expect(html([exposed()], { locale: 'fr' })).toContain('<html lang="fr">');
  });

  it('names every table, column and row for those who hear it, and every part by its heading', () => {
    const tags = tagsOf(page);
    expect(tags.filter((tag) => tag === '/table')).toHaveLength(5);
    expect(tags.filter((tag) => tag.startsWith('caption'))).toHaveLength(5);
    expect(tags.filter((tag) => /^th\b(?! scope)/.test(tag))).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/(?:aria-labelledby="|href="#|url\(#)([^")]+)/g)) expect(ids).toContain(id);
  });

  it('asks nobody for anything: no script, no style but its own, whose hash the policy knows', () => {
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    expect(style).toBe(STYLE);
    expect(STYLE_HASH).toBe(`sha256-${createHash('sha256').update(style).digest('base64')}`);
    expect(style).not.toMatch(/@import|@font-face|url\((?!#)/);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|<base| style=| src=| on[a-z]+=/);
  });

  it('says first how many people see each other, then what to do', () => {
    const text = textOf(page);
    expect(text).toContain("In 1 mail, 340 people will see each other's addresses. What to do first: Send one mail a person.");
    expect(textOf(html([exposed(), exposed()], { facts: { version: '1', now: 0, presets: [], rules: 1, phase: 'sent' } }))).toContain("In 2 mails, 680 people saw each other's addresses. The most at once: 340 people, in draft.eml 2 mails checked");
    expect(textOf(html([clean()]))).toContain('Nothing to report in this mail.');
    expect(textOf(html([unread('a')]))).toContain('No mail could be read.');
  });

  it('says what was checked: how much, when, by what, with which rules', () => {
    const text = textOf(page);
    for (const part of ['2 mails checked', '1 with findings', '1 blocking', '1 to review', '0 advice', '1 not read', 'Made on 17 May 2026 at 09:30 UTC', 'undisclosed 1.2.3', 'hr, 57 rules on', 'Mails are drafts']) expect(text).toContain(part);
  });

  it('puts what could not be read before all that was judged, and into none of the figures', () => {
    expect(page.indexOf('id="unread"')).toBeLessThan(page.indexOf('id="seen"'));
    expect(rowsBehind(page, 'unread')).toEqual([['gone.eml', 'There is nothing in it.']]);
    expect(html([exposed()])).not.toContain('id="unread"');
    expect(page).not.toContain('reading/unreadable');
  });
});

describe('who sees whom', () => {
  it('has a row a mail with its numbers, the worst first', () => {
    const small = exposed({ filePath: 'small.eml', overview: overview({ persons: 4, webmail: 1, visible: 5, external: 4, organisations: 4, identifiable: 3, blind: 0, date: null, sender: null }), findings: [] });
    const rows = rowsBehind(html([small, exposed({ number: 3 })]), 'seen');
    expect(rows).toEqual([
      ['✖ blocking: draft.eml · mail 3 21 Nov 2025 · c•••@a•••.example', '340', '240 at a provider, 100 at a company 240 100', '297', '251', '341', '341', '2'],
      ['small.eml no date · no sender', '4', '1 at a provider, 3 at a company 1 3', '4', '3', '5', '4', '0'],
    ]);
  });

  it('leaves out mails with nobody else to see, and says how many', () => {
    const page = html([clean(), clean(), exposed()]);
    expect(rowsBehind(page, 'seen')).toHaveLength(1);
    expect(textOf(page)).toContain('In 2 mails there is nobody else to see');
  });

  it('draws the persons to scale: at a provider, at a company', () => {
    const page = html([exposed(), exposed({ overview: overview({ persons: 170, webmail: 170 }) })]);
    expect([...page.matchAll(/<rect class="(webmail|company)" x="([\d.]+%)" width="([\d.]+%)"/g)].map(([, ...bar]) => bar)).toEqual([['webmail', '0%', '70.59%'], ['company', '70.59%', '29.41%'], ['webmail', '0%', '50%']]);
  });

  it('tells senders apart whose masks are alike', () => {
    const from = (sender: string): Result => exposed({ overview: overview({ sender }) });
    const page = html([from('claire@gmail.com'), from('carl@gmail.com'), from('claire@gmail.com'), from('nora@gmail.com')]);
    expect(rowsBehind(page, 'by-sender').map(([name, mails]) => [name, mails])).toEqual([['c•••@g•••.com (1)', '2'], ['c•••@g•••.com (2)', '1'], ['n•••@g•••.com', '1'], ['Total', '4']]);
    expect(textOf(page)).not.toMatch(/claire|carl|nora/);
  });
});

describe('findings in figures', () => {
  it('counts by rule, by sender and by month of the Date field, in UTC', () => {
    const page = html([exposed(), exposed({ overview: overview({ date: Date.UTC(2025, 11, 31, 23, 59) }) }), clean({ overview: overview({ date: null, visible: 1 }) })]);
    expect(rowsBehind(page, 'by-rule').map((row) => row.slice(0, 5))).toEqual([
      ['Recipients see each other recipients/visible-recipients', '2', '2', '0', '0'],
      ['Nobody is in Bcc recipients/missing-bcc', '2', '0', '2', '0'],
      ['Total', '2', '2', '2', '0'],
    ]);
    expect(rowsBehind(page, 'by-month').map((row) => row.slice(0, 6))).toEqual([['November 2025', '1', '1', '1', '0', '340'], ['December 2025', '1', '1', '1', '0', '340'], ['no date', '1', '0', '0', '0', '0'], ['Total', '3', '2', '2', '0', '680']]);
  });
});

describe('the findings', () => {
  it('say a cause once: level, title, reason, law, what to do, where, and what follows from it', () => {
    const text = textOf(html([exposed({ number: 2 })]));
    for (const part of ['✖ blocking Recipients see each other', 'Why Each of them learns who else was written to.', 'Law EU: GDPR Art. 32', 'Send one mail a person (ask first)', '340 people outside your organisation will see each other.', 'Also ▲ to review This goes to 340 addresses', 'draft.eml · mail 2 , line 3']) expect(text).toContain(part);
  });

  it('say the same of several mails once, with each place', () => {
    const text = textOf(html([exposed(), exposed({ filePath: 'second.eml' })]));
    expect(text.match(/340 people outside your organisation will see each other\./g)).toHaveLength(1);
    expect(text).toContain('draft.eml , line 3 second.eml , line 3');
  });

  it('link a law only where it is a page on the web', () => {
    const page = html([result([finding({ law: [{ ref: 'A', jurisdictions: ['EU'], url: 'https://law.example/a' }, { ref: 'B', jurisdictions: [], url: 'javascript:alert(1)' }] })], { overview: overview() })]);
    expect(page).toContain('<a href="https://law.example/a" rel="noreferrer">A</a>');
    expect(page).not.toContain('javascript:');
  });

  it('list errors alone where asked to, and count the rest', () => {
    const advice = result([finding({ ruleId: 'tone/cold', title: 'Cold', level: 'warning', message: 'No kind word.', suggestions: [] })], { overview: overview() });
    const page = html([exposed(), advice], { quiet: true });
    expect(textOf(page)).not.toContain('No kind word.');
    expect(rowsBehind(page, 'by-rule').at(-1)!.slice(0, 4)).toEqual(['Total', '2', '1', '2']);
    expect(textOf(page)).toContain('Only what is blocking is listed');
  });

  it('show words of the mail where the finding has them, marked', () => {
    const excerpt = { before: 'Dear ', marked: '{{name}}', after: ', <b>' };
    expect(html([result([finding({ excerpt })], { overview: overview() })], { showContent: true })).toContain('<q class="excerpt"><bdi>Dear <mark>{{name}}</mark>, &lt;b&gt;</bdi></q>');
  });
});

describe('somebody else\'s words', () => {
  const hostile = ['</style><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '&lt;b&gt;&amp;', '\u202Egnp.exe', 'a\u0000b\u001B[31m\u009B', '\uD800', '<!--', ']]>', '{{x}} ${y} $& $1', 'line\r\nbreak'];
  const everywhere = (words: string): Result[] => [
    result([finding({ ruleId: words, title: words, message: words, why: words, suggestion: words, law: [{ ref: words, jurisdictions: [words], url: `https://law.example/${words}` }], suggestions: [{ id: words, desc: words, safety: 'ask' }], excerpt: { before: words, marked: words, after: words } })], { filePath: words, overview: overview({ sender: words }) }),
    unread(words, words),
  ];
  /** File names are cut at slashes, and an empty reason has no row of its own: with these apart, tags never depend on words. */
  const shape = (words: string): string[] => tagsOf(html(everywhere(words), { showContent: true, facts: { version: words, now: 0, presets: [words], rules: 1, phase: 'send' } }));
  const plain = shape('x');

  it.each(hostile)('%j is text and nothing else', (words) => {
    expect(shape(words.replaceAll('/', '|'))).toEqual(plain);
    expect(() => shape(words)).not.toThrow();
    const page = html(everywhere(words), { showContent: true });
    expect(page).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uD800]/);
  });

  it('whatever they are, never becomes a tag', () => {
    fc.assert(fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('<', '>', '"', "'", '&', '\\', '`', '=', '@', ' ', '\u202E', '\n'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 20 }), (words) => {
      expect(shape(`x${words.replaceAll('/', '')}`)).toEqual(plain);
    }));
  });

  it('hold no address, wherever they come from', () => {
    const text = html(everywhere('anne.martel@orange.fr'));
    expect(text).not.toContain('anne.martel');
    expect(html(everywhere('anne.martel@orange.fr'), { showContent: true })).toContain('anne.martel@orange.fr');
  });
});

describe('ten thousand mails', () => {
  function* archive(count: number): Generator<Result> {
    for (let index = 0; index < count; index++) {
      const findings = Array.from({ length: 4 }, (_, rule) => finding({ ruleId: `own/rule-${(index + rule) % 300}`, title: `Rule ${rule}`, message: `${'Words that are long enough to fill a line or two of the page. '.repeat(6)}${index}`, level: rule === 0 ? 'error' : 'warning', spot: { at: 'raw', start: rule, end: rule + 1 }, why: 'Because. '.repeat(60), data: {} }));
      yield result(index % 4 === 0 ? [] : findings, { filePath: `archive/${'folder/'.repeat(20)}${index}.eml`, overview: overview({ sender: `person${index}@${index}.example`, date: index * 86_400_000, persons: index % 700 + 2 }) });
    }
    for (let index = 0; index < 1_000; index++) yield unread(`gone-${index}.eml`);
  }
  const page = html(archive(10_000));

  it('make a page of bounded size, with exact sums', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    // A quarter is clean; the others have one error and three warnings each.
    for (const id of ['by-rule', 'by-sender', 'by-month']) {
      const rows = rowsBehind(page, id).map((row) => row.slice(2, 4).map((cell) => Number(cell.replaceAll(',', ''))));
      expect(rows.at(-1)).toEqual([7_500, 22_500]);
      for (const column of [0, 1]) expect(rows.slice(0, -1).reduce((sum, row) => sum + row[column]!, 0)).toBe(rows.at(-1)![column]);
    }
  });

  it('say what is not listed', () => {
    const text = textOf(page);
    expect(text).toContain('and 950 more');
    expect(text).toMatch(/and 9,900 more mails, with 694 persons at most in each/);
    expect(text).toMatch(/\d+ more rules found something/);
    expect(rowsBehind(page, 'by-sender').at(-2)![0]).toBe('And 9,980 more');
    expect(rowsBehind(page, 'by-rule').at(-2)![0]).toBe('And 220 more');
  });
});
