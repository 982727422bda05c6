import type { PatternSource } from '../pattern/patterns.ts';
import type { Match, Words } from '../pattern/words.ts';
import type { Environment, Lexicons } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { lists, perLexicons, record, strings } from './lexicons.ts';

/** A group as the lexicon names it: health, politics, debts … */
export interface SensitiveGroup {
  readonly name: string;
  /** A special category of GDPR Art. 9, or as grave. */
  readonly art9: boolean;
  /** Candidates who were refused. */
  readonly refused: boolean;
}

export interface SensitiveWording {
  /** What the wording makes of its readers: 'as a patient of our clinic', 'votre dette'; null: nothing. */
  readonly membership: SensitiveGroup | null;
  /** What is sensitive to read about, whoever it concerns; null: nothing. */
  readonly mention: SensitiveGroup | null;
}

type Patterns = Environment['patterns'];

type Slot = 'members' | 'belongings' | 'states';

/** A frame of the lexicon in its parts: 'cher~ .. <members>' is a head, a gap of three words, and a slot. */
interface Frame {
  readonly slot: Slot;
  readonly language: string;
  readonly gap: number;
  readonly tail: boolean;
  /** Only in a sentence that speaks to the reader. */
  readonly addressed: boolean;
}

interface Term {
  readonly group: SensitiveGroup;
  readonly language: string;
  readonly slot: Slot | 'words';
}

interface Sensitive {
  /** By tag of a match. */
  readonly terms: ReadonlyMap<string, Term>;
  readonly frames: ReadonlyMap<string, Frame>;
  readonly you: ReadonlySet<string>;
  readonly for: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
  readonly trade: ReadonlySet<string>;
}

const TERMS = 'sensitive.terms';
const HEADS = 'sensitive.heads';
const TAILS = 'sensitive.tails';
const CIRCLES = 'sensitive.circles';
const SLOTS = ['members', 'belongings', 'states', 'words'] as const;
const FRAME = /^(.*?)\s*(\.{2,3})?\s*<(members|belongings|states)>\s*(.*)$/;

interface ReadTerm extends Term {
  readonly tag: string;
  readonly phrases: readonly string[];
}

function termsOf(file: Readonly<Record<string, unknown>>): ReadTerm[] {
  return Object.entries(record(file['groups'])).flatMap(([name, entry]) => {
    const group = { name, art9: record(entry)['art9'] === true, refused: record(entry)['refused'] === true };
    return Object.entries(record(entry)).flatMap(([language, phrases]) =>
      SLOTS.flatMap((slot) => (slot in record(phrases) ? [{ group, language, slot, tag: `${name} ${language} ${slot}`, phrases: strings(record(phrases)[slot]) }] : [])));
  });
}

interface ReadFrame extends Frame {
  readonly tag: string;
  readonly head: string;
  readonly tailPhrase: string;
}

function framesOf(file: Readonly<Record<string, unknown>>): ReadFrame[] {
  return ['frames', 'addressed'].flatMap((key) => Object.entries(lists(file[key])).flatMap(([language, listed]) => listed.flatMap((frame) => {
    const [, head = '', gap, slot, tail = ''] = FRAME.exec(frame) ?? [];
    if (slot === undefined) return [];
    const read = { slot: slot as Slot, language, gap: gap === undefined ? 0 : gap.length === 2 ? 3 : 8, tail: tail !== '', addressed: key === 'addressed' };
    return [{ ...read, tag: Object.values(read).join(' '), head, tailPhrase: tail }];
  })));
}

/** Frames and words stand apart and are met in the text: multiplied, they would be most of all phrases. */
export function sensitiveSources(lexicons: Lexicons): PatternSource[] {
  const file = record(lexicons['sensitive-groups']);
  return [
    ...termsOf(file).map(({ tag, language, phrases }) => ({ root: TERMS, tag, language, phrases })),
    ...framesOf(file).flatMap(({ tag, language, head, tailPhrase }) => [
      { root: HEADS, tag, language, phrases: [head] },
      ...(tailPhrase === '' ? [] : [{ root: TAILS, tag: language, language, phrases: [tailPhrase] }]),
    ]),
    ...Object.entries(lists(file['circles'])).map(([language, phrases]) => ({ root: CIRCLES, tag: language, language, phrases })),
  ];
}

const sensitive = perLexicons((lexicons): Sensitive => {
  const file = record(lexicons['sensitive-groups']);
  const words = (key: string): ReadonlySet<string> => new Set(strings(file[key]));
  return {
    terms: new Map(termsOf(file).map((term) => [term.tag, term])),
    frames: new Map(framesOf(file).map((frame) => [frame.tag, frame])),
    you: words('you'), for: words('for'), apart: words('apart'), trade: words('trade'),
  };
});

const NOTHING: SensitiveWording = { membership: null, mention: null };
const judged = new WeakMap<Mail, SensitiveWording>();

/** Looks through what the sender writes: subject, greeting and body; not quoted mail, notices or signatures. */
export function sensitiveWording(mail: Mail, { lexicons, patterns }: Pick<Environment, 'lexicons' | 'patterns'>): SensitiveWording {
  let verdict = judged.get(mail);
  if (verdict === undefined) judged.set(mail, (verdict = judge(mail, lexicons, patterns)));
  return verdict;
}

function judge(mail: Mail, lexicons: Lexicons, patterns: Patterns): SensitiveWording {
  const named = patterns.root(TERMS);
  const views = mail.subject === null ? mail.bodies : [mail.subject, ...mail.bodies];
  // Most mail names nothing of the kind, and need not be cut into sentences.
  if (!views.some((view) => named.has(view.words(), 0, view.words().length))) return NOTHING;
  const lists = sensitive(lexicons);
  let mention: SensitiveGroup | null = null;
  let people: SensitiveGroup | null = null;
  for (const view of views) {
    const words = view.words();
    for (const { section, firstWord, lastWord } of view.sentences()) {
      if (view.part !== 'subject' && section !== 'body' && section !== 'greeting') continue;
      const terms = named.find(words, firstWord, lastWord).map(({ value, first, last }) => ({ value: lists.terms.get(value)!, first, last }));
      if (terms.length === 0) continue;
      const membership = member(terms, lists, patterns, words, firstWord, lastWord);
      if (membership !== null) return { membership, mention: membership };
      people ??= terms.find(({ value, first }) => value.slot === 'members' && first > firstWord && lists.for.has(words.fold(first - 1)))?.value.group ?? null;
      mention ??= terms.find(({ value }) => value.slot === 'words')?.value.group ?? null;
    }
  }
  if (people !== null && hasCircle(mail, patterns)) return { membership: people, mention: people };
  return mention === null ? NOTHING : { membership: null, mention };
}

/** Whether the mail calls its readers a circle of some kind, in whichever sentence. */
function hasCircle(mail: Mail, patterns: Patterns): boolean {
  return (mail.subject === null ? mail.bodies : [mail.subject, ...mail.bodies]).some((view) => {
    const words = view.words();
    return view.sentences().some(({ section, firstWord, lastWord }) => (view.part === 'subject' || section === 'body' || section === 'greeting') && patterns.root(CIRCLES).has(words, firstWord, lastWord));
  });
}

/** A term that stands in a frame. */
function member(terms: readonly Match<Term>[], { frames, you, apart, trade }: Sensitive, patterns: Patterns, words: Words, from: number, to: number): SensitiveGroup | null {
  const found = patterns.root(HEADS).find(words, from, to).map(({ value, last }) => ({ value: frames.get(value)!, last }));
  if (found.length === 0) return null;
  const speaks = words.folds(from, to).some((fold) => you.has(fold));
  for (const { value: term, first, last } of terms) {
    const framed = found.some(({ value: frame, last: headEnd }) => {
      if (frame.slot !== term.slot || frame.language !== term.language || headEnd > first || first - headEnd > frame.gap) return false;
      if (frame.addressed && !speaks) return false;
      if (frame.slot === 'belongings' && (trade.has(words.fold(last)) || words.folds(headEnd, first).some((fold) => apart.has(fold)))) return false;
      return !frame.tail || (last < to && patterns.root(TAILS).find(words, last, Math.min(to, last + 2)).some((tail) => tail.value === term.language && tail.first === last));
    });
    if (framed) return term.group;
  }
  return null;
}
