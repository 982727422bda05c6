import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const bundle = fileURLToPath(new URL('../../dist/milter.cjs', import.meta.url));
if (!existsSync(bundle)) throw new Error('The program is not built: npm run build');

/** A process that is watched, and after a moment does what `then` says. */
function watched(then: string): Promise<{ signal: string | null; code: number | null }> {
  const script = `const { Worker } = require('node:worker_threads');
    const beat = new Int32Array(new SharedArrayBuffer(4));
    setInterval(() => Atomics.add(beat, 0, 1), 20);
    new Worker(${JSON.stringify(bundle)}, { workerData: { role: 'undisclosed-watch', beat, milliseconds: 2000 } }).on('online', () => setTimeout(() => { ${then} }, 200));`;
  return new Promise((resolve) => {
    spawn(process.execPath, ['-e', script], { stdio: 'ignore' }).on('close', (code, signal) => resolve({ code, signal }));
  });
}

describe('a thread that watches over the one that judges', () => {
  it('ends the process where that hangs', async () => expect(await watched('for (;;);')).toEqual({ code: null, signal: 'SIGKILL' }));
  it('and leaves alone one that lives', async () => expect(await watched('setTimeout(() => process.exit(7), 5000)')).toEqual({ code: 7, signal: null }));
});
