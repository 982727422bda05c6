import { escapeControls } from '../../report/escape.ts';
import type { FixType } from '../../engine/fix.ts';
import type { Level, LevelSetting, Locale } from '../../rule/types.ts';
import type { Phase } from '../../text/types.ts';
import { COMMANDS, LEVELS, type CommandName, type Invocation } from './commands.ts';
import { UsageError } from './errors.ts';
import { planReports, type PlannedReport } from './formats.ts';
import { nearest } from './nearest.ts';

/** The options of all commands, checked; what a command does not have keeps its default. */
export interface Settings {
  readonly format: string;
  /** Of `check`: what is written where; one at least. */
  readonly reports: readonly PlannedReport[];
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
  /** `write`: into the file; `show`: as a diff. */
  readonly fix: 'no' | 'write' | 'show';
  readonly fixType: FixType;
  readonly backup: string | undefined;
  readonly asTemplate: boolean;
  /** File of samples for templates. */
  readonly data: string | undefined;
  readonly output: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly pruneBaseline: boolean;
  readonly cache: boolean;
  readonly cacheLocation: string;
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
    const typed = options[name];
    const value = choices && [typed].flat().find((each) => typeof each === 'string' && !choices.includes(each));
    if (choices && typeof value === 'string') {
      throw new UsageError((words) => words.badChoice(`--${name}`, escapeControls(value), choices), { near: nearest(value, choices), help: true });
    }
  }
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : specs[name]?.default);
  const list = (name: string): readonly string[] => (Array.isArray(options[name]) ? options[name] as readonly string[] : []);
  const limit = text('max-warnings');
  if (limit !== undefined && !/^\d{1,9}$/.test(limit)) throw new UsageError((words) => words.badNumber('--max-warnings', escapeControls(limit)), { help: true });
  for (const name of ['update-baseline', 'prune-baseline']) {
    if (options[name] === true && text('baseline') === undefined) throw new UsageError((words) => words.needsOption(`--${name}`, '--baseline FILE'), { help: true });
  }
  const fixing = fixSettings(command, options, text);
  if (typeof options['data'] === 'string' && options['as-template'] !== true) throw new UsageError((words) => words.dataWithoutTemplate, { help: true });
  return {
    ...fixing,
    format: text('format') ?? 'pretty',
    reports: command === 'check' ? planReports(list('format'), list('output')) : [],
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
    baseline: text('baseline'),
    updateBaseline: options['update-baseline'] === true,
    pruneBaseline: options['prune-baseline'] === true,
    cache: options['cache'] === true,
    cacheLocation: text('cache-location') ?? '',
    color: options['no-color'] !== true,
  };
}

/** What is to be changed, and how. @throws UsageError where that is not possible, or not meant. */
function fixSettings(command: CommandName, options: Invocation['options'], text: (name: string) => string | undefined): Pick<Settings, 'fix' | 'fixType' | 'backup'> {
  const fix = command === 'fix' ? 'write' : options['fix-dry-run'] === true ? 'show' : options['fix'] === true ? 'write' : 'no';
  const fixType = (text('fix-type') ?? 'safe') as FixType;
  const backup = typeof options['backup'] === 'string' ? options['backup'] : undefined;
  const refuse = (say: ConstructorParameters<typeof UsageError>[0]): never => {
    throw new UsageError(say, { help: true });
  };
  if (backup !== undefined && !/^[^/\\\0]{1,100}$/.test(backup)) refuse((words) => words.badSuffix(escapeControls(backup)));
  if (fix === 'no') {
    for (const name of ['fix-type', 'backup']) if (typeof options[name] === 'string') refuse((words) => words.needsFix(`--${name}`));
    return { fix, fixType, backup };
  }
  if (text('phase') === 'sent') refuse((words) => words.fixSent);
  if (text('reader') === 'mailparser') refuse((words) => words.fixReader);
  const named = Array.isArray(options['rule']) ? options['rule'] as readonly string[] : [];
  // Of a family nobody has looked at each.
  if (fixType === 'ask' && (named.length === 0 || named.some((id) => id.includes('/*')))) refuse((words) => words.fixAsk);
  return { fix, fixType, backup };
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
