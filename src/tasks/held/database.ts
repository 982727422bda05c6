export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** What is asked of SQLite, whoever binds it. */
export interface Database {
  exec(sql: string): void;
  /** @returns rows changed */
  run(sql: string, values: readonly Value[]): number;
  all(sql: string, values?: readonly Value[]): Row[];
  close(): void;
}

export type OpenDatabase = (path: string) => Database;

/** The part of better-sqlite3's interface that is used. */
export interface NativeConstructor {
  new (path: string): {
    exec(sql: string): unknown;
    prepare(sql: string): { run(...values: Value[]): { readonly changes: number }; all(...values: Value[]): unknown[] };
    close(): unknown;
  };
}

export function nativeDatabase(Constructor: NativeConstructor): OpenDatabase {
  return (path) => {
    const database = new Constructor(path);
    return {
      exec: (sql) => void database.exec(sql),
      run: (sql, values) => database.prepare(sql).run(...values).changes,
      all: (sql, values = []) => database.prepare(sql).all(...values) as Row[],
      close: () => void database.close(),
    };
  };
}

/** SQLite compiled to WebAssembly: slower, but it installs everywhere. */
export async function portableDatabase(): Promise<OpenDatabase> {
  const loaded = await import('node-sqlite3-wasm');
  // A CommonJS package: where its names cannot be told before it runs, they stand in `default`.
  const { Database: Portable } = 'Database' in loaded ? loaded : (loaded as { default: typeof loaded }).default;
  return (path) => {
    const database = new Portable(path);
    return {
      exec: (sql) => database.exec(sql),
      run: (sql, values) => database.run(sql, [...values]).changes,
      all: (sql, values = []) => database.all(sql, [...values]) as Row[],
      close: () => database.close(),
    };
  };
}

/** better-sqlite3 where it is installed, else the portable one. */
export async function loadDatabase(): Promise<OpenDatabase> {
  // Named by a variable: it need not be there when this is compiled.
  const name = 'better-sqlite3';
  try {
    const { default: Constructor } = await import(name) as { default: NativeConstructor };
    // It may be installed without the binary for this version of Node, which only shows in use.
    new Constructor(':memory:').close();
    return nativeDatabase(Constructor);
  } catch {
    return portableDatabase();
  }
}
