import type { Recipient } from '../draft/recipients.ts';
import type { PatternSource } from '../pattern/patterns.ts';
import type { Environment, Lexicons } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
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
    const { first, last, greets } = opening;
    const words = view.words();
    const bare = bareWords(lexicons);
    const found = patterns.root(ROOT).find(words, first, last);
    // 'Chers parents,' greets, though it is no formula that one knows a greeting by.
    if (!greets && found[0]?.first !== first) return { kind: 'none', named: 0 };
    const folds = words.folds(first, last);
    const named = people.length > MOST_NAMES ? 0 : people.filter((person) => [...nameWords(person)].some((name) => folds.includes(name))).length;
    if (found.some(({ value }) => value === 'impersonal')) return { kind: 'impersonal', named };
    if (found.length > 0) return { kind: 'plural', named };
    return { kind: folds.every((fold) => bare.has(fold)) ? 'bare' : 'other', named };
  }
  return { kind: 'none', named: 0 };
}

/** A line longer than this opens with a sentence. */
const LONGEST_OPENING = 16;

/** Words of the line in which the mail greets ('Bonjour Anne, bonjour Paul,'), or of its first line if that is short; half open. */
function openingLine(view: View): { readonly first: number; readonly last: number; readonly greets: boolean } | null {
  const sections = view.sections();
  const greeting = sections.find(({ kind }) => kind === 'greeting');
  const section = greeting ?? sections.find(({ kind }) => kind === 'body');
  if (section === undefined) return null;
  const words = view.words();
  const first = section.firstWord;
  if (first === words.length) return null;
  const end = lineEnd(view.text, Math.max(words.start(first), greeting?.end ?? 0));
  let last = first;
  while (last < words.length && words.start(last) < end && last - first <= LONGEST_OPENING) last++;
  const size = last - first;
  if (size === 0) return null;
  if (greeting === undefined) return size > LONGEST_OPENING / 2 ? null : { first, last, greets: false };
  if (size > LONGEST_OPENING) while (last > first && words.start(last - 1) >= greeting.end) last--;
  return { first, last, greets: true };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
