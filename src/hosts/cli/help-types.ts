import type { CommandName } from './commands.ts';

interface CommandHelp {
  readonly summary: string;
  readonly description: string;
  readonly operands: Readonly<Record<string, string>>;
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Where an option means something else here than elsewhere. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface Help {
  readonly description: string;
  readonly start: string;
  readonly titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:', string>>;
  readonly examples: string;
  /** For the program as a whole. */
  readonly first: CommandHelp['examples'];
  readonly exitCodes: string;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly version: string;
  readonly choices: string;
  readonly fallback: string;
  readonly between: string;
  readonly options: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<CommandName, CommandHelp>>;
}
