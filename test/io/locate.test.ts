import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';
import { jsonPlaces } from '../../src/draft/json-places.ts';
import { lineCounter } from '../../src/report/lines.ts';
import { locator } from '../../src/report/locate.ts';

const binary = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Line and column the long way: decode all that stands in front as an editor does, and cut it into lines. */
function slowly(text: string, offset: number, bytes: boolean): { line: number; column: number } {
  const before = bytes ? new TextDecoder().decode(Buffer.from(text.slice(0, offset), 'latin1')) : text.slice(0, offset).replace(/^\uFEFF/, '');
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

describe('lines and columns', () => {
  it.each([['LF', 'a\nbc'], ['CRLF', 'a\r\nbc'], ['a lone CR', 'a\rbc']])('%s ends a line', (_name, text) => {
    expect(lineCounter(text, false)(text.indexOf('c'))).toEqual({ line: 2, column: 2 });
  });

  it('counts UTF-16 units of what the bytes mean', () => {
    const text = binary('To: é😀x');
    expect(lineCounter(text, true)(text.indexOf('x'))).toEqual({ line: 1, column: 8 });
  });

  it('agrees with a decoder at every character boundary, however broken the bytes', () => {
    const piece = fc.oneof(fc.constantFrom('\n', '\r', '\r\n', 'a', 'é', '😀', '\uFEFF').map((text) => binary(text)), fc.constantFrom('\xf0\x9f', '\xe2\x82', '\xc3', '\x80', '\xff', '\xed\xa0\x80', '\xf4\x90\x80\x80', '\xe0\x80'));
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const count = lineCounter(text, true);
      expect(count(text.length)).toEqual(slowly(text, text.length, true));
      for (let offset = 0; offset < text.length; offset++) {
        // Inside a sequence there is no boundary to agree on.
        if (text.charCodeAt(offset) < 0x80 && !(text[offset] === '\n' && text[offset - 1] === '\r')) expect(count(offset)).toEqual(slowly(text, offset, true));
      }
    }), { numRuns: 300 });
  });

  it('is the same far behind the first mark and when asked backwards', () => {
    const text = `${'x'.repeat(9000)}\r\n${'é\n'.repeat(20_000)}end`;
    const offsets = [0, 16_384, 9001, 9003, 40_000, text.length, 16_383, 32_768];
    const count = lineCounter(text, false);
    for (const offset of offsets) expect(count(offset)).toEqual(slowly(text, offset, false));
  });

  it('keeps an offset beyond the end at the end', () => {
    expect(lineCounter('ab', false)(99)).toEqual({ line: 1, column: 3 });
    expect(lineCounter('', true)(5)).toEqual({ line: 1, column: 1 });
  });
});

describe('places in JSON', () => {
  const key = fc.oneof(fc.constantFrom('a', 'b', 'é', '"', '\\', '\n', 'to'), fc.string({ maxLength: 3 }));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.constantFrom('é"\\\n😀', '}],{'), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true })),
  }));

  function* everyPath(json: unknown, path: (string | number)[] = []): Generator<[(string | number)[], unknown]> {
    if (path.length > 0) yield [path, json];
    if (Array.isArray(json)) for (const [index, item] of json.entries()) yield* everyPath(item, [...path, index]);
    else if (typeof json === 'object' && json !== null) for (const [name, item] of Object.entries(json)) yield* everyPath(item, [...path, name]);
  }

  it('holds exactly the value that the path leads to', () => {
    fc.assert(fc.property(value, fc.constantFrom(0, 2, '\t'), (json, indent) => {
      const text = JSON.stringify(json, null, indent);
      const places = jsonPlaces(text);
      for (const [path, expected] of everyPath(JSON.parse(text))) {
        const { start, end } = places(path);
        expect(JSON.parse(text.slice(start, end))).toEqual(expected);
      }
    }), { numRuns: 300 });
  });

  it('maps offsets within a string through its escapes', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', 'é', '\u0001'), maxLength: 40 }), fc.nat(40), fc.nat(40), (string, a, b) => {
      const [from, to] = [Math.min(a, b, string.length), Math.min(Math.max(a, b), string.length)];
      const text = JSON.stringify({ x: string });
      const { start, end } = jsonPlaces(text)(['x'], from, to);
      expect(JSON.parse(`"${text.slice(start, end)}"`)).toBe(string.slice(from, to));
    }));
  });

  it('maps far offsets of a long string with escapes the same, in any order', () => {
    const string = 'ab\n"'.repeat(5000);
    const text = JSON.stringify({ x: string });
    const places = jsonPlaces(text);
    for (const at of [19_998, 3, 12_000, 8192, 8191]) {
      const { start, end } = places(['x'], at, at + 2);
      expect(JSON.parse(`"${text.slice(start, end)}"`)).toBe(string.slice(at, at + 2));
    }
  });

  it('takes the last of two equal keys, and the nearest ancestor of a path that is not there', () => {
    const text = '{"a": 1, "a": {"b": [2]}}';
    const places = jsonPlaces(text);
    expect(text.slice(places(['a', 'b']).start, places(['a', 'b']).end)).toBe('[2]');
    expect(places(['a', 'c', 'd'])).toEqual(places(['a']));
  });

  it('survives text that is no JSON', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', ' ') }), (text) => {
      const { start, end } = jsonPlaces(text)(['a', 0, 'b'], 1, 2);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length + 1);
    }));
  });
});

describe('spots', () => {
  const located = (draft: Draft, source: Parameters<typeof locator>[0], spot: Spot): string => {
    const { line, column, endLine, endColumn } = locator(source)(draft, spot);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };

  it('of an address in a message', () => {
    const text = binary('From: a@one.example\r\nTo: Zoé <z@one.example>,\r\n b@two.example\r\n\r\nx\r\n');
    const draft = readMessage(text);
    const [first, second] = draft.addressFields[1]!.addresses;
    expect(located(draft, { kind: 'message', text }, first!.spot)).toBe('2:5-2:24');
    expect(located(draft, { kind: 'message', text }, second!.spot)).toBe('3:2-3:15');
  });

  it('of a message within an mbox have the lines of the file', () => {
    const text = 'To: b@two.example\n\nx\n';
    const draft = readMessage(text);
    expect(located(draft, { kind: 'message', text, firstLine: 41 }, draft.addressFields[0]!.addresses[0]!.spot)).toBe('41:5-41:18');
  });

  it('in quoted-printable and base64 text', () => {
    const quoted = 'To: b@two.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nd=C3=A9j=\n=C3=A0 vu\n';
    const draft = readMessage(quoted);
    const at = draft.parts[0]!.content.indexOf('vu');
    expect(located(draft, { kind: 'message', text: quoted }, { at: 'text', part: 0, start: at, end: at + 2 })).toBe('6:8-6:10');
    const encoded = `To: b@two.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from('abcdef').toString('base64')}\n`;
    expect(located(readMessage(encoded), { kind: 'message', text: encoded }, { at: 'text', part: 0, start: 3, end: 6 })).toBe('5:5-5:9');
  });

  it('in the text of a JSON draft', () => {
    const text = '{\n  "to": "b@two.example",\n  "text": "Bonjour\\nXXX"\n}';
    const draft = readJsonText(text);
    expect(located(draft, { kind: 'json', text }, { at: 'text', part: 0, start: 8, end: 11 })).toBe('3:21-3:24');
    expect(located(draft, { kind: 'json', text }, draft.addressFields[0]!.addresses[0]!.spot)).toBe('2:10-2:23');
    expect(located(draft, { kind: 'json', text }, draft.spot)).toBe('1:1-1:2');
  });

  it('where JSON is cut short', () => {
    const text = '{\n  "to": "b@two';
    expect(located(readJsonText(text), { kind: 'json', text }, readJsonText(text).problems[0]!.spot)).toBe('2:15-2:15');
  });
});
