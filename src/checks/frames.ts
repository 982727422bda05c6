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
type Mark = Match<FrameWord>;

/** A reason given beside a decision is short; a long neighbour speaks of something else. */
const SHORT = 22;
/** A sentence of a few words has room for one thing. */
const TERSE = 9;
/** Too few words for a whole sentence. */
const FRAGMENT = 6;
/** A remark between people who know what they speak of. */
const BRIEF = 14;
/** A class of persons and what is decided about it stand close. */
const REACH = 12;
/** What is refused stands beside its refusal. */
const ASIDE = 5;
/** 'Whatever your age, your origin or your beliefs'. */
const NAMED = 12;
/** A wish reaches its object within a clause or so. */
const NEAR = 9;
/** Farther apart, two things in one sentence are two things. */
const FAR = 26;

/** 'On benefits' is no administration of benefits: what is part of any ground's words takes nothing back. */
const CANCELLING: ReadonlySet<FrameWord> = new Set(['admin', 'thing']);

/** A sentence with the ground left out: what is part of its words does not judge it. */
class Scene {
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
function isDenied(mark: Mark, { marks, opens }: Reading): boolean {
  return marks.some(({ value, first, last }) => {
    if (value !== 'not' || last > mark.first || mark.first - last > 2) return false;
    for (let at = first + 1; at <= mark.first; at++) if (opens(at)) return false;
    return true;
  });
}

/** How strongly a ground weighs in its sentence; null if not at all. `before` and `after`: the sentences around it, the nearest first. */
export function judge(ground: Ground, here: Reading, before: readonly Reading[], after: readonly Reading[]): Weight {
  // Statements of equality, quotations of the law and training speak about the ground without using it.
  const scene = new Scene(here, ground);
  if (excuses(here, ground) || scene.leads('regardless', NAMED)) return null;
  if (ground.kind === 'coded' || ground.kind === 'explicit' || ground.kind === 'question') {
    // 'My diplomas bear another first name' is one's own affair.
    if (scene.ofThings || isOwn(scene)) return null;
    return ground.kind === 'coded' ? 'coded' : 'explicit';
  }
  const weighs = FRAMES[ground.kind](scene);
  if (weighs !== null) return weighs ? 'explicit' : null;
  return beside(scene, before, after) ? 'explicit' : null;
}

/** A quote, a cheque, a room is refused, not a person: nobody is spoken of, or the refusal stands with the thing. */
function isBusiness({ marks }: Reading): boolean {
  if (marks.some(({ value }) => value === 'hiring')) return false;
  const business = marks.filter(({ value }) => value === 'business');
  return business.length > 0 && (!marks.some(({ value }) => value === 'strong-person')
    || marks.some(({ value, first, last }) => value === 'adverse' && business.some((thing) => Math.abs(thing.first - last) <= ASIDE || Math.abs(first - thing.last) <= ASIDE)));
}

/** Equality stated, somebody welcomed, the law quoted, or others taught. */
function excuses(reading: Reading, ground?: Ground): boolean {
  const { marks, first } = reading;
  // 'you reported illegal dumping': the law is part of the ground.
  return marks.some(({ value, first: at, last }) => (ground === undefined || at < ground.first || last > ground.last) && ((value === 'equality' && !isVerbs(at, marks)) || (value === 'welcome' && !isTakenBack(last, reading)) || value === 'norm' || value === 'training' || (value === 'heading' && at - first <= 1)));
}

/** One's own trait: 'I am pregnant', 'à 59 ans, je crains …'; not 'I'm told she is pregnant'. */
function isOwn({ ground, here }: Scene): boolean {
  const persons = here.marks.filter(({ value }) => value === 'strong-person');
  return here.marks.some(({ value, first, last }) => {
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

/** true: it weighs; false: it cannot; null: a neighbouring sentence may tell. */
type Frame = (scene: Scene) => boolean | null;

/** Cause, problem, counterfactual: 'because of your age', 'your age worries us', 'if you were not expecting'. */
const trait: Frame = (scene) => {
  const { ground, here } = scene;
  if (scene.ofThings) return false;
  // 'I am on maternity leave', 'j'ai 52 ans': one's own, unless somebody else decides on it.
  const own = isOwn(scene);
  const administrative = scene.has('admin') || own;
  const caused = scene.leads('cause', 2) || here.marks.some(({ value, first, last }) => value === 'cause' && first >= ground.first && last <= ground.last);
  if (scene.has('condition') && scene.has('reversed')) return true;
  if (scene.asserted('adverse').length > 0 || (caused && scene.has('negation') && !scene.all('adverse').length)) return !administrative || caused;
  if (administrative) return false;
  if (scene.asserted('problem').length > 0) return true;
  // An obstacle named and denied: 'your age is no obstacle'.
  if (scene.has('problem') || scene.has('adverse')) return false;
  // 'I would prefer someone who is not going to get pregnant'
  if (ground.kind === 'event' && scene.has('preference') && scene.has('exclusion')) return true;
  return null;
};

/** A class of persons kept out, kept to, or made a problem. */
const persons: Frame = (scene) => {
  const { ground, here } = scene;
  if (scene.has('condition') && scene.has('reversed') && scene.personal) return true;
  if (here.marks.some(({ value, first, last }) => value === 'exclusion' && first < ground.first && last <= ground.last && ground.first - last <= 3)) return true;
  if (scene.leads('only', 4) || scene.follows('only', 2)) return true;
  if ((scene.has('admin') && !scene.has('hiring')) || isOwn(scene)) return false;
  if ((scene.leads('thing', 3) && !scene.personal) || isBusiness(here)) return false;
  // News and novels speak of classes of persons as well: somebody must decide here, or be decided about.
  if (!scene.has('voice') && !scene.personal && scene.size > BRIEF) return null;
  return [...scene.asserted('adverse'), ...scene.asserted('problem')].some(({ first, last }) => first - ground.last <= REACH && ground.first - last <= REACH) || null;
};

const FRAMES: Readonly<Record<Exclude<GroundKind, 'coded' | 'explicit' | 'question'>, Frame>> = {
  attribute: trait,
  event: trait,
  /** 'too old'; 'a pregnant candidate'; 'she is pregnant'; 'Pregnant, so no.' */
  adjective: (scene) => {
    const { ground, here } = scene;
    if (scene.leads('excess', 1)) return !scene.has('thing') && (scene.personal || ground.first - here.first <= 3);
    if (scene.leads('person', 0) || scene.follows('person', 0)) return persons(scene);
    if (scene.leads('copula', 2) || (scene.has('condition') && scene.has('reversed') && scene.personal)) return trait(scene);
    if (scene.has('thing')) return false;
    return (scene.size <= TERSE && scene.asserted('adverse').length > 0) || null;
  },
  class: (scene) => {
    // An adjective of the same letters: 'trop vieux', 'trop senior'.
    if (scene.leads('excess', 0)) return false;
    return scene.leads('copula', 2) ? trait(scene) : persons(scene);
  },
  /** Those wanted instead. */
  preferred: (scene) => {
    const { ground, here } = scene;
    if (scene.leads('thing', 2) || scene.follows('thing', 2) || (scene.has('thing') && !scene.has('hiring') && !scene.personal)) return false;
    if (scene.has('condition') && scene.has('reversed')) return true;
    if (scene.leads('preference', 3)) return true;
    // Fares and sizes have limits of age as well: somebody must be there to be wanted.
    if (!scene.has('hiring') && !here.marks.some(({ value }) => value === 'strong-person' || value === 'person')) return false;
    const wished = [...scene.all('preference'), ...scene.all('only')].some(({ first, last }) => Math.abs(ground.first - last) <= NEAR || Math.abs(first - ground.last) <= 3);
    return wished || scene.asserted('adverse').length > 0 || (scene.has('hiring') && scene.size <= TERSE + 1)
      || (scene.size <= 7 && ground.last - ground.first >= 2 && scene.personal);
  },
  topic: (scene) => (scene.here.question || scene.has('ask')) && scene.personal,
};

/** The reason stands in one sentence, the decision in another: 'We will not proceed. We wish you well. You are expecting a baby.' */
function beside({ here, ground, size, personal }: Scene, before: readonly Reading[], after: readonly Reading[]): boolean {
  if (ground.kind === 'preferred' || ground.kind === 'topic' || size > SHORT) return false;
  // 'Thank you for your years in the reserve. The post went to a welder.'
  const links = after[0]?.marks.some(({ value, first }) => value === 'cause' && first - after[0]!.first <= 3) === true;
  if (!links && here.marks.some(({ value }) => value === 'thanks' || value === 'welcome')) return false;
  // 'A Pole running the till? Out of the question.': a fragment, and the answer to it.
  const [answer] = after;
  if (size <= TERSE && answer !== undefined && answer.last - answer.first <= TERSE && (here.question || size <= FRAGMENT) && decides(answer, true)) return true;
  // 'The team would not take orders from a woman. Not hiring her.'
  if (ground.kind === 'class') return answer !== undefined && answer.last - answer.first <= TERSE && answer.marks.some(({ value }) => value === 'strong-person') && decides(answer, false);
  // 'Robyn is transgender. The offer has been withdrawn.'
  if (ground.kind === 'event' && answer !== undefined && answer.last - answer.first <= TERSE && answer.marks.some(({ value }) => value === 'hiring') && decides(answer, false)) return true;
  const said = personal || here.marks.some(({ value, last }) => value === 'copula' && ground.first - last <= 1 && last <= ground.first);
  if (!said || ground.kind === 'adjective') return false;
  const around = [...before, ...after];
  if (here.marks.some(({ value }) => value === 'condition')) return around.some(({ marks }) => marks.some(({ value }) => value === 'reversed'));
  return around.some((reading) => decides(reading, false));
}

/** A sentence that tells a decision and neither excuses nor administers; `alone`: a problem will do as well. */
function decides(reading: Reading, alone: boolean): boolean {
  return !excuses(reading) && !isBusiness(reading) && !reading.marks.some(({ value }) => value === 'admin')
    && reading.marks.some((mark) => (mark.value === 'adverse' || (alone && mark.value === 'problem')) && !isDenied(mark, reading));
}
