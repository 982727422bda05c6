import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const src = join(root, 'src');

/** What each folder of src/ may import, beside itself. `index` is src/index.ts. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  draft: [],
  text: ['draft'],
  pattern: ['draft', 'text'],
  template: ['draft', 'text'],
  rule: ['draft', 'text', 'pattern', 'template'],
  checks: ['draft', 'text', 'pattern', 'rule'],
  edit: ['draft', 'text'],
  engine: ['draft', 'text', 'pattern', 'rule', 'checks', 'edit', 'template'],
  report: ['draft', 'rule'],
  generated: ['rule'],
  index: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'generated'],
  io: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'index', 'generated', 'report'],
  tasks: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'generated'],
  hosts: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'tasks', 'generated'],
  build: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'generated'],
};
const PURE = ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index'];
/** Folders of hosts that run in a browser: pure layers alone, and no Node. */
const BROWSER_HOSTS: readonly string[] = ['outlook'];
/** Of the packages, only these run in a browser. */
const PURE_PACKAGES = ['tldts'];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : /\.ts$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function layer(file: string): string {
  const [first, ...rest] = relative(src, file).split('/');
  return rest.length === 0 ? first!.replace(/\.ts$/, '') : first!;
}

/** `values`: without what is gone when the types are. */
function imports(file: string, what: 'all' | 'values' = 'all'): string[] {
  const code = readFileSync(file, 'utf8');
  return [...(what === 'all' ? code : code.replace(/^import type [^;]*;/gm, '')).matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)\s*import\s*'([^']+)'/g)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

describe('the layers of src', () => {
  it('names every folder there is, and none that is gone', () => {
    const there = readdirSync(src).filter((name) => !name.startsWith('.')).filter((name) => {
      const path = join(src, name);
      return !statSync(path).isDirectory() || readdirSync(path).length > 0;
    }).map((name) => name.replace(/\.ts$/, ''));
    expect(Object.keys(MAY_IMPORT).sort()).toEqual(there.sort());
  });

  const all = files(src).map((file) => [relative(root, file), file] as const);

  it('finds imports at all', () => {
    expect(all.length).toBeGreaterThan(30);
    expect(imports(join(src, 'index.ts'))).toContain('./engine/lint.ts');
  });

  it.each(all)('%s imports only downward', (_name, file) => {
    const own = layer(file);
    for (const target of imports(file)) {
      if (!target.startsWith('.')) continue;
      const to = layer(resolve(dirname(file), target).replace(/\.js$/, '.ts'));
      if (to !== own) expect(MAY_IMPORT[own], `${own} imports ${to} (${target})`).toContain(to);
    }
  });

  it.each(all.filter(([, file]) => PURE.includes(layer(file))))('%s runs in a browser', (_name, file) => {
    for (const target of imports(file, 'values')) {
      if (target.startsWith('.')) continue;
      expect(PURE_PACKAGES, `imports ${target}`).toContain(target.split('/')[0]);
    }
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
    expect(code).not.toMatch(/\b(?:Buffer|process|require|__dirname|eval|globalThis\.process)\b\s*[.([]|new Function\b/);
  });

  it.each(all.filter(([, file]) => BROWSER_HOSTS.some((host) => file.startsWith(join(src, 'hosts', host, '/')))))('%s stays in the browser', (_name, file) => {
    for (const target of imports(file, 'values')) {
      expect(target, `imports ${target}`).toMatch(/^\./);
      const path = resolve(dirname(file), target);
      const own = dirname(relative(join(src, 'hosts'), file)).split('/')[0]!;
      expect([...PURE, 'generated'].includes(layer(path.replace(/\.js$/, '.ts'))) || path.startsWith(join(src, 'hosts', own, '/')), `imports ${target}`).toBe(true);
    }
    expect(readFileSync(file, 'utf8')).not.toMatch(/\b(?:Buffer|process|require|__dirname)\b\s*[.([]/);
  });

  it.each(all.filter(([, file]) => ['hosts', 'io'].includes(layer(file)) === false && !PURE.includes(layer(file))))('%s is one of the layers that may use Node', (_name, file) => {
    expect(['build', 'tasks', 'generated']).toContain(layer(file));
  });
});

describe('what the project says of itself', () => {
  it('pins every dependency exactly and keeps addresses out of the lock file', () => {
    for (const folder of ['.', 'test/peers']) {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
      for (const version of Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] })) expect(version).toMatch(/^\d+\.\d+\.\d+/);
      expect(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "http/);
    }
  });

  it('keeps its source files short enough to read at a sitting', () => {
    const long = files(src).filter((file) => !relative(src, file).startsWith('generated')).map((file) => [relative(src, file), readFileSync(file, 'utf8').split('\n').length] as const).filter(([, lines]) => lines > 251);
    expect(long).toEqual([]);
  });

  it('has rule files that parse as YAML without aliases', () => {
    for (const entry of readdirSync(join(root, 'rules'), { withFileTypes: true, recursive: true })) {
      if (!entry.name.endsWith('.yaml')) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      expect(() => parse(text, { maxAliasCount: 0 }) as unknown, entry.name).not.toThrow();
    }
  });
});
