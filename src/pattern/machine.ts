import { ANY_CLASS, BEGINS_CLAUSE, CLASS_MASK, WITHIN_CLAUSE, readSections, rootBit } from './format.ts';
import type { Meta, Parts } from './format.ts';
import { Holders } from './holders.ts';
import { Reader } from './inputs.ts';
import type { Inputs } from './inputs.ts';
import { States } from './states.ts';
import { Transitions } from './transitions.ts';
import type { Words } from './words.ts';

const DEAD = -1;
const UNKNOWN = 0;
/** States kept; beyond, all are forgotten and found again as they are needed, so that no text makes the memory grow. */
const MOST_STATES = 80_000;
/** And of their steps. */
const MOST_STEPS = 600_000;

/** A set of positions that have just read their word. */
interface State {
  readonly positions: readonly number[];
  /** What may end here. */
  readonly ends: readonly number[];
  /** Positions that may come next, by the class they read; made when first asked. */
  waiting: Map<number, number[]> | null;
}

/** Called where a phrase ends: what ends, its first word, and one past its last. True: no more is asked. */
export type Reached = (end: number, first: number, last: number) => boolean;

/** States and steps, made while reading and kept. */
export class Machine {
  readonly parts: Parts;
  readonly meta: Meta;
  readonly #reader: Reader;
  readonly #first = new Map<number, Int32Array>();
  #states: State[] = [];
  #known = new Map<string, number>();
  readonly #told = new States();
  readonly #next = new Transitions();
  readonly #holders: Holders;

  /** Steps taken since it was made; for the tests that count work. */
  steps = 0;

  /** @throws RangeError for bytes that are no automaton of this version */
  constructor(bytes: Uint8Array) {
    this.parts = readSections(bytes);
    this.meta = JSON.parse(new TextDecoder().decode(this.parts.meta)) as Meta;
    this.#reader = new Reader(this.parts, this.meta.lengths);
    this.#holders = new Holders(this.parts);
    this.#forget();
  }

  /** Runs from each word between `from` and `to`, onward with the phrases of `root` that are read onward and back with the others, as far as one goes on. */
  walk(root: number, text: Words, from: number, to: number, reached: Reached): void {
    const { inputs, possible } = this.#reader.read(text);
    const onward = rootBit(2 * root);
    const back = rootBit(2 * root + 1);
    const either = onward | back;
    if ((possible & either) === 0) return;
    const next = this.#next;
    for (let first = from; first < to; this.#bound()) {
      const begins = this.#begins(2 * root);
      const ends = this.#begins(2 * root + 1);
      const states = this.#states;
      while (first < to) {
        const bits = inputs[2 * first + 1]! & either;
        if (bits !== 0 && (next.size > MOST_STEPS || states.length > MOST_STATES)) break;
        const input = inputs[2 * first++]!;
        if (bits === 0) continue;
        if ((bits & onward) !== 0) {
          const state = begins[input]! || (begins[input] = this.#begin(2 * root, input));
          if (state !== DEAD && this.#run(state, inputs, first - 1, to, 1, reached)) return;
        }
        if ((bits & back) !== 0) {
          const state = ends[input]! || (ends[input] = this.#begin(2 * root + 1, input));
          if (state !== DEAD && this.#run(state, inputs, first - 1, from - 1, -1, reached)) return;
        }
      }
    }
  }

  #bound(): void {
    if (this.#next.size > MOST_STEPS) this.#next.clear();
    if (this.#states.length > MOST_STATES) this.#forget();
  }

  /** @param step 1 onward, -1 back; whether no more is asked */
  #run(state: number, inputs: Uint32Array, from: number, stop: number, step: 1 | -1, reached: Reached): boolean {
    for (let at = from; state !== DEAD; state = this.#step(state, inputs[2 * at]!)) {
      // Few states end anything; those that do not are not even looked at.
      if (this.#told.ends(state)) {
        const { ends } = this.#states[state]!;
        for (let index = 0; index < ends.length; index++) if (step === 1 ? reached(ends[index]!, from, at + 1) : reached(ends[index]!, at, from + 1)) return true;
      }
      at += step;
      if (at === stop) break;
    }
    return false;
  }

  /** What each word of a text is to the phrases. */
  read(text: Words): Inputs {
    return this.#reader.read(text);
  }

  /** What ends with one word of these classes. */
  endsOf(root: number, list: number): readonly number[] {
    const state = this.#begin(root, list << 1);
    return state === DEAD ? [] : this.#states[state]!.ends;
  }

  /** By input: the state with which a phrase begins. */
  #begins(root: number): Int32Array {
    let begins = this.#first.get(root);
    if (begins === undefined) this.#first.set(root, (begins = new Int32Array(2 * this.parts.classStarts.length)));
    return begins;
  }

  #begin(root: number, input: number): number {
    const { firstStarts, firsts, classStarts, classes } = this.parts;
    const list = input >> 1;
    const positions = new Set<number>();
    for (let at = classStarts[list]!; at < classStarts[list + 1]!; at++) {
      for (const kind of (input & 1) === 1 ? [classes[at]!, classes[at]! | BEGINS_CLAUSE] : [classes[at]!]) {
        const entry = this.#entry(root, kind);
        if (entry >= 0) for (let place = firstStarts[entry]!; place < firstStarts[entry + 1]!; place++) positions.add(firsts[place]!);
      }
    }
    return this.#state([...positions]);
  }

  /** Place of a class among those with which a root's phrases begin; -1: none does. */
  #entry(root: number, kind: number): number {
    const { rootStarts, rootClasses } = this.parts;
    let low = rootStarts[root]!;
    let high = rootStarts[root + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rootClasses[middle]! < kind) low = middle + 1;
      else high = middle;
    }
    return low < rootStarts[root + 1]! && rootClasses[low] === kind ? low : -1;
  }

  #step(state: number, input: number): number {
    this.steps++;
    if (!this.#told.isPrepared(state)) this.#prepare(state);
    // Nearly every word is but any word to those that wait, and that is told without a look-up.
    if (!this.#told.mayHold(state, input >> 1)) return (input & 1) === 1 ? DEAD : this.#told.other(state);
    const known = this.#next.get(state, input);
    if (known !== UNKNOWN) return known;
    const reached = this.#follow(this.#states[state]!, input);
    this.#next.set(state, input, reached);
    return reached;
  }

  /** Who waits in a state, and where any word leads. */
  #prepare(state: number): void {
    const waiting = this.#waiting(this.#states[state]!.positions);
    this.#states[state]!.waiting = waiting;
    const other = this.#state([...(waiting.get(ANY_CLASS) ?? [])]);
    this.#told.prepare(state, other, this.#holders.of([...waiting.keys()].filter((kind) => kind !== ANY_CLASS)));
  }

  /** The state reached, worked out. */
  #follow(state: State, input: number): number {
    const waiting = state.waiting!;
    const { classStarts, classes, positionClass } = this.parts;
    const list = input >> 1;
    const flag = input & 1;
    let reached: number[] | null = null;
    for (let at = classStarts[list]!; at < classStarts[list + 1]!; at++) {
      const kind = classes[at]!;
      const positions = kind === ANY_CLASS ? undefined : waiting.get(kind);
      if (positions === undefined) continue;
      reached ??= flag === 0 ? [...(waiting.get(ANY_CLASS) ?? [])] : [];
      for (const position of positions) {
        this.steps++;
        if (isAllowed(positionClass[position]!, flag)) reached.push(position);
      }
    }
    return this.#state([...new Set(reached ?? (flag === 1 ? [] : waiting.get(ANY_CLASS) ?? []))]);
  }

  /** Those that may come next, by the class they read. */
  #waiting(positions: readonly number[]): Map<number, number[]> {
    const { followStarts, follows, positionClass } = this.parts;
    const waiting = new Map<number, number[]>();
    for (const position of positions) {
      for (let at = followStarts[position]!; at < followStarts[position + 1]!; at++) {
        this.steps++;
        const kind = positionClass[follows[at]!]! & CLASS_MASK;
        const list = waiting.get(kind);
        if (list === undefined) waiting.set(kind, [follows[at]!]);
        else if (!list.includes(follows[at]!)) list.push(follows[at]!);
      }
    }
    return waiting;
  }

  #state(positions: number[]): number {
    if (positions.length === 0) return DEAD;
    positions.sort((a, b) => a - b);
    const key = positions.join();
    let state = this.#known.get(key);
    if (state === undefined) {
      const { positionEnd } = this.parts;
      const ends = [...new Set(positions.map((position) => positionEnd[position]! - 1).filter((end) => end >= 0))];
      state = this.#told.add(ends.length > 0);
      this.#states.push({ positions, ends, waiting: null });
      this.#known.set(key, state);
    }
    return state;
  }

  #forget(): void {
    this.#known = new Map();
    this.#next.clear();
    this.#told.clear();
    // State 0 would read as unknown.
    this.#told.add(false);
    this.#states = [{ positions: [], ends: [], waiting: null }];
    this.#first.clear();
  }
}

/** Whether a position may read a word that begins a clause (`flag` 1), or goes on in one. */
function isAllowed(kind: number, flag: number): boolean {
  if ((kind & BEGINS_CLAUSE) !== 0) return flag === 1;
  return (kind & WITHIN_CLAUSE) === 0 || flag === 0;
}
