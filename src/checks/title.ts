import type { FrameWord, Reading } from './frame-words.ts';

/** What says something of a ground, and does not only name it. */
const SAYING: ReadonlySet<FrameWord> = new Set([
  'adverse', 'negation', 'not', 'reversed', 'problem', 'preference', 'only', 'exclusion', 'excess', 'copula', 'cause', 'condition', 'contrast', 'none', 'shed', 'hint', 'ask',
]);

/** 'Your maternity leave', 'Votre tranche d'âge': a title names what the mail is about, and says nothing of it. */
export function isTitle({ marks }: Reading): boolean {
  return !marks.some(({ value }) => SAYING.has(value));
}
