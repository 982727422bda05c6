import type { Match } from '../pattern/words.ts';

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
 * - question: asks a candidate about it, whatever else is said
 * - topic: what a question to a candidate must not be about
 */
export const GROUND_KINDS = ['attribute', 'event', 'adjective', 'class', 'preferred', 'explicit', 'coded', 'question', 'topic'] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

/** Lists of rules/lexicons/frames-*.yaml that the frames ask for. */
export const FRAME_WORDS = [
  'adverse', 'negation', 'not', 'reversed', 'problem', 'preference', 'only', 'exclusion', 'excess', 'copula', 'strong-person', 'person', 'cause', 'condition', 'equality', 'regardless', 'welcome', 'contrast', 'voice', 'thanks', 'business',
  'norm', 'training', 'admin', 'thing', 'self', 'heading', 'hiring', 'ask',
] as const;
export type FrameWord = (typeof FRAME_WORDS)[number];

/** A ground's words, as indexes into the view's words, half open. */
export interface Ground {
  readonly rule: string;
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
  /** All grounds named in it, of whichever rule. */
  readonly grounds: readonly { readonly first: number; readonly last: number }[];
  /** Whether a clause begins with word `at`. */
  readonly opens: (at: number) => boolean;
}

export type Weight = 'explicit' | 'coded' | null;
export type Mark = Match<FrameWord>;

/** Farther apart, two things in one sentence are two things. */
const FAR = 26;
/** What is refused stands beside its refusal. */
const ASIDE = 5;

/** 'On benefits' is no administration of benefits: what is part of any ground's words takes nothing back. */
const CANCELLING: ReadonlySet<FrameWord> = new Set(['admin', 'thing']);

/** A sentence with the ground left out: what is part of its words does not judge it. */
export class Scene {
  readonly #marks: readonly Mark[];

  constructor(readonly here: Reading, readonly ground: Ground) {
    this.#marks = here.marks.filter(({ first, last }) => first < ground.first || last > ground.last)
      .filter(({ value, first, last }) => !CANCELLING.has(value) || !here.grounds.some((other) => first >= other.first && last <= other.last));
  }

  all(word: FrameWord): Mark[] {
    return this.#marks.filter(({ value }) => value === word);
  }

  /** Somebody is spoken of; 'votre', 'his' in the ground's own words do as well. */
  get personal(): boolean {
    return this.here.marks.some(({ value }) => value === 'strong-person');
  }

  get ofThings(): boolean {
    return (this.has('thing') && !this.personal) || isBusiness(this.here);
  }

  get size(): number {
    return this.here.last - this.here.first;
  }

  has(word: FrameWord): boolean {
    return this.#marks.some(({ value }) => value === word);
  }

  /** Ends at most `gap` words before the ground, in its clause. */
  leads(word: FrameWord, gap: number): boolean {
    return this.#marks.some(({ value, first, last }) => value === word && first < this.ground.first && this.ground.first - last <= gap);
  }

  /** Begins at most `gap` words behind the ground. */
  follows(word: FrameWord, gap: number): boolean {
    return this.#marks.some(({ value, first, last }) => value === word && last > this.ground.last && first - this.ground.last <= gap);
  }

  /** Of a word, those marks that no negation takes back and that stand near enough. */
  asserted(word: FrameWord): Mark[] {
    return this.all(word).filter((mark) => !isDenied(mark, this.here) && mark.first - this.ground.last <= FAR && this.ground.first - mark.last <= FAR);
  }
}

/** 'not a problem', 'n'avons pas refusé': a negation right before, in the same clause, that is no part of the mark itself. */
export function isDenied(mark: Mark, { marks, opens }: Reading): boolean {
  return marks.some(({ value, first, last }) => {
    if (value !== 'not' || last > mark.first || mark.first - last > 2) return false;
    for (let at = first + 1; at <= mark.first; at++) if (opens(at)) return false;
    return true;
  });
}

/** A quote, a cheque, a room is refused, not a person: nobody is spoken of, or the refusal stands with the thing. */
export function isBusiness({ marks }: Reading): boolean {
  if (marks.some(({ value }) => value === 'hiring')) return false;
  const business = marks.filter(({ value }) => value === 'business');
  return business.length > 0 && (!marks.some(({ value }) => value === 'strong-person')
    || marks.some(({ value, first, last }) => value === 'adverse' && business.some((thing) => Math.abs(thing.first - last) <= ASIDE || Math.abs(first - thing.last) <= ASIDE)));
}

/** Equality stated, somebody welcomed, the law quoted, or others taught. */
export function excuses(reading: Reading, ground?: Ground): boolean {
  const { marks, first } = reading;
  // 'you reported illegal dumping': the law is part of the ground.
  return marks.some(({ value, first: at, last }) => (ground === undefined || at < ground.first || last > ground.last) && ((value === 'equality' && !isVerbs(at, marks)) || (value === 'welcome' && !isTakenBack(last, reading)) || value === 'norm' || value === 'training' || (value === 'heading' && at - first <= 1)));
}

/** One's own trait: 'I am pregnant', 'à 59 ans, je crains …'; not 'I'm told she is pregnant'. */
export function isOwn({ ground, here }: Scene): boolean {
  const persons = here.marks.filter(({ value }) => value === 'strong-person');
  return here.marks.some(({ value, first, last }) => {
    // 'I'm not hiring the guy who leaked those emails.'
    if (here.marks.some((mark) => mark.value === 'adverse' && mark.first >= first && mark.first - last <= 2 && mark.last <= ground.first + 1)) return false;
    return value === 'self' && last <= ground.first + 1 && ground.first - first <= 3 && !persons.some((person) => person.first >= last && person.last <= ground.last);
  });
}

/** 'Nous ne vous retenons pas en raison de …': the negation is the decision's own. */
function isVerbs(at: number, marks: readonly Mark[]): boolean {
  return marks.some(({ value, first, last }) => value === 'adverse' && first < at && last > at);
}

/** 'Congratulations, but we cannot go on with you.' */
function isTakenBack(from: number, { marks }: Reading): boolean {
  return marks.some(({ value, first: but }) => value === 'contrast' && but >= from && marks.some(({ value: other, last }) => other === 'adverse' && last > but));
}
