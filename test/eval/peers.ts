import { text as alex } from 'alex';
import retextEnglish from 'retext-english';
import retextEquality from 'retext-equality';
import { unified } from 'unified';
import type { Share } from './figures.ts';
import type { Outcome } from './outcomes.ts';

let messages = 0;
/** The message list belongs to a file that only a plugin gets to see. */
const equality = unified().use(retextEnglish).use(retextEquality).use(() => (_tree, file) => {
  messages = file.messages.length;
}).freeze();

/** Other linters on the same English sentences; they know no strength and no ground, so any message counts as found. */
export const PEERS: Readonly<Record<string, (sentence: string) => boolean>> = {
  alex: (sentence) => alex(sentence).messages.length > 0,
  'retext-equality': (sentence) => {
    equality.runSync(equality.parse(sentence), sentence);
    return messages > 0;
  },
};

export interface Comparison {
  readonly set: string;
  readonly name: string;
  readonly explicit: Share;
  readonly coded: Share;
  /** Of the sentences in which nothing should be found. */
  readonly flagged: Share;
}

/** This project first, judged by the same measure. */
export function compare(outcomes: readonly Outcome[]): Comparison[] {
  const english = outcomes.filter(({ sentence }) => sentence.language === 'en' && sentence.family === 'discrimination');
  const sets = [...new Set(english.map(({ sentence }) => sentence.set))];
  const linters = [['undisclosed', ({ found }: Outcome) => found.size > 0], ...Object.entries(PEERS).map(([name, flags]) => [name, ({ sentence }: Outcome) => flags(sentence.text)])] as [string, (outcome: Outcome) => boolean][];
  return sets.flatMap((set) => linters.map(([name, flags]) => {
    const share = (holds: (outcome: Outcome) => boolean): Share => {
      const own = english.filter((outcome) => outcome.sentence.set === set && holds(outcome));
      return [own.filter(flags).length, own.length];
    };
    return {
      set, name,
      explicit: share(({ sentence }) => sentence.strength === 'explicit'),
      coded: share(({ sentence }) => sentence.strength === 'coded'),
      flagged: share(({ sentence }) => sentence.rules.length === 0),
    };
  }));
}
