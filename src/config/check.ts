import type { Check, Pack } from '../rule/types.ts';
import { providers } from './providers.ts';
import { CONFIG_SHAPES, type Shapes } from './sentences.ts';
import type { Path } from './source.ts';

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
  /** Whether a domain is a mail provider's own, such as gmail.com, where each mailbox is somebody else's. */
  readonly isProvider: (domain: string) => boolean;
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
    isProvider: providers(pack.lexicons),
  };
}

/** What a kind of file may say, for suggestions. */
export interface Grammar {
  /** The keys that may stand at a path. */
  readonly keys: (path: Path) => readonly string[];
  /** The options of the rule whose setting stands at a path, or around it; null where there is none. */
  readonly options: (path: Path) => readonly string[] | null;
  readonly shapes: Shapes;
}

export function configGrammar(words: Vocabulary): Grammar {
  return { keys: (path) => configKeys(path, words), options: (path) => configOptions(path, words), shapes: CONFIG_SHAPES };
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
  if (last === 'options' || last === 1) return configOptions(path, words) ?? [];
  return ['level', 'options', ...(words.checkOf(String(path[rules + 1]))?.grades ?? [])];
}

function configOptions(path: Path, words: Vocabulary): readonly string[] | null {
  const rules = path.lastIndexOf('rules');
  if (rules < 0 || rules === path.length - 1 || path[0] === 'policy' || path[rules + 2] === 'level') return null;
  const check = words.checkOf(String(path[rules + 1]));
  return check ? optionsOf(check.options) : null;
}

/** The names that a schema of options, or of a language, has. */
export function optionsOf(schema: object | undefined): readonly string[] {
  return Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});
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
