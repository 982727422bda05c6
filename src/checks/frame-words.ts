import type { Match } from '../pattern/words.ts';
import type { Span } from './quotations.ts';

/**
 * How a ground and a decision stand together. Each ground brings only its vocabulary, by part of speech; the frames are the same for all
 * grounds and languages.
 * - attribute: 'your age', 'her pregnancy'
 * - event: 'you are 58', 'going on maternity leave'
 * - adjective: 'old', 'pregnant': behind 'too', said of a person, or beside a noun for persons
 * - class: 'older workers', 'mothers'
 * - preferred: who is wanted instead: 'someone younger', 'no plans to have children'
 * - explicit: enough by itself
 * - coded: stands for the ground
 * - hint: stands for it where it is a reason or a trouble, and may be innocent elsewhere: 'your evenings', 'what you have been through'
 * - question: asks a candidate about it, whatever else is said
 * - topic: what a question to a candidate must not be about
 */
export const GROUND_KINDS = ['attribute', 'event', 'adjective', 'class', 'preferred', 'explicit', 'coded', 'hint', 'question', 'topic'] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** Lists of rules/lexicons/frames-*.yaml that the frames ask for. */
export const FRAME_WORDS = [
  'adverse', 'negation', 'not', 'reversed', 'problem', 'preference', 'only', 'exclusion', 'excess', 'copula', 'strong-person', 'person', 'cause', 'condition', 'equality', 'regardless', 'welcome', 'contrast', 'voice', 'thanks', 'business',
  'norm', 'training', 'admin', 'thing', 'self', 'heading', 'hiring', 'ask', 'object', 'stake', 'passive', 'deed', 'none', 'public', 'served', 'about', 'programme', 'acts', 'whose', 'of-thing', 'although', 'shed', 'culture', 'outsider', 'hint',
  'usable', 'acting', 'firm', 'report',
] as const;
export type FrameWord = (typeof FRAME_WORDS)[number];

/** A ground's words, as indexes into the view's words, half open. */
export interface Ground extends Span {
  readonly rule: string;
  readonly kind: GroundKind;
}

/** A sentence as the frames see it. */
export interface Reading extends Span {
  readonly question: boolean;
  readonly marks: readonly Match<FrameWord>[];
  /** All grounds named in it, of whichever rule. */
  readonly grounds: readonly Span[];
  /** What stands between quotation marks. */
  readonly quoted: readonly Span[];
  /** Whether a clause begins with word `at`. */
  readonly opens: (at: number) => boolean;
  /** Whether word `at` is written as names are. */
  readonly isCapitalised: (at: number) => boolean;
}

export type Weight = 'explicit' | 'coded' | null;
export type Mark = Match<FrameWord>;
