/**
 * What ECMAScript brought after 2016 and the engine uses, for classic Outlook on Windows, whose runtime for events promises no more than that. As in
 * the standard, but for what nobody here asks of it. Nothing that is there already is touched. It stands before all else, what the bundler adds included,
 * and is written without what the bundler would need help for.
 */

type Method = (this: never, ...values: never[]) => unknown;

function add(target: object, methods: Readonly<Record<string, Method>>): void {
  for (const name of Object.keys(methods)) {
    if (!(name in target)) Object.defineProperty(target, name, { value: methods[name], writable: true, configurable: true });
  }
}

function from(length: number, index: number): number {
  return index < 0 ? length + index : index;
}

const lists = {
  at(this: readonly unknown[], index: number) {
    return this[from(this.length, Math.trunc(index) || 0)];
  },
  findLast(this: readonly unknown[], test: (value: unknown, index: number, all: readonly unknown[]) => unknown) {
    for (let index = this.length - 1; index >= 0; index--) if (test(this[index], index, this)) return this[index];
    return undefined;
  },
  findLastIndex(this: readonly unknown[], test: (value: unknown, index: number, all: readonly unknown[]) => unknown) {
    for (let index = this.length - 1; index >= 0; index--) if (test(this[index], index, this)) return index;
    return -1;
  },
};

function padding(text: string, length: number, fill: string): string {
  const missing = length - text.length;
  return missing > 0 && fill !== '' ? fill.repeat(Math.ceil(missing / fill.length)).slice(0, missing) : '';
}

const START = /^[\s\uFEFF\xA0]+/;

add(Array.prototype, lists);
add(Array.prototype, {
  flat(this: readonly unknown[]) {
    const all: unknown[] = [];
    for (const value of this) {
      if (Array.isArray(value)) for (const one of value as unknown[]) all.push(one);
      else all.push(value);
    }
    return all;
  },
  flatMap(this: readonly unknown[], map: (value: unknown, index: number, all: readonly unknown[]) => unknown) {
    const all: unknown[] = [];
    this.forEach((value, index) => {
      const mapped = map(value, index, this);
      if (Array.isArray(mapped)) for (const one of mapped as unknown[]) all.push(one);
      else all.push(mapped);
    });
    return all;
  },
  toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number) {
    return this.slice().sort(compare);
  },
  toReversed(this: readonly unknown[]) {
    return this.slice().reverse();
  },
});

for (const typed of [Uint8Array, Uint16Array, Int32Array, Uint32Array]) add(typed.prototype, lists);

add(String.prototype, {
  at(this: string, index: number) {
    const unit = this.charAt(from(this.length, Math.trunc(index) || 0));
    return unit === '' ? undefined : unit;
  },
  padStart(this: string, length: number, fill = ' ') {
    return padding(this, length, fill) + this;
  },
  padEnd(this: string, length: number, fill = ' ') {
    return this + padding(this, length, fill);
  },
  trimStart(this: string) {
    return this.replace(START, '');
  },
  trimEnd(this: string) {
    // The engine's own `trim` is linear, an expression anchored at the end is not.
    return this.slice(0, this.length - ((`x${this}`).length - (`x${this}`).trim().length));
  },
  replaceAll(this: string, what: string | RegExp, by: never) {
    return typeof what === 'string' ? this.split(what).join(typeof by === 'function' ? (by as (match: string) => string)(what) : by) : this.replace(what, by);
  },
  matchAll(this: string, expression: RegExp) {
    const all: RegExpExecArray[] = [];
    const own = new RegExp(expression.source, expression.flags);
    own.lastIndex = expression.lastIndex;
    for (let match = own.exec(this); match !== null; match = own.exec(this)) {
      all.push(match);
      if (match[0] === '') own.lastIndex++;
    }
    return all[Symbol.iterator]();
  },
  isWellFormed(this: string) {
    try {
      encodeURIComponent(this);
      return true;
    } catch {
      return false;
    }
  },
});

add(Object, {
  entries: (object: Record<string, unknown>) => Object.keys(object).map((key) => [key, object[key]]),
  values: (object: Record<string, unknown>) => Object.keys(object).map((key) => object[key]),
  fromEntries(entries: Iterable<readonly [string, unknown]>) {
    const object: Record<string, unknown> = {};
    for (const [key, value] of entries) Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    return object;
  },
  getOwnPropertyDescriptors(object: object) {
    const all: Record<PropertyKey, PropertyDescriptor> = {};
    for (const key of Reflect.ownKeys(object)) all[key] = Object.getOwnPropertyDescriptor(object, key)!;
    return all;
  },
  hasOwn: (object: object, key: string) => Object.prototype.hasOwnProperty.call(object, key),
});

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
