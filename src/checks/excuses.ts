import type { FrameWord, Ground, Mark, Reading } from './frame-words.ts';
import { isCut } from './denial.ts';
import type { Scene } from './scene.ts';
import { marksOf } from './marks-of.ts';

/** 'I campaign for the Greens': between oneself and one's trait stands a verb with its preposition. */
const NEAR_SELF = 4;

/** Equality stated, somebody welcomed, the law quoted, or others taught. */
export function excuses(reading: Reading, ground?: Ground): boolean {
  const { marks, first } = reading;
  // 'you reported illegal dumping': the law is part of the ground.
  const some = (word: FrameWord, counts: (mark: Mark) => boolean): boolean => marksOf(marks, word).some((mark) => (ground === undefined || mark.first < ground.first || mark.last > ground.last) && counts(mark));
  return some('norm', () => true) || some('training', () => true) || some('heading', (mark) => mark.first - first <= 1)
    || some('equality', (mark) => !isVerbs(mark.first, marks) && !isConceded(mark, reading, ground)) || some('welcome', (mark) => !isVerbs(mark.first, marks) && !isTakenBack(mark.last, reading));
}

/** One's own trait: 'I am pregnant', 'à 59 ans, je crains …'; not 'I'm told she is pregnant'. */
export function isOwn({ ground, here, possessed }: Scene): boolean {
  // 'I have just seen her date of birth.'
  if (possessed) return false;
  const persons = marksOf(here.marks, 'strong-person');
  return marksOf(here.marks, 'self').some(({ first, last }) => {
    if (last > ground.first + 1 || ground.first - first > NEAR_SELF) return false;
    // 'I'm not hiring the guy who leaked those emails.'
    if (marksOf(here.marks, 'adverse').some((mark) => mark.first >= first && mark.first - last <= 2 && mark.last <= ground.first + 1)) return false;
    return !persons.some((person) => person.first >= last && person.last <= ground.last);
  });
}

/** 'Nous ne vous retenons pas en raison de …', 'we do not think you would fit in': it is part of the decision's or the trouble's own words. */
function isVerbs(at: number, marks: readonly Mark[]): boolean {
  const within = ({ first, last }: Mark): boolean => first < at && last > at;
  return marksOf(marks, 'adverse').some(within) || marksOf(marks, 'problem').some(within);
}

/** 'A conviction, though unrelated to the job, makes us withdraw': granted in passing, and decided all the same. */
function isConceded(mark: Mark, { marks, opens }: Reading, ground: Ground | undefined): boolean {
  if (ground === undefined || mark.first < ground.last) return false;
  const aside = opens(mark.first) || marksOf(marks, 'although').some(({ last }) => last <= mark.first && mark.first - last <= 1);
  return aside && marksOf(marks, 'adverse').some(({ first, last }) => first >= mark.last && isCut(mark.last - 1, last - 1, { opens }));
}

/** 'Congratulations, but we cannot go on with you.' */
function isTakenBack(from: number, { marks }: Reading): boolean {
  return marksOf(marks, 'contrast').some(({ first: but }) => but >= from && marksOf(marks, 'adverse').some(({ last }) => last > but));
}
