import { createRequire } from 'node:module';
import type Iconv from 'iconv-lite';
import type { LateModules, ModulesNow } from '../config/steps.ts';
import * as ruleFiles from '../config/rule-files.ts';

const require = createRequire(import.meta.url);

/** What is read late, for hosts that are called synchronously: it is required. The build knows these paths. */
export const MODULES: ModulesNow = {
  yaml: () => require('yaml') as LateModules['yaml'],
  validateConfig: () => require('../generated/validate-config.js') as LateModules['validateConfig'],
  validateRule: () => require('../generated/validate-rule.js') as LateModules['validateRule'],
  phraseLexicons: () => require('../generated/phrase-lexicons.js') as LateModules['phraseLexicons'],
  ruleFiles: () => ruleFiles,
};

export function iconvLite(): typeof Iconv {
  return require('iconv-lite') as typeof Iconv;
}
