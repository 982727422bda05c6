import { assertedIn } from './asserted.ts';
import { excuses, isOwn } from './excuses.ts';
import type { Ground, GroundKind, Mark, Reading, Weight } from './frame-words.ts';
import { isThing, takesThing } from './objects.ts';
import { Scene, isBusiness } from './scene.ts';
import { marksOf } from './marks-of.ts';

/** A reason given beside a decision is short; a long neighbour speaks of something else. */
const SHORT = 28;
/** A sentence of a few words has room for one thing. */
const TERSE = 9;
/** Too few words for a whole sentence. */
const FRAGMENT = 6;
/** A remark between people who know what they speak of. */
const BRIEF = 14;
/** A class of persons and what is decided about it stand close. */
const REACH = 12;
/** 'Whatever your age, your origin or your beliefs'. */
const NAMED = 12;
/** Between 'so' and its decision stands who decides. */
const CONCLUDED = 4;
/** A wish reaches its object within a clause or so. */
const NEAR = 9;

/** How strongly a ground weighs in its sentence; null if not at all. `before` and `after`: the sentences around it, the nearest first. */
export function judge(ground: Ground, here: Reading, before: readonly Reading[], after: readonly Reading[]): Weight {
  // Statements of equality, quotations of the law and training speak about the ground without using it.
  const scene = new Scene(here, ground);
  // 'Take off your veil and the job is yours': a condition, however warm.
  if (scene.isShed && (scene.has('reversed') || scene.has('welcome'))) return 'explicit';
  if ((excuses(here, ground) && !(scene.has('welcome') && turnsRound(after[0]))) || scene.isReported || scene.leads('regardless', NAMED)) return null;
  // 'Is the desk too much for your back? We have another one for you.'
  if (here.question && after[0] !== undefined && marksOf(after[0].marks, 'welcome').length > 0) return null;
  if (ground.kind === 'coded' || ground.kind === 'explicit' || ground.kind === 'question') {
    // 'My diplomas bear another first name' is one's own affair.
    if (scene.ofThings || isOwn(scene) || (ground.kind === 'explicit' && scene.describesThing)) return null;
    return ground.kind === 'coded' ? 'coded' : 'explicit';
  }
  if (scene.elsewhere) return null;
  if (ground.kind === 'hint') return hints(scene) || insinuates(scene) || (scene.personal && !scene.has('admin') && !isOwn(scene) && !isBusiness(here) && beside(scene, before, after)) ? 'coded' : null;
  const weighs = FRAMES[ground.kind](scene);
  if (weighs !== null) return weighs ? 'explicit' : null;
  return beside(scene, before, after) ? 'explicit' : insinuates(scene) ? 'coded' : null;
}

/** 'Her postcode tells its own story': nothing is decided, and all is said. */
function insinuates(scene: Scene): boolean {
  return scene.ground.kind !== 'preferred' && scene.ground.kind !== 'topic' && scene.personal && scene.has('hint') && !scene.has('admin') && !scene.has('thanks') && !isOwn(scene) && !isBusiness(scene.here);
}

/** true: it weighs; false: it cannot; null: a neighbouring sentence may tell. */
type Frame = (scene: Scene) => boolean | null;

/** Cause, problem, counterfactual: 'because of your age', 'your age worries us', 'if you were not expecting'. */
const trait: Frame = (scene) => {
  const { ground, here } = scene;
  if (scene.ofThings || scene.deniedAside || scene.explainsNothing) return false;
  // 'The council refused the halal butcher a licence': nobody at work is there to be refused.
  if (ground.kind === 'attribute' && !scene.possessed && scene.size > TERSE && !scene.somebodyAtWork) return null;
  // 'I am on maternity leave', 'j'ai 52 ans': one's own, unless somebody else decides on it.
  const own = isOwn(scene);
  const administrative = scene.has('admin') || own;
  const caused = scene.leads('cause', 2) || marksOf(here.marks, 'cause').some(({ first, last }) => first >= ground.first && last <= ground.last);
  // 'If you called yourself Peter': the condition may be among the ground's own words.
  if (marksOf(here.marks, 'condition').length > 0 && scene.has('reversed')) return true;
  // 'Your test results trouble our insurer and we withdraw the offer': who decides on the offer does not administer.
  if (!own && scene.decidesOnWork) return true;
  if (!own && scene.asserted('adverse').length > 0 && scene.asserted('problem').some((trouble) => !scene.all('adverse').some(({ first, last }) => first < trouble.last && last > trouble.first))) return true;
  // 'Not whom I want selling insurance, so she's out': the conclusion is no administration.
  if (!own && scene.concludes) return true;
  if (scene.asserted('adverse').length > 0 || (caused && scene.has('negation') && scene.somebody && !scene.all('adverse').length)) return !administrative || caused;
  if (administrative) return false;
  // 'A beard that breaks the seal of the mask is a danger': nobody is there to be refused.
  if (scene.asserted('problem').length > 0) return scene.peopled || scene.has('stake') || scene.has('condition') || scene.size <= TERSE || null;
  // An obstacle named and denied: 'your age is no obstacle'.
  if (scene.has('problem') || scene.has('adverse')) return false;
  // 'I would prefer someone who is not going to get pregnant'
  if (ground.kind === 'event' && scene.all('preference').some((wish) => scene.all('exclusion').some(({ first, last }) => (first >= wish.first || ground.first - last <= 1) && last <= ground.first))) return true;
  return null;
};

/** A class of persons kept out, kept to, or made a problem. */
const persons: Frame = (scene) => {
  const { ground, here } = scene;
  if (scene.has('condition') && scene.has('reversed') && scene.personal) return true;
  if (marksOf(here.marks, 'exclusion').some(({ first, last }) => first < ground.first && last <= ground.last && ground.first - last <= 3 && !marksOf(here.marks, 'deed').some((mark) => mark.first < ground.first && mark.last > first)
    && !marksOf(here.marks, 'object').some((mark) => mark.first >= first && mark.last <= ground.first && isThing(mark, here)))) return true;
  // 'No foreigner will be hired': the ground's own words deny.
  if (marksOf(here.marks, 'none').some(({ first }) => first === ground.first) && scene.follows('preference', 3)) return true;
  if (scene.leads('only', 4) || scene.follows('only', 2)) return true;
  if ((scene.has('admin') && !scene.has('hiring')) || isOwn(scene)) return false;
  if ((scene.leads('thing', 3) && !scene.personal) || isBusiness(here)) return false;
  // 'Employees over 55 may ask for …': they are those who act.
  if (scene.follows('acts', 1) && !scene.has('voice')) return false;
  // 'The member of parliament did not answer our invitation.'
  const said = marksOf(here.marks, 'of-thing').find(({ first, last }) => first === ground.last && last > ground.last)?.last ?? ground.last;
  if (marksOf(here.marks, 'acting').some(({ first }) => first === said)) return false;
  // 'This cheese is too young, we would prefer an older one.'
  if (scene.leads('thing', REACH) && !scene.personal && !scene.has('hiring')) return false;
  // News and novels speak of classes of persons as well: somebody must decide here, or be decided about.
  const adverse = scene.asserted('adverse');
  const concluded = adverse.filter((mark) => concludes(mark, here) && mark.first >= ground.last);
  if (!scene.has('voice') && !scene.personal && scene.size > BRIEF && concluded.length === 0) return null;
  // 'A man who was too tired' is nobody's colleague so far.
  const troubles = scene.asserted('problem').filter((mark) => scene.personal || !takesThing(mark, here)).filter(({ first, last }) => scene.has('voice') || scene.personal || scene.has('hiring') || !marksOf(here.marks, 'excess').some((mark) => mark.first >= first - 1 && mark.last <= last));
  return concluded.length > 0 || [...adverse, ...troubles].some(({ first, last }) => first - ground.last <= REACH && ground.first - last <= REACH) || null;
};

/** 'A Quaker would be preaching at us, so I went no further': a decision that a clause of its own draws from what is said before. */
function concludes(decision: Mark, { marks, opens }: Reading): boolean {
  return marksOf(marks, 'cause').some(({ first, last }) => opens(first) && last <= decision.first + 1 && decision.first - last <= CONCLUDED);
}

/** 'Your evenings may be a problem', 'given the year you have had, we would rather stop here'. A thing done or said may trouble as well: nobody's life is meant then. */
function hints(scene: Scene): boolean {
  const { ground, here } = scene;
  if (scene.ofThings || scene.has('admin') || isOwn(scene) || !(scene.personal || scene.possessed || scene.size <= BRIEF)) return false;
  if (scene.has('condition') && scene.has('reversed')) return true;
  const caused = scene.leads('cause', 2) || marksOf(here.marks, 'cause').some(({ first }) => first === ground.first);
  return scene.asserted('problem').length > 0 || (caused && scene.asserted('adverse').length > 0);
}

const FRAMES: Readonly<Record<Exclude<GroundKind, 'coded' | 'hint' | 'explicit' | 'question'>, Frame>> = {
  attribute: trait,
  event: trait,
  /** 'too old'; 'a pregnant candidate'; 'she is pregnant'; 'Pregnant, so no.' */
  adjective: (scene) => {
    const { ground, here } = scene;
    if (scene.leads('excess', 1)) return !isOwn(scene) && !scene.has('thing') && !scene.describesThing && (scene.personal || ground.first - here.first <= 3);
    // 'A left-wing director', 'un directeur de théâtre de gauche'
    const named = marksOf(here.marks, 'of-thing').some(({ first, last }) => last === ground.first && marksOf(here.marks, 'person').some((mark) => mark.last === first));
    if (named || scene.leads('person', 0) || scene.follows('person', 0)) return persons(scene);
    if (scene.describesNoun) return false;
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
    if (isBusiness(here) || scene.leads('business', NEAR)) return false;
    // 'Wanted: young man to carry furniture'
    if (scene.leads('preference', 0) && marksOf(here.marks, 'person').some(({ first, last }) => first >= ground.first && last <= ground.last)) return true;
    if (scene.leads('thing', 2) || scene.follows('thing', 2) || (scene.has('thing') && !scene.has('hiring') && !scene.personal && !scene.has('person'))) return false;
    if (scene.has('reversed') && marksOf(here.marks, 'condition').length > 0) return true;
    if (scene.leads('preference', 3)) return true;
    // Fares and sizes have limits of age as well: somebody must be there to be wanted.
    if (!scene.has('hiring') && !scene.personal && marksOf(here.marks, 'person').length === 0) return false;
    const wished = [...scene.all('preference'), ...scene.all('only')].some(({ first, last }) => Math.abs(ground.first - last) <= NEAR || Math.abs(first - ground.last) <= 3);
    return wished || scene.asserted('adverse').length > 0 || (scene.has('hiring') && scene.size <= TERSE + 1)
      || (scene.size <= 7 && ground.last - ground.first >= 2 && scene.personal);
  },
  topic: (scene) => !scene.has('admin') && (scene.here.question || scene.has('ask')) && scene.personal,
};

/** The reason stands in one sentence, the decision in another: 'We will not proceed. We wish you well. You are expecting a baby.' */
function beside({ here, ground, size, personal, possessed }: Scene, before: readonly Reading[], after: readonly Reading[]): boolean {
  if (ground.kind === 'preferred' || ground.kind === 'topic' || size > SHORT) return false;
  // 'Thank you for your years in the reserve. The post went to a welder.'
  if (turnsRound(after[0]) && marksOf(here.marks, 'welcome').length > 0) return true;
  const links = after[0] !== undefined && marksOf(after[0].marks, 'cause').some(({ first }) => first - after[0]!.first <= 3);
  if (!links && (marksOf(here.marks, 'thanks').length > 0 || marksOf(here.marks, 'welcome').length > 0)) return false;
  // 'A Pole running the till? Out of the question.', 'Walks with a limp these days. No.': a fragment, and the answer to it.
  const [answer] = after;
  if (size <= TERSE && answer !== undefined && isShort(answer, here.question ? BRIEF : TERSE) && (here.question || size <= FRAGMENT || (ground.kind === 'event' && ground.first - here.first <= 1)) && decides(answer, true)) return true;
  // 'Lives in Hexley. Ninety minutes on a good day. Pass.'
  const last = after[1];
  if (size <= FRAGMENT && last !== undefined && last.last - last.first <= 2 && decides(last, false)) return true;
  // 'The team would not take orders from a woman. Not hiring her.'
  if (ground.kind === 'class') return decidesOnSomebody(answer, TERSE);
  // 'Robyn is transgender. The offer has been withdrawn.'
  if (ground.kind === 'event' && decidesOnWork(answer, TERSE)) return true;
  // 'A new girl came in a niqab. Send her home.'
  if (marksOf(here.marks, 'person').length > 0 && decidesOnSomebody(answer, FRAGMENT)) return true;
  // 'The check revealed a heart murmur. We must cancel your start.'
  const told = ground.kind === 'attribute' && (decidesOnSomebody(answer) || decidesOnWork(answer, TERSE));
  const ofPerson = ground.kind === 'event' && marksOf(here.marks, 'person').some(({ last }) => Math.abs(ground.first - last) <= 1);
  const said = personal || possessed || told || ofPerson || marksOf(here.marks, 'copula').some(({ last }) => ground.first - last <= 1 && last <= ground.first);
  if (!said || ground.kind === 'adjective') return false;
  const around = [...before, ...after];
  if (marksOf(here.marks, 'condition').length > 0) return around.some(({ marks }) => marksOf(marks, 'reversed').length > 0);
  return around.some((reading) => decides(reading, here.question && reading === answer));
}

/** 'Congratulations on the baby! Sadly this means we cannot keep you on the job': a warm word, and the work refused in the next breath. */
function turnsRound(next: Reading | undefined): boolean {
  return next !== undefined && marksOf(next.marks, 'contrast').some(({ first }) => first - next.first <= 1)
    && marksOf(next.marks, 'cause').some(({ first }) => first - next.first <= 3) && marksOf(next.marks, 'hiring').length > 0 && decides(next, false);
}

/** 'Send her home.': a decision, in no more than so many words, about whoever was spoken of before. */
function decidesOnSomebody(reading: Reading | undefined, words = Infinity): boolean {
  // 'Boomers drive me mad. None of them on my team.'
  return reading !== undefined && reading.last - reading.first <= words && (marksOf(reading.marks, 'strong-person').length > 0 || (words < Infinity && marksOf(reading.marks, 'adverse').some(({ first }) => first === reading.first))) && decides(reading, false);
}

/** 'The offer has been withdrawn.': a decision, in no more than so many words, about somebody's work. */
function decidesOnWork(reading: Reading | undefined, words: number): boolean {
  return reading !== undefined && reading.last - reading.first <= words && marksOf(reading.marks, 'hiring').length > 0 && decides(reading, false);
}

/** A short sentence, or one that begins with its decision: 'Forget it, we want …' */
function isShort({ first, last, marks }: Reading, words: number): boolean {
  return last - first <= words || marksOf(marks, 'adverse').some((mark) => mark.first - first <= 1);
}

/** A sentence that tells a decision and neither excuses nor administers; `alone`: a problem will do as well. */
function decides(reading: Reading, alone: boolean): boolean {
  return !excuses(reading) && !isBusiness(reading) && marksOf(reading.marks, 'admin').length === 0
    && (assertedIn(reading, 'adverse').length > 0 || (alone && assertedIn(reading, 'problem').some((mark) => !takesThing(mark, reading))));
}
