import { PhraseSet, type Match } from '../pattern/match.ts';
import type { Words } from '../pattern/words.ts';
import type { Lexicons } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { fold } from '../text/fold.ts';
import { once } from './once.ts';
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

interface Frames {
  readonly heads: PhraseSet<Frame>;
  readonly tails: PhraseSet<string>;
}

interface Sensitive {
  readonly terms: PhraseSet<Term>;
  /** Made when a term is met: most mail names none. */
  readonly frames: () => Frames;
  readonly circles: () => PhraseSet<null>;
  readonly you: ReadonlySet<string>;
  readonly for: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
  readonly trade: ReadonlySet<string>;
}

const FRAME = /^(.*?)\s*(\.{2,3})?\s*<(members|belongings|states)>\s*(.*)$/;

/** Frames and words are compiled apart and met in the text: eight frames times ten groups would be most of the start-up. */
const sensitive = perLexicons((lexicons): Sensitive => {
  const file = record(lexicons['sensitive-groups']);
  const words = (key: string): ReadonlySet<string> => new Set(strings(file[key]));
  const terms = new PhraseSet<Term>();
  for (const [name, entry] of Object.entries(record(file['groups']))) {
    const group = { name, art9: record(entry)['art9'] === true, refused: record(entry)['refused'] === true };
    for (const [language, phrases] of Object.entries(record(entry))) {
      for (const slot of ['members', 'belongings', 'states', 'words'] as const) terms.add({ group, language, slot }, strings(record(phrases)[slot]));
    }
  }
  return {
    terms,
    frames: once(() => frames(file)),
    circles: once(() => Object.values(lists(file['circles'])).reduce((set, phrases) => set.add(null, phrases), new PhraseSet<null>())),
    you: words('you'), for: words('for'), apart: words('apart'), trade: words('trade'),
  };
});

function frames(file: Readonly<Record<string, unknown>>): Frames {
  const made: Frames = { heads: new PhraseSet(), tails: new PhraseSet() };
  for (const key of ['frames', 'addressed'] as const) {
    for (const [language, listed] of Object.entries(lists(file[key]))) {
      for (const frame of listed) {
        const [, head = '', gap, slot, tail = ''] = FRAME.exec(frame) ?? [];
        if (slot === undefined) continue;
        made.heads.add({ slot: slot as Slot, language, gap: gap === undefined ? 0 : gap.length === 2 ? 3 : 8, tail: tail !== '', addressed: key === 'addressed' }, [head]);
        if (tail !== '') made.tails.add(language, [tail]);
      }
    }
  }
  return made;
}

/** Pieces of words, one of which stands in every term: without any the terms need not even be compiled. */
const stems = perLexicons((lexicons): readonly string[] => {
  const groups = Object.values(record(record(lexicons['sensitive-groups'])['groups'])).flatMap((entry) => Object.values(record(entry)));
  const terms = groups.flatMap((phrases) => (['members', 'belongings', 'states', 'words'] as const).flatMap((slot) => strings(record(phrases)[slot])));
  return [...new Set(terms.flatMap(stemsOf))];
});

const PIECE = /[\p{L}\p{N}']+/gu;

/** The longest word that the phrase cannot do without; where that is not plain, every word of some length. */
function stemsOf(phrase: string): string[] {
  const needed = phrase.replace(/\([^()]*\)~?\??/g, ' ').replace(/\S+\?|<\S+>/g, ' ');
  const longest = (/[()|]/.test(needed) ? [] : needed.match(PIECE) ?? []).reduce((best, word) => (word.length > best.length ? word : best), '');
  return (longest.length >= 3 ? [longest] : phrase.match(PIECE) ?? []).map(fold);
}

function mayBe(mail: Mail, pieces: readonly string[]): boolean {
  return (mail.subject === null ? mail.bodies : [mail.subject, ...mail.bodies]).some((view) => {
    const { text } = view.folded();
    return pieces.some((piece) => text.includes(piece));
  });
}

const NOTHING: SensitiveWording = { membership: null, mention: null };
const judged = new WeakMap<Mail, SensitiveWording>();

/** Looks through what the sender writes: subject, greeting and body; not quoted mail, notices or signatures. */
export function sensitiveWording(mail: Mail, lexicons: Lexicons): SensitiveWording {
  let verdict = judged.get(mail);
  if (verdict === undefined) judged.set(mail, (verdict = mayBe(mail, stems(lexicons)) ? judge(mail, sensitive(lexicons)) : NOTHING));
  return verdict;
}

function judge(mail: Mail, phrases: Sensitive): SensitiveWording {
  let mention: SensitiveGroup | null = null;
  let people: SensitiveGroup | null = null;
  for (const view of mail.subject === null ? mail.bodies : [mail.subject, ...mail.bodies]) {
    const text: Words = { text: view.text, words: view.words(), clauses: null, base: 0 };
    for (const { section, firstWord, lastWord } of view.sentences()) {
      if (view.part !== 'subject' && section !== 'body' && section !== 'greeting') continue;
      const terms = phrases.terms.find(text, firstWord, lastWord);
      if (terms.length === 0) continue;
      const membership = member(terms, phrases, text, firstWord, lastWord);
      if (membership !== null) return { membership, mention: membership };
      people ??= terms.find(({ value, first }) => value.slot === 'members' && first > firstWord && phrases.for.has(text.words[first - 1]!.fold))?.value.group ?? null;
      mention ??= terms.find(({ value }) => value.slot === 'words')?.value.group ?? null;
    }
  }
  if (people !== null && hasCircle(mail, phrases)) return { membership: people, mention: people };
  return mention === null ? NOTHING : { membership: null, mention };
}

/** Whether the mail calls its readers a circle of some kind, in whichever sentence. */
function hasCircle(mail: Mail, { circles }: Sensitive): boolean {
  return (mail.subject === null ? mail.bodies : [mail.subject, ...mail.bodies]).some((view) => {
    const text: Words = { text: view.text, words: view.words(), clauses: null, base: 0 };
    return view.sentences().some(({ section, firstWord, lastWord }) => (view.part === 'subject' || section === 'body' || section === 'greeting') && circles().has(text, firstWord, lastWord));
  });
}

/** A term that stands in a frame. */
function member(terms: readonly Match<Term>[], { frames, you, apart, trade }: Sensitive, text: Words, from: number, to: number): SensitiveGroup | null {
  const { words } = text;
  const { heads, tails } = frames();
  const found = heads.find(text, from, to);
  if (found.length === 0) return null;
  const speaks = words.slice(from, to).some(({ fold }) => you.has(fold));
  for (const { value: term, first, last } of terms) {
    const framed = found.some(({ value: frame, last: headEnd }) => {
      if (frame.slot !== term.slot || frame.language !== term.language || headEnd > first || first - headEnd > frame.gap) return false;
      if (frame.addressed && !speaks) return false;
      if (frame.slot === 'belongings' && (trade.has(words[last]?.fold ?? '') || words.slice(headEnd, first).some(({ fold }) => apart.has(fold)))) return false;
      return !frame.tail || (last < to && tails.find(text, last, Math.min(to, last + 2)).some((tail) => tail.value === term.language && tail.first === last));
    });
    if (framed) return term.group;
  }
  return null;
}
