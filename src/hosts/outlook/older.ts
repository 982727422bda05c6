/**
 * What ECMAScript brought after 2016 and the engine uses, for classic Outlook on Windows, whose runtime for events promises no more than that. It stands
 * before all else, what the bundler adds included.
 */
import 'core-js/modules/es.array.at.js';
import 'core-js/modules/es.array.find-last.js';
import 'core-js/modules/es.array.flat-map.js';
import 'core-js/modules/es.object.entries.js';
import 'core-js/modules/es.object.from-entries.js';
import 'core-js/modules/es.object.get-own-property-descriptors.js';
import 'core-js/modules/es.object.has-own.js';
import 'core-js/modules/es.object.values.js';
import 'core-js/modules/es.string.at-alternative.js';
import 'core-js/modules/es.string.match-all.js';
import 'core-js/modules/es.string.replace-all.js';
import 'core-js/modules/es.string.trim-end.js';
import 'core-js/modules/es.string.trim-start.js';
import 'core-js/modules/es.typed-array.at.js';
import 'core-js/modules/es.typed-array.find-last.js';

/** Of 0x80 to 0x9f; the rest of windows-1252 is Latin-1 (WHATWG Encoding). */
const WINDOWS = '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** One character of UTF-8: its code point and length; null where the bytes are none. */
function pointAt(bytes: Uint8Array, at: number): readonly [number, number] | null {
  const first = bytes[at]!;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let point = first & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return null;
    point = (point << 6) | (byte & 0x3f);
  }
  const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  return first < 0xc2 || first > 0xf4 || point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? null : [point, length];
}

/** For TextDecoder: UTF-8 and windows-1252. */
export class Decoder {
  readonly encoding: string;
  readonly #fatal: boolean;

  constructor(label = 'utf-8', { fatal = false }: { fatal?: boolean } = {}) {
    this.encoding = label.toLowerCase();
    this.#fatal = fatal;
    if (this.encoding !== 'utf-8' && this.encoding !== 'windows-1252') throw new RangeError('unknown encoding');
  }

  decode(bytes: Uint8Array = new Uint8Array(0)): string {
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const found = this.encoding === 'utf-8' ? pointAt(bytes, at) : [bytes[at]!, 1] as const;
      if (found === null && this.#fatal) throw new TypeError('not UTF-8');
      const [point, length] = found ?? [0xfffd, 1];
      text += this.encoding === 'utf-8' || point < 0x80 || point > 0x9f ? String.fromCodePoint(point) : WINDOWS.charAt(point - 0x80);
      at += length;
    }
    return text;
  }
}

/** For TextEncoder. */
export class Encoder {
  encode(text = ''): Uint8Array {
    // A lone surrogate is no character, and encodeURIComponent throws at it.
    const escaped = encodeURIComponent(text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : '\ufffd')));
    const bytes: number[] = [];
    for (let at = 0; at < escaped.length; at++) {
      if (escaped.charAt(at) === '%') {
        bytes.push(parseInt(escaped.slice(at + 1, at + 3), 16));
        at += 2;
      } else bytes.push(escaped.charCodeAt(at));
    }
    return Uint8Array.from(bytes);
  }
}
