import { FORMATS } from './formats.ts';

/** What can be typed, as data: commander builds its parser and its help from this, the fast path its own, so both say the same. */

export interface OptionSpec {
  readonly short?: string;
  /** Name of its value in the help; absent: a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly multiple?: true;
  /** What it means without `=VALUE`; a value never stands in a word of its own then. */
  readonly bare?: string;
}

export interface CommandSpec {
  /** Operands in commander's notation. */
  readonly operands: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

export const COMMAND_NAMES = [
  'check', 'fix', 'recipients', 'rules', 'explain', 'init', 'print-config',
  'hook', 'serve',
  'milter', 'held',
  'split', 'to-bcc',
  'lsp',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const LOCALES = ['en', 'fr'] as const;
export const PHASES = ['compose', 'send', 'sent'] as const;
export const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;
export const LEVELS = ['error', 'warning', 'info', 'off'] as const;
export const MILTER_ACTIONS = ['report'] as const;
export const HELD_ACTIONS = ['list', 'show', 'approve', 'refuse', 'expire', 'journal'] as const;
export const ANSWERS = ['candidates', 'apply', 'other'] as const;

const locale: OptionSpec = { value: 'LANGUAGE', choices: LOCALES };
const configuration = { config: { short: 'c', value: 'FILE' }, preset: { value: 'NAME' } } as const;
const reading = { phase: { value: 'PHASE', choices: PHASES, default: 'compose' }, reader: { value: 'READER', choices: ['own', 'mailparser'], default: 'own' }, 'stdin-filename': { value: 'NAME' } } as const;
const backup: OptionSpec = { value: 'SUFFIX', bare: '.orig' };
const printing = { output: { short: 'o', value: 'FILE' }, locale, 'no-color': {} } as const;

export const COMMANDS: Readonly<Record<CommandName, CommandSpec>> = {
  check: {
    operands: '[paths...]',
    options: {
      format: { short: 'f', value: 'FORMAT', choices: FORMATS, default: 'pretty', multiple: true },
      'fail-on': { value: 'LEVEL', choices: FAIL_ON, default: 'error' },
      'max-warnings': { value: 'N' },
      quiet: { short: 'q' },
      ...configuration,
      rule: { value: 'ID[:LEVEL]', multiple: true },
      ...reading,
      baseline: { value: 'FILE' },
      'update-baseline': {},
      'prune-baseline': {},
      cache: {},
      'cache-location': { value: 'FILE', default: '.undisclosedcache' },
      'as-template': {},
      data: { value: 'FILE' },
      'show-content': {},
      fix: {},
      'fix-dry-run': {},
      'fix-type': { value: 'TYPE', choices: ['safe', 'ask'], default: 'safe' },
      backup,
      ...printing,
      output: { ...printing.output, multiple: true },
    },
  },
  fix: {
    operands: '<draft>',
    options: {
      'yes-safe': {},
      ...configuration,
      rule: { value: 'ID', multiple: true },
      phase: { value: 'PHASE', choices: PHASES, default: 'compose' },
      backup,
      'show-content': {},
      locale,
      'no-color': {},
    },
  },
  recipients: {
    operands: '[paths...]',
    options: {
      format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'jsonl'], default: 'pretty' },
      ...configuration,
      reader: reading.reader,
      'stdin-filename': reading['stdin-filename'],
      'show-content': {},
      ...printing,
    },
  },
  rules: {
    operands: '',
    options: { format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'json'], default: 'pretty' }, test: {}, ...configuration, ...printing },
  },
  explain: { operands: '[rule]', options: { ...configuration, ...printing } },
  init: {
    operands: '',
    options: {
      yes: { short: 'y' },
      answer: { value: 'ANSWER', choices: ANSWERS },
      'internal-domain': { value: 'DOMAIN', multiple: true },
      colleague: { value: 'ADDRESS', multiple: true },
      output: { short: 'o', value: 'FILE', default: 'undisclosed.config.yaml' },
      locale,
      'no-color': {},
    },
  },
  'print-config': {
    operands: '[file]',
    options: { format: { short: 'f', value: 'FORMAT', choices: ['yaml', 'json'], default: 'yaml' }, ...configuration, ...printing },
  },
  serve: {
    operands: '',
    options: { listen: { value: 'HOST:PORT', default: '127.0.0.1:8025' }, 'token-file': { value: 'FILE' }, 'max-size': { value: 'MB', default: '32' }, name: { value: 'HOST', multiple: true }, ...configuration, locale },
  },
  hook: { operands: '<host> [files...]', options: { install: {}, ...configuration, locale } },
  milter: {
    operands: '[action]',
    options: {
      listen: { value: 'SOCKET' },
      config: configuration.config,
      enforce: {},
      state: { value: 'FOLDER' },
      'socket-mode': { value: 'MODE', default: '660' },
      'socket-group': { value: 'GROUP' },
      threads: { value: 'N' },
      metrics: { value: 'ADDRESS' },
      'postfix-config': { value: 'FOLDER' },
      since: { value: 'DATE' },
      format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'json'], default: 'pretty' },
      'show-content': {},
      ...printing,
    },
  },
  held: {
    operands: '[action...]',
    options: {
      reason: { value: 'TEXT' },
      content: {},
      verify: {},
      expect: { value: 'HASH' },
      all: {},
      config: configuration.config,
      state: { value: 'FOLDER' },
      'postfix-config': { value: 'FOLDER' },
      format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'json'], default: 'pretty' },
      'show-content': {},
      // No --output: who runs this through sudo would write any file with root's rights.
      locale,
      'no-color': {},
    },
  },
  split: {
    operands: '[draft]',
    options: {
      out: { short: 'o', value: 'PATH' },
      'no-greeting': {},
      'no-internal': {},
      'allow-names-in-body': {},
      force: {},
      'dry-run': {},
      ...configuration,
      'stdin-filename': reading['stdin-filename'],
      locale,
      'no-color': {},
    },
  },
  // Editors add the last one by themselves: who it is that speaks to the server.
  lsp: { operands: '', options: { stdio: {}, clientProcessId: { value: 'PID' }, locale } },
  'to-bcc': { operands: '[draft]', options: { 'in-place': {}, 'stdin-filename': reading['stdin-filename'], ...printing } },
};

/** Options that may stand without their value, with it: a path behind them is none. */
export function withBareValues(argv: readonly string[]): string[] {
  const command = argv.find((word) => (COMMAND_NAMES as readonly string[]).includes(word)) as CommandName | undefined;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const bare = command === undefined ? {} : COMMANDS[command].options;
  return argv.map((word, index) => {
    const value = index < end && word.startsWith('--') ? bare[word.slice(2)]?.bare : undefined;
    return value === undefined ? word : `${word}=${value}`;
  });
}

/** Options as typed: by long name, `no-color` included. */
export type RawOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One command as typed, before its values are looked at. */
export interface Invocation {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: RawOptions;
}
