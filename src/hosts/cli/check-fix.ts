import { resolve } from 'node:path';
import type { Rules } from '../../engine/compile.ts';
import { firstFix } from '../../engine/fix.ts';
import { REFUSAL_WORDS } from '../../engine/refusals.ts';
import { describeFileRefusal, type FileRefusal } from '../../io/fix-faults.ts';
import { writeReplacements, type Replacement } from '../../io/fix-file.ts';
import { fixInput, type FixedInput } from '../../io/fix.ts';
import { drain } from '../../io/open.ts';
import type { Input } from '../../io/read.ts';
import { escapeControls } from '../../report/escape.ts';
import { maskAddresses } from '../../report/mask.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import { draftDiff } from './diff.ts';
import type { FixNotes } from './judge.ts';
import { writeMail, type Output } from './output.ts';
import type { Settings } from './settings.ts';

/** One input after what was done about it. */
interface Taken extends FixNotes {
  readonly input: Input;
  readonly findings: readonly Finding[];
  readonly diff: string;
}

export interface FixingOptions {
  readonly rules: Rules;
  /** The rules of the whole configuration: none of them may be worse off. */
  readonly guard: Rules;
  readonly settings: Settings;
  readonly locale: Locale;
  readonly output: Output;
  /** All of standard input, where that is fixed: it goes to standard output, changed or not. */
  readonly stdin: Buffer | null;
}

/** `check --fix`: fixes each input as it comes, before it is reported. Files of several drafts are written when all were seen. */
export class Fixing {
  readonly #options: FixingOptions;
  readonly #waiting: Replacement[] = [];
  #path = '';
  #standard: Replacement[] = [];
  #failed = 0;

  constructor(options: FixingOptions) {
    this.#options = options;
  }

  get stdin(): Buffer | null {
    return this.#options.stdin;
  }

  async take(input: Input): Promise<Taken | null> {
    const { rules, guard, settings, locale } = this.#options;
    if (input.filePath !== this.#path) await this.#flush();
    if (input.fatal) return null;
    const after = await fixInput(input, rules, { choose: firstFix(settings.fixType), guard, phase: settings.phase, locale });
    if (!after.changed || settings.fix === 'show') return this.#taken(input, after);
    const { source } = input;
    const replacement: Replacement = { kind: source.kind, before: source.text, after: after.input.source.text, ...(source.firstLine === undefined ? {} : { firstLine: source.firstLine }) };
    if (input.stdin) this.#standard.push(replacement);
    else if (input.number !== undefined) {
      this.#path = input.filePath;
      this.#waiting.push(replacement);
    } else {
      const refused = await this.#write(input.filePath, [replacement]);
      if (refused !== null) return null;
    }
    return this.#taken(input, after);
  }

  /** @returns how many files could not be written */
  async end(): Promise<number> {
    await this.#flush();
    const { stdin, settings } = this.#options;
    if (stdin !== null && settings.fix === 'write') {
      const [only, ...others] = this.#standard;
      if (only?.firstLine !== undefined || others.length > 0) this.#complain('-', 'many');
      writeMail(only !== undefined && only.firstLine === undefined ? Buffer.from(only.after, only.kind === 'message' ? 'latin1' : 'utf8') : stdin);
    }
    return this.#failed;
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length > 0) await this.#write(this.#path, this.#waiting.splice(0));
  }

  async #write(path: string, replacements: readonly Replacement[]): Promise<FileRefusal | null> {
    const refused = await writeReplacements(resolve(path), replacements, { backup: this.#options.settings.backup });
    if (refused !== null) this.#complain(path, refused);
    return refused;
  }

  #complain(path: string, refused: FileRefusal): void {
    const { locale, output, settings } = this.#options;
    this.#failed++;
    const name = output.terminal || settings.showContent ? path : maskAddresses(path);
    process.stderr.write(`${escapeControls(name)}${locale === 'fr' ? '\u00A0:' : ':'} ${describeFileRefusal(refused, locale)}\n`);
  }

  #taken(before: Input, { input, findings, fixed, notFixed, changed }: FixedInput): Taken {
    const { settings, locale, output } = this.#options;
    const reasons = new Map(notFixed.map(({ finding, reason }) => [finding, REFUSAL_WORDS[locale][reason]]));
    const shown = changed && settings.fix === 'show' && settings.format === 'pretty';
    const diff = shown ? `${draftDiff(input.filePath, before.draft, input.draft, { locale, style: output.style, mask: !output.terminal && !settings.showContent })}\n` : '';
    const note = (finding: Finding): { notFixed?: string } => {
      const reason = reasons.get(finding);
      return reason === undefined ? {} : { notFixed: reason };
    };
    return { input, findings, note, fixed: fixed.length, diff };
  }
}

/** Standard input, whole, where it is to be fixed. @throws FileFault too-large */
export async function fixedStandardInput(paths: readonly string[]): Promise<Buffer | null> {
  return paths.includes('-') ? drain(process.stdin) : null;
}
