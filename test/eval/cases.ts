import { JUDGED } from '../../src/checks/cues.ts';
import type { Judged } from '../../src/checks/evidence.ts';
import { FrameReader } from '../../src/checks/frame-reader.ts';
import { meaningStems } from '../../src/checks/meaning.ts';
import { sentencesSaying, withNeighbours } from '../../src/checks/sentence-matches.ts';
import { stemsOf } from '../../src/checks/weights.ts';
import { WORDING_SECTIONS } from '../../src/checks/wording.ts';
import type { Patterns } from '../../src/pattern/patterns.ts';
import type { View } from '../../src/text/types.ts';
import { windowsOf } from './labelled.ts';
import type { Labelled, Weighed } from './labelled.ts';

/** A ground with what it is weighed by: its sentence and the neighbours, all grounds left out, and how it stands there. */
export interface GroundCase extends Judged {
  readonly stems: ReadonlySet<string>;
}

/** Sentences that are weighed together. What they mean is in all of their words; of a long text that is lawful, every part is. */
export interface Window {
  readonly stems: ReadonlySet<string>;
  readonly pieces: ReadonlySet<string>;
  readonly grounds: readonly GroundCase[];
}

/** A text as it is learned from. */
export interface Case {
  readonly of: Labelled;
  readonly windows: readonly Window[];
  readonly grounds: readonly GroundCase[];
}

export function caseOf(of: Labelled, view: View, patterns: Patterns): Case {
  const said = sentencesSaying(view, patterns, ['ground'], of.language, WORDING_SECTIONS);
  const reader = new FrameReader(view, patterns, of.language, said);
  const sentences = view.sentences();
  const grounds = new Map(said.map(({ index }) => [index, reader.groundsAt(index).map((ground) => {
    const weight = reader.judge(ground, index);
    return { ground, weight, stems: new Set([...stemsOf(reader.row(...withNeighbours(view, index))), ...reader.cues(ground, index, weight)]) };
  })]));
  return {
    of,
    windows: windowsOf(of, view).map(([from, to]) => {
      const indexes = sentences.slice(from, to + 1).map((_sentence, index) => from + index);
      const pieces = new Set(indexes.flatMap((index) => [...reader.sequence(index)]));
      return { stems: meaningStems(view.words().folds(sentences[from]!.firstWord, sentences[to]!.lastWord), pieces), pieces, grounds: indexes.flatMap((index) => grounds.get(index) ?? []) };
    }),
    grounds: [...grounds.values()].flat(),
  };
}

/** What frames were written with in sight, as all examples of the rules: they fit it too well. */
const READ = /^(?:open\/|learned\/discrimination-(?:agency|office|plain|trade)\.)/;

/** Of what nobody had read who wrote frames: only this says how far they are to be trusted. */
export function isUnread({ place }: Labelled): boolean {
  return place !== undefined && !READ.test(place);
}

/** Grounds as they are learned from. Of another ground than the right one nothing is known. */
export function groundsIn({ of, grounds }: Case): Weighed[] {
  const tells = isUnread(of);
  return grounds.filter(({ ground: { rule } }) => of.rules.length === 0 || of.rules.includes(rule)).map(({ stems }) => ({ stems: tells ? stems : new Set([...stems].filter((stem) => !stem.startsWith(JUDGED))), of }));
}

export function meaningsIn({ of, windows }: Case): Weighed[] {
  return windows.map(({ stems }) => ({ stems, of }));
}
