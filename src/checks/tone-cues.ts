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

/** How a text is punctuated says how it is meant: each once, and more than once. */
const SIGNS: readonly (readonly [string, RegExp])[] = [['?', /\?/g], ['!', /!/g], ['…', /…|\.\.\./g], ['"', /[«"“]/g], ['-', /[—–:]/g], ['caps', /\b[A-ZÀ-Ý]{3,}\b/g]];

/** How often a sign stands in a text; more than `most` times is `most`. */
function times(text: string, sign: RegExp, most: number): number {
  const places = text.matchAll(sign);
  let count = 0;
  while (count < most && places.next().done !== true) count++;
  return count;
}

/** A number in steps, up to so many. */
function stepped(count: number, step: number, steps: number): number {
  return Math.min(steps, Math.floor(count / step));
}

/** The folded words of sentences `from` to `to`. */
export function toneRow(view: View, from: number, to: number): readonly string[] {
  const sentences = view.sentences();
  return sentences.length === 0 ? [] : view.words().folds(sentences[from]!.firstWord, sentences[to]!.lastWord);
}

/** What some sentences are weighed by for their tone beside their words: how they are punctuated and cut ('words:3'), and the rules whose phrases stand in them ('says:tone/cold'). */
export function toneCues(view: View, from: number, to: number, spoken: ReadonlyMap<number, readonly Spoken[]>): ReadonlySet<string> {
  const sentences = view.sentences().slice(from, to + 1);
  const first = sentences[0];
  const last = sentences.at(-1);
  const cues = new Set<string>();
  if (first === undefined || last === undefined) return cues;
  const text = view.text.slice(first.start, last.end);
  for (const [name, sign] of SIGNS) {
    const count = times(text, sign, 2);
    for (let time = 1; time <= count; time++) cues.add(`:${name}${time}`);
  }
  const lengths = sentences.map(({ firstWord, lastWord }) => lastWord - firstWord);
  cues.add(`commas:${times(text, /,/g, 3)}`).add(`sentences:${stepped(lengths.length, 1, 4)}`).add(`words:${stepped(last.lastWord - first.firstWord, 4, 8)}`);
  cues.add(`shortest:${stepped(Math.min(...lengths), 2, 4)}`).add(`longest:${stepped(Math.max(...lengths), 4, 6)}`);
  for (let index = from; index <= to; index++) for (const { rule } of spoken.get(index) ?? []) cues.add(`says:${rule}`);
  return cues;
}
