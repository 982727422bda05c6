import { createRequire } from 'node:module';
import type Iconv from 'iconv-lite';
import type { LateModules, ModulesNow } from '../../config/steps.ts';
import * as ruleFiles from '../../config/rule-files.ts';

const require = createRequire(import.meta.url);

/** ESLint calls a language and its rules synchronously, so what is read late is required. The build knows these paths. */
export const MODULES: ModulesNow = {
  yaml: () => require('yaml') as LateModules['yaml'],
  validateConfig: () => require('../../generated/validate-config.js') as LateModules['validateConfig'],
  validateRule: () => require('../../generated/validate-rule.js') as LateModules['validateRule'],
  phraseLexicons: () => require('../../generated/phrase-lexicons.js') as LateModules['phraseLexicons'],
  ruleFiles: () => ruleFiles,
};

export function iconvLite(): typeof Iconv {
  return require('iconv-lite') as typeof Iconv;
}
