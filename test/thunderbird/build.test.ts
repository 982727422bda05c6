import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'undisclosed-xpi-'));
const script = new URL('../../scripts/build-thunderbird.mjs', import.meta.url).href;
let first: Buffer;
let second: Buffer;

beforeAll(async () => {
  const { buildThunderbird } = await import(script) as { buildThunderbird: (options: { out: string }) => Promise<string> };
  first = readFileSync(await buildThunderbird({ out: join(folder, 'first.xpi') }));
  second = readFileSync(await buildThunderbird({ out: join(folder, 'second.xpi') }));
});
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('the file of the add-on', () => {
  it('is the same, byte for byte, from the same sources', () => {
    expect(first.equals(second)).toBe(true);
  });

  it('has all that its manifest and its pages name', () => {
    const files = unzipSync(first);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Record<string, unknown>;
    const named = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : []);
    const wanted = named(manifest).filter((name) => /\.(?:js|css|html|svg)$/.test(name));
    const pages = Object.keys(files).filter((name) => name.endsWith('.html'));
    for (const page of pages) wanted.push(...[...strFromU8(files[page]!).matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!));
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((name) => !(name in files))).toEqual([]);
    expect(Object.keys(files)).toContain('worker.js');
    expect(manifest['version']).toBe((JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version);
  });

  it('has nothing that could ask anything of the network, or make code of text', () => {
    for (const [name, bytes] of Object.entries(unzipSync(first))) {
      if (name.endsWith('.js')) expect(strFromU8(bytes), name).not.toMatch(/\bfetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\beval\s*\(|new Function\b|\.innerHTML\b/);
    }
  });
});
