import type { Choice, Template, Test } from './types.ts';
import { variableKey } from './names.ts';
import type { Passes } from './render.ts';

/** Values for a template, as a program would give them: one object a mail. Looked up, never run. */
export type Sample = Readonly<Record<string, unknown>>;

/** Why a variable has nothing to say. */
export type Absence = 'missing' | 'null' | 'empty' | 'object' | 'word';

export interface Looked {
  readonly text: string;
  readonly absence: Absence | null;
}

/** Items of a list that are read. */
const ITEMS = 3;
/** Words that a program writes when it had no value. */
const NO_VALUE = /^(?:null|undefined|none|nil|nan|\[object \w+\])$/i;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of one mail, with the items of the loops that are being gone through. */
export class Scope {
  readonly #sample: Sample;
  readonly #items = new Map<string, unknown>();
  #current: unknown = undefined;

  constructor(sample: Sample) {
    this.#sample = sample;
  }

  /** What is gone through once for each item of a loop, or once for what a section is about; null: neither. */
  passes(choice: Choice): Passes | null {
    const items = this.items(choice);
    if (items === null) return null;
    const outer = this.#current;
    return {
      enter: items.map((value) => () => {
        this.#current = value;
        const item = choice.loop?.item ?? null;
        if (item !== null) this.#items.set(variableKey(item), value);
      }),
      leave: () => { this.#current = outer; },
    };
  }

  /** The value of `candidate.first_name`, whether the sample has it nested, in one key, or spelt `candidateFirstName`. */
  value(name: string): unknown {
    if (/^(?:\.|this|item)?$/.test(name) && this.#current !== undefined) return this.#current;
    const path = name.split(/[.:]/).filter((step) => step !== '');
    const [first = '', ...rest] = path;
    if (this.#items.has(variableKey(first))) return inside(this.#items.get(variableKey(first)), rest);
    if (isObject(this.#current)) {
      const own = find(this.#current, path);
      if (own !== undefined) return own;
    }
    return find(this.#sample, path);
  }

  look(name: string): Looked {
    const value = this.value(name);
    if (value === undefined) return { text: '', absence: 'missing' };
    if (value === null) return { text: '', absence: 'null' };
    if (Array.isArray(value)) return { text: value.map((item) => plain(item)).join(', '), absence: value.length === 0 ? 'empty' : null };
    if (isObject(value)) return { text: '[object Object]', absence: 'object' };
    const text = plain(value);
    return { text, absence: text.trim() === '' ? 'empty' : NO_VALUE.test(text.trim()) ? 'word' : null };
  }

  /** Whether a variable is not left to its fallback. */
  isGiven(name: string): boolean {
    return !isNothing(this.look(name).absence);
  }

  items({ loop }: Choice): readonly unknown[] | null {
    const value = loop === null ? null : this.value(loop.list);
    return Array.isArray(value) ? value.slice(0, ITEMS) as unknown[] : isObject(value) ? [value] : null;
  }

  /** What a test comes to; null where it asks more than whether a variable has a value. */
  test(test: Test): boolean | null {
    if (test.variable === null) return null;
    const value = this.value(test.variable);
    const holds = Array.isArray(value) ? value.length > 0 : typeof value === 'string' ? value.trim() !== '' : Boolean(value);
    return holds !== test.negated;
  }
}

/** What a fallback stands in for. */
export function isNothing(absence: Absence | null): boolean {
  return absence === 'missing' || absence === 'null' || absence === 'empty';
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : isObject(value) ? '[object Object]' : '';
}

function inside(value: unknown, path: readonly string[]): unknown {
  return path.length === 0 ? value : isObject(value) ? find(value, path) : undefined;
}

/** Longest key first: 'candidate.first_name' may be one key. Own properties alone. */
function find(value: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  if (path.length > 8) return undefined;
  for (let taken = path.length; taken > 0; taken--) {
    const key = keyOf(value, path.slice(0, taken));
    if (key === null) continue;
    const found = inside(value[key], path.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyOf(value: Readonly<Record<string, unknown>>, steps: readonly string[]): string | null {
  const name = steps.join('.');
  if (Object.hasOwn(value, name)) return name;
  const wanted = variableKey(name);
  return Object.keys(value).find((key) => variableKey(key) === wanted) ?? null;
}

/** Answers to all tests of a draft that a sample can answer. */
export function answersOf(templates: readonly Template[], scope: Scope): ReadonlyMap<string, boolean> {
  const answers = new Map<string, boolean>();
  const open = templates.flatMap(({ nodes }) => nodes);
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.is !== 'choice') continue;
    // Known only where it stands: it may be an item's.
    const { given } = node;
    const items = node.loop === null ? null : scope.items(node);
    for (const { test, nodes } of node.arms) {
      const holds = test === null ? null : given !== undefined ? true : items !== null ? items.length > 0 : scope.test(test);
      if (test !== null && holds !== null) answers.set(test.key, holds !== test.negated);
      for (const inner of nodes) open.push(inner);
    }
  }
  return answers;
}
