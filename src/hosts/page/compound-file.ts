/** Whether the structure of a compound file ([MS-CFB]) holds together: what reads such files fills gaps in silence, or goes round in circles for ever. */

/** `endless`: chains or entries lead back to themselves or out of the file, so that it is not to be opened. `broken`: something is missing. */
export type Structure = 'whole' | 'broken' | 'endless';

const END = 0xfffffffe;
/** From here on a number is no sector's. */
const SPECIAL = 0xfffffffa;
/** FAT sectors that the header itself names. */
const IN_HEADER = 109;
const ENTRY = 128;
const MINI = { sector: 64, below: 4096 };
const NONE = 0xffffffff;
const [STORAGE, STREAM, ROOT] = [1, 2, 5];

class Endless extends Error {}

export function structureOf(bytes: Uint8Array): Structure {
  if (bytes.length < 512) return 'endless';
  try {
    return new CompoundFile(bytes).isWhole() ? 'whole' : 'broken';
  } catch (error) {
    if (error instanceof Endless || error instanceof RangeError) return 'endless';
    throw error;
  }
}

class CompoundFile {
  readonly #view: DataView;
  readonly #sector: number;
  readonly #sectors: number;
  readonly #fat: readonly number[];
  /** By sector, the chain that it is in; no two share one. */
  readonly #owner: Int32Array;
  #chains = 0;
  #whole = true;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Version 4 has sectors of 4,096 bytes; all readers take anything else for version 3.
    this.#sector = this.#view.getUint8(30) === 12 ? 4096 : 512;
    this.#sectors = Math.max(0, Math.ceil(bytes.length / this.#sector) - 1);
    this.#owner = new Int32Array(this.#sectors);
    this.#fat = this.#fatSectors();
  }

  isWhole(): boolean {
    const directory = this.#chain(this.#view.getUint32(48, true), (sector) => this.#next(sector), this.#owner);
    const miniFat = this.#chain(this.#view.getUint32(64, true) === 0 ? END : this.#view.getUint32(60, true), (sector) => this.#next(sector), this.#owner);
    const entries = directory.length * this.#sector / ENTRY;
    if (entries === 0) return false;
    const entryAt = (index: number): number => this.#offset(directory[Math.floor(index * ENTRY / this.#sector)]!) + index * ENTRY % this.#sector;
    const mini = { fat: miniFat, owner: new Int32Array(miniFat.length * this.#sector / 4) };
    const miniStream = this.#chain(this.#view.getUint32(entryAt(0) + 116, true), (sector) => this.#next(sector), this.#owner).length * this.#sector;
    const nextMini = (sector: number): number => this.#uint32(this.#offset(mini.fat[Math.floor(sector * 4 / this.#sector)]!) + sector * 4 % this.#sector);
    const seen = new Uint8Array(entries);
    const waiting = [0];
    while (waiting.length > 0) {
      const index = waiting.pop()!;
      if (index >= entries || seen[index] === 1) throw new Endless();
      seen[index] = 1;
      const at = entryAt(index);
      const kind = this.#view.getUint8(at + 66);
      if (kind !== STORAGE && kind !== STREAM && kind !== ROOT) {
        this.#whole = false;
        continue;
      }
      const size = this.#uint32(at + 120);
      if (kind === STREAM && size > this.#view.byteLength) throw new Endless();
      if (kind === STREAM && size > 0) {
        const small = size < MINI.below;
        const start = this.#uint32(at + 116);
        const chain = small ? this.#chain(start, nextMini, mini.owner) : this.#chain(start, (sector) => this.#next(sector), this.#owner);
        if (chain.length * (small ? MINI.sector : this.#sector) < size) this.#whole = false;
        if (small && chain.some((sector) => (sector + 1) * MINI.sector > miniStream)) this.#whole = false;
      }
      for (const link of [68, 72, ...(kind === STREAM ? [] : [76])]) {
        const other = this.#uint32(at + link);
        if (other !== NONE) waiting.push(other);
      }
    }
    return this.#whole;
  }

  /** Sectors from `start` on. Another's sector, or one that is free, ends them, and is told. */
  #chain(start: number, next: (sector: number) => number, owner: Int32Array): number[] {
    const own = ++this.#chains;
    const sectors: number[] = [];
    for (let sector = start === NONE ? END : start; sector !== END; sector = next(sector)) {
      const of = owner[sector];
      if (of === own || (of === undefined && sector < SPECIAL)) throw new Endless();
      if (of !== 0) {
        this.#whole = false;
        break;
      }
      owner[sector] = own;
      sectors.push(sector);
    }
    return sectors;
  }

  #next(sector: number): number {
    const holder = this.#fat[Math.floor(sector * 4 / this.#sector)];
    return holder === undefined ? NONE : this.#uint32(this.#offset(holder) + sector * 4 % this.#sector);
  }

  /** Where the FAT stands: named in the header, and where that is full in sectors of their own. */
  #fatSectors(): number[] {
    const count = Math.min(this.#view.getUint32(44, true), this.#sectors);
    const fat: number[] = [];
    for (let index = 0; index < Math.min(count, IN_HEADER); index++) fat.push(this.#view.getUint32(76 + index * 4, true));
    const each = this.#sector / 4 - 1;
    const holders = this.#view.getUint32(72, true);
    if (holders > this.#sectors) throw new Endless();
    let holder = this.#view.getUint32(68, true);
    for (let read = 0; read < holders && holder < this.#sectors; read++) {
      for (let index = 0; index < each && fat.length < count; index++) fat.push(this.#uint32(this.#offset(holder) + index * 4));
      holder = this.#uint32(this.#offset(holder) + each * 4);
    }
    return fat;
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sector;
  }

  #uint32(at: number): number {
    return this.#view.getUint32(at, true);
  }
}
