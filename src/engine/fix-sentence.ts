import type { Change } from '../edit/types.ts';
import type { Spot, TextPart } from '../draft/types.ts';
import type { Finding } from '../rule/types.ts';
import { readWords } from '../text/fold.ts';
import type { Mail, Sentence, View } from '../text/types.ts';
import type { FixRefusal } from './refusals.ts';

/** What becomes of a sentence: taken out, or another in its place; in all alternatives of the text alike, or in none. */

/** Half-open range of `View.text`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Place extends Stretch {
  readonly view: View;
}

export type Planned = { readonly changes: readonly Change[] } | { readonly refused: FixRefusal };

/** The mark of a list item, with the blanks behind it. */
const ITEM = /^(?:[-*•–—◦▪·+●⁃]|\d{1,2}[.)]|\p{L}\))[ \t\u00A0]+/u;
/** Words of a sentence: what is longer is verse, a table or a list without marks, and its end was guessed. */
const LONGEST = 80;
/** Alternatives whose text is not looked at by any rule, or is written otherwise than it reads. */
const UNREAD = /^text\/(?!plain$|html$|calendar$)/;

/**
 * The changes that take the sentence of a finding out (`text` null), or put a sentence of the rule in its place.
 * @param findings all findings of the mail: where two alternatives differ, they tell which sentences belong together
 */
export function sentenceChanges(mail: Mail, finding: Finding, findings: readonly Finding[], text: string | null): Planned {
  const place = placeOf(mail, finding.spot);
  if (place === null) return { refused: 'unmapped' };
  const { view, sentence } = place;
  if (sentence.section !== 'body' || (view.part === 'subject' && text !== null)) return { refused: 'not-body' };
  if (sentence.lastWord - sentence.firstWord > LONGEST) return { refused: 'no-border' };
  const twins = twinsOf(mail, view, sentence, finding, findings);
  if (twins === null) return { refused: 'alternative' };
  const places: Place[] = [{ view, start: sentence.start, end: sentence.end }, ...twins];
  if (text === null && places.some(isAlone)) return { refused: view.part === 'subject' ? 'not-body' : 'only-sentence' };
  const changes: Change[] = [];
  for (const one of places) {
    const change = changeOf(mail, one, text);
    if (change === null) return { refused: 'unmapped' };
    changes.push(change);
  }
  return { changes };
}

/** The sentence that a spot stands in; null if the spot is too coarse to tell one. */
function placeOf(mail: Mail, spot: Spot): { readonly view: View; readonly sentence: Sentence } | null {
  for (const view of [mail.subject, ...mail.bodies, ...mail.echoes]) {
    if (view === null || (view.part === 'subject' ? spot.at === 'text' : spot.at !== 'text' || spot.part !== view.part)) continue;
    const around = view.sentences().filter(({ start, end }) => holds(view.spot(start, end), spot));
    if (around.length === 1) return { view, sentence: around[0]! };
  }
  return null;
}

function holds(outer: Spot, inner: Spot): boolean {
  if (outer.at === 'json' && inner.at === 'json') return (outer.start ?? 0) <= (inner.start ?? 0) && (outer.end ?? Infinity) >= (inner.end ?? Infinity);
  return outer.at !== 'json' && inner.at === outer.at && outer.start <= inner.start && outer.end >= inner.end;
}

/** The same sentence in the other alternatives of its part; null where that cannot be told, and one of them might keep it. */
function twinsOf(mail: Mail, view: View, sentence: Sentence, finding: Finding, findings: readonly Finding[]): Place[] | null {
  const { parts } = mail.draft;
  if (view.part === 'subject') return [];
  const { alternative } = parts[view.part]!;
  if (alternative === undefined) return [];
  const views = [...mail.bodies, ...mail.echoes];
  const twins: Place[] = [];
  for (const [index, part] of parts.entries()) {
    if (index === view.part || part.alternative !== alternative || part.content === '') continue;
    const other = views.find((each) => each.part === index);
    if (other === undefined) {
      if (UNREAD.test(part.type) || mayHold(part, folds(view, sentence))) return null;
      continue;
    }
    const twin = byWord(view, sentence, other) ?? bySentence(view, sentence, other) ?? byFinding(view, sentence, other, finding, findings);
    if (twin === null) return null;
    if (twin !== 'absent') twins.push({ view: other, ...twin });
  }
  return twins;
}

function folds(view: View, { firstWord, lastWord }: Sentence): string {
  return view.words().folds(firstWord, lastWord).join(' ');
}

/** Whether a part that no view is made of says these words, one after another. Its lines may be folded (RFC 5545 §3.1). */
function mayHold({ content }: TextPart, words: string): boolean {
  return ` ${readWords(content.replace(/\r?\n[ \t]/g, '')).folds().join(' ')} `.includes(` ${words} `);
}

/** Where two texts have the same words, the sentence has the same numbers in both. */
function byWord(view: View, sentence: Sentence, other: View): Stretch | null {
  const words = other.words();
  if (words.length !== view.words().length) return null;
  const { firstWord, lastWord } = sentence;
  if (words.folds(firstWord, lastWord).join(' ') !== folds(view, sentence)) return null;
  const same = other.sentences().find((one) => one.firstWord === firstWord && one.lastWord === lastWord);
  if (same) return same;
  // Cut otherwise there, at a line end: the words, and the marks that stand at them.
  const { text } = other;
  const before = firstWord === 0 ? 0 : words.end(firstWord - 1);
  const after = lastWord < words.length ? words.start(lastWord) : text.length;
  let start = words.start(firstWord);
  let end = words.end(lastWord - 1);
  while (start > before && /\S/.test(text.charAt(start - 1))) start--;
  while (end < after && /[^\s([{<«"“]|[\u00A0\u202F]/.test(text.charAt(end))) end++;
  return { start, end };
}

/** The sentences of the same words, if they stand equally often in both: the first belongs to the first. */
function bySentence(view: View, sentence: Sentence, other: View): Stretch | null {
  const words = folds(view, sentence);
  const same = (in_: View): readonly Sentence[] => in_.sentences().filter((one) => folds(in_, one) === words);
  const here = same(view);
  const there = same(other);
  return here.length === there.length ? there[here.findIndex(({ start }) => start === sentence.start)] ?? null : null;
}

/** One finding of the rule in each: they belong together. None in the other: it does not say it. Else nobody can tell. */
function byFinding(view: View, sentence: Sentence, other: View, { ruleId }: Finding, findings: readonly Finding[]): Stretch | 'absent' | null {
  const marked = (in_: View): readonly Sentence[] => in_.sentences().filter(({ start, end }) => {
    const outer = in_.spot(start, end);
    return findings.some((one) => one.ruleId === ruleId && one.attached.length === 0 && one.spot.at === 'text' && one.spot.part === in_.part && holds(outer, one.spot));
  });
  const there = marked(other);
  if (there.length === 0) return ` ${other.words().folds().join(' ')} `.includes(` ${folds(view, sentence)} `) ? null : 'absent';
  return there.length === 1 && marked(view).length === 1 ? there[0]! : null;
}

/** Whether nothing of the text would be left but greeting and signature. */
function isAlone({ view, start, end }: Place): boolean {
  return !view.sentences().some((one) => isSaid(view, one) && (one.end <= start || one.start >= end));
}

/** A name alone at the end of a text is no sentence that somebody would read it for. */
const WORDS = 3;

/** Whether the sentence says something: it is body, and more than a name that nobody has told from a signature. */
export function isSaid(view: View, { section, start, end, firstWord, lastWord }: Sentence): boolean {
  return section === 'body' && (lastWord - firstWord >= WORDS || /[.!?…]$/.test(view.text.slice(start, end)));
}

function changeOf(mail: Mail, { view, start, end }: Place, text: string | null): Change | null {
  const markup = view.part !== 'subject' && mail.draft.parts[view.part]?.type === 'text/html';
  const item = ITEM.exec(view.text.slice(start, Math.min(end, start + 8)))?.[0].length ?? 0;
  const range = text === null ? removal(view.text, start, end, item, markup) : { start: start + item, end };
  const words = text ?? '';
  if (view.part === 'subject') return { kind: 'subject', ...range, text: words };
  const spot = view.spot(range.start, range.end);
  return spot.at === 'text' ? { kind: 'text', part: spot.part, start: spot.start, end: spot.end, text: words } : null;
}

/**
 * The sentence with one of the blanks beside it; alone in its lines (a list item, a paragraph) with these. In markup lines are tags,
 * and stay.
 */
export function removal(text: string, start: number, end: number, item: number, markup: boolean): Stretch {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd);
  const opens = before.trim() === '';
  const closes = after.trim() === '';
  if (opens && closes && !markup) return lines(text, lineStart, lineEnd);
  // What follows in an item keeps its mark.
  if (!closes) return { start: opens ? start + item : start, end: end + after.length - after.trimStart().length };
  return { start: start - (opens ? 0 : before.length - before.trimEnd().length), end };
}

/** Whole lines with their line end; standing as a paragraph, with one of the empty lines beside them. */
function lines(text: string, from: number, to: number): Stretch {
  const end = Math.min(text.length, to + 1);
  const next = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const previous = from === 0 ? 0 : text.lastIndexOf('\n', from - 2) + 1;
  const gapAfter = end === text.length || text.slice(end, next).trim() === '';
  const gapBefore = from === 0 || text.slice(previous, from).trim() === '';
  if (!gapBefore || !gapAfter) return { start: from, end };
  if (end < text.length) return { start: from, end: Math.min(text.length, next + 1) };
  return { start: previous, end };
}
