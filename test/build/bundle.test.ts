import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type * as Core from '../../src/index.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const MAIL = 'From: a@example.com\r\nTo: b@example.net\r\nSubject: Your application\r\n\r\nWe will not proceed with you because you are pregnant.\r\n';

describe('the bundle for browsers', () => {
  it('holds all rules, words and phrases in 1.2 MB, compressed', () => {
    expect(gzipSync(readFileSync(`${dist}index.js`), { level: 9 }).length).toBeLessThanOrEqual(1_520_000);
  });

  it('asks for nothing else', async () => {
    const { metafile } = await build({ entryPoints: [`${dist}index.js`], bundle: true, platform: 'browser', format: 'esm', write: false, metafile: true, outdir: 'out' });
    expect(Object.keys(metafile.inputs)).toHaveLength(1);
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  });

  it('finds what the bundle for Node finds', async () => {
    const found = await Promise.all(['index.js', 'node.js'].map(async (name) => {
      const { compile, lint, pack, readMessage } = await import(`${dist}${name}`) as typeof Core;
      return lint(readMessage(new TextEncoder().encode(MAIL)), compile(pack, { extends: ['all'] }));
    }));
    expect(found[0]!.map(({ ruleId }) => ruleId)).toContain('discrimination/pregnancy-maternity');
    expect(found[0]).toEqual(found[1]);
  });
});
