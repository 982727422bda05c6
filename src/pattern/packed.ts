import type { PatternSource } from './compiler.ts';

/** Phrases as they are carried to where they are compiled: each list that they name is there once. */
export interface PackedSources {
  readonly lists: readonly (readonly string[])[];
  /** By scope: the lists that its phrases can name, as places in `lists`. */
  readonly scopes: readonly Readonly<Record<string, number>>[];
  readonly sources: readonly (readonly [root: string, tag: string, language: string, scope: number, phrases: readonly string[]])[];
}

/** Lists that phrases name, and those that these name in turn. */
function namedLists(phrases: readonly string[], lists: Readonly<Record<string, readonly string[]>>): string[] {
  const named = new Set<string>();
  const open = [phrases];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [, name] of next.join('\n').matchAll(/<([a-z][a-z-]*)>/g)) {
      const list = lists[name!];
      if (list === undefined || named.has(name!)) continue;
      named.add(name!);
      open.push(list);
    }
  }
  return [...named].sort();
}

/** Numbers values that are alike with one number. */
class Table<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(value: T): number {
    const key = JSON.stringify(value);
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.values.push(value) - 1));
    return number;
  }
}

export function packSources(sources: readonly PatternSource[]): PackedSources {
  const lists = new Table<readonly string[]>();
  const scopes = new Table<Readonly<Record<string, number>>>();
  const packed = sources.map(({ root, tag, language, phrases, lists: named = {} }) => {
    const scope = Object.fromEntries(namedLists(phrases, named).map((name) => [name, lists.numberOf(named[name]!)]));
    return [root, tag, language, scopes.numberOf(scope), phrases] as const;
  });
  return { lists: lists.values, scopes: scopes.values, sources: packed };
}

export function unpackSources({ lists, scopes, sources }: PackedSources): PatternSource[] {
  const named = scopes.map((scope) => Object.fromEntries(Object.entries(scope).map(([name, place]) => [name, lists[place]!])));
  return sources.map(([root, tag, language, scope, phrases]) => ({ root, tag, language, phrases, lists: named[scope]! }));
}
