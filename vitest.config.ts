import { defineConfig } from 'vitest/config';

/** As in the program: the phrases come as automata made at build. */
export default defineConfig({
  resolve: { alias: [{ find: './patterns.js', replacement: './patterns-node.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/peers/**', 'node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
