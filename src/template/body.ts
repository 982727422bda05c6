import { toBinaryString } from '../draft/bytes.ts';
import { contentText } from '../draft/content.ts';
import { readContext } from '../draft/context.ts';
import { LIMITS } from '../draft/limits.ts';
import type { Context, Draft, Field, Problem, TextPart } from '../draft/types.ts';

/** The body of a mail that is kept without its header: `refusal.html`, `invitation.md`, `offer.liquid`. */

/** What an .html, .txt or .hbs file is read as; a name ends in one or two of these. */
const HTML = /\.(?:html?|xhtml|mjml|ftlh)$/i;
const TEXT = /\.(?:txt|text|md|markdown|ftl)$/i;
const ENGINE = /\.(?:hbs|handlebars|liquid|mustache|j2|jinja2?|njk|twig|erb|ejs|ftl|vm|tpl|tmpl)$/i;
/** Markup that a body in HTML has at its head. */
const MARKUP = /<(?:!doctype html|html|head|body|table|div|p|br|span|mjml|h[1-6]|a)\b/i;
const HEAD = 4_000;

/** Whether a file's name tells a template. */
export function isTemplateName(name: string): boolean {
  return HTML.test(name) || TEXT.test(name) || ENGINE.test(name);
}

/** A text of which nobody can tell by its name whether it is a mail: a folder's README. */
export function isAnyText(name: string): boolean {
  return TEXT.test(name) && !/\.(?:ftl)$/i.test(name);
}

/** A subject or a double bracket tells one from a README. */
export function isTemplate({ subject, parts }: Draft): boolean {
  return subject !== null || parts.some(({ content }) => /\{\{|\{%|\*\||<<|\[\[|\{[\p{L}_]|\$\{|%%|«\p{L}|\[\p{Lu}/u.test(content));
}

function isHtml(name: string, text: string): boolean {
  const inner = name.replace(ENGINE, '');
  if (HTML.test(inner)) return true;
  return TEXT.test(inner) && inner !== name ? false : TEXT.test(name) ? false : MARKUP.test(text.slice(0, HEAD));
}

/** A stretch of the raw text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface Line extends Range {
  readonly key: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** YAML front matter, or a first line `Subject: …` with an empty one behind it. */
interface Front {
  readonly lines: readonly Line[];
  /** Where the body begins. */
  readonly end: number;
}

/** Lines of front matter that are looked at. */
const LINES = 200;
const KEY = /^[ \t]*([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*/;

function lineAt(raw: string, start: number): Range & { next: number } {
  const newline = raw.indexOf('\n', start);
  const stop = newline < 0 ? raw.length : newline;
  return { start, end: stop > start && raw.charCodeAt(stop - 1) === 13 ? stop - 1 : stop, next: newline < 0 ? raw.length : newline + 1 };
}

function entry(raw: string, { start, end }: Range): Line | null {
  const text = raw.slice(start, end);
  const found = KEY.exec(text);
  if (found === null) return null;
  let from = found[0].length;
  let to = text.trimEnd().length;
  if (to - from >= 2 && /["']/.test(text.charAt(from)) && text.charAt(from) === text.charAt(to - 1)) {
    from++;
    to--;
  }
  return { key: found[1]!.toLowerCase(), start, end, valueStart: start + from, valueEnd: start + Math.max(from, to) };
}

function frontOf(raw: string, start: number): Front {
  let line = lineAt(raw, start);
  const fenced = /^---[ \t]*$/.test(raw.slice(line.start, line.end));
  if (fenced) line = lineAt(raw, line.next);
  const lines: Line[] = [];
  for (let count = 0; count < LINES && line.start < raw.length; count++) {
    const text = raw.slice(line.start, line.end);
    if (fenced ? /^(?:---|\.\.\.)[ \t]*$/.test(text) : text.trim() === '') return fenced || lines.length > 0 ? { lines, end: line.next } : { lines: [], end: start };
    const found = entry(raw, line);
    if (found !== null) lines.push(found);
    if (!fenced && (found === null || !/^(?:subject|objet|purpose|language|lang|stage)$/.test(found.key))) break;
    line = lineAt(raw, line.next);
  }
  return { lines: [], end: start };
}

/** Keys of the front matter and the header fields that say the same. */
const CONTEXT: Readonly<Record<string, string>> = { purpose: 'x-undisclosed-purpose', language: 'x-undisclosed-language', lang: 'x-undisclosed-language', stage: 'x-undisclosed-stage' };

/**
 * Reads a bare body into a draft: one part, and a subject where the front matter has one. Never throws.
 * @param name the file's, whose ending tells plain text or HTML
 */
export function readBody(bytes: Uint8Array | string, name: string): Draft {
  const raw = typeof bytes === 'string' ? bytes : toBinaryString(bytes);
  const spot = { at: 'raw', start: 0, end: lineAt(raw, 0).end } as const;
  const problems: Problem[] = [];
  const bom = raw.startsWith('\xef\xbb\xbf') ? 3 : 0;
  const front = frontOf(raw, bom);
  const part = (type: string, start: number, end: number): TextPart => {
    const binary = raw.slice(start, end);
    const content = contentText({ binary, bytes: null, size: binary.length, reason: null }, '');
    return { type, content: content ?? '', encoding: '8bit', spot: { at: 'raw', start, end } };
  };
  const end = Math.min(raw.length, front.end + LIMITS.message);
  const body = part('text/plain', front.end, end);
  const parts: TextPart[] = [isHtml(name, body.content) ? { ...body, type: 'text/html' } : body];
  const title = front.lines.find(({ key }) => key === 'subject' || key === 'objet');
  let subject: Draft['subject'] = null;
  if (title !== undefined && title.valueEnd > title.valueStart) {
    const value = part('text/x-front-matter', title.valueStart, title.valueEnd);
    parts.push(value);
    subject = { value: value.content, spot: { at: 'text', part: 1, start: 0, end: value.content.length } };
  }
  const context: Field[] = front.lines.flatMap(({ key, start, end: stop, valueStart, valueEnd }) =>
    (CONTEXT[key] === undefined ? [] : [{ name: CONTEXT[key], value: raw.slice(valueStart, valueEnd), spot: { at: 'raw', start, end: stop } as const }]));
  const read: Context = readContext(context, (problem) => { problems.push(problem); });
  return {
    source: 'message', fields: [], addressFields: [], subject, date: null, messageId: null, inReplyTo: null, references: [],
    parts, attachments: [], context: read, problems, spot,
  };
}
