import type { Match } from '../pattern/words.ts';
import { OF_PERSONS, isThing, takesThing } from './objects.ts';

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
  'norm', 'training', 'admin', 'thing', 'self', 'heading', 'hiring', 'ask', 'object', 'stake', 'passive', 'deed', 'none', 'public', 'served', 'about', 'programme', 'acts', 'whose', 'of-thing', 'although', 'shed',
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
      .filter(({ value, first, last }) => !CANCELLING.has(value) || !here.grounds.some((other) => other.last - other.first > 1 && first >= other.first && last <= other.last));
  }

  all(word: FrameWord): Mark[] {
    return this.#marks.filter(({ value }) => value === word);
  }

  /** Somebody is spoken of; 'votre', 'his' in the ground's own words do as well. */
  get personal(): boolean {
    return this.here.marks.some(({ value }) => value === 'strong-person');
  }

  get ofThings(): boolean {
    // 'A receptionist with a stutter is not an option in a five-star house': a person is named before the things.
    return (this.has('thing') && !this.personal && !(this.#named && this.asserted('adverse').length > 0)) || isBusiness(this.here);
  }

  /** A noun for a person stands before the ground, and is no thing of the same name ('the server'). */
  get #named(): boolean {
    const things = this.all('thing');
    return this.all('person').some(({ first, last }) => last <= this.ground.first && this.ground.first - last <= 3 && !things.some((thing) => thing.first < last && thing.last > first));
  }

  /** Whether the ground is somebody's: 'your', 'sa' stand in its words or right before. */
  get possessed(): boolean {
    return this.here.marks.some(({ value, first, last }) => value === 'whose' && first < this.ground.last && this.ground.first - last <= 1);
  }

  /**
   * Whether the ground tells of somebody else than a person at work, or of a thing: 'a paper on religion', 'experience with older people',
   * 'a disabled passenger', 'the origin of its cotton'.
   */
  get elsewhere(): boolean {
    const { here: { marks }, ground } = this;
    // 'Your paper on religion': what it is about stands within the ground's words as well.
    if (marks.some(({ value, first, last }) => value === 'about' && first >= ground.first && last < ground.last)) return true;
    if (!this.possessed && (this.leads('about', 1) || this.leads('programme', 1) || this.leads('served', 1))) return true;
    if (!this.possessed && ground.kind === 'attribute' && marks.some(({ value, first, last }) => value === 'of-thing' && first === ground.last && !isPersonal(first, last, this.here))) return true;
    // 'The delegates' meeting': the class completes the name of a thing.
    if (ground.kind === 'class' && marks.some(({ value, first }) => value === 'of-thing' && first === ground.first) && marks.some((mark) => mark.value === 'object' && mark.last === ground.first && isThing(mark, this.here))) return true;
    // 'She nursed patients with cancer', 'A deaf customer complained'
    const told = this.asserted('adverse').length === 0 && !this.leads('exclusion', 3);
    if (ground.kind === 'class' && marks.some(({ value, first, last }) => value === 'public' && first > ground.first && (last < ground.last || (told && last === ground.last)))) return true;
    return !this.has('hiring') && (this.leads('public', 0) || this.follows('public', 0));
  }

  /** 'Your logo is too young': what is too much so is a thing. */
  get describesThing(): boolean {
    const { marks } = this.here;
    const excess = marks.find(({ value, first, last }) => value === 'excess' && last <= this.ground.last && last >= this.ground.first - 1 && first <= this.ground.first);
    if (excess === undefined) return false;
    const from = Math.min(excess.first, this.ground.first);
    const said = marks.find(({ value, first, last }) => value === 'passive' && first < from && last >= from - 1 && last <= from);
    const end = said?.first ?? from;
    // 'Il est un brin trop …' tells how much.
    return marks.some((mark) => mark.value === 'object' && mark.last === end && isThing(mark, this.here, end) && !marks.some(({ value, last }) => value === 'passive' && last === mark.first));
  }

  /** 'The old router': the adjective's noun is a thing. */
  get describesNoun(): boolean {
    const { here, ground } = this;
    return ground.last < here.last && !here.opens(ground.last) && here.marks.some(({ value, first, last }) => value === 'object' && first < ground.first && last === ground.last)
      && !here.marks.some(({ value, first, last }) => OF_PERSONS.has(value) && first < ground.last + 2 && last > ground.last);
  }

  /** 'The loss of the customer, not your pregnancy', 'It was not your disability that …': denied in passing. */
  get deniedAside(): boolean {
    const { marks } = this.here;
    const denied = (to: number): boolean => marks.some(({ value, first, last }) => value === 'not' && last === to && marks.some((is) => is.value === 'passive' && is.first < first && is.last === last));
    return this.possessed && ((denied(this.ground.first) && this.follows('cause', 0) && !this.here.opens(this.ground.last)) || marks.some(({ value, first, last }) => value === 'not' && this.here.opens(first) && last <= this.ground.first && this.ground.first - last <= 2));
  }

  /** 'We did not turn you down because of your age': the decision is denied, and with it its reason. */
  get deniedReason(): boolean {
    const { here, ground } = this;
    return this.all('adverse').some((mark) => mark.last <= ground.first && ground.first - mark.last <= ASIDE && isDenied(mark, here) && !isCut(mark.last - 1, ground.first, here)
      && this.all('cause').some(({ first, last }) => first >= mark.last && last <= ground.first)
      && !here.marks.some(({ value, first, last }) => value === 'adverse' && first < mark.first && last > mark.first));
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
    return this.all(word).filter((mark) => !isDenied(mark, this.here) && !(word === 'adverse' && takesThing(mark, this.here)) && mark.first - this.ground.last <= FAR && this.ground.first - mark.last <= FAR);
  }
}

/** 'not a problem', 'n'avons pas refusé': a negation right before, in the same clause, that is no part of the mark itself. */
export function isDenied(mark: Mark, here: Reading): boolean {
  const { marks } = here;
  if (mark.value === 'adverse' && negatesAnother(mark, here)) return true;
  const obstacle = mark.value === 'problem';
  return marks.some(({ value, first, last }) => {
    // 'no obstacle', 'aucun frein'
    const near = value === 'not' ? 2 : value === 'none' && obstacle ? 1 : -1;
    if (last <= mark.first) return mark.first - last <= near && !isCut(first, mark.first, here);
    // 'ne nous gêne pas': the second half of the negation stands behind.
    return obstacle && value === 'not' && first >= mark.last && first - mark.last <= 1 && !isCut(mark.first, first, here)
      && marks.some((no) => no.value === 'negation' && no.last <= mark.first && mark.first - no.last <= 2 && !isCut(no.first, mark.first, here));
  });
}

/** Whether a clause begins behind word `from`, up to word `to`. */
function isCut(from: number, to: number, { opens }: Pick<Reading, 'opens'>): boolean {
  for (let at = from + 1; at <= to; at++) if (opens(at)) return true;
  return false;
}

/** 'Cela ne nous gêne pas, signons': what is denied stands in the clause before. */
function negatesAnother(mark: Mark, here: Reading): boolean {
  for (let at = mark.first + 1; at < mark.last; at++) {
    if (here.opens(at) && here.marks.some(({ value, first, last }) => (value === 'not' || value === 'negation') && first >= mark.first && last <= at)) return true;
  }
  return false;
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
  return marks.some(({ value, first: at, last }) => (ground === undefined || at < ground.first || last > ground.last) && ((value === 'equality' && !isVerbs(at, marks) && !isConceded({ value, first: at, last }, reading, ground)) || (value === 'welcome' && !isTakenBack(last, reading)) || value === 'norm' || value === 'training' || (value === 'heading' && at - first <= 1)));
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

/** 'A conviction, though unrelated to the job, makes us withdraw': granted in passing, and decided all the same. */
function isConceded(mark: Mark, { marks, opens }: Reading, ground: Ground | undefined): boolean {
  if (ground === undefined || mark.first < ground.last) return false;
  const aside = opens(mark.first) || marks.some(({ value, last }) => value === 'although' && last <= mark.first && mark.first - last <= 1);
  return aside && marks.some(({ value, first, last }) => value === 'adverse' && first >= mark.last && isCut(mark.last - 1, last - 1, { opens }));
}

/** 'Congratulations, but we cannot go on with you.' */
function isTakenBack(from: number, { marks }: Reading): boolean {
  return marks.some(({ value, first: but }) => value === 'contrast' && but >= from && marks.some(({ value: other, last }) => other === 'adverse' && last > but));
}

/** A noun for a person, the name of one's work, or what completes a ground stands among these words. */
function isPersonal(from: number, to: number, { marks, grounds }: Reading): boolean {
  return grounds.some(({ first, last }) => first < to && last >= to) || marks.some(({ value, first, last }) => (value === 'person' || value === 'strong-person' || value === 'hiring' || value === 'stake') && first < to && last > from);
}
