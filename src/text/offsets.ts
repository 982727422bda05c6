/**
 * From a derived text back to the text it was made from. Pieces follow each other in both; a piece is either copied (offsets run in
 * step) or stands for a stretch as a whole (an entity, a line break made of CRLF or of a tag).
 */
export class OffsetMap {
  readonly #target: number[] = [];
  readonly #source: number[] = [];
  /** Length in the source of a piece that stands for it as a whole; -1: copied. */
  readonly #whole: number[] = [];
  #fill: ((map: OffsetMap) => void) | null;

  /** @param fill adds the pieces when first asked for a place: of most texts nobody asks */
  constructor(fill: ((map: OffsetMap) => void) | null = null) {
    this.#fill = fill;
  }

  /** From `target` on, text is copied from `source` on. */
  copied(target: number, source: number): void {
    this.#add(target, source, -1);
  }

  /** What stands at `target` stands for `length` units at `source`. */
  whole(target: number, source: number, length: number): void {
    this.#add(target, source, length);
  }

  #add(target: number, source: number, whole: number): void {
    const last = this.#target.length - 1;
    if (last >= 0 && this.#target[last] === target) {
      this.#source[last] = source;
      this.#whole[last] = whole;
      return;
    }
    // A copy that goes on where it was needs no new piece.
    if (whole < 0 && last >= 0 && this.#whole[last]! < 0 && this.#source[last]! - this.#target[last]! === source - target) return;
    this.#target.push(target);
    this.#source.push(source);
    this.#whole.push(whole);
  }

  /** Source offset of the character that begins at `offset`. */
  start(offset: number): number {
    const piece = this.#piece(offset);
    if (piece < 0) return offset;
    return this.#whole[piece]! < 0 ? this.#source[piece]! + offset - this.#target[piece]! : this.#source[piece]!;
  }

  /** Source offset just behind the character that ends at `offset`. */
  end(offset: number): number {
    if (offset <= 0) return this.start(0);
    const piece = this.#piece(offset - 1);
    if (piece < 0) return offset;
    const whole = this.#whole[piece]!;
    return whole < 0 ? this.#source[piece]! + offset - this.#target[piece]! : this.#source[piece]! + whole;
  }

  /** Index of the last piece that begins at or before `offset`. */
  #piece(offset: number): number {
    if (this.#fill !== null) {
      this.#fill(this);
      this.#fill = null;
    }
    const targets = this.#target;
    let low = 0;
    let high = targets.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (targets[middle]! <= offset) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }
}

/** A text as derived, and the way back. */
export interface Derived {
  readonly text: string;
  /** Null: the same text. */
  readonly map: OffsetMap | null;
}
