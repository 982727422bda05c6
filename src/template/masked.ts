import type { Literal, Strings } from './literals.ts';

/** A stretch of an expression, half open. */
export type Range = readonly [from: number, to: number];

/** An expression whose strings and brackets are known. */
export class Masked {
  readonly source: string;
  readonly masked: string;
  readonly literals: readonly Literal[];
  /** Brackets open before each unit. */
  readonly #depth: readonly number[];
  /** Where each pattern stands, as far as it was asked for. */
  readonly #found = new Map<RegExp, readonly Range[]>();

  constructor(source: string, { masked, literals }: Strings) {
    this.source = source;
    this.masked = masked;
    this.literals = literals;
    const depth: number[] = [];
    let open = 0;
    for (const character of masked.split('')) {
      depth.push(open);
      if ('([{'.includes(character)) open++;
      else if (')]}'.includes(character)) open--;
    }
    this.#depth = depth;
  }

  raw([from, to]: Range): string {
    return this.source.slice(from, to).trim();
  }

  trim([from, to]: Range): Range {
    while (from < to && /\s/.test(this.masked.charAt(from))) from++;
    while (from < to && /[\s;]/.test(this.masked.charAt(to - 1))) to--;
    return [from, to];
  }

  /** The string that a stretch is. */
  literalOf(range: Range): Literal | undefined {
    const [from, to] = this.trim(range);
    return this.literals.find(({ start, end }) => start === from && end === to);
  }

  isLiteral(range: Range): boolean {
    return this.literalOf(range) !== undefined;
  }

  /** Where a global pattern stands within a stretch, outside of the brackets in it. */
  find([from, to]: Range, pattern: RegExp): readonly Range[] {
    let all = this.#found.get(pattern);
    if (all === undefined) {
      all = [...this.masked.matchAll(pattern)].map(({ 0: { length }, index }): Range => [index, index + length]);
      this.#found.set(pattern, all);
    }
    return all.filter(([start, end]) => start >= from && end <= to && this.#depth[start] === this.#depth[from]);
  }

  /** The parts of a stretch between such places; empty ones are left out. */
  split([from, to]: Range, pattern: RegExp): Range[] {
    const parts: Range[] = [];
    let done = from;
    for (const [start, end] of this.find([from, to], pattern)) {
      parts.push([done, start]);
      done = end;
    }
    parts.push([done, to]);
    return parts.map((part) => this.trim(part)).filter(([start, end]) => start < end);
  }

  /** The bracket that closes the one at `at`; -1: none before `to`. */
  closing(at: number, to: number): number {
    for (let index = at + 1; index < to; index++) if (')]}'.includes(this.masked.charAt(index)) && this.#depth[index] === this.#depth[at]! + 1) return index;
    return -1;
  }
}
