import type { Arm, Choice, Node, Template, Test } from './types.ts';

/** The mails that a template can become, as few of them as show each arm of each condition, and each arm beside each arm of the condition next to it. */

/** Which arm each condition has in one mail, by the condition. */
export type Choices = ReadonlyMap<Choice, Arm>;

export interface Reading {
  readonly choices: Choices;
  /** Variables that are known to be empty here, because a condition asked. */
  readonly empty: ReadonlySet<string>;
  /** Variables in whose place a fallback stands somewhere here. */
  readonly lacking: ReadonlySet<string>;
}

export interface Readings {
  readonly readings: readonly Reading[];
  /** Conditions that have an arm no reading shows. */
  readonly unread: readonly Choice[];
}

/** An answer to each test that was asked. */
export type Answers = Map<string, boolean>;

/** Pairs of arms of neighbours are looked at up to this many. */
const PAIRS = 16;
/** Readings in a row that show nothing new. */
const STALE = 3;

/** Chooses arms so that what no reading has shown comes first. */
class Chooser {
  readonly #shown = new Map<number, number>();
  readonly #pairs = new Set<string>();
  /** Arms below each arm, itself included, that no reading has shown. */
  readonly #pending = new Map<number, number>();
  #fresh = 0;

  constructor(templates: readonly Template[]) {
    for (const { nodes } of templates) this.#count(nodes);
  }

  #count(nodes: readonly Node[]): number {
    let sum = 0;
    for (const node of nodes) {
      if (node.is !== 'choice') continue;
      for (const arm of node.arms) {
        const own = 1 + this.#count(arm.nodes);
        this.#pending.set(arm.id, own);
        sum += own;
      }
    }
    return sum;
  }

  /** One mail through all templates of a draft. @returns null if it shows nothing new */
  read(templates: readonly Template[], given: ReadonlyMap<string, boolean>): Reading | null {
    this.#fresh = 0;
    const answers: Answers = new Map(given);
    const choices = new Map<Choice, Arm>();
    const empty = new Set<string>();
    for (const { nodes } of templates) this.#walk(nodes, answers, choices, empty);
    const lacking = new Set([...choices.values()].flatMap(({ lacks }) => lacks ?? []));
    return this.#fresh > 0 ? { choices, empty, lacking } : null;
  }

  /** @returns how many arms were shown for the first time */
  #walk(nodes: readonly Node[], answers: Answers, choices: Map<Choice, Arm>, empty: Set<string>): number {
    let first = 0;
    let before: Arm | null = null;
    for (const node of nodes) {
      if (node.is !== 'choice') continue;
      const arm = this.#choose(node, possibleArms(node, answers), before);
      choices.set(node, arm);
      answer(node, arm, answers, empty);
      if (before !== null && !this.#pairs.has(`${before.id} ${arm.id}`)) {
        this.#pairs.add(`${before.id} ${arm.id}`);
        if (node.arms.length <= PAIRS) this.#fresh++;
      }
      const times = this.#shown.get(arm.id) ?? 0;
      this.#shown.set(arm.id, times + 1);
      const below: number = (times === 0 ? 1 : 0) + this.#walk(arm.nodes, answers, choices, empty);
      if (times === 0) this.#fresh++;
      this.#pending.set(arm.id, this.#pending.get(arm.id)! - below);
      first += below;
      before = arm;
    }
    return first;
  }

  #choose(choice: Choice, possible: readonly Arm[], before: Arm | null): Arm {
    let best = possible[0]!;
    let least = Infinity;
    for (const arm of possible) {
      const isNew = this.#pending.get(arm.id)! > 0;
      const isPair = before !== null && choice.arms.length <= PAIRS && !this.#pairs.has(`${before.id} ${arm.id}`);
      const cost = (isNew ? 0 : isPair ? 1e6 : 2e6) + (this.#shown.get(arm.id) ?? 0);
      if (cost < least) {
        least = cost;
        best = arm;
      }
    }
    return best;
  }

  isShown(arm: Arm): boolean {
    return this.#shown.has(arm.id);
  }
}

/** What a test comes to under the answers so far; null: nothing is known. */
function known({ key, negated }: Test, answers: ReadonlyMap<string, boolean>): boolean | null {
  const found = answers.get(key);
  return found === undefined ? null : found !== negated;
}

/** The arms that the answers so far leave open; never none. */
export function possibleArms({ arms }: Choice, answers: ReadonlyMap<string, boolean>): readonly Arm[] {
  const possible: Arm[] = [];
  for (const arm of arms) {
    const holds = arm.test === null ? null : known(arm.test, answers);
    if (holds !== false) possible.push(arm);
    if (holds === true) break;
  }
  return possible.length > 0 ? possible : [arms.at(-1)!];
}

/** The answers that taking an arm gives: its own test holds, those before it do not. */
export function answer({ arms }: Choice, taken: Arm, answers: Answers, empty: Set<string>): void {
  for (const arm of arms) {
    const { test } = arm;
    if (test === null) return;
    const value = (arm === taken) !== test.negated;
    answers.set(test.key, value);
    if (!value && test.variable !== null) empty.add(test.variable);
    if (arm === taken) return;
  }
}

/**
 * At most `most` readings of the templates of one draft.
 * @param given answers that are known beforehand
 */
export function readingsOf(templates: readonly Template[], most: number, given: ReadonlyMap<string, boolean> = new Map()): Readings {
  const chooser = new Chooser(templates);
  const readings: Reading[] = [];
  for (let stale = 0; readings.length < most && stale < STALE;) {
    const reading = chooser.read(templates, given);
    if (reading !== null || readings.length === 0) readings.push(reading ?? { choices: new Map(), empty: new Set(), lacking: new Set() });
    if (reading === null) stale++;
    else stale = 0;
  }
  const unread: Choice[] = [];
  const open = templates.flatMap(({ nodes }) => nodes);
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.is !== 'choice') continue;
    if (readings.length >= most && node.arms.some((arm) => arm.nodes.length > 0 && !chooser.isShown(arm))) unread.push(node);
    for (const arm of node.arms) for (const inner of arm.nodes) open.push(inner);
  }
  return { readings, unread };
}
