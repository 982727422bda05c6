/** The plugin for ESLint: one ES module, which `import` and `require` both load. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** ESLint waits for nothing, so what is read late is required by its path: in dist/ there are other files for it than among the sources. */
const required = {
  name: 'required',
  setup({ onLoad }) {
    onLoad({ filter: /\/hosts\/eslint\/modules\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(/'\.\.\/\.\.\/generated\/([a-z-]+)\.js'\)/g, "'./$1.cjs')"),
    }));
  },
};

/** @param options of esbuild that all bundles for Node share */
export function buildEslint(root, { plugins, ...options }) {
  return build({
    ...options,
    entryPoints: [join(root, 'src/hosts/eslint/plugin.ts')],
    outfile: join(root, 'dist/eslint.js'),
    format: 'esm',
    platform: 'node',
    plugins: [...plugins, required],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __dirname = import.meta.dirname;" },
  });
}
