import { accessSync, closeSync, constants, fchmodSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file being written. It has its name once it is whole. */
export interface Target {
  readonly file: number;
  /** Gives the file its name; until then, what stood there before still does. */
  finish(): void;
}

function existing(path: string): { readonly path: string; readonly mode: number; readonly regular: boolean } | null {
  try {
    const real = realpathSync(path);
    const { mode } = statSync(real);
    return { path: real, mode: mode & 0o7777, regular: statSync(real).isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Opens a file for a report. A run that fails, or is broken off, leaves no half report under its name, and does not touch the one of
 * the run before: it is written beside, and renamed. A device or a pipe is written to as it stands.
 * @throws what the file system says
 */
export function openTarget(path: string): Target {
  const before = existing(path);
  if (before && !before.regular) {
    const file = openSync(path, 'w');
    return { file, finish: () => closeSync(file) };
  }
  const target = before?.path ?? path;
  if (before) accessSync(target, constants.W_OK);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const file = openSync(beside, 'wx');
  const discard = (): void => rmSync(beside, { force: true });
  process.once('exit', discard);
  if (before) fchmodSync(file, before.mode);
  return {
    file,
    finish() {
      closeSync(file);
      renameSync(beside, target);
      process.removeListener('exit', discard);
    },
  };
}

/** Writes a whole file so that nobody ever reads half of it. @throws what the file system says */
export function writeWhole(path: string, text: string): void {
  const target = openTarget(path);
  writeFileSync(target.file, text);
  target.finish();
}
