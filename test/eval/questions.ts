import type { Labelled, Weighed } from './labelled.ts';
import { learn, tenths } from './regression.ts';
import type { Learning, Model, Sample, Tenths } from './regression.ts';

/** Weights to keep for whether there is anything to find, and for each label beside it. */
const MOST = 5_000;
const MOST_BESIDE = 1_600;
/** Tenths: of so little of so many words, none is worth its place. */
const LEAST = 2;

/** What is learned: whether a text is one of these, if that can be told. */
export interface Question extends Learning {
  readonly is: (one: Labelled) => boolean | null;
  /** A weight of fewer tenths is left out. */
  readonly least?: number;
}

/** How words are learned from; where fewer sentences tell, less is learned of each. */
const OF_WORDS = { rare: 0.5, ridge: 0.03, least: LEAST } as const;
const OF_FEW = { rare: 0.5, ridge: 0.2, least: LEAST } as const;

/** Of many sentences much is learned, of each word the less the more of them have it. */
const OF_MANY = { rare: 0.7, ridge: 0.01, least: 1 } as const;

/** Whether there is anything to find at all. */
export const ANYTHING: Question = { is: ({ rules }) => rules.length > 0, most: MOST, ...OF_MANY };
export const OF_GROUNDS: Question = { ...ANYTHING, ...OF_FEW };
export const ANY_TONE: Question = { ...ANYTHING, ...OF_FEW };
/** Of what is to be found, whether it is said outright. */
export const OUTRIGHT: Question = { is: ({ strength }) => (strength === 'explicit' || (strength === 'coded' ? false : null)), most: MOST_BESIDE, ...OF_WORDS };

/** Evidence is little, and all of it stands in many sentences. */
export function ofEvidence({ is }: Question): Question {
  return { is };
}

export function ofTone(rule: string): Question {
  return { is: ({ rules }) => rules.includes(rule), most: MOST_BESIDE, ...OF_FEW };
}

/** The texts of which a question can be told, with the answers. */
function answered(texts: readonly Weighed[], { is }: Question): Sample[] {
  return texts.flatMap(({ stems, of }) => {
    const answer = is(of);
    return answer === null ? [] : [{ stems, is: answer }];
  });
}

export function modelOf(texts: readonly Weighed[], question: Question): Model {
  return learn(answered(texts, question), question);
}

export function weightsFrom(texts: readonly Weighed[], questions: Readonly<Record<string, Question>>): Record<string, Tenths> {
  return Object.fromEntries(Object.entries(questions).map(([label, question]) => [label, tenths(modelOf(texts, question), question.least)]));
}
