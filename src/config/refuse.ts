import type { SchemaError } from '../generated/validate-config.js';
import type { Grammar } from './check.ts';
import { ConfigError, type ConfigFault } from './error.ts';
import { LEVELS, optionsTogether } from './misplaced.ts';
import { isJson, pasteFor } from './paste.ts';
import { sentence } from './sentences.ts';
import type { ConfigSource, Path } from './source.ts';
import { suggest } from './suggest.ts';

/** JSON Pointer (RFC 6901) to a path. */
function pathOf(pointer: string): (string | number)[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null | undefined)?.[step], value);
}

/** An error, where it stands. */
interface Placed {
  readonly error: SchemaError;
  readonly path: Path;
  readonly value: unknown;
  /** The key that may not be there. */
  readonly unknown: string | null;
}

function placed(error: SchemaError, source: ConfigSource, prefix: Path): Placed {
  const path = pathOf(error.instancePath);
  const unknown = error.keyword === 'additionalProperties' ? error.params['additionalProperty'] : error.keyword === 'propertyNames' ? error.params['propertyName'] : null;
  return { error, path, value: valueAt(source.value, [...prefix, ...path]), unknown: typeof unknown === 'string' ? unknown : null };
}

const OF_SINGLE_VALUES = new Set(['enum', 'const', 'pattern']);

/** How much an error tells: the deeper, the more; then a wrong word before a wrong type; least of all what was said of a value of another type. */
function telling({ error: { keyword }, path, value, unknown }: Placed, { keys }: Grammar): number {
  const has = typeof value === 'object' && value !== null;
  const less = keyword === 'type' ? (has ? 9 : 3)
    : has && OF_SINGLE_VALUES.has(keyword) ? 8
    // It may stand here, and only in this branch of the schema may not.
    : unknown !== null && keys(path).includes(unknown) ? 4
    : keyword === 'required' ? 2 : keyword === 'pattern' ? 1 : 0;
  return path.length * 10 - less;
}

/** Every branch of an anyOf says why it is not that one: of these only the error that was meant is kept. They stand before the anyOf, at its place or below. */
function meant(errors: readonly Placed[], grammar: Grammar): Placed[] {
  const kept: Placed[] = [];
  for (const one of errors) {
    const { keyword, instancePath } = one.error;
    if (keyword === 'if') continue;
    if (keyword !== 'anyOf') {
      kept.push(one);
      continue;
    }
    let best: Placed | undefined;
    for (let last = kept.at(-1); last && `${last.error.instancePath}/`.startsWith(`${instancePath}/`); last = kept.at(-1)) {
      kept.pop();
      // Of equals the first: it is met last.
      if (!best || telling(last, grammar) >= telling(best, grammar)) best = last;
    }
    if (best) kept.push(best);
  }
  // A key that is missing where another is unknown may be that other one, misspelt.
  const unknowns = new Set(kept.filter(({ unknown }) => unknown !== null).map(({ error }) => error.instancePath));
  return kept.filter(({ error }) => error.keyword !== 'required' || !unknowns.has(error.instancePath));
}

/**
 * The key that was meant for an option, and stands beside `options` in a rule's setting; null if none was. One that is set to a level was meant for a
 * grade, and some grades have the name of an option.
 */
function misplacedOption({ error, path, unknown }: Placed, value: unknown, { keys, options }: Grammar): string | null {
  const around = unknown === null ? path.slice(0, -1) : path;
  const key = unknown ?? String(path.at(-1));
  const known = keys(around);
  const own = options(around);
  if (own === null || !known.includes('options') || LEVELS.has(value)) return null;
  if (error.keyword === 'enum') return own.includes(key) ? key : null;
  return unknown !== null && suggest(key, known.filter((one) => !own.includes(one))) === null ? key : null;
}

/** What was meant by a key that looks like no key there is. */
const ALIASES: Readonly<Record<string, string>> = { from: 'senders', sender: 'senders', path: 'files', paths: 'files', glob: 'files', globs: 'files', domains: 'internalDomains', domain: 'internalDomains', preset: 'extends', presets: 'extends' };

function meantBy(word: string, known: readonly string[]): string | null {
  const alias = Object.hasOwn(ALIASES, word) ? ALIASES[word]! : null;
  return suggest(word, known) ?? (alias !== null && known.includes(alias) ? alias : null);
}

function toFault(one: Placed, source: ConfigSource, prefix: Path, grammar: Grammar): ConfigFault {
  const { error, path, unknown } = one;
  const at = [...prefix, ...path, ...(unknown === null ? [] : [unknown])];
  const value = valueAt(source.value, at);
  const position = source.place(at, unknown !== null);
  const keys = unknown === null ? [] : grammar.keys(path);
  const misplaced = misplacedOption(one, value, grammar);
  // Where there is a key `options`, they stand under it, and are spoken of only where one was meant.
  const options = unknown !== null && (misplaced !== null || !keys.includes('options')) ? grammar.options(path) : null;
  const known = options ?? (error.keyword === 'enum' ? (error.params['allowedValues'] as unknown[]).map(String) : keys);
  const beside = unknown !== null && keys.includes(unknown);
  const wrong = unknown ?? (typeof value === 'string' ? value : null);
  const near = wrong === null || beside ? null : meantBy(wrong, known);
  const isLevel = error.keyword === 'enum' && known.includes('warning') && known.includes('error');
  const json = isJson(source, position);
  const slip = { error, value, key: String(path.findLast((step) => typeof step === 'string') ?? ''), line: source.lineText(position.line), column: position.column, wrong, near, isLevel, json };
  const paste = misplaced === null ? pasteFor(slip) : asOptions(misplaced, unknown === null ? path.slice(0, -1) : path, source, prefix, grammar);
  const what = sentence(error, { path, value, near, shapes: grammar.shapes, beside, options, misplaced });
  return { file: source.file, ...position, what, ...(paste === undefined ? {} : { paste }) };
}

function asOptions(key: string, around: Path, source: ConfigSource, prefix: Path, grammar: Grammar): string | undefined {
  const at = [...prefix, ...around];
  const position = source.place(at);
  const setting = valueAt(source.value, at) as Readonly<Record<string, unknown>>;
  return optionsTogether(setting, grammar.options(around) ?? [], key, { id: String(around.at(-1)), line: source.lineText(position.line), column: position.column, json: isJson(source, position) });
}

/** @throws ConfigError for the first thing in the file that the schema refuses */
export function refuse(errors: readonly SchemaError[], source: ConfigSource, prefix: Path, grammar: Grammar): never {
  // Of one kind in one list or mapping the first will do, and it comes first: looking for the places of a hundred thousand costs minutes.
  const kinds = new Set<string>();
  const found = meant(errors.map((error) => placed(error, source, prefix)), grammar)
    .filter(({ error }) => kinds.size < kinds.add(`${error.instancePath.replace(/\/\d+(?=\/|$)/g, '/0')}\0${error.keyword}`).size)
    .sort((a, b) => telling(b, grammar) - telling(a, grammar));
  const faults = found.map((one) => toFault(one, source, prefix, grammar));
  // Of two at one place the one that tells more.
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  throw new ConfigError(faults[0] ?? { file: source.file, line: 1, column: 1, what: { en: 'This configuration is not possible.', fr: 'Cette configuration n\'est pas possible.' } });
}
