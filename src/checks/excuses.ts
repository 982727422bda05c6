import type { Ground, Mark, Reading } from './frame-words.ts';
import { isCut } from './denial.ts';
import type { Scene } from './scene.ts';

/** 'I campaign for the Greens': between oneself and one's trait stands a verb with its preposition. */
const NEAR_SELF = 4;

/** Equality stated, somebody welcomed, the law quoted, or others taught. */
export function excuses(reading: Reading, ground?: Ground): boolean {
  const { marks, first } = reading;
  // 'you reported illegal dumping': the law is part of the ground.
  return marks.some(({ value, first: at, last }) => (ground === undefined || at < ground.first || last > ground.last) && ((value === 'equality' && !isVerbs(at, marks) && !isConceded({ value, first: at, last }, reading, ground)) || (value === 'welcome' && !isVerbs(at, marks) && !isTakenBack(last, reading)) || value === 'norm' || value === 'training' || (value === 'heading' && at - first <= 1)));
}

/** One's own trait: 'I am pregnant', 'à 59 ans, je crains …'; not 'I'm told she is pregnant'. */
export function isOwn({ ground, here, possessed }: Scene): boolean {
  // 'I have just seen her date of birth.'
  if (possessed) return false;
  const persons = here.marks.filter(({ value }) => value === 'strong-person');
  return here.marks.some(({ value, first, last }) => {
    // 'I'm not hiring the guy who leaked those emails.'
    if (here.marks.some((mark) => mark.value === 'adverse' && mark.first >= first && mark.first - last <= 2 && mark.last <= ground.first + 1)) return false;
    return value === 'self' && last <= ground.first + 1 && ground.first - first <= NEAR_SELF && !persons.some((person) => person.first >= last && person.last <= ground.last);
  });
}

/** 'Nous ne vous retenons pas en raison de …', 'we do not think you would fit in': it is part of the decision's or the trouble's own words. */
function isVerbs(at: number, marks: readonly Mark[]): boolean {
  return marks.some(({ value, first, last }) => (value === 'adverse' || value === 'problem') && first < at && last > at);
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
