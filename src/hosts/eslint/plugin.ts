import type { LintMessage, Processor } from '@eslint/core';
import type { ESLint, Linter } from 'eslint';
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

type Parts = { readonly [part in 'rules' | 'languages' | 'processors']: NonNullable<ESLint.Plugin[part]> };
type Preset = 'recommended' | 'hr' | 'candidate-reply' | 'all';

/** In ESLint's own types, so that whoever writes an eslint.config.ts needs no others. */
interface Plugin extends Omit<ESLint.Plugin, 'configs' | keyof Parts>, Parts {
  /** Our presets, and `configured`: what undisclosed.config.yaml has on. */
  readonly configs: Readonly<Record<Preset | 'configured', Linter.Config[]>>;
}

const configs = {} as Record<Preset | 'configured', Linter.Config[]>;
const parts: Parts = { rules: { ...rules }, languages: mail.languages, processors: { levels: mail.processors.levels } };
const plugin: Plugin = { meta: { ...meta, namespace: 'undisclosed' }, ...parts, configs };

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
