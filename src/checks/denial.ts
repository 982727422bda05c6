import type { Mark, Reading } from './frame-words.ts';
import { marksOf } from './marks-of.ts';

/** 'not a problem', 'n'avons pas refusé': a negation right before, in the same clause, that is no part of the mark itself. */
export function isDenied(mark: Mark, here: Reading): boolean {
  const { marks } = here;
  if (mark.value === 'adverse' && negatesAnother(mark, here)) return true;
  const obstacle = mark.value === 'problem';
  // 'Somebody without a home cannot …': what denies is a word of the ground.
  const isGround = ({ first, last }: Mark): boolean => here.grounds.some((ground) => first >= ground.first && last <= ground.last && mark.first >= ground.last);
  const stands = (word: 'not' | 'none', near: number, { first, last }: Mark): boolean => {
    if (last <= mark.first) return mark.first - last <= near && !isCut(first, mark.first, here);
    // 'ne nous gêne pas': the second half of the negation stands behind.
    return obstacle && word === 'not' && first >= mark.last && first - mark.last <= 1 && !isCut(mark.first, first, here)
      && marksOf(marks, 'negation').some((no) => no.last <= mark.first && mark.first - no.last <= 2 && !isCut(no.first, mark.first, here));
  };
  const denies = (word: 'not' | 'none', near: number): boolean => marksOf(marks, word).some((other) => stands(word, near, other) && !isGround(other));
  // 'no obstacle', 'aucun frein'
  return denies('not', 2) || (obstacle && denies('none', 1));
}

/** Whether a clause begins behind word `from`, up to word `to`. */
export function isCut(from: number, to: number, { opens }: Pick<Reading, 'opens'>): boolean {
  for (let at = from + 1; at <= to; at++) if (opens(at)) return true;
  return false;
}

/** 'Cela ne nous gêne pas, signons': what is denied stands in the clause before. */
function negatesAnother(mark: Mark, here: Reading): boolean {
  const denials = [...marksOf(here.marks, 'not'), ...marksOf(here.marks, 'negation')];
  for (let at = mark.first + 1; at < mark.last; at++) if (here.opens(at) && denials.some(({ first, last }) => first >= mark.first && last <= at)) return true;
  return false;
}
