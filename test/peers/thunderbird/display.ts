import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A screen that nobody sees, with a window manager: without one a mouse click takes the focus away from a popup, which closes. */
export interface Display {
  /** As in the environment variable DISPLAY. */
  readonly name: string;
  close(): Promise<void>;
}

/** Ends a program; returns when it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Xvfb chooses a free number itself and tells it. Errors: the program is not installed, or ends at once. */
export async function openDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.once('error', reject).once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    (server.stdio[3] as Readable).on('data', (part: Buffer) => {
      text += part.toString('latin1');
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  const name = `:${number}`;
  const manager = spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, DISPLAY: name } });
  const kill = (): void => {
    manager.kill('SIGKILL');
    server.kill('SIGKILL');
  };
  process.once('exit', kill);
  try {
    await once(manager, 'spawn');
  } catch (error) {
    await end(server);
    throw error;
  }
  return {
    name,
    async close() {
      process.off('exit', kill);
      await end(manager);
      await end(server);
    },
  };
}
