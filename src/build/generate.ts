import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { denseWeights, weighingsOf } from '../checks/dense-weights.ts';
import { CHECKS } from '../checks/index.ts';
import { PHRASE_KEYS, isPhraseLexicon, lexiconSources, partOf, ruleSources } from '../checks/patterns.ts';
import { draftSchema } from '../draft/json-schema.ts';
import { assemble } from '../pattern/assemble.ts';
import { graphOf } from '../pattern/compiler.ts';
import { readGraph } from '../pattern/dense.ts';
import type { DenseGraph } from '../pattern/dense.ts';
import type { PatternSource } from '../pattern/compiler.ts';
import { isWeights } from '../checks/weights.ts';
import type { Lexicons, Pack, RuleLanguage } from '../rule/types.ts';
import { configSchema } from './config-schema.ts';
import { fronted, writeGraph } from './dense.ts';
import { readPack } from './pack.ts';
import { ruleSchema } from './rule-schema.ts';
import { writeValidators } from './validators.ts';

/**
 * An expression that parses one JSON string: V8 reads it several times faster than the same object written as code. Beyond Latin-1 the JSON
 * is escaped, since one such character would make every character of the string take two bytes.
 */
function jsonText(value: unknown): string {
  const json = JSON.stringify(value).replace(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `JSON.parse(${JSON.stringify(json)})`;
}

/** An object of which each value is parsed when it is asked for: of the texts and lists of all rules, one mail needs few. */
function late(values: Readonly<Record<string, unknown>>): string {
  return `late({ ${Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}: () => ${jsonText(value)}`).join(', ')} })`;
}

/** Made by a function, so that a bundler sees that nothing else happens and leaves it out where it is not used. */
function packModule({ rules, lexicons, ...rest }: Pack): string {
  return `import { parts } from './patterns.js';
export const pack = /* @__PURE__ */ (() => {
  const late = (makers) => {
    const made = {};
    for (const key of Object.keys(makers)) {
      Object.defineProperty(made, key, { enumerable: true, configurable: true, get() {
        const value = makers[key]();
        Object.defineProperty(made, key, { value, enumerable: true });
        return value;
      } });
    }
    return made;
  };
  const made = ${jsonText({ ...rest, rules: rules.map((rule) => ({ ...rule, languages: {} })) })};
  const languages = [
${rules.map((rule) => `    ${late(rule.languages)},\n`).join('')}  ];
  const rules = made.rules.map((rule, index) => ({ ...rule, languages: languages[index] }));
  return { ...made, rules, lexicons: ${late(lexicons)}, built: { parts, rules } };
})();
`;
}

function jsonModule(name: string, value: unknown): string {
  return `export const ${name} = ${jsonText(value)};\n`;
}

/** Writes only what differs, so that a second build finds everything fresh. */
export function writeIfChanged(file: string, text: string): boolean {
  let before: string | null = null;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // Not there yet.
  }
  if (before === text) return false;
  writeFileSync(file, text);
  return true;
}

function lexiconsWhere(pack: Pack, wanted: (name: string) => boolean): Lexicons {
  return Object.fromEntries(Object.entries(pack.lexicons).filter(([name]) => wanted(name)));
}

function withoutPhrases(languages: Readonly<Record<string, RuleLanguage>>): Record<string, RuleLanguage> {
  return Object.fromEntries(Object.entries(languages).map(([language, words]) =>
    [language, Object.fromEntries(Object.entries(words).filter(([key]) => !PHRASE_KEYS.includes(key))) as unknown as RuleLanguage]));
}

/** The pack as the product carries it: without examples, which only documentation and `explain` read, and without the phrases, which the automaton holds. */
export function leanPack(pack: Pack): Pack {
  return {
    ...pack,
    rules: pack.rules.map((rule) => ({ ...rule, languages: withoutPhrases(rule.languages), examples: { invalid: [], valid: [] } })),
    lexicons: Object.fromEntries(Object.entries(lexiconsWhere(pack, (name) => !isPhraseLexicon(name))).map(([name, lexicon]) => [name, isWeights(name) ? denseWeights(weighingsOf(lexicon), fronted) : lexicon])),
  };
}

/** All phrases of a pack, by the part of which an automaton is made. */
export function patternParts({ rules, lexicons }: Pack): ReadonlyMap<string, readonly PatternSource[]> {
  const parts = new Map<string, PatternSource[]>();
  for (const source of [...ruleSources(rules, lexicons), ...lexiconSources(lexicons)]) {
    const name = partOf(source.root);
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [source]);
    else part.push(source);
  }
  return parts;
}

/** For where no file can be read: what an automaton is made of, once it is looked for. */
function densePatterns(graphs: ReadonlyMap<string, DenseGraph>): string {
  return `export const parts = {\n${[...graphs].map(([name, graph]) => `  '${name}': () => ${jsonText(graph)},`).join('\n')}\n};\n`;
}

/** For Node: automata made now, each a file beside the program. */
function patternFiles(parts: ReadonlyMap<string, unknown>): string {
  return `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const part = (name) => () => readFileSync(join(import.meta.dirname, name));
export const parts = {\n${[...parts.keys()].map((name) => `  '${name}': part('${name}.bin'),`).join('\n')}\n};\n`;
}

/**
 * Makes everything that is derived from rules/ and the checks: the rule pack, the validators (ajv compiles code, which an
 * add-on forbids, so it runs here) and the published JSON Schemas.
 * @param root the package's folder
 */
export async function generate(root: string): Promise<void> {
  const pack = readPack(root);
  const out = join(root, 'src/generated');
  mkdirSync(out, { recursive: true });
  mkdirSync(join(root, 'schema'), { recursive: true });
  const examples = Object.fromEntries(pack.rules.map(({ id, examples: { invalid, valid } }) => [id, { invalid: invalid.slice(0, 6), valid: valid.slice(0, 8) }]));
  const graphs = new Map([...patternParts(pack)].map(([name, sources]) => [name, writeGraph(graphOf(sources), /\.(\w+)$/.exec(name)?.[1] ?? '')]));
  for (const file of readdirSync(out)) if (file.endsWith('.bin') && !graphs.has(file.slice(0, -4))) rmSync(join(out, file));
  for (const [name, graph] of graphs) writeFileSync(join(out, `${name}.bin`), assemble(readGraph(graph)));
  writeIfChanged(join(out, 'patterns.js'), densePatterns(graphs));
  writeIfChanged(join(out, 'patterns-node.js'), patternFiles(graphs));
  writeIfChanged(join(out, 'pack.js'), packModule(leanPack(pack)));
  writeIfChanged(join(out, 'phrase-lexicons.js'), jsonModule('phraseLexicons', lexiconsWhere(pack, isPhraseLexicon)));
  writeIfChanged(join(out, 'phrase-lexicons.d.ts'), `import type { Lexicons } from '../rule/types.ts';\n\n/** The word lists that only phrases are made of; a user's own phrases may name them. */\nexport declare const phraseLexicons: Lexicons;\n`);
  writeIfChanged(join(out, 'pack.d.ts'), `import type { Lexicons, Pack, RuleLanguage } from '../rule/types.ts';\n\n/** All rules, word lists and presets under rules/, without examples; their phrases as an automaton. */\nexport declare const pack: Pack;\n`);
  writeIfChanged(join(out, 'examples.js'), jsonModule('examples', examples));
  writeIfChanged(join(out, 'examples.d.ts'), `import type { RuleDefinition } from '../rule/types.ts';\n\n/** The first examples of each rule, by id. */\nexport declare const examples: Readonly<Record<string, RuleDefinition['examples']>>;\n`);
  const schemas = { configSchema: configSchema(pack, CHECKS), ruleSchema: ruleSchema(CHECKS) };
  writeIfChanged(join(out, 'schemas.js'), Object.entries(schemas).map(([name, schema]) => jsonModule(name, schema)).join(''));
  writeIfChanged(join(out, 'schemas.d.ts'), `${Object.keys(schemas).map((name) => `/** The published JSON Schema, for completion. */\nexport declare const ${name}: Readonly<Record<string, unknown>>;\n`).join('\n')}`);
  writeIfChanged(join(root, 'schema/config.schema.json'), `${JSON.stringify(schemas.configSchema, null, 2)}\n`);
  writeIfChanged(join(root, 'schema/draft.schema.json'), `${JSON.stringify(draftSchema('en'), null, 2)}\n`);
  writeIfChanged(join(root, 'rules/rule.schema.json'), `${JSON.stringify(schemas.ruleSchema, null, 2)}\n`);
  await writeValidators(pack, CHECKS, out);
}
