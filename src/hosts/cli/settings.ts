import { escapeControls } from '../../report/escape.ts';
import type { Level, LevelSetting, Locale } from '../../rule/types.ts';
import type { Phase } from '../../text/types.ts';
import { COMMANDS, LEVELS, type Invocation } from './commands.ts';
import { UsageError } from './errors.ts';
import { nearest } from './nearest.ts';

/** The options of all commands, checked; what a command does not have keeps its default. */
export interface Settings {
  readonly format: string;
  readonly failOn: Level | 'none';
  readonly maxWarnings: number;
  readonly quiet: boolean;
  readonly config: string | undefined;
  readonly preset: string | undefined;
  readonly rules: readonly { readonly id: string; readonly level: LevelSetting | undefined }[];
  readonly phase: Phase;
  readonly locale: Locale | undefined;
  readonly showContent: boolean;
  readonly reader: 'own' | 'mailparser';
  readonly stdinFilename: string | undefined;
  readonly asTemplate: boolean;
  /** File of samples for templates. */
  readonly data: string | undefined;
  readonly output: string | undefined;
  readonly color: boolean;
}

function rule(typed: string): Settings['rules'][number] {
  const colon = typed.lastIndexOf(':');
  if (colon < 0) return { id: typed, level: undefined };
  const level = typed.slice(colon + 1);
  if (!(LEVELS as readonly string[]).includes(level)) {
    throw new UsageError((words) => words.badChoice('--rule', escapeControls(typed), LEVELS.map((each) => `ID:${each}`)), { near: nearest(level, LEVELS), help: true });
  }
  return { id: typed.slice(0, colon), level: level as Level | 'off' };
}

/** Looks at the values that were typed. @throws UsageError on a value that is not possible. */
export function readSettings({ command, options }: Invocation): Settings {
  const specs = COMMANDS[command].options;
  for (const [name, { choices }] of Object.entries(specs)) {
    const value = options[name];
    if (choices && typeof value === 'string' && !choices.includes(value)) {
      throw new UsageError((words) => words.badChoice(`--${name}`, escapeControls(value), choices), { near: nearest(value, choices), help: true });
    }
  }
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : specs[name]?.default);
  const list = (name: string): readonly string[] => (Array.isArray(options[name]) ? options[name] as readonly string[] : []);
  const limit = text('max-warnings');
  if (limit !== undefined && !/^\d{1,9}$/.test(limit)) throw new UsageError((words) => words.badNumber('--max-warnings', escapeControls(limit)), { help: true });
  if (typeof options['data'] === 'string' && options['as-template'] !== true) throw new UsageError((words) => words.dataWithoutTemplate, { help: true });
  return {
    format: text('format') ?? 'pretty',
    failOn: (text('fail-on') ?? 'error') as Settings['failOn'],
    maxWarnings: limit === undefined ? Number.POSITIVE_INFINITY : Number(limit),
    quiet: options['quiet'] === true,
    config: text('config'),
    preset: text('preset'),
    rules: list('rule').map(rule),
    phase: (text('phase') ?? 'compose') as Phase,
    locale: text('locale') as Locale | undefined,
    showContent: options['show-content'] === true,
    reader: (text('reader') ?? 'own') as Settings['reader'],
    stdinFilename: text('stdin-filename'),
    asTemplate: options['as-template'] === true,
    data: text('data'),
    output: text('output'),
    color: options['no-color'] !== true,
  };
}

/** The language of the system (POSIX: LC_ALL over LC_MESSAGES over LANG); null: one that we do not speak. */
export function systemLocale(env: Readonly<Record<string, string | undefined>>): Locale | null {
  const tag = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase();
  return tag.startsWith('fr') ? 'fr' : tag.startsWith('en') ? 'en' : null;
}

/** The language that was typed, however wrong the rest of the line is; for help and for errors about the line itself. */
export function typedLocale(argv: readonly string[]): Locale | null {
  for (const [index, word] of argv.entries()) {
    const value = word === '--locale' ? argv[index + 1] : word.startsWith('--locale=') ? word.slice('--locale='.length) : undefined;
    if (value === 'en' || value === 'fr') return value;
  }
  return null;
}
