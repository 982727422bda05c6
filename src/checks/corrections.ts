import { PhraseSet } from '../pattern/match.ts';
import type { Words } from '../pattern/words.ts';
import type { Lexicons } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { lists, perLexicons, record } from './lexicons.ts';

interface Corrections {
  readonly subject: PhraseSet<'anyhow' | 'label'>;
  /** In one set, so that a sentence is read once. */
  readonly body: PhraseSet<'says' | 'never'>;
}

/** Pieces of words, one of which stands in every correction: most mail has none, and the phrases need not even be compiled. */
const stems = perLexicons((lexicons): readonly string[] => Object.values(record(lexicons['corrections'])).flatMap((language) => lists(language)['stems'] ?? []));

const corrections = perLexicons((lexicons): Corrections => {
  const subject = new PhraseSet<'anyhow' | 'label'>();
  const body = new PhraseSet<'says' | 'never'>();
  for (const language of Object.values(record(lexicons['corrections']))) {
    const phrases = lists(language);
    subject.add('anyhow', phrases['subject'] ?? [], phrases).add('label', phrases['labels'] ?? [], phrases);
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
    verdict = mayBe(mail, stems(lexicons)) && judge(mail, corrections(lexicons));
    judged.set(mail, verdict);
  }
  return verdict;
}

function mayBe(mail: Mail, pieces: readonly string[]): boolean {
  const has = (view: View): boolean => {
    const { text } = view.folded();
    return pieces.some((piece) => text.includes(piece));
  };
  return (mail.subject !== null && has(mail.subject)) || mail.bodies.some(has);
}

function judge(mail: Mail, phrases: Corrections): boolean {
  return (!mail.reply && mail.subject !== null && subjectSays(mail.subject, phrases)) || mail.bodies.some((view) => bodySays(view, phrases));
}

function subjectSays(subject: View, { subject: opening, body }: Corrections): boolean {
  const words = subject.words();
  if (words.length === 0) return false;
  const text: Words = { text: subject.text, words, clauses: null, base: 0 };
  // 'Correction: timetable' says it at the beginning; 'Correction of the papers' is another matter.
  const isColon = (last: number): boolean => /^\s*:/.test(subject.text.slice(words[last - 1]!.end, words[last - 1]!.end + 4));
  const opens = opening.find(text, 0, Math.min(words.length, 12)).some(({ first, last, value }) => first === 0 && (value === 'anyhow' || isColon(last)));
  return opens || says(body, text, 0, words.length);
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
