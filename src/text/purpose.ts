import type { Purpose } from '../draft/types.ts';
import { perLexicons, record, strings } from './lexicons.ts';
import { PhraseTable } from './phrases.ts';
import type { Mail, Sentence, View } from './types.ts';

const TAGS = ['application', 'profile', 'hiring', 'decision', 'conditional', 'elsewhere', 'applicant', 'bulk', 'transaction'] as const;
type Tag = (typeof TAGS)[number];

const table = perLexicons((lexicons) => {
  const file = record(lexicons['purpose']);
  return new PhraseTable(TAGS.map((tag) => strings(file[tag])));
});

/** Sentences that may lie between the application and the decision on it. */
const FARTHEST = 8;
/** Words looked at: a letter says early what it is. */
const ENOUGH = 1200;

/** What one voice of the mail says: its writer's, or that of the mail it quotes. */
class Voice {
  readonly counts = new Uint16Array(TAGS.length);
  /** Numbers of the sentences that name the reader's application, and those that tell a decision taken. */
  readonly applications: number[] = [];
  readonly profiles: number[] = [];
  readonly decisions: number[] = [];
  /** A sentence with the application or the decision is about a tender, a loan, a pull request …. */
  elsewhere = false;
  /** Whose application is named first, below the subject. */
  first: 'application' | 'applicant' | null = null;

  has(tag: Tag): boolean {
    return this.counts[TAGS.indexOf(tag)]! > 0;
  }

  /** The reader's application, within the world of hiring. */
  get candidate(): boolean {
    return !this.elsewhere && this.applications.length > 0 && this.has('hiring');
  }

  /** A decision on the reader's application, close to where that is named. */
  get rejects(): boolean {
    if (this.elsewhere || !this.has('hiring')) return false;
    const objects = this.applications.length > 0 ? this.applications : this.profiles;
    return this.decisions.some((decision) => objects.some((object) => Math.abs(object - decision) <= FARTHEST));
  }
}

/**
 * What the mail is written for, by what it says and by its header; null unless it is plain.
 *
 * A rejection needs a decision taken ('if we do not …' is none), the reader's own application, and the world of hiring; a tender, an
 * invoice, a loan or a pull request turned down is none. A rejection is told before all others, because it puts people at risk
 * whatever program sends it.
 */
export function inferPurpose(mail: Mail, lexicons: Readonly<Record<string, unknown>>): Purpose | null {
  const phrases = table(lexicons);
  const own = new Voice();
  const quoted = new Voice();
  // The subject of an answer is the other's.
  if (mail.subject) listen(mail.subject, phrases, mail.reply ? quoted : own, quoted, true);
  for (const view of mail.bodies) listen(view, phrases, own, quoted, false);

  if (own.rejects && !own.has('applicant')) return 'rejection';
  if (mail.reply && own.applications.length === 0 && (own.has('applicant') || (quoted.candidate && quoted.first === 'application'))) return 'reply';
  if (isBulk(mail, own)) return 'newsletter';
  if (own.candidate && !own.has('applicant')) return 'hr';
  return isTransaction(mail, own) ? 'notice' : null;
}

function listen(view: View, phrases: PhraseTable, own: Voice, quoted: Voice, subject: boolean): void {
  const words = view.words();
  view.sentences().forEach((sentence, number) => {
    if (sentence.section === 'code' || sentence.lastWord > ENOUGH) return;
    const voice = sentence.section === 'quoted' ? quoted : own;
    hear(sentence, voice, subject ? -1 : number, words, phrases);
  });
}

function hear(sentence: Sentence, voice: Voice, number: number, words: ReturnType<View['words']>, phrases: PhraseTable): void {
  let seen = 0;
  const bit = (tag: Tag): number => 1 << TAGS.indexOf(tag);
  const notes = sentence.section === 'notice' || sentence.section === 'signature';
  for (let index = sentence.firstWord; index < sentence.lastWord; index++) {
    phrases.each(words, index, sentence.lastWord, (tag) => {
      const name = TAGS[tag]!;
      // Of a footer only what it says about the mail as a whole.
      if (notes && name !== 'bulk' && name !== 'transaction') return;
      if (name === 'decision' && (seen & bit('conditional')) !== 0) return;
      seen |= 1 << tag;
      voice.counts[tag]!++;
      if (number >= 0 && voice.first === null && (name === 'application' || name === 'applicant')) voice.first = name;
    });
  }
  if (seen & bit('application')) voice.applications.push(number);
  if (seen & bit('profile')) voice.profiles.push(number);
  if (seen & bit('decision')) voice.decisions.push(number);
  if (seen & bit('elsewhere') && (number < 0 || seen & (bit('application') | bit('decision') | bit('profile')))) voice.elsewhere = true;
}

/** RFC 2369 without a way to post: a list that only speaks. Or what calls itself a newsletter and can be left. */
function isBulk(mail: Mail, own: Voice): boolean {
  let unsubscribe = false;
  let post = false;
  let bulk = false;
  for (const field of mail.draft.fields) {
    if (field.name === 'list-unsubscribe') unsubscribe = true;
    else if (field.name === 'list-post' && !/^\s*no\b/i.test(field.value)) post = true;
    else if (field.name === 'precedence' && /^\s*bulk\b/i.test(field.value)) bulk = true;
  }
  if (post) return false;
  if (unsubscribe) return true;
  const leave = mail.bodies.some((view) => view.sections().some((section) => section.kind === 'notice'));
  return leave && (bulk || own.has('bulk'));
}

function isTransaction(mail: Mail, own: Voice): boolean {
  return own.has('transaction') && (mail.automatic || (mail.recipients.sender?.kind === 'role' && !mail.thread));
}
