import type { Purpose } from '../draft/types.ts';
import { TAG } from './lexicons.ts';
import type { MarkedWords } from './marks.ts';
import type { Mail, Sentence } from './types.ts';
import type { TextView } from './view.ts';

/** Bit sets of lists. */
const APPLICATION = 1 << TAG.application;
const PROFILE = 1 << TAG.profile;
const HIRING = 1 << TAG.hiring;
const DECISION = 1 << TAG.decision;
const CONDITIONAL = 1 << TAG.conditional;
const PENDING = 1 << TAG.pending;
const PLEA = 1 << TAG.plea;
const MATTER = 1 << TAG.matter;
const ELSEWHERE = 1 << TAG.elsewhere;
const APPLICANT = 1 << TAG.applicant;
const BULK = 1 << TAG.bulk;
const TRANSACTION = 1 << TAG.transaction;
/** What a footer tells about the mail as a whole. */
const FOOTER = BULK | TRANSACTION;
const ALL = FOOTER | APPLICATION | PROFILE | HIRING | DECISION | CONDITIONAL | PENDING | PLEA | MATTER | ELSEWHERE | APPLICANT;

/** The number of the subject, as a sentence. */
const SUBJECT = -1;
/** Sentences that may lie between the application and the decision on it. */
const FARTHEST = 8;
/** Words looked at: a letter says early what it is. */
const ENOUGH = 1200;

/** What one voice of the mail says: its writer's, or that of the mail it quotes. */
class Voice {
  /** Bit set of the lists with a phrase in it. */
  said = 0;
  /** Numbers of the sentences that name the reader's application, and those that tell a decision taken. */
  readonly applications: number[] = [];
  readonly profiles: number[] = [];
  readonly decisions: number[] = [];
  /** A sentence with the application or the decision is about a tender, a loan, a pull request …. */
  elsewhere = false;
  /** Whose application is named first, below the subject. */
  first: 'application' | 'applicant' | null = null;

  has(tags: number): boolean {
    return (this.said & tags) !== 0;
  }

  /** The reader's application, within the world of hiring. */
  get candidate(): boolean {
    return !this.elsewhere && this.applications.length > 0 && this.has(HIRING);
  }

  /** Said of hiring, or of a person's application and of nothing that people apply for besides. */
  get #hires(): boolean {
    return !this.elsewhere && (this.has(HIRING) || (this.has(PLEA) && !this.has(MATTER | ELSEWHERE)));
  }

  /** A decision on the reader's application, close to where that is named. */
  get rejects(): boolean {
    if (!this.#hires) return false;
    const objects = this.applications.length > 0 ? this.applications : this.profiles;
    return this.decisions.some((decision) => objects.some((object) => Math.abs(object - decision) <= FARTHEST));
  }
}

/**
 * What the mail is written for, by what it says and by its header; null unless it is plain.
 *
 * A rejection needs a decision taken ('if we do not …' is none), the reader's own application, and the world of hiring; a tender, an
 * invoice, a loan or a pull request turned down is none. 'We will not take your application further' names no hiring: that is enough
 * where nothing else says what is applied for. A rejection is told before all others, because it puts people at risk whatever program
 * sends it.
 */
export function inferPurpose(mail: Mail, subject: TextView | null, bodies: readonly TextView[]): Purpose | null {
  const own = new Voice();
  const quoted = new Voice();
  // The subject of an answer is the other's.
  const views = subject ? [subject, ...bodies] : bodies;
  const possible = views.reduce((tags, view) => tags | view.marked().possible, 0);
  // Most mail has no word of hiring, and then nobody need go through its sentences.
  const hiring = (possible & (HIRING | PLEA)) !== 0 && (possible & (APPLICATION | APPLICANT | PROFILE)) !== 0;
  const applicant = (possible & APPLICANT) !== 0 && mail.reply;
  if (hiring || applicant || (possible & FOOTER) !== 0) {
    if (subject) listen(subject, mail.reply ? quoted : own, quoted, true);
    for (const view of bodies) listen(view, own, quoted, false);
  }

  if (own.rejects && !own.has(APPLICANT)) return 'rejection';
  if (mail.reply && own.applications.length === 0 && (own.has(APPLICANT) || (quoted.candidate && quoted.first === 'application'))) return 'reply';
  if (isBulk(mail, own)) return 'newsletter';
  if (own.candidate && !own.has(APPLICANT)) return 'hr';
  return isTransaction(mail, own) ? 'notice' : null;
}

function listen(view: TextView, own: Voice, quoted: Voice, subject: boolean): void {
  const marked = view.marked();
  view.sentences().forEach((sentence, number) => {
    if (sentence.section === 'code' || sentence.lastWord > ENOUGH) return;
    hear(sentence, sentence.section === 'quoted' ? quoted : own, subject ? SUBJECT : number, marked);
  });
}

function hear(sentence: Sentence, voice: Voice, number: number, marked: MarkedWords): void {
  const { firstWord, lastWord, section } = sentence;
  const wanted = section === 'notice' || section === 'signature' ? FOOTER : ALL;
  let seen = 0;
  for (let index = firstWord; index < lastWord; index++) {
    let found = marked.tagsAt(wanted, index, lastWord);
    if (found === 0) continue;
    if (found & DECISION && isOpen(marked, seen, index, lastWord)) found &= ~DECISION;
    seen |= found;
    if (voice.first === null && number !== SUBJECT && found & (APPLICATION | APPLICANT)) voice.first = found & APPLICATION ? 'application' : 'applicant';
  }
  if (seen === 0) return;
  if (seen & PENDING) seen &= ~DECISION;
  voice.said |= seen;
  if (seen & APPLICATION) voice.applications.push(number);
  if (seen & PROFILE) voice.profiles.push(number);
  if (seen & DECISION) voice.decisions.push(number);
  if (seen & ELSEWHERE && (number === SUBJECT || seen & (APPLICATION | DECISION | PROFILE))) voice.elsewhere = true;
}

/** What follows an 'if' is no decision taken, nor is 'not yet selected', or 'we do not know if we can offer you the post'. */
function isOpen(marked: MarkedWords, seen: number, index: number, to: number): boolean {
  return (seen & CONDITIONAL) !== 0 || marked.find(TAG.conditional, index, marked.at(TAG.decision, index, to)) >= 0;
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
  return leave && (bulk || own.has(BULK));
}

function isTransaction(mail: Mail, own: Voice): boolean {
  return own.has(TRANSACTION) && (mail.automatic || (mail.recipients.sender?.kind === 'role' && !mail.thread));
}
