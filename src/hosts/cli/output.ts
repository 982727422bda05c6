import { fstatSync, statSync, writeSync } from 'node:fs';
import { openTarget, type Target } from '../../io/target.ts';
import { escapeControls } from '../../report/escape.ts';
import { PLAIN_STYLE, type Style } from '../../report/types.ts';
import { UsageError } from './errors.ts';

export interface Output {
  /** A person reads along: colour, and a masked excerpt, may be shown. */
  readonly terminal: boolean;
  readonly width: number;
  readonly style: Style;
  /** The reader has gone (`| head`): there is nobody left to write for. */
  readonly closed: boolean;
  /** @throws UsageError if it cannot be written (disk full, say). */
  write(text: string): void;
  /** All is written: a file gets its name now. */
  end(): void;
}

const STDOUT = 1;
const STDERR = 2;
const WIDTH = 80;

/** Colour on a terminal alone; NO_COLOR and FORCE_COLOR (https://no-color.org, https://force-color.org) as everywhere. */
export function wantsColor(terminal: boolean, allowed: boolean, env: NodeJS.ProcessEnv): boolean {
  if (!allowed || env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return terminal && env['TERM'] !== 'dumb';
}

async function style(wanted: boolean): Promise<Style> {
  if (!wanted) return PLAIN_STYLE;
  const { default: picocolors } = await import('picocolors');
  return picocolors.createColors(true);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

/** Columns of the terminal on standard output; null if there is none. process.stdout is asked last: making it costs a cold start, of a hook that wants the exit code alone too. */
function terminalWidth(): number | null {
  try {
    const standard = fstatSync(STDOUT);
    if (!standard.isCharacterDevice() || standard.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev) return null;
  } catch {
    return null;
  }
  return process.stdout.isTTY ? process.stdout.columns || WIDTH : null;
}

/** Writes all of it, waiting where a pipe that somebody else set to non-blocking is full. */
function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** A mail, as it is, to whoever reads standard output. @throws UsageError if it cannot be written. */
export function writeMail(bytes: Buffer): void {
  try {
    writeAll(STDOUT, bytes);
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw new UsageError((words) => words.cannotWrite('stdout', codeOf(error)));
  }
}

/**
 * Standard output, or the file of `--output`. Where standard output carries a mail, words go to standard error.
 * @throws UsageError if the file cannot be written.
 */
export async function openOutput(path: string | undefined, color: boolean, carriesMail = false): Promise<Output> {
  const refuse = (error: unknown): never => {
    throw new UsageError((words) => words.cannotWrite(escapeControls(path ?? 'stdout'), codeOf(error)));
  };
  const standard = carriesMail ? STDERR : STDOUT;
  let target: Target | null = null;
  try {
    if (path !== undefined) target = openTarget(path);
  } catch (error) {
    refuse(error);
  }
  const columns = path === undefined && !carriesMail ? terminalWidth() : null;
  let closed = false;
  return {
    terminal: columns !== null,
    width: columns ?? WIDTH,
    style: await style(wantsColor(columns !== null, color, process.env)),
    get closed() {
      return closed;
    },
    write(text) {
      if (closed || text === '') return;
      try {
        writeAll(target?.file ?? standard, Buffer.from(text));
      } catch (error) {
        if (codeOf(error) !== 'EPIPE') refuse(error);
        closed = true;
      }
    },
    end() {
      try {
        target?.finish();
      } catch (error) {
        refuse(error);
      }
    },
  };
}
