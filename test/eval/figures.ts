import { highest, rightLevel, type Outcome } from './outcomes.ts';

/** So many of so many. */
export type Share = readonly [number, number];

function share(outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): Share {
  return [outcomes.filter(holds).length, outcomes.length];
}

function grouped(outcomes: readonly Outcome[], key: (outcome: Outcome) => string): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = key(outcome);
    const group = groups.get(name);
    if (group) group.push(outcome);
    else groups.set(name, [outcome]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of the sentences of one strength: the right rule, any rule of the family, and the right level where the right rule speaks. */
export interface Recall {
  readonly right: Share;
  readonly any: Share;
  readonly level: Share;
}

function recall(outcomes: readonly Outcome[], strength: string): Recall {
  const own = outcomes.filter(({ sentence }) => sentence.strength === strength);
  return {
    right: share(own, (outcome) => rightLevel(outcome) !== null),
    any: share(own, (outcome) => highest(outcome, `${outcome.sentence.family}/`) !== null),
    level: share(own.filter((outcome) => rightLevel(outcome) !== null), (outcome) => (rightLevel(outcome) === 'error') === (strength === 'explicit')),
  };
}

/** Of one label: tone has no strengths, a ground of discrimination has two. */
export interface RuleFigures {
  readonly explicit: Recall;
  readonly coded: Recall;
  readonly all: Share;
}

export interface Part {
  readonly set: string;
  readonly language: string;
  readonly family: string;
  readonly explicit: Recall;
  readonly coded: Recall;
  /** Of the sentences in which nothing should be found. */
  readonly falseErrors: Share;
  readonly falseAny: Share;
  readonly rules: ReadonlyMap<string, RuleFigures>;
  readonly frames: ReadonlyMap<string, Share>;
  /** What false alarms are close to. */
  readonly near: ReadonlyMap<string, Share>;
  /** Label → rule found → sentences; '' is none on either side. */
  readonly confusion: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function confusion(outcomes: readonly Outcome[]): Map<string, Map<string, number>> {
  return new Map([...grouped(outcomes, ({ sentence }) => sentence.rules[0] ?? '')].map(([label, own]) => {
    const cells = new Map<string, number>();
    for (const { found } of own) for (const rule of found.size === 0 ? [''] : found.keys()) cells.set(rule, (cells.get(rule) ?? 0) + 1);
    return [label, new Map([...cells].sort(([a], [b]) => (a < b ? -1 : 1)))];
  }));
}

function part(outcomes: readonly Outcome[]): Part {
  const { set, language, family } = outcomes[0]!.sentence;
  const labelled = outcomes.filter(({ sentence }) => sentence.rules.length > 0);
  const innocent = outcomes.filter(({ sentence }) => sentence.rules.length === 0);
  const right = (own: readonly Outcome[]): Share => share(own, (outcome) => rightLevel(outcome) !== null);
  const flagged = (own: readonly Outcome[]): Share => share(own, ({ found }) => found.size > 0);
  return {
    set, language, family,
    explicit: recall(labelled, 'explicit'),
    coded: recall(labelled, 'coded'),
    falseErrors: share(innocent, (outcome) => highest(outcome) === 'error'),
    falseAny: flagged(innocent),
    rules: new Map([...grouped(labelled, ({ sentence }) => sentence.rules[0]!)].map(([rule, own]) => [rule, { explicit: recall(own, 'explicit'), coded: recall(own, 'coded'), all: right(own) }])),
    frames: new Map([...grouped(labelled.filter(({ sentence }) => sentence.frame !== ''), ({ sentence }) => sentence.frame)].map(([frame, own]) => [frame, right(own)])),
    near: new Map([...grouped(innocent.filter(({ sentence }) => sentence.near !== ''), ({ sentence }) => sentence.near)].map(([near, own]) => [near, flagged(own)])),
    confusion: confusion(outcomes),
  };
}

/** The figures of each set, family and language. */
export function figures(outcomes: readonly Outcome[]): Part[] {
  return [...grouped(outcomes, ({ sentence }) => `${sentence.set} ${sentence.family} ${sentence.language}`).values()].map(part);
}

/** A part's figures by the names they have in floor.json; `false…` is the better the lower. */
export function named(one: Part): Record<string, Share> {
  const falseAlarms = { falseErrors: one.falseErrors, falseAny: one.falseAny };
  if (one.family === 'discrimination') return { explicit: one.explicit.right, coded: one.coded.right, ...falseAlarms };
  return { ...Object.fromEntries([...one.rules].map(([rule, { all }]) => [rule, all])), ...falseAlarms };
}
