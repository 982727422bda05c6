import { DidChangeWatchedFilesNotification, type Connection, type Disposable } from 'vscode-languageserver';
import { CONFIG_NAMES } from '../../config/load.ts';
import type { Configurations } from './configurations.ts';
import { nameOf } from './uri.ts';

/** Has the client watch what configurations are made from, and reads them again when it says that something changed. */
export class Watching {
  readonly #connection: Connection;
  readonly #configurations: Configurations;
  readonly #again: () => void;
  #dynamic = false;
  #registered = '';
  #registration: Promise<Disposable> | null = null;

  /** @param again called when what was said before may no longer hold */
  constructor(connection: Connection, configurations: Configurations, again: () => void) {
    this.#connection = connection;
    this.#configurations = configurations;
    this.#again = again;
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (changes.some(({ uri }) => configurations.concerns(uri) || CONFIG_NAMES.includes(nameOf(uri)))) this.changed();
    });
  }

  /** For what changed without a word from the client: it does not watch, or the file lies outside of its workspace. */
  look(): void {
    if (this.#configurations.changed) this.changed();
  }

  changed(): void {
    this.#configurations.reset();
    this.#again();
  }

  register(dynamic: boolean): void {
    this.#dynamic = dynamic;
    this.update();
  }

  /** Files that are extended and rule folders are known when a configuration has been read. By name: clients see the workspace alone, and no glob leads out of it. */
  update(): void {
    if (!this.#dynamic) return;
    const { files, folders } = this.#configurations.watched;
    const globs = [...new Set([...CONFIG_NAMES, 'package.json', ...files.map(nameOf)])].map((name) => `**/${name}`)
      .concat(folders.map((folder) => `**/${nameOf(folder)}/**/*.{yaml,yml,json}`)).sort();
    const key = globs.join('\n');
    if (key === this.#registered) return;
    this.#registered = key;
    const before = this.#registration;
    this.#registration = this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...new Set(globs)].map((globPattern) => ({ globPattern })) });
    void this.#registration.then(async () => (await before)?.dispose()).catch(() => undefined);
  }
}
