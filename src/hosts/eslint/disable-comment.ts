import { stringAt } from '../../draft/json-scan.ts';
import { lineCounter, type Position } from '../../report/lines.ts';

/** A comment by which somebody, or an editor, meant to switch rules off. */
export interface DisableComment {
  readonly start: Position;
  readonly end: Position;
  /** What to take out so that the text is as it was: the line, if nothing else stands in it. UTF-16 offsets. */
  readonly range: readonly [number, number];
}

/** How lines end in a file: those of a text within JSON are written with a backslash, or end with its quote. */
export type Lines = 'plain' | 'json';

const WORD = 'eslint';
const BEFORE = ['//', '/*', '<!--', '#'];
/** Names a rule of ours: a mail between programmers may well speak of others. */
const NAMED = /^(?:\/\/|\/\*|<!--|#)[ \t]{0,8}eslint-(?:disable|enable)(?:-next-line|-line)?[ \t]{1,8}[^\r\n]{0,400}?\bundisclosed\//;
const SETTING = /^(?:\/\*|<!--)[ \t]{0,8}eslint[ \t]{1,8}[^\r\n]{0,400}?\bundisclosed\/[\w/*-]{1,100}[\\"']{0,2}[ \t]{0,8}:/;
/** Names none, and so all: `// eslint-disable-line -- reason`. */
const BARE = /^(?:(?:\/\/[ \t]{0,8}|(?<block>\/\*)[ \t]{0,8}|(?<markup><!--)[ \t]{0,8})eslint-(?:enable|disable(?:-next-line|(?<line>-line))?)(?:[ \t]{1,8}--[ \t][^\r\n]*?)?[ \t]{0,8}(?:(?<closed>\*\/|-->)|$))(?<after>.*)$/;

const REST: Readonly<Record<Lines, RegExp>> = { plain: /[^\r\n]{0,1000}/y, json: /(?:[^"\\\r\n]|\\u[0-9a-fA-F]{4}|\\[^unr\r\n]){0,1000}/y };
const AT_START: Readonly<Record<Lines, RegExp>> = { plain: /(?:^|[\r\n])[ \t]{0,100}$/, json: /(?:^|[\r\n"]|\\[nr])[ \t]{0,100}$/ };
const LINE_END: Readonly<Record<Lines, RegExp>> = { plain: /^[ \t]{0,100}(?:\r\n|[\r\n])/, json: /^[ \t]{0,100}(?:\r\n|[\r\n]|(?:\\r)?\\n|\\r)/ };
const BEHIND_TAG = /<[^<>\r\n]{1,100}>[ \t]{0,8}$/;
const BEHIND_SENTENCE = /[.!?…,][»”")\]]?[ \t]{1,8}$/;

interface Found {
  readonly from: number;
  readonly to: number;
  readonly bare: boolean;
}

/** In time linear in the text. */
function* find(text: string, lines: Lines): Generator<Found> {
  for (let at = text.indexOf(WORD); at >= 0;) {
    const from = beginning(text, at);
    const found = from === null ? null : commentAt(text, from, lines);
    if (found) yield found;
    at = text.indexOf(WORD, found ? found.to : at + WORD.length);
  }
}

/** Where the comment begins that the word at `at` is the first of. */
function beginning(text: string, at: number): number | null {
  const before = text.slice(Math.max(0, at - 12), at);
  const bare = before.trimEnd();
  const sign = BEFORE.find((one) => bare.endsWith(one));
  return sign === undefined ? null : at - before.length + bare.length - sign.length;
}

function commentAt(text: string, from: number, lines: Lines): Found | null {
  const pattern = REST[lines];
  pattern.lastIndex = from;
  const rest = pattern.exec(text)?.[0] ?? '';
  const to = from + rest.replace(/(\*\/|-->).*/, '$1').trimEnd().length;
  if (NAMED.test(rest) || SETTING.test(rest)) return { from, to, bare: false };
  return isBare(rest, text.slice(Math.max(0, from - 110), from), lines) ? { from, to, bare: true } : null;
}

/** One in the middle of a sentence is what the sentence speaks of: a comment has a line of its own, or the end of one behind a sentence. */
function isBare(rest: string, before: string, lines: Lines): boolean {
  const groups = BARE.exec(rest)?.groups;
  if (!groups) return false;
  const { block, markup, line, closed, after = '' } = groups;
  if (closed !== (block ? '*/' : markup ? '-->' : undefined)) return false;
  if (after.trim() !== '' && !(markup && after.trimStart().startsWith('<'))) return false;
  return AT_START[lines].test(before) || (markup !== undefined && BEHIND_TAG.test(before)) || (line !== undefined && BEHIND_SENTENCE.test(before));
}

/** The comments that name no rule and stand in texts of a mail, by what is written in them; but not in fenced code, which programmers send each other. */
export function bareComments(texts: readonly string[]): ReadonlySet<string> {
  const outside = texts.filter((text) => text.includes(WORD)).flatMap((text) => text.split(/^```.*$/m).filter((_part, index) => index % 2 === 0));
  return new Set(outside.flatMap((text) => [...find(text, 'plain')].filter(({ bare }) => bare).map(({ from, to }) => text.slice(from, to))));
}

/**
 * @param bare the comments without a rule's name that count: an attached file may well have its own; null for all
 */
export function disableComments(text: string, lines: Lines, bare: ReadonlySet<string> | null): DisableComment[] {
  if (!text.includes(WORD)) return [];
  const position = lineCounter(text, false);
  const said = (from: number, to: number): string => (lines === 'json' ? stringAt(`"${text.slice(from, to)}"`, 0, to - from + 2) : text.slice(from, to));
  return [...find(text, lines)].filter((one) => !one.bare || bare === null || bare.has(said(one.from, one.to)))
    .map(({ from, to }) => ({ start: position(from), end: position(to), range: withLine(text, from, to, lines) }));
}

function withLine(text: string, from: number, to: number, lines: Lines): [number, number] {
  let start = from;
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
  if (!AT_START[lines].test(text.slice(Math.max(0, start - 2), start))) return [start, to];
  const end = LINE_END[lines].exec(text.slice(to, to + 110));
  return end ? [start, to + end[0].length] : [start, to];
}
