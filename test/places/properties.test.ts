import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../src/draft/charset.ts';
import { readMessage } from '../../src/draft/message.ts';
import { rawOffsets } from '../../src/draft/positions.ts';
import { unitBytes } from '../../src/draft/units.ts';
import { readUtf7 } from '../../src/draft/utf7.ts';
import { countSteps } from '../draft/steps.ts';
import { inCharset, message } from './build.ts';
import type { Transfer } from './build.ts';

/** Charsets of several bytes, and a range of characters that each has. */
const ALPHABETS: Readonly<Record<string, string>> = {
  'utf-8': 'aé€年🙂\u0301~\\', shift_jis: 'aｱ年齢ソ表能~', 'euc-jp': 'aｱ年齢丂~', 'iso-2022-jp': 'a年齢ソ表', gbk: 'a对不起龄€~', gb18030: 'a对𠀀🙂é\u3000ƒ', big5: 'a年齡功許蓋~', 'euc-kr': 'a죄송나이~',
  'utf-16le': 'aé年🙂', 'utf-16be': 'aé年🙂', 'utf-32le': 'aé🙂', 'windows-1252': 'aé€’', 'koi8-r': 'aвозраст', cp850: 'aéü',
};
const NAMES = Object.keys(ALPHABETS);
const WIDE = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];

const random = fc.constantFrom(...NAMES).chain((charset) => fc.tuple(fc.constant(charset), fc.string({ unit: fc.constantFrom(...ALPHABETS[charset]!, ' ', '=', 'x'), minLength: 1, maxLength: 60 })));
const decode = (bytes: Uint8Array, charset: string): string => (charset === 'iso-2022-jp' ? new TextDecoder(charset).decode(bytes) : iconv.decode(Buffer.from(bytes), charset, { stripBOM: false }));

/** Whether an offset lies between two characters. */
const between = (text: string, at: number): boolean => at <= 0 || at >= text.length || !(/[\ud800-\udbff]/.test(text[at - 1]!) && /[\udc00-\udfff]/.test(text[at]!));

describe('whatever the text and its encoding', () => {
  it('the bytes between two places decode to what stands between them', () => {
    fc.assert(fc.property(random, fc.nat(60), fc.nat(60), ([charset, text], a, b) => {
      const { bytes } = inCharset(text, charset);
      const units = unitBytes(bytes, charset, text);
      expect(units, charset).not.toBeNull();
      const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
      if (from === to || !between(text, from) || !between(text, to)) return;
      const piece = bytes.subarray(units!.start(from), units!.end(to - 1));
      // A piece that begins within a shifted stretch needs the shift that stands before it.
      const shifted = charset === 'iso-2022-jp' && text.charCodeAt(from) > 127 ? Buffer.concat([Buffer.from('\x1b$B'), piece]) : piece;
      expect(decode(shifted, charset)).toBe(text.slice(from, to));
    }), { numRuns: 2000 });
  });

  it('both halves of a pair of surrogates are the same character', () => {
    fc.assert(fc.property(random, ([charset, text]) => {
      const units = unitBytes(inCharset(text, charset).bytes, charset, text)!;
      for (let unit = 0; unit < text.length; unit++) {
        expect(units.end(unit)).toBeGreaterThan(units.start(unit));
        if (!between(text, unit + 1)) expect([units.start(unit + 1), units.end(unit)]).toEqual([units.start(unit), units.end(unit + 1)]);
      }
    }), { numRuns: 500 });
  });

  it('places rise with the text, and the characters tile it', () => {
    fc.assert(fc.property(random, fc.constantFrom<Transfer>('8bit', 'quoted-printable', 'base64'), ([charset, text], transfer) => {
      if (transfer === '8bit' && charset.startsWith('utf-16') || charset.startsWith('utf-32')) return;
      const { raw, place } = message(`x${text}y`, { charset, transfer, eol: '\r\n', shape: 'nested' });
      const part = readMessage(raw, { fallback: (bytes, label) => iconv.decode(Buffer.from(bytes), label) }).parts[0]!;
      expect(part.content).toBe(`x${text}y`);
      const offsets = rawOffsets(raw, part)!;
      for (let at = 0; at < part.content.length; at++) {
        const whole = [at, at + 1].map((edge) => (between(part.content, edge) ? edge : edge === at ? at - 1 : at + 2)) as [number, number];
        expect([offsets(whole[0]), offsets.end(whole[1])]).toEqual(place(whole[0], whole[1]));
      }
    }), { numRuns: 500 });
  });

  it('nothing is claimed of bytes that do not spell the text, and nothing throws', () => {
    const labels = fc.constantFrom(...NAMES, 'utf-7', 'utf-32', '', 'x-none', 'us-ascii', 'iso-8859-8');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), labels, fc.string({ maxLength: 20 }), (bytes, charset, other) => {
      const text = charset === 'utf-7' ? readUtf7(bytes).text : decodeBytes(bytes, charset);
      if (text !== null) {
        const units = unitBytes(bytes, charset, text);
        let before = 0;
        for (let unit = 0; units !== null && unit < text.length; unit++) {
          const start = units.start(unit);
          expect(start).toBeGreaterThanOrEqual(before);
          expect(units.end(unit)).toBeGreaterThanOrEqual(start);
          expect(units.end(unit)).toBeLessThanOrEqual(bytes.length);
          before = start;
        }
      }
      // 76 00 does spell 'v', whatever its charset is called, and FF FE, a byte order mark alone, nothing.
      const isWide = WIDE.some((wide) => [other, `\ufeff${other}`].some((spelled) => iconv.encode(spelled, wide).equals(bytes)));
      if (other !== text && other.length !== bytes.length && !isWide && !other.includes('\ufffd')) expect(bytes.length > 0 && unitBytes(bytes, charset, other) !== null ? [charset, other, ...bytes] : null).toBeNull();
    }), { numRuns: 3000 });
  });

  it('UTF-7 runs are cut at the symbols that hold a character’s bits', () => {
    // 日本語 is 65E5 672C 8A9E: bits 0–15, 16–31, 32–47 of eight symbols of six.
    const { text, starts, ends } = readUtf7(Buffer.from('x+ZeVnLIqe-y+-z'));
    expect(text).toBe('x日本語y+z');
    expect([...text].map((_, index) => [starts[index], ends[index]])).toEqual([[0, 1], [2, 5], [4, 8], [7, 10], [11, 12], [12, 14], [14, 15]]);
  });
});

describe('the work grows with the text', () => {
  it.each(NAMES.filter((charset) => !/^utf-(?:16|32)/.test(charset)))('%s', (charset) => {
    const steps = (times: number): number => {
      const { raw } = message(`${ALPHABETS[charset]!}\n`.repeat(times), { charset, transfer: 'quoted-printable', eol: '\n', shape: 'alone' });
      const part = readMessage(raw, { fallback: (bytes, label) => iconv.decode(Buffer.from(bytes), label) }).parts[0]!;
      return countSteps(() => { expect(rawOffsets(raw, part)).not.toBeNull(); });
    };
    expect(steps(800) / steps(200)).toBeLessThan(4.4);
  });
});
