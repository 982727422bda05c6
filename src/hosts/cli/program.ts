import { existsSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { escapeControls } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { wrap } from '../../report/wrap.ts';
import type { Locale } from '../../rule/types.ts';
import { COMMAND_NAMES, COMMANDS, withBareValues, type CommandName, type Invocation } from './commands.ts';
import { UsageError } from './errors.ts';
import { HELP } from './help.ts';
import { nearest } from './nearest.ts';
import { packageVersion } from './package.ts';

export interface ProgramOptions {
  readonly locale: Locale;
  readonly width: number;
  readonly style: Style;
}

function optionsOf(command: CommandName, locale: Locale): Option[] {
  const help = HELP[locale];
  return Object.entries(COMMANDS[command].options).map(([name, spec]) => {
    const flags = `${spec.short ? `-${spec.short}, ` : ''}--${name}${spec.value ? (spec.bare ? ` [${spec.value}]` : ` <${spec.value}>`) : ''}`;
    const extra = [spec.choices && `${help.choices} ${spec.choices.join(', ')}`, (spec.default ?? spec.bare) && `${help.fallback} ${spec.default ?? spec.bare}`].filter(Boolean).join(help.between);
    const words = help.commands[command].options?.[name] ?? help.options[name] ?? '';
    const option = new Option(flags, extra ? `${words} (${extra})` : words);
    return spec.multiple ? option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]) : option;
  });
}

function footer(lines: readonly (readonly [string, string])[], title: string, { width, style }: ProgramOptions): string {
  const rows = lines.flatMap(([line, meaning]) => [`  ${style.cyan(line)}`, ...wrap(meaning, width - 6).map((part) => `      ${style.dim(part)}`)]);
  return `\n${style.bold(title)}\n${rows.join('\n')}`;
}

/** commander speaks English and to standard error by itself; here it only finds out what is wrong. */
function explained(error: CommanderError, argv: readonly string[]): UsageError {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const shown = escapeControls(name);
  const command = COMMAND_NAMES.find((each) => argv.includes(each));
  switch (error.code) {
    case 'commander.unknownCommand': {
      if (existsSync(name)) return new UsageError((words) => `${words.unknownCommand(shown)} ${words.isAFile(shown)}`);
      return new UsageError((words) => words.unknownCommand(shown), { near: nearest(name, COMMAND_NAMES), help: true });
    }
    case 'commander.unknownOption': {
      const known = command ? Object.keys(COMMANDS[command].options) : ['help', 'version', 'locale'];
      return new UsageError((words) => words.unknownOption(shown), { near: nearest(name.replace(/^-+/, '').replace(/=.*/s, ''), known).map((each) => `--${each}`), help: true });
    }
    case 'commander.optionMissingArgument': return new UsageError((words) => words.missingValue(/--[\w-]+/.exec(shown)?.[0] ?? shown), { help: true });
    case 'commander.missingArgument': return new UsageError((words) => words.missingOperand(shown, command ? `${command} ${COMMANDS[command].operands}` : ''), { help: true });
    case 'commander.excessArguments': return new UsageError((words) => words.tooMany, { help: true });
    default: return new UsageError(() => escapeControls(error.message));
  }
}

/**
 * Reads a command line with commander, and says help and version.
 * @returns null where help or version was all that was wanted.
 * @throws UsageError
 */
export function readArguments(argv: readonly string[], settings: ProgramOptions, print: (text: string) => void): Invocation | null {
  const { locale, width, style } = settings;
  const help = HELP[locale];
  let invocation: Invocation | null = null;
  const prepare = (command: Command): Command => command
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined, getOutHelpWidth: () => width, getOutHasColors: () => true })
    .configureHelp({
      styleTitle: (title) => style.bold(help.titles[title as keyof Help['titles']] ?? title),
      styleCommandText: style.cyan,
      styleOptionText: style.cyan,
      styleSubcommandText: style.cyan,
      styleArgumentText: style.cyan,
      // commander would break a line at a no-break space.
      boxWrap: (text, size) => text.split('\n').map((line) => wrap(line, size).join('\n')).join('\n'),
    })
    .showSuggestionAfterError(false)
    .helpOption('-h, --help', help.helpOption);

  const program = prepare(new Command('undisclosed'))
    .description(help.description)
    .enablePositionalOptions()
    .version(packageVersion(), '-V, --version', help.version)
    .option('--locale <LANGUAGE>', help.options['locale'])
    .helpCommand('help [command]', help.helpCommand)
    .addHelpText('after', footer(help.first, help.examples, settings) + `\n\n${wrap(help.start, width).join('\n')}`);
  for (const name of COMMAND_NAMES) {
    const { operands, options } = { operands: COMMANDS[name].operands, options: optionsOf(name, locale) };
    const words = help.commands[name];
    const command = prepare(program.command(name)).summary(words.summary).description(words.description);
    for (const operand of operands.match(/\S+/g) ?? []) command.argument(operand, words.operands[/\w+/.exec(operand)![0]] ?? '');
    for (const option of options) command.addOption(option);
    command.addHelpText('after', footer(words.examples, help.examples, settings) + (name === 'check' ? `\n\n${wrap(help.exitCodes, width).join('\n')}` : ''));
    command.action(() => {
      const values: Record<string, string | boolean | string[]> = {};
      for (const option of command.options) {
        const value = command.getOptionValue(option.attributeName()) as string | boolean | string[] | undefined;
        if (option.negate) {
          if (value === false) values[option.long!.slice(2)] = true;
        } else if (value !== undefined) values[option.long!.slice(2)] = value;
      }
      const wide = program.opts<{ locale?: string }>().locale;
      invocation = { command: name, operands: command.args, options: wide === undefined ? values : { locale: wide, ...values } };
    });
  }
  try {
    program.parse(withBareValues(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // No command: commander would say its help as an error.
    if (error.code === 'commander.help') program.outputHelp();
    if (error.exitCode === 0 || error.code === 'commander.help') return null;
    throw explained(error, argv);
  }
  return invocation;
}

type Help = (typeof HELP)[Locale];
