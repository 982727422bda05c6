import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import fc from 'fast-check';
import * as tldts from 'tldts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = '../../scripts/suffixes.mjs';
const { SUFFIXES, suffixes } = await import(script) as { SUFFIXES: string; suffixes: () => Promise<{ bytes: Uint8Array; plugin: Plugin }> };

let folder: string;
let bundled: typeof tldts;
let code: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-suffixes-'));
  const { bytes, plugin } = await suffixes();
  writeFileSync(join(folder, SUFFIXES), bytes);
  const { outputFiles: [file] } = await build({ stdin: { contents: "export * from 'tldts';", resolveDir: import.meta.dirname }, bundle: true, format: 'esm', platform: 'node', write: false, plugins: [plugin] });
  code = file!.text;
  writeFileSync(join(folder, 'tldts.mjs'), code);
  bundled = await import(pathToFileURL(join(folder, 'tldts.mjs')).href) as typeof tldts;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the Public Suffix List as a file', () => {
  it('stands in no bundle', () => {
    expect(code.length).toBeLessThan(40_000);
  });

  it.each([
    ['mail.acme.co.uk', 'acme.co.uk'], ['co.uk', null], ['www.ck', 'www.ck'], ['a.b.ck', 'a.b.ck'], ['x.www.ck', 'www.ck'], ['city.kawasaki.jp', 'city.kawasaki.jp'],
    ['a.b.c.kawasaki.jp', 'b.c.kawasaki.jp'], ['a.b.個人.hk', 'b.個人.hk'], ['nobody.example', 'nobody.example'], ['localhost', null],
  ])('%s belongs to %s', (host, owner) => {
    expect(bundled.getDomain(host)).toBe(owner);
  });

  it('says of every name what tldts says', () => {
    const label = fc.constantFrom('www', 'a', 'com', 'co', 'uk', 'jp', 'kawasaki', 'city', 'ck', 'github', 'io', 'gov', 'no', 'oslo', '個人', 'hk', 'xn--p1ai', 'рф', 'example', 'museum', 'x-y', '', '*');
    const host = fc.oneof(fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.')), fc.domain());
    fc.assert(fc.property(host, fc.boolean(), (name, allowPrivateDomains) => {
      expect(bundled.parse(name, { allowPrivateDomains })).toEqual(tldts.parse(name, { allowPrivateDomains }));
    }), { numRuns: 2000 });
  });
});
