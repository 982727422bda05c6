import type { Recipient } from '../draft/recipients.ts';
import type { PatternSource } from '../pattern/patterns.ts';
import type { Environment, Lexicons } from '../rule/types.ts';
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

const ROOT = 'group-greeting';

/** Greetings of all languages: an opening is too short to tell its own. */
export function groupGreetingSources(lexicons: Lexicons): PatternSource[] {
  const file = record(lexicons['group-mailings']);
  return ['impersonal', 'plural'].map((tag) => ({ root: ROOT, tag, language: '', phrases: strings(file[tag]) }));
}

const bareWords = perLexicons((lexicons): ReadonlySet<string> => new Set(strings(record(lexicons['group-mailings'])['bare'])));

/** More names than this nobody greets one by one. */
const MOST_NAMES = 12;

/** Reads the opening line of the first body that has one; `people` are those who may be named in it. */
export function groupGreeting(mail: Mail, people: readonly Recipient[], { lexicons, patterns }: Pick<Environment, 'lexicons' | 'patterns'>): GroupGreeting {
  for (const view of mail.bodies) {
    const opening = openingLine(view);
    if (opening === null) continue;
    const { words, greets } = opening;
    const bare = bareWords(lexicons);
    const found = patterns.root(ROOT).find({ text: view.text, words }, 0, words.length);
    // 'Chers parents,' greets, though it is no formula that one knows a greeting by.
    if (!greets && found[0]?.first !== 0) return { kind: 'none', named: 0 };
    const folds = new Set(words.map(({ fold }) => fold));
    const named = people.length > MOST_NAMES ? 0 : people.filter((person) => [...nameWords(person)].some((name) => folds.has(name))).length;
    if (found.some(({ value }) => value === 'impersonal')) return { kind: 'impersonal', named };
    if (found.length > 0) return { kind: 'plural', named };
    return { kind: words.every(({ fold }) => bare.has(fold)) ? 'bare' : 'other', named };
  }
  return { kind: 'none', named: 0 };
}

/** A line longer than this opens with a sentence. */
const LONGEST_OPENING = 16;

/** Words of the line in which the mail greets ('Bonjour Anne, bonjour Paul,'), or of its first line if that is short. */
function openingLine(view: View): { readonly words: Word[]; readonly greets: boolean } | null {
  const sections = view.sections();
  const greeting = sections.find(({ kind }) => kind === 'greeting');
  const section = greeting ?? sections.find(({ kind }) => kind === 'body');
  if (section === undefined) return null;
  const words: Word[] = [];
  let end = -1;
  for (const word of view.words()) {
    if (word.start < section.start) continue;
    if (end < 0) end = lineEnd(view.text, Math.max(word.start, greeting?.end ?? 0));
    if (word.start >= end) break;
    words.push(word);
    if (words.length > LONGEST_OPENING) break;
  }
  if (greeting === undefined) return words.length === 0 || words.length > LONGEST_OPENING / 2 ? null : { words, greets: false };
  return words.length === 0 ? null : { words: words.length > LONGEST_OPENING ? words.filter(({ start }) => start < greeting.end) : words, greets: true };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
