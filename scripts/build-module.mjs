/** A plugin for another program: one ES module, which `import` and `require` both load. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** These programs wait for nothing, so what is read late is required by its path: in dist/ there are other files for it than among the sources. */
const required = {
  name: 'required',
  setup({ onLoad }) {
    onLoad({ filter: /\/io\/modules-now\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(/'\.\.\/generated\/([a-z-]+)\.js'\)/g, "'./$1.cjs')"),
    }));
  },
};

/**
 * @param host folder of src/hosts that has a plugin.ts
 * @param options of esbuild that all bundles for Node share
 */
export function buildModule(root, host, { plugins, ...options }) {
  return build({
    ...options,
    entryPoints: [join(root, 'src/hosts', host, 'plugin.ts')],
    outfile: join(root, 'dist', `${host}.js`),
    format: 'esm',
    platform: 'node',
    plugins: [...plugins, required],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __dirname = import.meta.dirname;" },
  });
}
