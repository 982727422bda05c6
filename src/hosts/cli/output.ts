import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { PLAIN_STYLE, type Style } from '../../report/types.ts';
import { UsageError } from './errors.ts';

export interface Output {
  /** A person reads along: colour, and a masked excerpt, may be shown. */
  readonly terminal: boolean;
  readonly width: number;
  readonly style: Style;
  /** The reader has gone (`| head`): there is nobody left to write for. */
  readonly closed: boolean;
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

const PIPE_GONE = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EOF']);

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

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

/**
 * Standard output, or the file of `--output`.
 * @throws UsageError if the file cannot be written.
 */
export async function openOutput(file: string | undefined, color: boolean): Promise<Output> {
  const terminal = file === undefined && process.stdout.isTTY;
  let stream: Writable = process.stdout;
  let closed = false;
  let failure: NodeJS.ErrnoException | null = null;
  const onError = (error: NodeJS.ErrnoException): void => {
    closed = true;
    if (!PIPE_GONE.has(error.code ?? '')) failure = error;
  };
  if (file !== undefined) {
    stream = createWriteStream(file);
    try {
      await once(stream, 'open');
    } catch (error) {
      throw new UsageError((words) => words.cannotWrite(file, reason(error)));
    }
  }
  stream.on('error', onError);
  const check = (): void => {
    if (failure) throw new UsageError((words) => words.cannotWrite(file ?? 'stdout', reason(failure)));
  };
  return {
    terminal,
    width: terminal ? process.stdout.columns || 80 : 80,
    style: await style(wantsColor(terminal, color, process.env)),
    get closed() {
      return closed;
    },
    async write(text) {
      check();
      if (closed || text === '') return;
      if (stream.write(text)) return;
      // A pipe that closes while full never drains; 'close' and 'error' end the wait as well.
      await new Promise<void>((resolve) => {
        const done = (): void => {
          for (const name of ['drain', 'close', 'error']) stream.off(name, done);
          resolve();
        };
        for (const name of ['drain', 'close', 'error']) stream.once(name, done);
      });
    },
    async end() {
      check();
      if (file === undefined) return;
      stream.end();
      await once(stream, 'finish').catch(onError);
      check();
    },
  };
}
