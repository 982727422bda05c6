import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { Check, Pack } from '../rule/types.ts';
import { configSchema } from './config-schema.ts';
import { ruleSchema } from './rule-schema.ts';

const TYPES = `/** One thing that is wrong; a subset of ajv's ErrorObject. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Validator {
  (value: unknown): boolean;
  errors: readonly SchemaError[] | null;
}

declare const validate: Validator;
export default validate;
`;

/** The schema without its descriptions, which are for editors. A property may be called `description` and stays. */
function withoutWords(schema: unknown, isMap = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutWords(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema)
    .filter(([key, value]) => isMap || !(typeof value === 'string' && (key === 'description' || key === 'title')))
    .map(([key, value]) => [key, withoutWords(value, !isMap && ['properties', 'patternProperties', 'definitions'].includes(key))]));
}

/** Compiles one schema to a module without imports: what ajv needs at run time (ucs2length, equal) is bundled into it. */
async function writeValidator(schema: AnySchema, name: string, folder: string): Promise<void> {
  const ajv = new Ajv({ code: { source: true, esm: true }, allErrors: true, inlineRefs: false, strict: false, messages: false });
  const code = (standalone as unknown as { default: (ajv: Ajv, validate: unknown) => string }).default(ajv, ajv.compile(withoutWords(schema) as AnySchema));
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true, write: false, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], minifySyntax: true, logLevel: 'error',
  });
  write(join(folder, `${name}.js`), outputFiles[0]!.text);
  write(join(folder, `${name}.d.ts`), TYPES);
}

/** Leaves a file alone that is already so: another build sees nothing new. */
function write(file: string, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, text);
}

/**
 * Writes validate-config and validate-rule (.js and .d.ts). ajv compiles with `new Function`, which an add-on forbids and
 * which costs a cold start more than everything else, so it runs at build only.
 */
export async function writeValidators(pack: Pack, checks: readonly Check[], outDir: string): Promise<void> {
  await writeValidator(configSchema(pack, checks), 'validate-config', outDir);
  await writeValidator(ruleSchema(checks), 'validate-rule', outDir);
}
