import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import { BIN } from '../cli/program.ts';

const MEASURE = new URL('./measure.mjs', import.meta.url).href;

export interface Message {
  readonly ruleId: string;
  readonly fatal?: boolean;
  readonly line: number;
  readonly column: number;
}

export interface HostileRun {
  readonly code: number | null;
  readonly err: string;
  /** Findings of all inputs. */
  readonly messages: readonly Message[];
  readonly fatal: boolean;
}

/** Neither a terminal's commands nor anything that looks like a crash. Line ends and tabs are no commands. */
function expectPrintable(text: string): void {
  expect(text.match(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)).toBeNull();
  expect(text).not.toMatch(/^ {4}at /m);
}

/**
 * Checks one input with all rules, in a process of its own with 512 MiB of heap. Whatever the input: the process ends by
 * itself, prints JSON and nothing that a terminal would obey, no stack, and takes less than 512 MiB of memory.
 */
export async function checkHostile(cwd: string, args: readonly string[]): Promise<HostileRun> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['--max-old-space-size=512', '--import', MEASURE, BIN, 'check', '--preset', 'all', '--format', 'json', '--fail-on', 'none', ...args], {
    cwd,
    env: { PATH, LANG: 'en_GB.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const read = async (index: number): Promise<string> => {
    const pieces: Buffer[] = [];
    for await (const piece of child.stdio[index] as AsyncIterable<Buffer>) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  };
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code)));
  const [out, err, kibibytes, code] = await Promise.all([read(1), read(2), read(3), ended]);
  expectPrintable(out);
  expectPrintable(err);
  expect(code, err).not.toBeNull();
  // Without the figure the process was killed, for want of memory say.
  expect(Number(kibibytes), 'the process ended by itself').toBeGreaterThan(0);
  if (process.env['HOSTILE_FIGURES']) console.log(args.join(' '), Math.round(Number(kibibytes) / 1024), 'MiB');
  expect(Number(kibibytes)).toBeLessThan(512 * 1024);
  const results = out === '' ? [] : JSON.parse(out) as { messages: Message[]; fatal?: boolean }[];
  return { code, err, messages: results.flatMap(({ messages }) => messages), fatal: results.some(({ fatal, messages }) => fatal === true || messages.some((message) => message.fatal === true)) };
}
