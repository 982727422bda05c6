import { FOLLOW, LETTERS, MOST_SHARED, SIGN } from '../pattern/dense.ts';
import type { DenseGraph } from '../pattern/dense.ts';
import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, WITHIN_CLAUSE } from '../pattern/format.ts';
import type { PhraseGraph, WordClass } from '../pattern/graph.ts';
import { inflect } from '../pattern/inflect.ts';

const BASE = LETTERS.length;
/** How the first characters are shared out: the shortest text for the phrases that there are. */
const ONE = 56;
const TWO = 26;
/** Classes told by their place. */
const COMMON = 1_500;
const MOST = ONE + TWO * BASE + (BASE - ONE - TWO) * BASE * BASE;

function letters(...digits: readonly number[]): string {
  return digits.map((digit) => String.fromCharCode(LETTERS[digit]!)).join('');
}

/** @throws RangeError for a number that three characters cannot say */
function written(number: number): string {
  if (number >= MOST) throw new RangeError(`${number} is more than can be written`);
  if (number < ONE) return letters(number);
  const two = number - ONE;
  if (two < TWO * BASE) return letters(ONE + Math.floor(two / BASE), two % BASE);
  const three = two - TWO * BASE;
  return letters(ONE + TWO + Math.floor(three / BASE ** 2), Math.floor(three / BASE) % BASE, three % BASE);
}

/** The fewest entries that stand for the words of a class: those with endings first. */
function entriesOf(kind: WordClass, words: readonly string[], marked: ReadonlyMap<string, readonly string[]>): string[] {
  if (kind.kind === 'prefix') return [`${kind.prefix}*`];
  if (kind.kind === 'number') return [`<${kind.of}>`];
  if (kind.kind === 'noun') return ['<noun>'];
  const held = new Set(kind.words.map((word) => words[word]!));
  const left = new Set(held);
  const entries: string[] = [];
  for (const word of held) {
    const forms = marked.get(word)!;
    if (!forms.every((form) => held.has(form)) || forms.filter((form) => left.has(form)).length < 2) continue;
    entries.push(`${word}~`);
    for (const form of forms) left.delete(form);
  }
  return [...entries, ...left];
}

function counted(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Entries in stretches by the length of their numbers, the most frequent first; within a stretch neighbours share their beginnings. */
function ranked(counts: ReadonlyMap<string, number>): string[] {
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([entry]) => entry);
  return [byCount.slice(0, ONE), byCount.slice(ONE, ONE + TWO * BASE), byCount.slice(ONE + TWO * BASE)].flatMap((stretch) => stretch.sort());
}

/** The opposite of `unfronted`. */
export function fronted(entries: readonly string[]): string {
  let before = '';
  return entries.map((entry) => {
    let shared = 0;
    while (shared < MOST_SHARED && shared < entry.length && entry[shared] === before[shared]) shared++;
    before = entry;
    return String.fromCharCode(0x41 + shared) + entry.slice(shared);
  }).join('');
}

/** How far each of a rising row is from the one before. */
function steps(list: readonly number[]): number[] {
  return list.map((value, index) => value - (index === 0 ? 0 : list[index - 1]!));
}

/** @param language whose endings most words have */
export function writeGraph({ words, classes, kinds, ends, followStarts, follows, roots, endTag, asks }: PhraseGraph, language: string): DenseGraph {
  const marked = new Map(words.map((word) => [word, inflect(word, language)]));
  const entries = classes.map((kind) => (kind === null ? [] : entriesOf(kind, words, marked)));
  const lexicon = ranked(counted(entries.flat()));
  const numbers = new Map(lexicon.map((entry, number) => [entry, number]));
  const uses = counted(kinds.map((kind) => String(kind & CLASS_MASK)));
  const common = [...uses].filter(([kind, count]) => count > 2 && Number(kind) !== ANY_CLASS).sort(([, m], [, n]) => n - m).slice(0, COMMON).map(([kind]) => Number(kind));
  const places = new Map(common.map((kind, place) => [kind, place]));

  const positions: number[] = [];
  const held: number[] = [];
  const next: number[] = [];
  const sets = new Map<string, number>();
  let known = 0;
  let end = 0;
  let lastEnd = 0;
  kinds.forEach((flagged, position) => {
    const endsHere = ends[position]!;
    if (endsHere !== 0 && endsHere !== end) {
      if (endsHere === lastEnd + 1) positions.push(SIGN.nextEnd);
      else positions.push(SIGN.setEnd, endsHere);
      end = endsHere;
      lastEnd = Math.max(lastEnd, end);
    }
    if (endsHere !== 0) positions.push(SIGN.ends);
    if ((flagged & BEGINS_CLAUSE) !== 0) positions.push(SIGN.beginsClause);
    const kind = flagged & CLASS_MASK;
    if (flagged === (ANY_CLASS | WITHIN_CLAUSE)) {
      positions.push(SIGN.anyWithin);
    } else if (kind > known) {
      known = kind;
      const own = entries[kind]!.map((entry) => numbers.get(entry)!).sort((a, b) => a - b);
      positions.push(own.length === 1 ? SIGN.newWord : SIGN.newClass);
      if (own.length !== 1) held.push(own.length);
      held.push(...steps(own));
    } else {
      positions.push(SIGN.class + (places.get(kind) ?? common.length + kind));
    }
    const set = follows.slice(followStarts[position], followStarts[position + 1]);
    if (set.length === 0) {
      next.push(FOLLOW.none);
    } else if (set.length === 1) {
      next.push(FOLLOW.one + position - 1 - set[0]!);
    } else if (sets.has(set.join())) {
      next.push(FOLLOW.knownSet, sets.size - sets.get(set.join())!);
    } else {
      sets.set(set.join(), sets.size);
      next.push(FOLLOW.newSet, set.length, ...set.toReversed().map((other, index, all) => (index === 0 ? position : all[index - 1]!) - other));
    }
  });
  const text = (list: readonly number[]): string => list.map(written).join('');
  return {
    language, one: ONE, two: TWO, words: fronted(lexicon), common: text(common), positions: text(positions), held: text(held), next: text(next),
    roots: roots.map(({ name, tags, firsts: [onward, back] }) => ({ name, tags, firsts: [text(steps(onward)), text(steps(back))] })),
    endTag, asks,
  };
}
