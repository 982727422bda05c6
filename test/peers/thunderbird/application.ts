import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../postfix.ts';
import type { Display } from './display.ts';
import { Marionette } from './marionette.ts';
import type { Profile } from './profile.ts';

const PROGRAM = '/usr/lib/thunderbird/thunderbird-bin';
const INSIDE = readFileSync(new URL('./inside.js', import.meta.url), 'utf8');

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    // Its content processes are in its group.
    process.kill(-child.pid!, name);
  } catch {
    // All of the group are gone already.
  }
}

/** What it printed, shortened. */
function words(log: string): string {
  return readFileSync(log, 'utf8').slice(-2000);
}

/** A running Thunderbird. */
export class Application {
  readonly #gone: Promise<unknown>;
  readonly #marionette: Marionette;
  readonly #kill: () => void;

  private constructor(gone: Promise<unknown>, marionette: Marionette, kill: () => void) {
    this.#gone = gone;
    this.#marionette = marionette;
    this.#kill = kill;
  }

  /** Starts it and waits for its main window. Errors: not installed, or ended at once (with what it printed). */
  static async start({ folder, home, temporary }: Profile, display: Display): Promise<Application> {
    const [log, portFile] = [join(folder, 'thunderbird.log'), join(folder, 'MarionetteActivePort')];
    rmSync(portFile, { force: true });
    const output = openSync(log, 'w');
    const child = spawn(PROGRAM, ['--no-remote', '--new-instance', '--profile', folder, '--marionette', '--remote-allow-system-access'], {
      detached: true, stdio: ['ignore', output, output],
      env: {
        PATH: process.env['PATH'], HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home, DISPLAY: display.name, LANG: 'C.UTF-8', GDK_BACKEND: 'x11',
        // With it the preference for the server of remote settings counts, and its is none.
        MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
        MOZ_CRASHREPORTER_DISABLE: '1', NO_AT_BRIDGE: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      },
    });
    closeSync(output);
    const gone = once(child, 'exit');
    const kill = (): void => signal(child, 'SIGKILL');
    process.once('exit', kill);
    try {
      // A question on the screen would be waited for without end.
      const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('it took too long')), 90_000).unref());
      const ended = gone.then(() => Promise.reject(new Error('it ended')));
      return await Promise.race([Application.#connect(portFile, gone, kill), ended, late]);
    } catch (error) {
      kill();
      throw new Error(`Thunderbird did not start: ${String(error)}\n${words(log)}`);
    }
  }

  static async #connect(portFile: string, gone: Promise<unknown>, kill: () => void): Promise<Application> {
    const port = await until('the port of Marionette', () => {
      try {
        return Number(readFileSync(portFile, 'utf8'));
      } catch {
        return undefined;
      }
    });
    const application = new Application(gone, await Marionette.open(port), kill);
    await application.call('mainWindow');
    return application;
  }

  /** Calls a function of inside.js. Arguments and answer are JSON. */
  async call<T = void>(name: string, ...args: readonly unknown[]): Promise<T> {
    return await this.#marionette.run(`${INSIDE}\nreturn inside[arguments[0]](...arguments[1]);`, [name, args]) as T;
  }

  /** Installs an add-on as a person does, for good: it is there again after a restart. */
  async install(path: string): Promise<void> {
    await this.#marionette.command('Addon:Install', { path, temporary: false });
  }

  /** Ends it: asked politely, or by `kill` as if the machine had lost its power. */
  async stop(how: 'quit' | 'kill' = 'quit'): Promise<void> {
    process.off('exit', this.#kill);
    if (how === 'quit') {
      this.#marionette.command('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      const late = setTimeout(this.#kill, 15_000);
      await this.#gone;
      clearTimeout(late);
    }
    this.#kill();
    await this.#gone;
    this.#marionette.close();
  }
}
