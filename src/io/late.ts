import type * as phraseLexicons from '../generated/phrase-lexicons.js';
import type * as validateConfig from '../generated/validate-config.js';
import type * as validateRule from '../generated/validate-rule.js';
import type * as ruleFolders from './rule-folders.ts';
import type * as yaml from 'yaml';

/** What most runs do without. Each is read when a configuration asks for it. */
export interface LateModules {
  readonly yaml: Pick<typeof yaml, 'isMap' | 'isSeq' | 'isScalar' | 'parseDocument'>;
  readonly validateConfig: typeof validateConfig;
  readonly validateRule: typeof validateRule;
  readonly phraseLexicons: typeof phraseLexicons;
  readonly ruleFolders: typeof ruleFolders;
}
type Name = keyof LateModules;

const IMPORTS: { readonly [name in Name]: () => Promise<LateModules[name]> } = {
  yaml: () => import('yaml'),
  validateConfig: () => import('../generated/validate-config.js'),
  validateRule: () => import('../generated/validate-rule.js'),
  phraseLexicons: () => import('../generated/phrase-lexicons.js'),
  ruleFolders: () => import('./rule-folders.ts'),
};

/** Work that stops wherever it needs a module; the same for hosts that can wait and for those that cannot. */
export type Steps<T> = Generator<Name, T, LateModules[Name]>;

/** `yield* late('yaml')` is that module. */
export function* late<N extends Name>(name: N): Generator<N, LateModules[N], LateModules[Name]> {
  return (yield name) as LateModules[N];
}

/** Importing what is needed. */
export async function finish<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) step = steps.next(await IMPORTS[step.value]());
  return step.value;
}

/** How a host that is called synchronously comes by these modules. */
export type ModulesNow = { readonly [name in Name]: () => LateModules[name] };

/** Without waiting. */
export function finishNow<T>(steps: Steps<T>, modules: ModulesNow): T {
  let step = steps.next();
  while (!step.done) step = steps.next(modules[step.value]());
  return step.value;
}
