import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

const PATIENCE = 5000;
const PAUSE = 5;
/** Every holder is done in milliseconds; one that is not counts as dead only if its process is gone as well. */
const OLD = 1000;

/** The lock could not be had in time. */
export class LockedError extends Error {
  readonly code = 'ELOCKED';
}

/** When a process began, in clock ticks since the machine did: a number used again belongs to another. '' where the system does not say. */
function startOf(pid: number | 'self'): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Its name may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: string): boolean {
  const [pid = '', start = ''] = holder.split(' ');
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(Number(pid));
  return start === '' || now === '' || start === now;
}

function isAbandoned(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > OLD && !isAlive(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

/** Whole or not at all: the name is a link to a file that is already written. */
function take(path: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startOf('self')}`, { mode: 0o600 });
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    unlinkSync(own);
  }
}

/** Two that find the same dead holder must not both take its lock away: the second would take that of the first. */
function clear(path: string): void {
  const guard = `${path}.clear`;
  if (!take(guard)) {
    if (isAbandoned(guard)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isAbandoned(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Does something that no other process does at the same time. A holder that was killed is found dead and its lock taken over.
 * @throws LockedError
 */
export function withLock<T>(path: string, work: () => T): T {
  const end = Date.now() + PATIENCE;
  while (!take(path)) {
    if (isAbandoned(path)) clear(path);
    else if (Date.now() > end) throw new LockedError('locked');
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}
