import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { hasMoreValues, jsonErrorAt, lostValues } from '../../src/draft/json-scan.ts';
import { lineSplitter } from '../../src/io/jsonl.ts';
import { mboxSplitter } from '../../src/io/mbox.ts';
import { jsonPlaces } from '../../src/draft/json-places.ts';
import { lineCounter } from '../../src/report/lines.ts';
import { locator } from '../../src/report/locate.ts';
import { countSteps } from '../draft/steps.ts';

const addresses = (count: number): string => JSON.stringify({ to: Array.from({ length: count }, (_, index) => ({ name: 'A "B"', address: `p${index}@one.example` })) });

/** In chunks as a file is read. */
function feed(splitter: { push(chunk: string): unknown[]; end(): unknown[] }, text: string): void {
  for (let at = 0; at < text.length; at += 1000) splitter.push(text.slice(at, at + 1000));
  splitter.end();
}

describe('twice the input takes twice the steps', () => {
  it.each<[string, (size: number) => () => void]>([
    ['where JSON stops, in brackets', (size) => () => jsonErrorAt('['.repeat(size))],
    ['where JSON stops, in backslashes', (size) => () => jsonErrorAt(`"${'\\\\'.repeat(size)}`)],
    ['repeated keys', (size) => () => lostValues(`{${'"a": 1, '.repeat(size)}"a": 2}`)],
    ['repeated keys behind backslashes', (size) => () => lostValues(`{"a": "${'\\\\'.repeat(size)}", "b": "${'\\"'.repeat(size)}"}`)],
    ['repeated keys in depth', (size) => () => lostValues(`${'{"a": 1, "a": '.repeat(size)}1${'}'.repeat(size)}`)],
    ['a draft with many recipients', (size) => () => readJsonText(addresses(size / 4))],
    ['values too many to read', (size) => () => hasMoreValues('[],'.repeat(size), size - 1)],
    ['places of many recipients', (size) => {
      const text = addresses(size);
      return () => {
        const places = jsonPlaces(text);
        for (let index = 0; index < size; index++) places(['to', index, 'address'], 0, 2);
      };
    }],
    ['places of many strings with escapes', (size) => {
      const text = addresses(size);
      return () => {
        const places = jsonPlaces(text);
        for (let index = size - 1; index >= 0; index--) places(['to', index, 'name'], 3, 4);
      };
    }],
    ['many places in one string of escapes', (size) => {
      const content = '\n'.repeat(4 * size);
      const text = JSON.stringify({ text: content });
      const draft = readJsonText(text);
      return () => {
        const locate = locator({ kind: 'json', text });
        for (let at = 0; at < content.length; at += 4000) locate(draft, { at: 'text', part: 0, start: at, end: at + 1 });
      };
    }],
    ['lines of one long line', (size) => {
      const text = 'é'.repeat(10 * size);
      return () => {
        const count = lineCounter(text, true);
        for (let at = 0; at < text.length; at += 10_000) count(at);
      };
    }],
    ['lines of many short ones', (size) => {
      const text = '\r\n'.repeat(5 * size);
      return () => {
        const count = lineCounter(text, true);
        for (let at = text.length; at > 0; at -= 10_000) count(at);
      };
    }],
    ['an mbox without separator', (size) => () => feed(mboxSplitter(), 'x\n'.repeat(size))],
    ['an mbox of separators', (size) => () => feed(mboxSplitter(), 'From a@b.example Mon Mar  2 10:00:00 2026\nTo: a@one.example\n\n'.repeat(size / 50))],
    ['an mbox of what looks like separators', (size) => () => feed(mboxSplitter(), '\n\nFrom here'.repeat(size / 10))],
    ['an mbox of From', (size) => () => feed(mboxSplitter(), '\nFrom '.repeat(size / 6))],
    ['an mbox of one line', (size) => () => feed(mboxSplitter(), `From a@b.example Mon Mar  2 10:00:00 2026\n${'x'.repeat(size)}`)],
    ['lines of JSON', (size) => () => feed(lineSplitter(), '{}\n'.repeat(size))],
    ['one line of JSON', (size) => () => feed(lineSplitter(), 'x'.repeat(size))],
  ])('%s', (_name, work) => {
    const once = countSteps(work(40_000));
    const twice = countSteps(work(80_000));
    expect(once).toBeGreaterThan(0);
    // Blocks and chunks are counted whole, so a little more than twice is still linear; quadratic would be four times.
    expect(twice / once).toBeLessThan(2.5);
  });
});
