import { defineConfig } from 'vitest/config';

/** As in the program: the phrases come as automata made at build. */
export default defineConfig({
  resolve: { alias: [{ find: './patterns.js', replacement: './patterns-node.js' }] },
  test: { include: ['test/peers/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
});
