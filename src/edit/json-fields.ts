import type { JsonPath } from '../draft/json-values.ts';
import type { Draft, Spot } from '../draft/types.ts';
import type { JsonText } from './json-text.ts';
import { Refused } from './refused.ts';
import type { Edit } from './types.ts';

/** Fields of a JSON draft as keys of the draft, members of `headers`, or pairs in it. */

/** The path of the field that a spot stands in. @throws Refused not-found */
export function fieldOf({ fields }: Draft, spot: Spot): JsonPath {
  let found: JsonPath | null = null;
  if (spot.at === 'json') {
    for (const field of fields) {
      if (field.spot.at === 'json' && isWithin(spot.path, field.spot.path) && field.spot.path.length > (found?.length ?? 0)) found = field.spot.path;
    }
  }
  if (found === null) throw new Refused('not-found');
  return found;
}

/** Numbers in `Draft.fields` of those at or within a path. */
export function fieldsAt({ fields }: Draft, path: JsonPath): number[] {
  return fields.flatMap(({ spot }, index) => (spot.at === 'json' && isWithin(spot.path, path) ? [index] : []));
}

export function isWithin(path: JsonPath, outer: JsonPath): boolean {
  return outer.length <= path.length && outer.every((step, index) => path[index] === step);
}

/**
 * Edits that remove what stands at `paths`. Of a pair in `headers` or a value with its wrapping the whole goes; a container left empty
 * that holds one field, or the members of one group, goes with its key.
 */
export function without(json: JsonText, paths: readonly JsonPath[]): { edits: Edit[]; removed: JsonPath[] } {
  const byContainer = new Map<string, { path: JsonPath; keys: Set<string | number> }>();
  const mark = (path: JsonPath): void => {
    const container = path.slice(0, -1);
    const id = JSON.stringify(container);
    const known = byContainer.get(id) ?? { path: container, keys: new Set() };
    byContainer.set(id, known);
    known.keys.add(path.at(-1)!);
    const value = json.at(container);
    // `headers` itself may be empty; the draft has to be an object anyway.
    if (container.length > depthOfFields(container) && Array.isArray(value) && known.keys.size === value.length) {
      byContainer.delete(id);
      mark(inPair(json, outermost(container)));
    }
  };
  for (const path of paths) mark(inPair(json, path));
  const containers = [...byContainer.values()];
  const removed = containers.flatMap(({ path, keys }) => [...keys].map((key) => [...path, key]));
  const ids = new Set(removed.map((path) => JSON.stringify(path)));
  const isGone = (path: JsonPath): boolean => path.some((_, index) => ids.has(JSON.stringify(path.slice(0, index + 1))));
  return { removed, edits: containers.filter(({ path }) => !isGone(path)).flatMap(({ path, keys }) => json.without(path, keys)) };
}

/** Where a removal stops climbing: keys of the draft, members of `headers`. */
function depthOfFields(path: JsonPath): number {
  return typeof path[0] === 'string' && path[0].toLowerCase() === 'headers' ? 1 : 0;
}

/** The members of a group are its list: without them the group goes. */
function outermost(list: JsonPath): JsonPath {
  const key = list.at(-1);
  return typeof key === 'string' && key.toLowerCase() === 'group' ? list.slice(0, -1) : list;
}

/** The member of `headers` in place of the value in it. */
function inPair(json: JsonText, path: JsonPath): JsonPath {
  if (depthOfFields(path) === 0) return path;
  let outer = path;
  while (outer.length > 2 && typeof outer.at(-1) === 'string') outer = outer.slice(0, -1);
  const container = json.at(outer.slice(0, -1));
  return Array.isArray(container) && outer.length > 2 && container.length === 1 ? inPair(json, outer.slice(0, -1)) : outer;
}
