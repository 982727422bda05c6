import { accessSync, closeSync, constants, fchmodSync, lstatSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file being written. It has its name once it is whole. */
export interface Target {
  readonly file: number;
  /** Gives the file its name; until then, what stood there before still does. */
  finish(): void;
}

/** A run that is broken off by one of these leaves nothing behind. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is written to as it stands: a device, a pipe, somebody's standard output by its name, a link that leads nowhere yet. */
function openDirectly(path: string): Target {
  const file = openSync(path, 'w');
  return { file, finish: () => closeSync(file) };
}

/** The file a path leads to and its mode; null if there is none; 'other' for what is no file of a folder. */
function existing(path: string): { readonly path: string; readonly mode: number } | 'other' | null {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && !/^\/(?:dev|proc)\//.test(path) ? { path: realpathSync(path), mode: stat.mode & 0o7777 } : 'other';
}

/**
 * Opens a file for a report. A run that fails, or is broken off, leaves no half report under its name, and does not touch the one of
 * the run before: it is written beside, and renamed.
 * @throws what the file system says
 */
export function openTarget(path: string): Target {
  const before = existing(path);
  if (before === 'other') return openDirectly(path);
  const target = before?.path ?? path;
  if (before) accessSync(target, constants.W_OK);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  let file: number;
  try {
    file = openSync(beside, 'wx');
  } catch (error) {
    // The file may be written, its folder not.
    if (before && ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return openDirectly(target);
    throw error;
  }
  const discard = (): void => rmSync(beside, { force: true });
  const broken = (signal: NodeJS.Signals): void => {
    discard();
    // Heard once: now it does what it does to a program that does not listen.
    process.kill(process.pid, signal);
  };
  process.once('exit', discard);
  for (const signal of SIGNALS) process.once(signal, broken);
  if (before) fchmodSync(file, before.mode);
  return {
    file,
    finish() {
      closeSync(file);
      renameSync(beside, target);
      process.removeListener('exit', discard);
      for (const signal of SIGNALS) process.removeListener(signal, broken);
    },
  };
}

/** Writes a whole file so that nobody ever reads half of it. @throws what the file system says */
export function writeWhole(path: string, text: string): void {
  const target = openTarget(path);
  writeFileSync(target.file, text);
  target.finish();
}
