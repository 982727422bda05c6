import type * as phraseLexicons from '../generated/phrase-lexicons.js';
import type * as validateConfig from '../generated/validate-config.js';
import type * as validateRule from '../generated/validate-rule.js';
import type * as ruleFiles from './rule-files.ts';
import type * as yaml from 'yaml';

/** What most runs do without. Each is read when a configuration asks for it. */
export interface LateModules {
  readonly yaml: Pick<typeof yaml, 'isMap' | 'isSeq' | 'isScalar' | 'parseDocument'>;
  readonly validateConfig: typeof validateConfig;
  readonly validateRule: typeof validateRule;
  readonly phraseLexicons: typeof phraseLexicons;
  readonly ruleFiles: typeof ruleFiles;
}
type Name = keyof LateModules;

const IMPORTS: { readonly [name in Name]: () => Promise<LateModules[name]> } = {
  yaml: () => import('yaml'),
  validateConfig: () => import('../generated/validate-config.js'),
  validateRule: () => import('../generated/validate-rule.js'),
  phraseLexicons: () => import('../generated/phrase-lexicons.js'),
  ruleFiles: () => import('./rule-files.ts'),
};

/** Now, or when it is there. */
export type Soon<T> = T | Promise<T>;

type Ask = { readonly module: Name } | { readonly answer: unknown };

/** Work that stops wherever it needs a module or a file; the same for hosts that can wait and for those that cannot. */
export type Steps<T> = Generator<Ask, T>;

/** `yield* late('yaml')` is that module. */
export function* late<N extends Name>(name: N): Steps<LateModules[N]> {
  return (yield { module: name }) as LateModules[N];
}

/** `yield* settled(files.read(path))` is what was read. */
export function* settled<T>(answer: Soon<T>): Steps<T> {
  return (yield { answer }) as T;
}

/** Importing what is needed, waiting for what is asked. */
export async function finish<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next('module' in step.value ? await IMPORTS[step.value.module]() : await step.value.answer);
  return step.value;
}

/** How a host that is called synchronously comes by these modules. */
export type ModulesNow = { readonly [name in Name]: () => LateModules[name] };

/** Without waiting: for files that answer at once. */
export function finishNow<T>(steps: Steps<T>, modules: ModulesNow): T {
  let step = steps.next();
  while (!step.done) step = steps.next('module' in step.value ? modules[step.value.module]() : step.value.answer);
  return step.value;
}
