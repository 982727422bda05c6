/** As much of JSON Schema (draft-07) as our own schemas are made of. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema | boolean>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

type Step = string | number;

/** Alternatives within alternatives; ours have three. */
const DEEPEST = 16;

/** All that may stand at one place: references followed, alternatives side by side. */
function branches(root: Schema, schema: Schema | boolean | undefined, depth = 0): Schema[] {
  if (typeof schema !== 'object' || depth > DEEPEST) return [];
  const name = schema.$ref?.replace('#/definitions/', '');
  const referred = name === undefined ? [] : branches(root, root.definitions?.[name], depth + 1);
  const inner = [...schema.anyOf ?? [], ...schema.allOf ?? []].flatMap((one) => branches(root, one, depth + 1));
  return [schema, ...referred, ...inner];
}

function below(schema: Schema, step: Step): (Schema | boolean | undefined)[] {
  if (typeof step === 'number') return Array.isArray(schema.items) ? [...schema.items as readonly Schema[]] : [schema.items as Schema | undefined];
  const own = schema.properties?.[step];
  if (own !== undefined) return [own];
  return [...Object.values(schema.patternProperties ?? {}), schema.additionalProperties];
}

/** The schemas that hold for the value at a path. */
export function schemasAt(root: Schema, path: readonly Step[]): Schema[] {
  return path.reduce<Schema[]>((all, step) => all.flatMap((schema) => below(schema, step).flatMap((inner) => branches(root, inner))), branches(root, root));
}

/** Keys that a value may have, each with what it is. */
export function keysIn(schemas: readonly Schema[]): Map<string, Schema> {
  return new Map(schemas.flatMap(({ properties = {} }) => Object.entries(properties)));
}

/** Words that a value may be; for a list those of its items. */
export function wordsIn(root: Schema, schemas: readonly Schema[]): string[] {
  const all = [...schemas, ...schemas.flatMap((schema) => below(schema, 0).flatMap((inner) => branches(root, inner)))];
  const words = all.flatMap((schema) => [...schema.enum ?? [], ...'const' in schema ? [schema.const] : [], ...schema.type === 'boolean' ? ['true', 'false'] : []]);
  return [...new Set(words.filter((word) => typeof word === 'string'))];
}

export function describe(root: Schema, schema: Schema): string | undefined {
  return branches(root, schema).find(({ description }) => description !== undefined)?.description;
}

/** Whether a key is followed by a list or further keys on lines of their own. */
export function isNested(root: Schema, schema: Schema): boolean {
  const all = branches(root, schema);
  const types = all.flatMap(({ type }) => type ?? []);
  return types.length > 0 && types.every((type) => type === 'object' || type === 'array');
}
