import type { Check, Pack } from '../rule/types.ts';
import type { SchemaError } from '../generated/validate-config.js';
import { ConfigError, shown, type ConfigFault } from './error.ts';
import type { ConfigSource, Path } from './source.ts';
import { suggest } from './suggest.ts';

const KEYS = ['extends', 'ruleFolders', 'replaceRules', 'rules', 'internalDomains', 'colleagues', 'lists', 'purpose', 'language', 'locale', 'jurisdictions', 'learned', 'allow', 'template', 'overrides', 'policy'];
const OVERRIDE_KEYS = ['files', 'senders', 'purposes', ...KEYS.filter((key) => !['extends', 'ruleFolders', 'replaceRules', 'locale', 'template', 'overrides', 'policy'].includes(key))];
const POLICY_LAYER_KEYS = ['mode', 'levels', 'rules', 'weighed', 'groupMailing'];
const POLICY_KEYS = [...POLICY_LAYER_KEYS, 'unavailable', 'timeout', 'networks', 'automatic', 'trustedUsers', 'approvers', 'holdDays', 'notices', 'overrides'];
const POLICY_OVERRIDE_KEYS = ['senders', 'users', 'recipientDomains', ...POLICY_LAYER_KEYS];
const GROUP_KEYS = ['name', 'members', 'reason', 'since', 'until'];

/** Keys and values that a place of the configuration may hold, for suggestions. */
export interface Vocabulary {
  readonly ids: readonly string[];
  readonly families: readonly string[];
  checkOf(id: string): Check | undefined;
  /** Ids of the fixes that a rule, or any of a family, has. */
  fixesOf(id: string): readonly string[];
}

export function vocabulary(pack: Pack, checks: readonly Check[]): Vocabulary {
  return {
    ids: pack.rules.map(({ id }) => id),
    families: [...new Set(pack.rules.map(({ id }) => `${id.split('/', 1)[0]!}/*`))],
    checkOf(id) {
      const rule = pack.rules.find((one) => one.id === id);
      return rule && checks.find(({ name }) => name === rule.check);
    },
    fixesOf(id) {
      const rules = pack.rules.filter((rule) => rule.id === id || (id.endsWith('/*') && rule.id.startsWith(id.slice(0, -1))));
      return [...new Set(rules.flatMap(({ fixes = [] }) => fixes.map((fix) => fix.id)))];
    },
  };
}

export type KeysAt = (path: Path) => readonly string[];

/** JSON Pointer (RFC 6901) to a path. */
function pathOf(pointer: string): (string | number)[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null | undefined)?.[step], value);
}

/** The keys that a place of the configuration may have. */
export function configKeys(path: Path, words: Vocabulary): readonly string[] {
  const [last] = path.slice(-1);
  if (path.length === 0) return KEYS;
  if (path.length === 1 && last === 'template') return ['dialect', 'variables'];
  if (path[0] === 'overrides' && path.length === 2) return OVERRIDE_KEYS;
  if (path[0] === 'policy') return policyKeys(path, words);
  if (path.includes('allow') && typeof last === 'number') return GROUP_KEYS;
  const rules = path.lastIndexOf('rules');
  if (rules < 0) return [];
  if (rules === path.length - 1) return [...words.ids, ...words.families];
  const check = words.checkOf(String(path[rules + 1]));
  const options = Object.keys((check?.options as { properties?: object } | undefined)?.properties ?? {});
  if (last === 'options' || last === 1) return options;
  return ['level', 'options', ...(check?.grades ?? [])];
}

function policyKeys(path: Path, words: Vocabulary): readonly string[] {
  if (path.length === 1) return POLICY_KEYS;
  if (path[1] === 'overrides' && path.length === 3) return POLICY_OVERRIDE_KEYS;
  if (path[1] === 'approvers') return ['user', 'addresses'];
  const last = path.at(-1);
  if (last === 'rules') return [...words.ids, ...words.families];
  if (last === 'groupMailing') return ['from', 'action'];
  return path.includes('rules') ? ['error', 'warning', 'info', 'rewrite', 'otherwise'] : ['error', 'warning', 'info'];
}

type Sentence = ConfigFault['what'];

/** What stands at a place, by the last key of its path; for 'must match pattern'. */
const SHAPES: Readonly<Record<string, Sentence>> = {
  internalDomains: { en: 'a domain such as example.com', fr: 'un domaine comme example.com' },
  colleagues: { en: 'an address such as anne@example.com', fr: 'une adresse comme anne@example.com' },
  lists: { en: 'an address such as list@example.com, or @lists.example.com', fr: 'une adresse comme liste@example.com, ou @listes.example.com' },
  members: { en: 'an address such as anne@example.com, or @example.com', fr: 'une adresse comme anne@example.com, ou @example.com' },
  since: { en: 'a date as YYYY-MM-DD', fr: 'une date au format AAAA-MM-JJ' },
  until: { en: 'a date as YYYY-MM-DD', fr: 'une date au format AAAA-MM-JJ' },
  language: { en: 'a language code such as fr or en', fr: 'un code de langue comme fr ou en' },
  jurisdictions: { en: 'a country code such as FR, UK or EU', fr: 'un code de pays comme FR, UK ou EU' },
  networks: { en: 'a network such as 10.0.0.0/8', fr: 'un réseau comme 10.0.0.0/8' },
  recipientDomains: { en: 'a domain such as example.com', fr: 'un domaine comme example.com' },
  extends: { en: 'a preset, or a file such as ./base.yaml', fr: 'un préréglage, ou un fichier comme ./base.yaml' },
};

const TYPES: Readonly<Record<string, Sentence>> = {
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'keys with values', fr: 'des clés avec leurs valeurs' },
  string: { en: 'a text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
};

function sentence(error: SchemaError, path: Path, value: unknown, near: string | null): Sentence {
  const { params } = error;
  const hint = { en: near === null ? '' : ` Did you mean ${near}?`, fr: near === null ? '' : ` Vouliez-vous dire ${near} ?` };
  const name = String(path.findLast((step) => typeof step === 'string') ?? '');
  const say = (en: string, fr: string): Sentence => ({ en: en + hint.en, fr: fr + hint.fr });
  switch (error.keyword) {
    case 'additionalProperties':
      return say(`Unknown key ${shown(params['additionalProperty'])}.`, `Clé inconnue : ${shown(params['additionalProperty'])}.`);
    case 'required':
      return say(`${shown(params['missingProperty'])} is missing here.`, `Il manque ici ${shown(params['missingProperty'])}.`);
    case 'enum':
    case 'const': {
      const allowed = (Array.isArray(params['allowedValues']) ? params['allowedValues'] : [params['allowedValue']]).map(String);
      const listed = allowed.length <= 12 ? allowed.join(', ') : `${allowed.slice(0, 12).join(', ')} …`;
      return say(`${shown(value)} is not possible here; possible: ${listed}.`, `${shown(value)} n'est pas possible ici ; valeurs possibles : ${listed}.`);
    }
    case 'pattern': {
      const shape = SHAPES[name];
      return shape ? say(`${shown(value)} is not ${shape.en}.`, `${shown(value)} n'est pas ${shape.fr}.`)
        : say(`${shown(value)} does not have the form expected here.`, `${shown(value)} n'a pas la forme attendue ici.`);
    }
    case 'type': {
      const types = (Array.isArray(params['type']) ? params['type'] : [params['type']]).map((type) => TYPES[String(type)]);
      const list = (locale: 'en' | 'fr', or: string): string => types.map((type) => type?.[locale]).join(or);
      return say(`Expected here: ${list('en', ' or ')}.`, `On attend ici ${list('fr', ' ou ')}.`);
    }
    default:
      return say(`${shown(value)} is not possible here (${error.keyword}).`, `${shown(value)} n'est pas possible ici (${error.keyword}).`);
  }
}

/** Of the branches of an anyOf that all failed, the error that was meant: the deepest, and a wrong word rather than a wrong type. */
function tellingErrors(errors: readonly SchemaError[]): SchemaError[] {
  const rank = (error: SchemaError): number => pathOf(error.instancePath).length * 10 - (error.keyword === 'type' ? 3 : error.keyword === 'required' ? 2 : error.keyword === 'pattern' ? 1 : 0);
  const best = new Map<string, SchemaError>();
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'if') continue;
    const place = pathOf(error.instancePath);
    const key = place.slice(0, place[0] === 'overrides' ? 4 : 2).join('\0') + (error.keyword === 'additionalProperties' && place.length < 2 ? String(error.params['additionalProperty']) : '');
    const before = best.get(key);
    if (!before || rank(error) > rank(before)) best.set(key, error);
  }
  return [...best.values()];
}

/** A line with a wrong word replaced; undefined if the word is not on it. */
export function corrected(line: string, wrong: string, right: string): string | undefined {
  return line.includes(wrong) ? line.trimStart().replace(wrong, () => right) : undefined;
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
  return right === null || wrong === null ? undefined : corrected(line, wrong, right);
}

function toFault(error: SchemaError, source: ConfigSource, prefix: Path, keysAt: KeysAt): ConfigFault {
  const path = pathOf(error.instancePath);
  const value = valueAt(source.value, [...prefix, ...path]);
  const unknown = error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : null;
  const known = unknown !== null ? keysAt(path) : error.keyword === 'enum' ? (error.params['allowedValues'] as unknown[]).map(String) : [];
  const wrong = unknown ?? (typeof value === 'string' ? value : null);
  const near = wrong === null ? null : suggest(wrong, known);
  const position = source.place(unknown === null ? [...prefix, ...path] : [...prefix, ...path, unknown], unknown !== null);
  const isLevel = error.keyword === 'enum' && known.includes('warning') && known.includes('error');
  const right = near ?? (isLevel ? 'warning' : null);
  const paste = pasteFor(error, source.lineText(position.line), position.column, wrong, right);
  return { file: source.file, ...position, what: sentence(error, path, value, near), ...(paste === undefined ? {} : { paste }) };
}

/**
 * @param keysAt the keys that may stand at a path, for suggestions
 * @throws ConfigError for the first thing in the file that the schema refuses
 */
export function refuse(errors: readonly SchemaError[], source: ConfigSource, prefix: Path, keysAt: KeysAt): never {
  const faults = tellingErrors(errors).map((error) => toFault(error, source, prefix, keysAt));
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  throw new ConfigError(faults[0] ?? { file: source.file, line: 1, column: 1, what: { en: 'This configuration is not possible.', fr: 'Cette configuration n\'est pas possible.' } });
}
