import { CHECKS } from '../checks/index.ts';
import { ruleSources } from '../checks/patterns.ts';
import { compilePatterns } from '../pattern/compiler.ts';
import { PhraseError } from '../pattern/phrase-error.ts';
import type { PhraseLists } from '../pattern/phrase.ts';
import type { Lexicons, RuleDefinition } from '../rule/types.ts';
import { optionsOf, type Grammar } from './check.ts';
import { ConfigError, shown, type ConfigFault } from './error.ts';
import type { ConfigFiles } from './files.ts';
import { checkKinds } from './kinds.ts';
import { corrected } from './paste.ts';
import { meantBy, samplePhrase, strayIn, type Misread } from './phrase-form.ts';
import { refuse } from './refuse.ts';
import { RULE_SHAPES } from './sentences.ts';
import { sourceSteps, type ConfigSource, type Path } from './source.ts';
import { late, settled, type Steps } from './steps.ts';

const RULE_FILE = /\.(?:yaml|yml|json)$/;
const EXAMPLES = /\.examples\.(?:yaml|yml|json)$/;

/** Rule files of a folder and of the families (folders) in it, by name. */
function* ruleFiles(files: ConfigFiles, folder: string, at: Omit<ConfigFault, 'what'>): Steps<string[]> {
  const entries = function* (path: string): Steps<{ name: string; folder: boolean }[]> {
    const found = yield* settled(files.list(path));
    if ('entries' in found) return [...found.entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    throw new ConfigError({ ...at, what: { en: `The rule folder cannot be read. ${found.fault.en}`, fr: `Le dossier de règles ne peut pas être lu. ${found.fault.fr}` } });
  };
  const paths: string[] = [];
  for (const entry of yield* entries(folder)) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = files.join(folder, entry.name);
    if (entry.folder) paths.push(...(yield* entries(path)).map(({ name }) => files.join(path, name)));
    else paths.push(path);
  }
  return paths.filter((path) => RULE_FILE.test(path) && !EXAMPLES.test(path));
}

const RULE_KEYS = ['id', 'severity', 'since', 'check', 'in', 'options', 'attached', 'purposes', 'human', 'languages', 'fixes', 'law', 'examples'];
const LANGUAGE_KEYS = ['title', 'message', 'why', 'suggestion', 'fixes'];

function ruleGrammar(rule: unknown): Grammar {
  const check = CHECKS.find(({ name }) => name === (rule as Partial<RuleDefinition> | null)?.check);
  return {
    keys: (path) => {
      if (path.length === 0) return RULE_KEYS;
      if (path[0] === 'languages' && path.length === 2) return [...LANGUAGE_KEYS, ...optionsOf(check?.languageOptions)];
      if (path[0] === 'options' && path.length === 1) return optionsOf(check?.options);
      return path[0] === 'severity' ? check?.grades ?? [] : [];
    },
    options: (path) => (path[0] === 'options' && path.length === 1 && check ? optionsOf(check.options) : null),
    shapes: RULE_SHAPES,
  };
}

/** Where in a rule a phrase stands; its beginning if it came from a list. */
function placeOf(value: unknown, phrase: string, path: Path = []): Path | null {
  if (value === phrase) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = placeOf(inner, phrase, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== null) return found;
  }
  return null;
}

/** A phrase that cannot be read is said where it stands, before any mail is looked at. */
function checkPhrases(rule: RuleDefinition, lexicons: Lexicons, file: string, source: ConfigSource): void {
  for (const phrase of ownPhrases(rule, lexicons)) {
    const stray = strayIn(phrase);
    if (stray !== null) throw unreadable(phrase, stray, rule, lexicons, file, source);
  }
  try {
    compilePatterns(ruleSources([rule], lexicons));
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    const { problem, phrase, kind } = error;
    const lists = ruleSources([rule], lexicons).flatMap((each) => Object.keys(each.lists ?? {}));
    throw unreadable(phrase, { problem, instead: meantBy(phrase, kind, lists) }, rule, lexicons, file, source);
  }
}

/** Those of the rule itself; the shared lists that they name are the program's. */
function ownPhrases(rule: RuleDefinition, lexicons: Lexicons): readonly string[] {
  const lists = Object.values(rule.languages).flatMap((words) => Object.values((words['lists'] ?? {}) as Readonly<Record<string, readonly string[]>>).flat());
  return [...new Set([...lists, ...ruleSources([rule], lexicons).flatMap(({ phrases }) => phrases)])].filter((phrase) => placeOf(rule, phrase) !== null);
}

function unreadable(phrase: string, { problem, instead }: Misread, rule: RuleDefinition, lexicons: Lexicons, file: string, source: ConfigSource): ConfigError {
  const path = placeOf(rule, phrase) ?? ['languages'];
  const language = String(path[1] ?? '');
  const position = source.place(path);
  const right = instead !== null && isReadable(instead, language, rule, lexicons) ? instead : null;
  // Escaped in the file, it does not stand there as it was read.
  const line = right === null || phrase === '' ? undefined : corrected(source.lineText(position.line), position.column, phrase, right);
  return new ConfigError({
    file,
    ...position,
    what: { en: `The phrase ${shown(phrase)} cannot be read: ${problem.en}.`, fr: `L'expression ${shown(phrase)} est illisible : ${problem.fr}.` },
    paste: line ?? `${source.file.endsWith('.json') ? '' : '- '}${JSON.stringify(right ?? samplePhrase(language))}`,
  });
}

/** Whether a phrase may stand in the place of one that may not. */
function isReadable(phrase: string, language: string, rule: RuleDefinition, lexicons: Lexicons): boolean {
  if (strayIn(phrase) !== null) return false;
  const lists = Object.assign({}, ...ruleSources([rule], lexicons).filter((each) => each.language === language).map((each) => each.lists ?? {})) as PhraseLists;
  try {
    compilePatterns([{ root: '', tag: '', language, phrases: [phrase], lists }]);
    return true;
  } catch (error) {
    if (error instanceof PhraseError) return false;
    throw error;
  }
}

/**
 * One rule file by itself: its form, and its phrases.
 * @param lexicons the lists that its phrases may name
 * @throws ConfigError
 */
export function* ruleSteps(files: ConfigFiles, file: string, lexicons: Lexicons): Steps<{ readonly rule: RuleDefinition; readonly source: ConfigSource }> {
  const { default: validateRule } = yield* late('validateRule');
  const source = yield* sourceSteps(files, file, file);
  if (!validateRule(source.value)) refuse(validateRule.errors ?? [], source, [], ruleGrammar(source.value));
  const rule = source.value as RuleDefinition;
  checkPhrases(rule, lexicons, file, source);
  checkKinds(rule, file, source);
  return { rule, source };
}

/**
 * Users' own rules, in the form of the built-in ones.
 * @param at what is wrong with the folder itself is said at the place that names it
 * @param taken ids of the rules there are
 * @param replaceable ids of built-in rules that may be taken over
 * @param lexicons the lists that their phrases may name
 * @throws ConfigError
 */
export function* ruleFolderSteps(files: ConfigFiles, folder: string, at: Omit<ConfigFault, 'what'>, taken: readonly string[], replaceable: ReadonlySet<string>, lexicons: Lexicons): Steps<RuleDefinition[]> {
  const rules: RuleDefinition[] = [];
  for (const file of yield* ruleFiles(files, folder, at)) {
    const { rule, source } = yield* ruleSteps(files, file, lexicons);
    const builtIn = taken.includes(rule.id) && !replaceable.has(rule.id);
    if (builtIn || rules.some(({ id }) => id === rule.id)) {
      throw new ConfigError({
        file,
        ...source.place(['id']),
        what: builtIn
          ? { en: `There is already a rule ${shown(rule.id)}. To take its place, say so in the configuration.`, fr: `Il existe déjà une règle ${shown(rule.id)}. Pour la remplacer, dites-le dans la configuration.` }
          : { en: `There are two rules ${shown(rule.id)}.`, fr: `Il y a deux règles ${shown(rule.id)}.` },
        paste: builtIn ? `replaceRules: [${rule.id}]` : `id: ${rule.id}-2`,
      });
    }
    rules.push({ ...rule, examples: rule.examples ?? { invalid: [], valid: [] } });
  }
  return rules;
}
