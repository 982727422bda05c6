import type { FrameWord, Mark, Reading } from './frame-words.ts';
import type { Span } from './quotations.ts';
import { marksOf } from './marks-of.ts';

/** Persons, and what a person may be refused at work. */
export const OF_PERSONS: readonly FrameWord[] = ['person', 'strong-person', 'hiring', 'stake'];
const PERSONS: readonly FrameWord[] = ['person', 'strong-person'];

/**
 * Whether a noun with its article names neither a person nor what one may be refused at work. `until`: the word at which what follows no longer
 * belongs to it; `beside`: a ground that is not looked at.
 */
export function isThing({ first, last }: Mark, { marks, grounds }: Reading, until = last + 2, beside?: Span): boolean {
  // 'The panel felt that a man of sixty could not be expected to': who decides is none.
  if (marksOf(marks, 'voice').some((mark) => mark.first <= first && mark.last >= last)) return false;
  // 'The article about her roots': whom it is about is not refused.
  if (marksOf(marks, 'about').some((mark) => mark.first === last - 1)) return true;
  // 'A five-year contract': an adjective or two may stand for the noun that follows. 'Your' says whose it is, not what.
  return !OF_PERSONS.some((word) => marksOf(marks, word).some((mark) => mark.first > first && mark.first < until))
    && !grounds.some((ground) => !(beside && ground.first >= beside.first) && ground.first < Math.min(until, last + 1) && ground.last > first);
}

/**
 * Whether what is refused, dropped or closed is a thing or a deed: 'rejected the draft', 'refuse son traitement', 'your upload was declined',
 * 'refused to lower the ramp'. Without an object a person may be meant, and so may one of unknown words: that is no thing.
 */
export function takesThing(mark: Mark, here: Reading): boolean {
  const { marks, opens } = here;
  // Said in more words, those tell: 'refused to hire' in place of 'refused'.
  const whole = marksOf(marks, 'adverse').filter(({ first, last }) => first <= mark.first && last >= mark.last).reduce((a, b) => (b.last - b.first > a.last - a.first ? b : a), mark);
  if (isOutsiders(whole, here)) return true;
  if (OF_PERSONS.some((word) => marksOf(marks, word).some(({ first, last }) => first >= whole.first && last <= whole.last))) return false;
  if (marksOf(marks, 'deed').some(({ first }) => first === whole.last)) return true;
  const objects = marksOf(marks, 'object');
  const taken = objects.filter(({ first, last }) => last > whole.last && first >= whole.last - 1 && first <= whole.last && !opens(first));
  if (taken.length > 0) return taken.every((object) => isThing(object, here));
  const passive = marksOf(marks, 'passive').find(({ first, last }) => first < whole.last && last >= whole.first - 1 && first >= whole.first - 4);
  if (passive === undefined) return false;
  // The subject of a passive stands right before it, or at the beginning of its clause.
  let start = whole.first;
  while (start > here.first && !opens(start)) start--;
  const beside = objects.filter(({ last }) => last === passive.first);
  const subjects = beside.length > 0 ? beside : objects.filter(({ first, last }) => first >= start && first <= start + 1 && last <= whole.first);
  return subjects.length > 0 && subjects.every((subject) => isThing(subject, here));
}

/** 'The bank refused the transfer', 'was refused by the embassy': those who decide on no job, unless they decide on a person. */
function isOutsiders({ first, last }: Mark, { marks }: Reading): boolean {
  return marksOf(marks, 'outsider').some((mark) => (mark.first === last || (mark.last <= first && first - mark.last <= 1)))
    && !PERSONS.some((word) => marksOf(marks, word).some((mark) => mark.first >= first && mark.first <= last + 1 && !marksOf(marks, 'whose').some(({ first: at, last: to }) => at === mark.first && to === mark.last)));
}
