import type * as Portable from 'node-sqlite3-wasm';
import type { NativeConstructor, Value } from '../../src/tasks/held/database.ts';

/** A database with the interface of better-sqlite3, whose binary need not be here. */
export async function DatabaseSync(): Promise<NativeConstructor> {
  const { default: { Database } } = await import('node-sqlite3-wasm') as unknown as { default: typeof Portable };
  return class {
    readonly #database: InstanceType<typeof Database>;

    constructor(path: string) {
      this.#database = new Database(path);
    }

    exec(sql: string): void {
      this.#database.exec(sql);
    }

    prepare(sql: string): { run(...values: Value[]): { changes: number }; all(...values: Value[]): unknown[] } {
      return { run: (...values) => this.#database.run(sql, values), all: (...values) => this.#database.all(sql, values) };
    }

    close(): void {
      this.#database.close();
    }
  };
}
