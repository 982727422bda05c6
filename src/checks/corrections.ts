import { PhraseSet, type Words } from '../pattern/match.ts';
import type { Lexicons } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { lists, perLexicons, record } from './lexicons.ts';

interface Corrections {
  readonly subject: PhraseSet<null>;
  /** In one set, so that a sentence is read once. */
  readonly body: PhraseSet<'says' | 'never'>;
}

const corrections = perLexicons((lexicons): Corrections => {
  const subject = new PhraseSet<null>();
  const body = new PhraseSet<'says' | 'never'>();
  for (const language of Object.values(record(lexicons['corrections']))) {
    const phrases = lists(language);
    subject.add(null, phrases['subject'] ?? [], phrases);
    body.add('says', phrases['body'] ?? [], phrases).add('never', phrases['never'] ?? [], phrases);
  }
  return { subject, body };
});

const judged = new WeakMap<Mail, boolean>();

/**
 * Is this a mail about a mail: a recall, an erratum, an apology for what was sent, to whom, or with what attached? Not one that is
 * sorry to be late, nor a disclaimer on mail received in error. An answer's subject is its first mail's.
 */
export function isCorrection(mail: Mail, lexicons: Lexicons): boolean {
  let verdict = judged.get(mail);
  if (verdict === undefined) {
    const phrases = corrections(lexicons);
    verdict = (!mail.reply && mail.subject !== null && subjectSays(mail.subject, phrases)) || mail.bodies.some((view) => bodySays(view, phrases));
    judged.set(mail, verdict);
  }
  return verdict;
}

function subjectSays(subject: View, { subject: opening, body }: Corrections): boolean {
  const words = subject.words();
  if (words.length === 0) return false;
  const text: Words = { text: subject.text, words, clauses: null, base: 0 };
  // 'Correction: …' says it at the beginning; 'Timetable: a correction of grammar' is another matter.
  return opening.find(text, 0, Math.min(words.length, 12)).some(({ first }) => first === 0) || says(body, text, 0, words.length);
}

function bodySays(view: View, { body }: Corrections): boolean {
  const words = view.words();
  const text: Words = { text: view.text, words, clauses: null, base: 0 };
  return view.sentences().some((sentence) =>
    (sentence.section === 'body' || sentence.section === 'greeting') && says(body, text, sentence.firstWord, sentence.lastWord));
}

function says(phrases: Corrections['body'], text: Words, from: number, to: number): boolean {
  const found = phrases.find(text, from, to);
  return found.length > 0 && !found.some(({ value }) => value === 'never');
}
