import type { Mark, Reading } from './frame-words.ts';

/** 'not a problem', 'n'avons pas refusé': a negation right before, in the same clause, that is no part of the mark itself. */
export function isDenied(mark: Mark, here: Reading): boolean {
  const { marks } = here;
  if (mark.value === 'adverse' && negatesAnother(mark, here)) return true;
  const obstacle = mark.value === 'problem';
  return marks.some(({ value, first, last }) => {
    // 'Somebody without a home cannot …': what denies is a word of the ground.
    if (here.grounds.some((ground) => first >= ground.first && last <= ground.last && mark.first >= ground.last)) return false;
    // 'no obstacle', 'aucun frein'
    const near = value === 'not' ? 2 : value === 'none' && obstacle ? 1 : -1;
    if (last <= mark.first) return mark.first - last <= near && !isCut(first, mark.first, here);
    // 'ne nous gêne pas': the second half of the negation stands behind.
    return obstacle && value === 'not' && first >= mark.last && first - mark.last <= 1 && !isCut(mark.first, first, here)
      && marks.some((no) => no.value === 'negation' && no.last <= mark.first && mark.first - no.last <= 2 && !isCut(no.first, mark.first, here));
  });
}

/** Whether a clause begins behind word `from`, up to word `to`. */
export function isCut(from: number, to: number, { opens }: Pick<Reading, 'opens'>): boolean {
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
