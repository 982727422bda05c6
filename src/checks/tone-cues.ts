import type { Patterns } from '../pattern/patterns.ts';
import type { View } from '../text/types.ts';
import type { Said } from './sentence-matches.ts';

/** A set phrase of a rule, as indexes into the view's words. */
export interface Spoken {
  readonly rule: string;
  readonly reason: string;
  readonly first: number;
  readonly last: number;
}

/** The set phrases of some sentences by their index, but for rules that something in the sentence makes harmless. */
export function spokenIn(view: View, patterns: Patterns, language: string, said: readonly Said[]): ReadonlyMap<number, readonly Spoken[]> {
  const words = view.words();
  return new Map(said.map(({ sentence: { firstWord, lastWord }, index, matches }) => {
    const excused = new Set(patterns.root(`unless.${language}`).find(words, firstWord, lastWord).map(({ value }) => value));
    return [index, matches.flatMap(({ value, first, last }) => {
      const [rule = '', reason = ''] = value.split(' ');
      return excused.has(rule) ? [] : [{ rule, reason, first, last }];
    })];
  }));
}

/** How a text is punctuated says how it is meant. */
const SIGNS = /[?!…«"“—–:,]|\.\.\.|\b[A-ZÀ-Ý]{3,}\b/g;
const SIGN_OF: Readonly<Record<string, string>> = { '?': '?', '!': '!', '…': '…', '...': '…', '«': '"', '"': '"', '“': '"', '—': '-', '–': '-', ':': '-', ',': ',' };
/** By sign, what once says and what more than once does. */
const SAID = Object.fromEntries(['?', '!', '…', '"', '-', 'caps'].map((sign) => [sign, [`:${sign}1`, `:${sign}2`] as const]));
const COMMAS = steps('commas', 3);
const SENTENCES = steps('sentences', 4);
const WORDS = steps('words', 8);
const SHORTEST = steps('shortest', 4);
const LONGEST = steps('longest', 6);

/** 'commas:0', 'commas:1' … up to so many. */
function steps(name: string, most: number): readonly string[] {
  return Array.from({ length: most + 1 }, (_, step) => `${name}:${step}`);
}

/** Of a number in steps, up to the last one there is. */
function stepped(names: readonly string[], count: number, step = 1): string {
  return names[Math.min(names.length - 1, Math.floor(count / step))]!;
}

/** What a sentence by itself has of what windows of sentences are weighed by. */
export interface Manner {
  /** Each sign in it, in order. */
  readonly signs: readonly string[];
  /** In words. */
  readonly length: number;
  /** Of the rules whose phrases stand in it: 'says:tone/cold'. */
  readonly says: readonly string[];
}

function signsIn(text: string): readonly string[] {
  return text.match(SIGNS)?.map((sign) => SIGN_OF[sign] ?? 'caps') ?? [];
}

export function mannerOf(view: View, index: number, spoken: readonly Spoken[] = []): Manner {
  const { start, end, firstWord, lastWord } = view.sentences()[index]!;
  return { signs: signsIn(view.text.slice(start, end)), length: lastWord - firstWord, says: spoken.map(({ rule }) => `says:${rule}`) };
}

/** The folded words of sentences `from` to `to`. */
export function toneRow(view: View, from: number, to: number): readonly string[] {
  const sentences = view.sentences();
  return sentences.length === 0 ? [] : view.words().folds(sentences[from]!.firstWord, sentences[to]!.lastWord);
}

/** Whether what stands between a sentence and the next is more than white space, or the border is one within three dots: '> ...'. */
function isCutShort(view: View, index: number): boolean {
  const { end } = view.sentences()[index]!;
  const { start } = view.sentences()[index + 1]!;
  return end === start ? view.text.charAt(end) === '.' : view.text.slice(end, start).trim() !== '';
}

/**
 * What sentences `from` to `to` are weighed by for their tone beside their words: how they are punctuated and cut ('words:3'), and the rules whose phrases
 * stand in them ('says:tone/cold').
 */
export function toneCues(view: View, from: number, to: number, mannerAt: (index: number) => Manner): ReadonlySet<string> {
  const cues = new Set<string>();
  const sentences = view.sentences();
  if (sentences.length === 0) return cues;
  let commas = 0;
  const sign = (name: string): void => {
    const said = SAID[name];
    if (said === undefined) commas++;
    else cues.add(cues.has(said[0]) ? said[1] : said[0]);
  };
  let words = 0;
  let shortest = Infinity;
  let longest = 0;
  let cut = false;
  for (let index = from; index <= to; index++) {
    const { length, says } = mannerAt(index);
    words += length;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    for (const rule of says) cues.add(rule);
    cut ||= index < to && isCutShort(view, index);
  }
  if (cut) signsIn(view.text.slice(sentences[from]!.start, sentences[to]!.end)).forEach(sign);
  else for (let index = from; index <= to; index++) mannerAt(index).signs.forEach(sign);
  return cues.add(stepped(COMMAS, commas)).add(stepped(SENTENCES, to - from + 1)).add(stepped(WORDS, words, 4)).add(stepped(SHORTEST, shortest, 2)).add(stepped(LONGEST, longest, 4));
}
