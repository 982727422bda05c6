import type { Recipient } from '../draft/recipients.ts';
import { PhraseSet } from '../pattern/match.ts';
import type { Lexicons } from '../rule/types.ts';
import type { Mail, View, Word } from '../text/types.ts';
import { nameWords } from './group-mailing.ts';
import { perLexicons, record, strings } from './lexicons.ts';

/**
 * How a mail to several opens.
 * - impersonal: 'Madame, Monsieur,' 'Dear candidates,'
 * - plural: 'Bonjour à tous,' 'Hi all,'
 * - bare: 'Bonjour,' and nobody named
 * - other: somebody is named, or something else is said
 * - none: no greeting
 */
export type GreetingKind = 'impersonal' | 'plural' | 'bare' | 'other' | 'none';

export interface GroupGreeting {
  readonly kind: GreetingKind;
  /** How many of those asked about are named in it. */
  readonly named: number;
}

interface Greetings {
  readonly phrases: PhraseSet<'impersonal' | 'plural'>;
  readonly bare: ReadonlySet<string>;
}

const greetings = perLexicons((lexicons): Greetings => {
  const file = record(lexicons['group-mailings']);
  return {
    phrases: new PhraseSet<'impersonal' | 'plural'>().add('impersonal', strings(file['impersonal'])).add('plural', strings(file['plural'])),
    bare: new Set(strings(file['bare'])),
  };
});

/** More names than this nobody greets one by one. */
const MOST_NAMES = 12;

/** Reads the greeting of the first body that has one; `people` are those who may be named in it. */
export function groupGreeting(mail: Mail, people: readonly Recipient[], lexicons: Lexicons): GroupGreeting {
  for (const view of mail.bodies) {
    const section = view.sections().find(({ kind }) => kind === 'greeting');
    if (section === undefined) continue;
    const words = wordsWithin(view, section.start, section.end);
    if (words.length === 0) continue;
    const folds = new Set(words.map(({ fold }) => fold));
    const named = people.length > MOST_NAMES ? 0 : people.filter((person) => [...nameWords(person)].some((name) => folds.has(name))).length;
    const { phrases, bare } = greetings(lexicons);
    const found = phrases.find({ text: view.text, words, clauses: null, base: 0 }, 0, words.length);
    if (found.some(({ value }) => value === 'impersonal')) return { kind: 'impersonal', named };
    if (found.length > 0) return { kind: 'plural', named };
    return { kind: words.every(({ fold }) => bare.has(fold)) ? 'bare' : 'other', named };
  }
  return { kind: 'none', named: 0 };
}

function wordsWithin(view: View, start: number, end: number): Word[] {
  const found: Word[] = [];
  for (const word of view.words()) {
    if (word.start >= end) break;
    if (word.start >= start) found.push(word);
  }
  return found;
}
