import { HtmlReport } from '../../src/report/html.ts';
import type { SummaryOptions } from '../../src/report/headline.ts';
import { MarkdownReport } from '../../src/report/markdown.ts';
import type { Overview, Result } from '../../src/report/types.ts';
import { finding, result } from '../cli/findings.ts';

export const OPTIONS: SummaryOptions = {
  locale: 'en',
  facts: { version: '1.2.3', now: Date.UTC(2026, 4, 17, 9, 30), presets: ['hr'], rules: 57, phase: 'compose' },
  quiet: false,
  showContent: false,
};

export function html(results: Iterable<Result>, change: Partial<SummaryOptions> = {}): string {
  const report = new HtmlReport({ ...OPTIONS, ...change });
  let text = '';
  for (const each of results) text += report.result(each);
  return text + report.end();
}

export function markdown(results: Iterable<Result>, change: Partial<SummaryOptions> = {}): string {
  const report = new MarkdownReport({ ...OPTIONS, ...change });
  let text = '';
  for (const each of results) text += report.result(each);
  return text + report.end();
}

export function overview(change: Partial<Overview> = {}): Overview {
  return { sender: 'claire.morel@atelier.example', date: Date.UTC(2025, 10, 21, 8), visible: 341, external: 341, persons: 340, webmail: 240, organisations: 297, identifiable: 251, blind: 2, ...change };
}

/** One mail that shows 340 people to each other. */
export function exposed(change: Partial<Result> = {}): Result {
  return result([finding(), finding({ ruleId: 'recipients/missing-bcc', title: 'Nobody is in Bcc', level: 'warning', message: 'This goes to 340 addresses, and nobody is in Bcc.', law: [] })], { overview: overview(), ...change });
}

export function clean(change: Partial<Result> = {}): Result {
  return result([], { filePath: 'clean.eml', overview: overview({ visible: 1, external: 1, persons: 1, webmail: 1, organisations: 1, identifiable: 1, blind: 0 }), ...change });
}

export function unread(filePath: string, message = 'There is nothing in it.'): Result {
  return result([finding({ ruleId: 'reading/unreadable', title: message, message, data: {}, law: [], suggestions: [], suggestion: '', why: '' })], { filePath, fatal: true });
}

/** What a browser shows of some HTML: without tags, entities read, white space as one space. */
export function textOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]!)
    .replace(/[ \n]+/g, ' ');
}

const VOID = new Set(['meta', 'wbr', 'rect', 'circle']);

/** The names of a page's tags in order. @throws Error where one is not closed, or where an attribute is not as we write them. */
export function tagsOf(page: string): string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const body = page.replace(/^<!doctype html>\n/, '').replace(/<style>[\s\S]*?<\/style>/, '<style></style>');
  const rest = body.replace(/<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+="[^"<>]*")*)\/?>/g, (_, slash: string, name: string, attributes: string) => {
    tags.push(slash + name + attributes.replace(/="[^"]*"/g, ''));
    if (slash !== '') {
      if (open.pop() !== name) throw new Error(`</${name}> closes another`);
    } else if (!VOID.has(name)) open.push(name);
    return '';
  });
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  if (/[<>]/.test(rest)) throw new Error(`a stray angle: ${/.{0,40}[<>].{0,40}/.exec(rest)![0]}`);
  return tags;
}
