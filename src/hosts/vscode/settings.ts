import { COMMAND_SPLIT } from '../lsp/types.ts';
import type { InitializationOptions, Settings } from '../lsp/types.ts';
import type { Phase } from '../../text/types.ts';

/** The section `undisclosed` of VS Code's settings, as editors/vscode/package.json declares it. */
export interface EditorSettings {
  readonly preset?: string;
  readonly config?: string;
  readonly phase?: Phase;
  readonly locale?: 'auto' | 'en' | 'fr';
  readonly delay?: number;
}

/**
 * Settings as the language server takes them: what is empty there asks for nothing.
 * @param trusted of the workspace; else no configuration is read
 */
export function serverSettings({ preset, config, phase, locale }: EditorSettings, trusted: boolean): Settings {
  return {
    config: !trusted || config === undefined || config === '' ? null : config,
    preset: preset === undefined || preset === '' ? null : preset,
    phase: phase ?? 'compose',
    locale: locale === undefined || locale === 'auto' ? null : locale,
  };
}

/** @param docs URI of the folder with the rules' pages */
export function initializationOptions(settings: EditorSettings, trusted: boolean, docs: string): InitializationOptions {
  return { ...serverSettings(settings, trusted), debounce: settings.delay ?? 150, commands: [COMMAND_SPLIT], docs };
}

/** As vscode-languageclient takes it. */
export interface Selected {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

const DRAFTS = [{ language: 'eml' }, { language: 'mail' }, { pattern: '**/*.eml' }, { language: 'json' }, { language: 'jsonc' }] as const;

/**
 * What the language server is told of: files and what has none yet, but no copies that a version control shows beside them. Which JSON
 * is a draft, and which YAML holds rules, the server sees by itself.
 * @param schemes of the open folders
 */
export function documentSelector(schemes: readonly string[]): Selected[] {
  return [...new Set(['file', 'untitled', ...schemes])].flatMap((scheme) => [...DRAFTS, { language: 'yaml' }].map((one) => ({ scheme, ...one })));
}
