import { assertedIn } from './asserted.ts';
import { isDenied } from './denial.ts';
import type { FrameWord, Ground, Mark, Reading } from './frame-words.ts';
import { OF_PERSONS, isThing } from './objects.ts';
import type { Span } from './quotations.ts';
import { marksOf } from './marks-of.ts';

/** Farther apart, two things in one sentence are two things. */
const FAR = 26;
/** A decision and 'because' stand close: between them is whom it concerns. */
const EXPLAINED = 3;
/** Between quotation marks, fewer words are set apart rather than reported. */
const REMARK = 3;
/** What is refused stands beside its refusal. */
const ASIDE = 5;

/** 'On benefits' is no administration of benefits, 'n'a pas été accordé' grants nothing: what is part of a ground's or a refusal's words takes nothing back. */
const CANCELLING: ReadonlySet<FrameWord> = new Set(['admin', 'thing']);

function holds(whole: Span, part: Span): boolean {
  return part.first >= whole.first && part.last <= whole.last;
}

const kept = new WeakMap<Reading, readonly Mark[]>();

/** The marks of a sentence but those that are part of a ground's or a refusal's words and would take something back. */
function standing(here: Reading): readonly Mark[] {
  let marks = kept.get(here);
  if (marks === undefined) {
    const isPart = (mark: Mark): boolean => here.grounds.some((other) => other.last - other.first > 1 && holds(other, mark))
      || (mark.value === 'admin' && marksOf(here.marks, 'adverse').some((other) => other.last - other.first > mark.last - mark.first && holds(other, mark)));
    kept.set(here, (marks = here.marks.filter((mark) => !CANCELLING.has(mark.value) || !isPart(mark))));
  }
  return marks;
}

/** A sentence with the ground left out: what is part of its words does not judge it. */
export class Scene {
  readonly #marks: readonly Mark[];

  constructor(readonly here: Reading, readonly ground: Ground) {
    this.#marks = standing(here);
  }

  all(word: FrameWord): Mark[] {
    const { first, last } = this.ground;
    return marksOf(this.#marks, word).filter((mark) => mark.first < first || mark.last > last);
  }

  /** Somebody is spoken of; 'votre', 'his' in the ground's own words do as well. */
  get personal(): boolean {
    return marksOf(this.here.marks, 'strong-person').length > 0;
  }

  /** Somebody at work, or who decides about work, is in the sentence. */
  get peopled(): boolean {
    return this.personal || this.possessed || this.has('person') || this.has('voice') || this.has('hiring');
  }

  /** Somebody who decides, is decided about or is spoken to; whose 'your' in 'your badge' is says nothing of the kind. */
  get somebody(): boolean {
    const { marks } = this.here;
    return marksOf(marks, 'voice').length > 0 || marksOf(marks, 'hiring').length > 0 || marksOf(marks, 'strong-person').some((mark) => !isOwners(mark, marks));
  }

  /** Whose the ground is has a name: 'la grossesse de Nadia'. */
  get #isNamed(): boolean {
    const { here: { marks, isCapitalised }, ground } = this;
    return marksOf(marks, 'of-thing').some(({ first, last }) => first === ground.last && isCapitalised(last - 1));
  }

  /** Somebody, whoever decides, or the work of somebody is in the sentence. */
  get somebodyAtWork(): boolean {
    return this.#isNamed || this.personal || this.somebody || this.has('person') || this.has('stake');
  }

  get ofThings(): boolean {
    // 'A receptionist with a stutter is not an option in a five-star house': a person is named before the things.
    return (this.has('thing') && !this.personal && !(this.#named && this.asserted('adverse').length > 0) && !this.decidesOnWork) || isBusiness(this.here);
  }

  /** 'No job at the garden centre': what is decided names work, whatever things are named as well. */
  get decidesOnWork(): boolean {
    return this.asserted('adverse').some(({ first, last }) => marksOf(this.here.marks, 'hiring').some((mark) => mark.first >= first && mark.last <= last));
  }

  /** 'So she's out', behind the ground. */
  get concludes(): boolean {
    const { here: { marks, opens }, ground } = this;
    return this.asserted('adverse').some(({ first, last }) => first >= ground.last && marksOf(marks, 'cause').some((mark) => mark.last <= last && mark.first >= first - 1 && mark.first <= first && opens(mark.first)));
  }

  /** A noun for a person stands before the ground, and is no thing of the same name ('the server'). */
  get #named(): boolean {
    const things = this.all('thing');
    return this.all('person').some(({ first, last }) => last <= this.ground.first && this.ground.first - last <= 3 && !things.some((thing) => thing.first < last && thing.last > first));
  }

  /** Whether the ground is somebody's: 'your', 'sa' stand in its words or right before. */
  get possessed(): boolean {
    return marksOf(this.here.marks, 'whose').some(({ first, last }) => first < this.ground.last && this.ground.first - last <= 1);
  }

  /**
   * Whether the ground tells of somebody else than a person at work, or of a thing: 'a paper on religion', 'experience with older people',
   * 'a disabled passenger', 'the origin of its cotton'.
   */
  get elsewhere(): boolean {
    const { here: { marks }, ground } = this;
    // 'Your paper on religion': what it is about stands within the ground's words as well.
    if (marksOf(marks, 'about').some(({ first, last }) => first >= ground.first && last < ground.last)) return true;
    if (!this.possessed && (this.leads('about', 3) || this.leads('programme', 1) || this.leads('served', 1))) return true;
    if (!this.possessed && ground.kind === 'attribute' && !this.#isNamed && marksOf(marks, 'of-thing').some(({ first, last }) => first === ground.last && !isPersonal(first, last, this.here))) return true;
    // 'A paper on Muslim architecture', 'the Polish edition': the adjective is a thing's.
    if (ground.kind !== 'event' && !this.possessed && this.follows('culture', 0)) return true;
    // 'The delegates' meeting': the class completes the name of a thing.
    if ((ground.kind === 'class' || ground.kind === 'preferred') && marksOf(marks, 'of-thing').some(({ first }) => first === ground.first)
      && marksOf(marks, 'object').some((mark) => mark.last === ground.first && isThing(mark, this.here, mark.last, ground))) return true;
    // 'She nursed patients with cancer', 'A deaf customer complained'
    const told = this.asserted('adverse').length === 0 && !this.leads('exclusion', 3);
    if (ground.kind === 'class' && marksOf(marks, 'public').some(({ first, last }) => first > ground.first && (last < ground.last || (told && last === ground.last)))) return true;
    // 'The diabetic patient did not take her treatment': the sentence is about those one serves.
    if (ground.kind !== 'class' && !this.has('hiring') && !this.personal && this.all('public').some(({ first }) => first - this.here.first <= 1)) return true;
    // 'The company has no money left' and 'the hall is not accessible to wheelchairs' describe a company and a hall.
    if (ground.kind === 'event' && this.leads('firm', 1)) return true;
    // 'The military uniform', 'la peinture noire': an adjective of a thing.
    if (ground.last - ground.first === 1 && (ground.kind === 'class' || ground.kind === 'adjective') && !this.has('hiring') && !this.personal
      && marksOf(marks, 'object').some((mark) => mark.last === ground.first && isThing(mark, this.here, mark.last, ground))) return true;
    if (!this.has('hiring') && this.leads('usable', 1)) return true;
    // 'A pregnant customer complained': 'customer' is no word of hiring where she is the one spoken of.
    const met = marksOf(marks, 'public').filter(({ first, last }) => ((last === ground.first && !this.here.opens(last)) || (first === ground.last && !this.here.opens(first))));
    return met.length > 0 && !this.all('hiring').some((mark) => !met.some((other) => holds(other, mark)));
  }

  /** 'Find the fault in « wanted: a young woman »': somebody else's words, shown and not used. */
  get isReported(): boolean {
    const { here: { marks, quoted }, ground } = this;
    const quotation = quoted.find((span) => span.last - span.first >= REMARK && holds(span, ground));
    if (quotation === undefined) return false;
    const around = marks.filter((mark) => mark.last <= quotation.first || mark.first >= quotation.last);
    return around.some(({ value }) => value === 'report') && !around.some(({ value }) => value === 'voice' || value === 'adverse');
  }

  /** 'Your logo is too young': what is too much so is a thing. */
  get describesThing(): boolean {
    const { marks } = this.here;
    const excess = marksOf(marks, 'excess').find(({ first, last }) => last <= this.ground.last && last >= this.ground.first - 1 && first <= this.ground.first);
    if (excess === undefined) return false;
    const from = Math.min(excess.first, this.ground.first);
    const said = marksOf(marks, 'passive').find(({ first, last }) => first < from && last >= from - 1 && last <= from);
    const end = said?.first ?? from;
    // 'Il est un brin trop …' tells how much; 'the Danish pastries were' has an adjective more.
    return marksOf(marks, 'object').some((mark) => (mark.last === end || (said !== undefined && mark.last === end - 1 && mark.first === this.here.first)) && isThing(mark, this.here, end) && !marksOf(marks, 'passive').some(({ last }) => last === mark.first));
  }

  /** 'The old router': the adjective's noun is a thing. */
  get describesNoun(): boolean {
    const { here, ground } = this;
    return ground.last < here.last && !here.opens(ground.last) && marksOf(here.marks, 'object').some(({ first, last }) => first < ground.first && last === ground.last)
      && !OF_PERSONS.some((word) => marksOf(here.marks, word).some(({ first, last }) => first < ground.last + 2 && last > ground.last));
  }

  /** 'The loss of the customer, not your pregnancy', 'It was not your disability that …': denied in passing. */
  get deniedAside(): boolean {
    const { here: { marks, opens }, ground } = this;
    // 'The reason was never your faith'
    const stated = (at: number): boolean => marksOf(marks, 'passive').some(({ first, last }) => first < at && last >= at);
    const cleft = this.follows('cause', 0) && !opens(ground.last)
      && marksOf(marks, 'not').some(({ first, last }) => last === ground.first && marksOf(marks, 'passive').some((is) => is.first < first && is.last === last));
    return this.possessed && (cleft || marksOf(marks, 'not').some(({ first, last }) => last <= ground.first
      && ((opens(first) && ground.first - last <= 2) || (last === ground.first && stated(first)))));
  }

  /** 'Take off your veil', 'lose ten kilos': the ground is to be got rid of. */
  get isShed(): boolean {
    const { here: { marks }, ground } = this;
    return (ground.kind === 'attribute' && this.leads('shed', 2)) || (ground.kind === 'event' && marksOf(marks, 'shed').some(({ first }) => first === ground.first));
  }

  /** 'We did not turn him down because of his postcode': the decision that the ground would explain was not taken. */
  get explainsNothing(): boolean {
    const { here: { marks }, ground } = this;
    return marksOf(marks, 'cause').some(({ first, last }) => {
      if (first > ground.first || ground.first - last > 2) return false;
      const explained = marksOf(marks, 'adverse').filter((mark) => mark.last <= first && first - mark.last <= EXPLAINED);
      // 'We wouldn't let him near the till after …': the negation is part of a longer refusal.
      const whole = (mark: Mark): boolean => marksOf(marks, 'adverse').some((other) => other.first < mark.first && other.last > mark.first && !isDenied(other, this.here));
      return explained.length > 0 && explained.every((mark) => isDenied(mark, this.here) && !whole(mark));
    });
  }

  get size(): number {
    return this.here.last - this.here.first;
  }

  has(word: FrameWord): boolean {
    const { first, last } = this.ground;
    return marksOf(this.#marks, word).some((mark) => mark.first < first || mark.last > last);
  }

  /** Ends at most `gap` words before the ground, in its clause. */
  leads(word: FrameWord, gap: number): boolean {
    return marksOf(this.#marks, word).some(({ first, last }) => first < this.ground.first && this.ground.first - last <= gap);
  }

  /** Begins at most `gap` words behind the ground. */
  follows(word: FrameWord, gap: number): boolean {
    return marksOf(this.#marks, word).some(({ first, last }) => last > this.ground.last && first - this.ground.last <= gap);
  }

  /** Of a word, those marks that no negation takes back and that stand near enough. */
  asserted(word: FrameWord): Mark[] {
    const { first, last } = this.ground;
    return assertedIn(this.here, word).filter((mark) => mark.first - last <= FAR && first - mark.last <= FAR && (mark.first < first || mark.last > last));
  }
}

/** 'Your', 'his': whose something is, and no more of a person than that. */
function isOwners({ last }: Mark, marks: readonly Mark[]): boolean {
  return marksOf(marks, 'whose').some((mark) => mark.last === last);
}

/** A quote, a cheque, a room is refused, not a person: nobody is spoken of, or the refusal stands with the thing. */
export function isBusiness({ marks, grounds }: Reading): boolean {
  if (marksOf(marks, 'hiring').length > 0) return false;
  // 'Reported the invoices to the tax office': what somebody reported is no business here.
  const business = marksOf(marks, 'business').filter((mark) => !grounds.some((ground) => ground.last - ground.first > 1 && holds(ground, mark)));
  // 'Your parcel', 'votre devis': whose the thing is, not who is spoken of.
  const owner = (mark: Mark): boolean => business.some(({ first }) => first === mark.last) && isOwners(mark, marks);
  return business.length > 0 && (!marksOf(marks, 'strong-person').some((mark) => !owner(mark))
    || marksOf(marks, 'adverse').some(({ first, last }) => business.some((thing) => Math.abs(thing.first - last) <= ASIDE || Math.abs(first - thing.last) <= ASIDE)));
}

/** A noun for a person, the name of one's work, or what completes a ground stands among these words. */
function isPersonal(from: number, to: number, { marks, grounds }: Reading): boolean {
  return grounds.some(({ first, last }) => first < to && last >= to) || OF_PERSONS.some((word) => marksOf(marks, word).some(({ first, last }) => first < to && last > from));
}
