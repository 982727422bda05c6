import { resolve } from 'node:path';
import { describeFault } from '../../io/faults.ts';
import { FileFault, readWhole } from '../../io/open.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { install, validate } from '../git/send-email.ts';
import { GIT_WORDS } from '../git/words.ts';
import type { Invocation } from './commands.ts';
import { environment } from './environment.ts';
import { UsageError } from './errors.ts';
import { nearest } from './nearest.ts';
import type { Settings } from './settings.ts';

const HOSTS = ['git-send-email'];

/** `undisclosed hook HOST …`. @returns the exit code */
export async function hook({ operands: [host = '', ...files], options }: Invocation, settings: Settings, system: Locale | null): Promise<number> {
  if (!HOSTS.includes(host)) throw new UsageError((words) => words.badChoice('hook', escapeControls(host), HOSTS), { near: nearest(host, HOSTS), help: true });
  const write = (text: string): void => void process.stderr.write(text);
  if (options['install'] === true) {
    if (settings.preset !== undefined) throw new UsageError(() => GIT_WORDS[settings.locale ?? system ?? 'en'].noPreset);
    const { file, locale } = await environment(settings, system);
    return install(process.cwd(), file === null ? null : resolve(file), locale, write);
  }
  if (files.length === 0) throw new UsageError((words) => words.missingOperand('files', `hook ${host} <files...>`), { help: true });
  const loaded = await environment(settings, system);
  return validate(files, loaded, write, (path) => {
    try {
      return readWhole(path);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      throw new UsageError((words) => `${words.cannotRead(escapeControls(path))} ${describeFault(error.fault, loaded.locale)}`);
    }
  });
}
