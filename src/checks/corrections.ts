import type { PatternSource } from '../pattern/patterns.ts';
import type { Words } from '../pattern/words.ts';
import type { Environment, Lexicons } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { lists, record } from './lexicons.ts';

type Patterns = Environment['patterns'];

const SUBJECT = 'correction.subject';
/** What says it and what shows that it does not are under one root, so that a sentence is read once. */
const BODY = 'correction.body';

/** Phrases of all languages: a subject is too short to tell its own. */
export function correctionSources(lexicons: Lexicons): PatternSource[] {
  return Object.entries(record(lexicons['corrections'])).flatMap(([language, value]) => {
    const phrases = lists(value);
    const source = (root: string, tag: string, name: string): PatternSource => ({ root, tag, language, phrases: phrases[name] ?? [], lists: phrases });
    return [source(SUBJECT, 'anyhow', 'subject'), source(SUBJECT, 'label', 'labels'), source(BODY, 'says', 'body'), source(BODY, 'never', 'never')];
  });
}

const judged = new WeakMap<Mail, boolean>();

/**
 * Is this a mail about a mail: a recall, an erratum, an apology for what was sent, to whom, or with what attached? Not one that is
 * sorry to be late, nor a disclaimer on mail received in error. An answer's subject is its first mail's.
 */
export function isCorrection(mail: Mail, { patterns }: Pick<Environment, 'patterns'>): boolean {
  let verdict = judged.get(mail);
  if (verdict === undefined) {
    verdict = judge(mail, patterns);
    judged.set(mail, verdict);
  }
  return verdict;
}

function judge(mail: Mail, patterns: Patterns): boolean {
  return (!mail.reply && mail.subject !== null && subjectSays(mail.subject, patterns)) || mail.bodies.some((view) => bodySays(view, patterns));
}

function subjectSays(subject: View, patterns: Patterns): boolean {
  const words = subject.words();
  if (words.length === 0) return false;
  // 'Correction: timetable' says it at the beginning; 'Correction of the papers' is another matter.
  const isColon = (last: number): boolean => /^\s*:/.test(subject.text.slice(words.end(last - 1), words.end(last - 1) + 4));
  const opens = patterns.root(SUBJECT).find(words, 0, Math.min(words.length, 12)).some(({ first, last, value }) => first === 0 && (value === 'anyhow' || isColon(last)));
  return opens || says(patterns, words, 0, words.length);
}

function bodySays(view: View, patterns: Patterns): boolean {
  const words = view.words();
  // Most mail corrects nothing, and need not be cut into sentences.
  if (!patterns.root(BODY).has(words, 0, words.length)) return false;
  let body = false;
  return view.sentences().some(({ section, firstWord, lastWord }) => {
    body ||= section === 'body';
    // 'Please delete my message, sent in error to all recipients' has the words of a disclaimer; but that stands under something.
    const own = section === 'body' || section === 'greeting' || (section === 'notice' && !body);
    return own && says(patterns, words, firstWord, lastWord);
  });
}

function says(patterns: Patterns, text: Words, from: number, to: number): boolean {
  const found = patterns.root(BODY).find(text, from, to);
  return found.length > 0 && !found.some(({ value }) => value === 'never');
}
