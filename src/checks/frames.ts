import type { Match } from '../pattern/match.ts';

/**
 * How a ground and a decision stand together. Each ground brings only its vocabulary, by part of speech; the frames are the same for all
 * grounds and languages.
 */
export const GROUND_KINDS = ['attribute', 'event', 'adjective', 'class', 'preferred', 'explicit', 'coded', 'question'] as const;
/**
 * - attribute: 'your age', 'your pregnancy'
 * - event: 'you are 58', 'going on maternity leave'
 * - adjective: 'old'; counts only behind 'too'
 * - class: 'older workers'
 * - preferred: who is wanted instead: 'someone younger', 'no plans to have children'
 * - explicit: enough by itself
 * - coded: stands for the ground
 * - question: asks a candidate about it
 */
export type GroundKind = (typeof GROUND_KINDS)[number];

/** Lists of rules/lexicons/{decision,problem,preference,context}.yaml that the frames ask for. */
export const FRAME_WORDS = ['adverse', 'negation', 'reversed', 'problem', 'preference', 'exclusion', 'excess', 'strong-person', 'person', 'cause', 'condition', 'equality', 'norm', 'training', 'admin', 'thing', 'self', 'heading', 'hiring'] as const;
export type FrameWord = (typeof FRAME_WORDS)[number];

/** A ground's words, as indexes into the view's words, half open. */
export interface Ground {
  readonly rule: number;
  readonly kind: GroundKind;
  readonly first: number;
  readonly last: number;
}

/** A sentence as the frames see it. */
export interface Reading {
  readonly first: number;
  readonly last: number;
  readonly question: boolean;
  readonly marks: readonly Match<FrameWord>[];
  /** 1 where a clause begins, from `first` on. */
  readonly clauses: Uint8Array;
}

/** A reason given beside a decision is short; a long neighbour speaks of something else. */
const SHORT = 22;
/** A wish reaches its object within a clause or so. */
const NEAR = 9;

/** How strongly a ground weighs in its sentence; null if not at all. Neighbours are the sentences before and after, or null. */
export function judge(ground: Ground, here: Reading, before: Reading | null, after: Reading | null): 'explicit' | 'coded' | null {
  const has = (word: FrameWord, reading: Reading | null = here): boolean => reading !== null && reading.marks.some((mark) => mark.value === word && !within(mark, ground, reading === here));
  // Statements of equality, quotations of the law and training speak about the ground without using it.
  if (excuses(here)) return null;
  const ofThings = has('thing') && !has('strong-person');
  if (ground.kind === 'coded') return ofThings ? null : 'coded';
  if (ground.kind === 'explicit' || ground.kind === 'question') return ofThings ? null : 'explicit';
  const weighs = FRAMES[ground.kind](ground, here, has);
  if (weighs !== null) return weighs ? 'explicit' : null;
  return beside(ground, here, before, after, has) ? 'explicit' : null;
}

/** Equality stated, the law quoted, or others taught. */
function excuses({ marks, first }: Reading): boolean {
  return marks.some((mark) => mark.value === 'equality' || mark.value === 'norm' || mark.value === 'training' || (mark.value === 'heading' && mark.first - first <= 1));
}

type Has = (word: FrameWord, reading?: Reading | null) => boolean;
/** true: it weighs; false: it cannot; null: a neighbouring sentence may tell. */
type Frame = (ground: Ground, here: Reading, has: Has) => boolean | null;

/** Cause, problem, counterfactual: 'because of your age', 'your age worries us', 'if you were not expecting'. */
const trait: Frame = (ground, here, has) => {
  if (has('thing') && !has('strong-person')) return false;
  // 'I am on maternity leave', 'j'ai 52 ans': one's own, unless somebody else decides on it.
  const own = here.marks.some(({ value, last }) => value === 'self' && last <= ground.first && ground.first - last <= 1);
  const administrative = has('admin') || own;
  const caused = here.marks.some(({ value, last }) => value === 'cause' && last <= ground.first && ground.first - last <= 2) || within2(here, 'cause', ground);
  if (has('condition') && has('reversed')) return true;
  if (has('adverse') || (caused && has('negation'))) return !administrative || caused;
  if (administrative) return false;
  if (has('problem')) return true;
  // 'I would prefer someone who is not going to get pregnant'
  if (ground.kind === 'event' && has('preference') && has('exclusion')) return true;
  return null;
};

const FRAMES: Readonly<Record<Exclude<GroundKind, 'coded' | 'explicit' | 'question'>, Frame>> = {
  attribute: trait,
  event: trait,
  /** Excess: 'too old', said of a person. */
  adjective: (ground, here, has) => {
    const excess = here.marks.some(({ value, last }) => value === 'excess' && last <= ground.first && ground.first - last <= 1);
    if (!excess || has('thing')) return false;
    return has('strong-person') || ground.first - here.first <= 3;
  },
  /** A class of persons kept out, or made a problem. */
  class: (ground, here, has) => {
    if (has('admin') && !has('hiring')) return false;
    if (here.marks.some(({ value, first, last }) => value === 'exclusion' && first < ground.first && ground.first - last <= 3)) return true;
    if (has('thing')) return false;
    return has('adverse') || has('problem');
  },
  /** Those wanted instead. */
  preferred: (ground, here, has) => {
    if (has('thing')) return false;
    if (has('condition') && has('reversed')) return true;
    // Fares and sizes have limits of age as well: somebody must be there to be wanted.
    if (!has('hiring') && !here.marks.some(({ value }) => value === 'strong-person' || value === 'person')) return false;
    const wished = here.marks.some(({ value, first, last }) => value === 'preference' && !(first >= ground.first && last <= ground.last) && (Math.abs(ground.first - last) <= NEAR || Math.abs(first - ground.last) <= 3));
    return wished || has('adverse') || (has('hiring') && here.last - here.first <= 10) || (here.last - here.first <= 7 && ground.last - ground.first >= 2 && has('strong-person'));
  },
};

/** The reason stands in one sentence, the decision in the next: 'We will not proceed. You are expecting a baby.' */
function beside(ground: Ground, here: Reading, before: Reading | null, after: Reading | null, has: Has): boolean {
  if ((ground.kind !== 'attribute' && ground.kind !== 'event') || here.last - here.first > SHORT || !here.marks.some(({ value }) => value === 'strong-person')) return false;
  if (has('condition')) return has('reversed', after) || has('reversed', before);
  return [before, after].some((reading) => reading !== null && !excuses(reading) && !has('admin', reading) && reading.marks.some(({ value }) => value === 'adverse'));
}

/** Whether a mark is part of the ground's own words. */
function within(mark: Match<FrameWord>, ground: Ground, same: boolean): boolean {
  return same && mark.first >= ground.first && mark.last <= ground.last;
}

function within2(here: Reading, word: FrameWord, ground: Ground): boolean {
  return here.marks.some(({ value, first, last }) => value === word && first >= ground.first && last <= ground.last);
}
