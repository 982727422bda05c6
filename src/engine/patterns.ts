import { lexiconSources, partOf, ruleSources } from '../checks/patterns.ts';
import { compiledPatterns, joinedPatterns, partedPatterns, withoutTags, type Patterns } from '../pattern/patterns.ts';
import type { BuiltPatterns, Pack, RuleDefinition } from '../rule/types.ts';

const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = ++last));
  return number;
}

/** Sets of phrases kept ready: a run has one or two, a test of many rules some. */
const MOST_KEPT = 8;
const kept = new Map<string, Patterns>();

function compiled(key: readonly object[], make: () => Patterns): Patterns {
  const name = key.map(numberOf).join();
  let patterns = kept.get(name);
  if (patterns === undefined) {
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(name, (patterns = make()));
  }
  return patterns;
}

const loaded = new WeakMap<BuiltPatterns, Patterns>();

/**
 * The phrases of a pack's rules and word lists: those that come with the product, and beside them, compiled now, those of rules that came later.
 * Throws PhraseError for a phrase that cannot be read; the hosts check a user's rules before.
 */
export function patternsOf({ rules, lexicons, built }: Pack): Patterns {
  if (built === undefined) {
    return compiled([lexicons, ...rules], () => compiledPatterns([...ruleSources(rules, lexicons), ...lexiconSources(lexicons)]));
  }
  let patterns = loaded.get(built);
  if (patterns === undefined) {
    loaded.set(built, (patterns = partedPatterns(built.parts, partOf)));
  }
  const own = rules.filter((rule) => !built.rules.includes(rule));
  if (own.length === 0) return patterns;
  const replaced = new Set(own.map(({ id }) => id).filter((id) => built.rules.some((rule: RuleDefinition) => rule.id === id)));
  const added = compiled([lexicons, ...own], () => compiledPatterns(ruleSources(own, lexicons)));
  return joinedPatterns([replaced.size === 0 ? patterns : withoutTags(patterns, (tag) => replaced.has(tag.split(' ')[0]!)), added]);
}
