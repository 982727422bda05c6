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
  config: ['draft', 'text', 'pattern', 'rule', 'checks', 'report', 'generated'],
  generated: ['rule'],
  index: ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'generated'],
  io: ['draft', 'text', 'template', 'config', 'edit', 'pattern', 'rule', 'checks', 'engine', 'index', 'generated', 'report'],
  tasks: ['draft', 'text', 'template', 'config', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'generated'],
  hosts: ['draft', 'text', 'template', 'config', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'tasks', 'generated'],
  build: ['draft', 'text', 'template', 'config', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'index', 'io', 'generated'],
};
const PURE = ['draft', 'text', 'template', 'edit', 'pattern', 'rule', 'checks', 'engine', 'report', 'config', 'index'];
/** Of the packages, only these run in a browser. */
const PURE_PACKAGES = ['tldts', 'yaml'];
/** Folders of src/hosts that run in a browser or a Worker, and parts of them that do not. */
const BROWSER_HOSTS: readonly string[] = ['lsp', 'outlook', 'page', 'thunderbird', 'vscode'];
const NODE_PARTS: readonly string[] = ['lsp/stdio', 'vscode/desktop'];
/** What these bring along beside the core's packages. */
const BROWSER_PACKAGES = [
  'vscode-languageserver', 'vscode-languageserver/browser', 'vscode-languageserver-textdocument', 'vscode-json-languageservice', 'vscode', 'vscode-languageclient/browser',
  'fflate', 'diff', '@kenjiuno/msgreader', '@kenjiuno/decompressrtf', 'core-js/modules',
];

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

  const below = (folders: readonly string[], file: string): boolean => folders.some((folder) => file.startsWith(join(src, 'hosts', folder, '/')));
  const inBrowser = all.filter(([, file]) => below(BROWSER_HOSTS, file) && !below(NODE_PARTS, file));

  it('finds every host that runs in a browser', () => {
    for (const folder of BROWSER_HOSTS) expect(inBrowser.some(([, file]) => below([folder], file)), folder).toBe(true);
  });

  it.each(inBrowser)('%s runs in a browser', (_name, file) => {
    for (const target of imports(file, 'values')) {
      if (target.startsWith('.')) {
        const to = resolve(dirname(file), target);
        expect([...PURE, 'generated', 'hosts'], `imports ${target}`).toContain(layer(to.replace(/\.js$/, '.ts')));
        if (layer(to) === 'hosts') expect(below(BROWSER_HOSTS, to) && !below(NODE_PARTS, to), `imports ${target}`).toBe(true);
      } else if (!PURE_PACKAGES.includes(target)) expect(BROWSER_PACKAGES, `imports ${target}`).toContain(target.replace(/^(core-js\/modules)\/.*/, '$1'));
    }
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
    expect(code).not.toMatch(/\b(?:Buffer|process|require|__dirname|eval)\b\s*[.([]|new Function\b|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/);
  });

  it.each(all.filter(([, file]) => ['hosts', 'io'].includes(layer(file)) === false && !PURE.includes(layer(file))))('%s is one of the layers that may use Node', (_name, file) => {
    expect(['build', 'tasks', 'generated']).toContain(layer(file));
  });
});

describe('what the project says of itself', () => {
  it('pins every dependency exactly and keeps addresses out of the lock file', () => {
    for (const folder of ['.', 'test/peers', 'editors/vscode']) {
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
