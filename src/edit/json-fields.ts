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
 * Edits that remove what stands at `paths`. Of a pair in `headers` or a value with its wrapping the whole goes; a list left empty that
 * is a field, or the members of one group, goes with its key.
 */
export function without(json: JsonText, draft: Draft, paths: readonly JsonPath[]): { edits: Edit[]; removed: JsonPath[] } {
  const fields = new Set(draft.fields.map(({ spot }) => (spot.at === 'json' ? JSON.stringify(spot.path) : '')));
  const byContainer = new Map<string, { path: JsonPath; keys: Set<string | number> }>();
  const mark = (path: JsonPath): void => {
    const whole = fields.has(JSON.stringify(path)) ? wholeField(json, path) : wholeGroup(path);
    const container = whole.slice(0, -1);
    const id = JSON.stringify(container);
    const known = byContainer.get(id) ?? { path: container, keys: new Set() };
    byContainer.set(id, known);
    known.keys.add(whole.at(-1)!);
    const value = json.at(container);
    if (!Array.isArray(value) || known.keys.size < value.length || isHeaders(container)) return;
    byContainer.delete(id);
    mark(container);
  };
  for (const path of paths) mark(path);
  const containers = [...byContainer.values()];
  const removed = containers.flatMap(({ path, keys }) => [...keys].map((key) => [...path, key]));
  const ids = new Set(removed.map((path) => JSON.stringify(path)));
  const isGone = (path: JsonPath): boolean => path.some((_, index) => ids.has(JSON.stringify(path.slice(0, index + 1))));
  return { removed, edits: containers.filter(({ path }) => !isGone(path)).flatMap(({ path, keys }) => json.without(path, keys)) };
}

/** `headers` may be empty; of another key that holds a field nothing is left then. */
function isHeaders(path: JsonPath): boolean {
  return path.length === 1 && String(path[0]).toLowerCase() === 'headers';
}

/** Without its members a group goes. */
function wholeGroup(path: JsonPath): JsonPath {
  return String(path.at(-1)).toLowerCase() === 'group' ? path.slice(0, -1) : path;
}

/** The member of `headers` that a value in it makes a field: the pair around it, or the key before it. */
function wholeField(json: JsonText, path: JsonPath): JsonPath {
  if (!isHeaders(path.slice(0, 1))) return path;
  let outer = path;
  while (outer.length > 2 && typeof outer.at(-1) === 'string') outer = outer.slice(0, -1);
  const list = json.at(outer.slice(0, -1));
  return outer.length > 2 && Array.isArray(list) && list.length === 1 ? wholeField(json, outer.slice(0, -1)) : outer;
}
