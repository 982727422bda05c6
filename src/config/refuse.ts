import type { SchemaError } from '../generated/validate-config.js';
import type { Grammar } from './check.ts';
import { ConfigError, type ConfigFault } from './error.ts';
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

/** A line with a wrong word that begins at a column (from 1) or behind it replaced: 'on' stands in 'person' as well. Undefined if it does not stand there. */
export function corrected(line: string, column: number, wrong: string, right: string): string | undefined {
  const at = line.indexOf(wrong, column - 1);
  return at < 0 ? undefined : (line.slice(0, at) + right + line.slice(at + wrong.length)).trimStart();
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([...['true', 'yes', 'on', '1'].map((word) => [word, true] as const), ...['false', 'no', 'off', '0'].map((word) => [word, false] as const)]);

/** A line with what was meant for true or false at a column (from 1) said so; undefined if that cannot be told. */
function asTruth(line: string, column: number): string | undefined {
  const [said, , word] = /^(["']?)([a-z]+|[01])\1(?=\s*(?:[,}\]#]|$))/i.exec(line.slice(column - 1)) ?? [];
  const truth = word === undefined ? undefined : TRUTHS.get(word.toLowerCase());
  return said === undefined || truth === undefined ? undefined : (line.slice(0, column - 1) + String(truth) + line.slice(column - 1 + said.length)).trimStart();
}

function pasteFor(error: SchemaError, line: string, column: number, wrong: string | null, right: string | null): string | undefined {
  if (error.keyword === 'required') return error.params['missingProperty'] === 'reason' ? 'reason: …' : `${String(error.params['missingProperty'])}: …`;
  if (error.keyword === 'type' && error.params['type'] === 'boolean') return asTruth(line, column);
  return right === null || wrong === null ? undefined : corrected(line, column, wrong, right);
}

const LEVELS = new Set<unknown>(['off', 'info', 'warning', 'error']);

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

/** A line with an option, which stands beside `options`, under it; undefined if that cannot be told. */
function asOption(line: string, key: string, value: unknown, right: string | null): string | undefined {
  return right !== null && (typeof value === 'number' || typeof value === 'boolean') ? corrected(line, 1, `${key}: ${String(value)}`, `options: { ${right}: ${String(value)} }`) : undefined;
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
  const near = wrong === null || beside ? null : suggest(wrong, known);
  const isLevel = error.keyword === 'enum' && known.includes('warning') && known.includes('error');
  const line = source.lineText(position.line);
  const paste = misplaced === null ? pasteFor(error, line, position.column, wrong, near ?? (isLevel ? 'warning' : null)) : asOption(line, misplaced, value, unknown === null ? misplaced : near);
  const what = sentence(error, { path, value, near, shapes: grammar.shapes, beside, options, misplaced: misplaced !== null });
  return { file: source.file, ...position, what, ...(paste === undefined ? {} : { paste }) };
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
