/** What can be typed, as data: commander builds its parser and its help from this, the fast path its own, so both say the same. */

export interface OptionSpec {
  readonly short?: string;
  /** Name of its value in the help; absent: a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly multiple?: true;
}

export interface CommandSpec {
  /** Operands in commander's notation. */
  readonly operands: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

export const COMMAND_NAMES = ['check', 'recipients', 'rules', 'explain', 'init', 'print-config'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const LOCALES = ['en', 'fr'] as const;
export const PHASES = ['compose', 'send', 'sent'] as const;
export const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;
export const LEVELS = ['error', 'warning', 'info', 'off'] as const;
export const ANSWERS = ['candidates', 'apply', 'other'] as const;

const locale: OptionSpec = { value: 'LANGUAGE', choices: LOCALES };
const configuration = { config: { short: 'c', value: 'FILE' }, preset: { value: 'NAME' } } as const;
const reading = { phase: { value: 'PHASE', choices: PHASES, default: 'compose' }, reader: { value: 'READER', choices: ['own', 'mailparser'], default: 'own' }, 'stdin-filename': { value: 'NAME' } } as const;
const printing = { output: { short: 'o', value: 'FILE' }, locale, 'no-color': {} } as const;

export const COMMANDS: Readonly<Record<CommandName, CommandSpec>> = {
  check: {
    operands: '[paths...]',
    options: {
      format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'json'], default: 'pretty' },
      'fail-on': { value: 'LEVEL', choices: FAIL_ON, default: 'error' },
      'max-warnings': { value: 'N' },
      quiet: { short: 'q' },
      ...configuration,
      rule: { value: 'ID[:LEVEL]', multiple: true },
      ...reading,
      'as-template': {},
      data: { value: 'FILE' },
      'show-content': {},
      ...printing,
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
    options: { format: { short: 'f', value: 'FORMAT', choices: ['pretty', 'json'], default: 'pretty' }, ...configuration, ...printing },
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
};

/** Options as typed: by long name, `no-color` included. */
export type RawOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** One command as typed, before its values are looked at. */
export interface Invocation {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: RawOptions;
}
