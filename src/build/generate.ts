import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../checks/index.ts';
import type { Pack } from '../rule/types.ts';
import { configSchema } from './config-schema.ts';
import { readPack } from './pack.ts';
import { ruleSchema } from './rule-schema.ts';
import { writeValidators } from './validators.ts';

/**
 * A module that parses one JSON string: V8 reads it several times faster than the same object written as code. Beyond Latin-1 the JSON
 * is escaped, since one such character would make every character of the string take two bytes.
 */
function jsonModule(name: string, value: unknown): string {
  const json = JSON.stringify(value).replace(/[\u0100-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `export const ${name} = JSON.parse(${JSON.stringify(json)});\n`;
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

/** The pack as the product carries it: without examples, which only documentation and `explain` read. */
export function leanPack(pack: Pack): Pack {
  return { ...pack, rules: pack.rules.map((rule) => ({ ...rule, examples: { invalid: [], valid: [] } })) };
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
  writeIfChanged(join(out, 'pack.js'), jsonModule('pack', leanPack(pack)));
  writeIfChanged(join(out, 'pack.d.ts'), `import type { Pack } from '../rule/types.ts';\n\n/** All rules, word lists and presets under rules/, without examples. */\nexport declare const pack: Pack;\n`);
  writeIfChanged(join(out, 'examples.js'), jsonModule('examples', examples));
  writeIfChanged(join(out, 'examples.d.ts'), `import type { RuleDefinition } from '../rule/types.ts';\n\n/** The first examples of each rule, by id. */\nexport declare const examples: Readonly<Record<string, RuleDefinition['examples']>>;\n`);
  writeIfChanged(join(root, 'schema/config.schema.json'), `${JSON.stringify(configSchema(pack, CHECKS), null, 2)}\n`);
  writeIfChanged(join(root, 'rules/rule.schema.json'), `${JSON.stringify(ruleSchema(CHECKS), null, 2)}\n`);
  await writeValidators(pack, CHECKS, out);
}
