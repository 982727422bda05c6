import type { Word } from '../text/types.ts';
import { COMMON } from './common.ts';
import type { Step } from './program.ts';

/** Words to look through; `clauses[i - base]` is 1 where a comma, colon, semicolon, bracket or dash stands before word i. */
export interface Words {
  readonly text: string;
  readonly words: readonly Word[];
  readonly clauses: Uint8Array | null;
  readonly base: number;
}

/** Adjectives and pronouns that stand before 'post' or behind 'as a' and name nothing. */
const NOT_NOUNS: ReadonlySet<string> = new Set('this that these those above advertised said relevant new vacant available open same first second next opportunity interview place part result whole candidate applicant person company travail chez notre celui celle cela bonne nouvelle'.split(' '));

/** The numbers of `<age>`. */
export const AGES: readonly string[] = Array.from({ length: 64 }, (_, index) => String(16 + index));

/** Whether one step of a phrase reads word `at`. */
export function reads(step: Step, word: string, text: Words, at: number): boolean {
  switch (step.test) {
    case 'words': return step.words.has(word);
    case 'prefix': return word.startsWith(step.prefix);
    case 'number': return isNumber(word) && Number(word) >= step.from && Number(word) <= step.to && (step.to === Infinity || isBare(text, at)) && (!step.below || isBelow(text, at));
    case 'noun': return !COMMON.has(word) && !NOT_NOUNS.has(word);
    case 'any': return text.clauses?.[at - text.base] !== 1;
    default: return false;
  }
}

/** No price, percentage, decimal or thousands: $30, 30 %, 30.5, 30,000. */
function isBare({ text, words }: Words, at: number): boolean {
  const { start, end } = words[at]!;
  return !/[$€£¥#]\s?$|\d[.,:/]$/.test(text.slice(Math.max(0, start - 2), start)) && !/^(?:\s?[%€$£°]|[.,:/]\d)/.test(text.slice(end, end + 2));
}

/** '-30', '− 30', '<30': a minus before the number, and no letter or digit before that ('25-30' is a range). */
function isBelow({ text, words }: Words, at: number): boolean {
  const lead = text.slice(Math.max(0, words[at]!.start - 6), words[at]!.start);
  return (/(?:^|[\s(:,;«"])[-−–]$/u.test(lead) && !/\d\s[-−–]$/u.test(lead)) || /<\s?$/.test(lead);
}

/** Whether the word is one of AGES. Of two digits, so the order of letters is that of numbers. */
export function isAge(word: string): boolean {
  return word.length === 2 && word >= '16' && word <= '79' && isNumber(word);
}

export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  if (first < 48 || first > 57 || word.length > 9) return false;
  for (let i = 1; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** The words `from` to `to` with the borders of their clauses. Looks at each character between words once. */
export function clauses(text: string, words: readonly Word[], from: number, to: number): Words {
  const starts = new Uint8Array(to - from);
  for (let at = from + 1; at < to; at++) {
    for (let i = words[at - 1]!.end; i < words[at]!.start; i++) {
      const code = text.charCodeAt(i);
      // , : ; ( ) – — …
      if (code === 44 || code === 58 || code === 59 || code === 40 || code === 41 || code === 0x2013 || code === 0x2014) {
        starts[at - from] = 1;
        break;
      }
    }
  }
  return { text, words, clauses: starts, base: from };
}
