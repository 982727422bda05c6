import type { LintMessage, Processor, RuleDefinition } from '@eslint/core';
import type { Linter } from 'eslint';
import { activeRules } from '../../engine/levels.ts';
import { pack } from '../../generated/pack.js';
import { packageVersion } from '../cli/package.ts';
import { mailLanguage } from './language.ts';
import type { MailOptions } from './options.ts';
import { rules } from './rules.ts';

export type { MailOptions } from './options.ts';

const version = packageVersion();
const meta = { name: 'undisclosed', version };

/**
 * ESLint has one severity a rule; a rule of ours has a level for each grade of what it finds. A finding is as severe as its level says, and never
 * more than eslint.config.js allows its rule.
 */
function levelled(message: LintMessage): LintMessage {
  if (message.fatal) return { ...message, message: message.message.replace(/^Parsing error: /, '') };
  return message.messageId === 'warning' || message.messageId === 'info' ? { ...message, severity: 1 } : message;
}

const levels: Processor<string> = {
  meta: { name: 'undisclosed/levels', version },
  supportsAutofix: true,
  preprocess: (text) => [text],
  postprocess: (messages) => messages.flat().map(levelled),
};

/** What belongs to a mail, whatever rules look at it. */
const mail = { meta: { ...meta, namespace: 'mail' }, languages: { eml: mailLanguage('message'), json: mailLanguage('json') }, processors: { levels } };

interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Readonly<Record<string, RuleDefinition>>;
  readonly languages: typeof mail.languages;
  readonly processors: typeof mail.processors;
  /** `recommended`, `hr`, `candidate-reply`, `all`: our presets. `configured`: what undisclosed.config.yaml has on. */
  readonly configs: Readonly<Record<'recommended' | 'hr' | 'candidate-reply' | 'all' | 'configured', Linter.Config[]>>;
}

const configs = {} as Record<keyof Plugin['configs'], Linter.Config[]>;
const plugin: Plugin = { meta: { ...meta, namespace: 'undisclosed' }, rules, languages: mail.languages, processors: mail.processors, configs };

const HOST_RULES = Object.keys(rules).filter((id) => !pack.rules.some((rule) => rule.id === id));

function config(name: string, ids: readonly string[], options: MailOptions = {}): Linter.Config[] {
  const common = {
    plugins: { undisclosed: plugin, mail } as never,
    processor: 'mail/levels',
    languageOptions: { ...options },
    rules: Object.fromEntries([...ids, ...HOST_RULES].map((id) => [`undisclosed/${id}`, 'error' as const])),
  };
  return [
    { name: `undisclosed/${name}/eml`, files: ['**/*.eml'], language: 'mail/eml', ...common },
    { name: `undisclosed/${name}/json`, files: ['**/*.draft.json', '**/drafts/**/*.json'], language: 'mail/json', ...common },
  ];
}

for (const name of ['recommended', 'hr', 'candidate-reply', 'all'] as const) {
  configs[name] = config(name, activeRules(pack, { extends: [name] }, []).map(({ definition }) => definition.id));
}
configs.configured = config('configured', pack.rules.map(({ id }) => id), { enabledBy: 'configuration' });

export default plugin;
