import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, unlinkSync } from 'node:fs';
import { extname, join } from 'node:path';
import { splitFileName } from '../edit/split-id.ts';
import type { SplitMail } from '../edit/split-types.ts';
import { AtomicFile } from './atomic-file.ts';
import { OutputExists, type Encoding, type SplitOutput } from './split-output.ts';

const MAIL_FILES: ReadonlySet<string> = new Set(['.eml', '.json']);

/** A file for each mail: a number in the recipients' order, and a name that no address can be read from. */
export class FolderOutput implements SplitOutput {
  readonly #folder: string;
  readonly #kind: 'message' | 'json';
  readonly #encoding: Encoding;
  readonly #count: number;
  readonly #created: string[] = [];
  #madeFolder = false;
  same = 0;

  constructor(folder: string, kind: 'message' | 'json', count: number) {
    this.#folder = folder;
    this.#kind = kind;
    this.#encoding = kind === 'message' ? 'latin1' : 'utf8';
    this.#count = count;
  }

  /** Looks at what stands there before anything is written. @throws OutputExists */
  prepare(mails: Iterable<SplitMail>, force: boolean): void {
    if (!existsSync(this.#folder)) return;
    const there = new Set(readdirSync(this.#folder).filter((name) => MAIL_FILES.has(extname(name).toLowerCase()) && !name.startsWith('.')));
    if (there.size === 0 || force) return;
    let number = 0;
    for (const mail of mails) {
      const name = splitFileName(mail, ++number, this.#count, this.#kind);
      if (there.delete(name) && !this.#isSame(join(this.#folder, name), mail)) throw new OutputExists(join(this.#folder, name), 'file');
    }
    // Whoever sends the folder would send these, too.
    if (there.size > 0) throw new OutputExists(this.#folder, 'other');
  }

  #isSame(path: string, { text }: SplitMail): boolean {
    const there = readFileSync(path);
    let at = 0;
    for (const piece of text) {
      const bytes = Buffer.from(piece, this.#encoding);
      if (!there.subarray(at, at + bytes.length).equals(bytes)) return false;
      at += bytes.length;
    }
    return at === there.length;
  }

  write(mail: SplitMail, number: number): void {
    if (number === 1 && !existsSync(this.#folder)) {
      mkdirSync(this.#folder, { recursive: true });
      this.#madeFolder = true;
    }
    const path = join(this.#folder, splitFileName(mail, number, this.#count, this.#kind));
    const existed = existsSync(path);
    if (existed && this.#isSame(path, mail)) {
      this.same++;
      return;
    }
    const file = new AtomicFile(path, this.#encoding);
    try {
      for (const piece of mail.text) file.write(piece);
      file.commit();
    } catch (error) {
      file.discard();
      throw error;
    }
    if (!existed) this.#created.push(path);
  }

  commit(): void {
    // A file that was written is in its place: there is nothing left to take away.
    this.#created.length = 0;
  }

  discard(): void {
    for (const path of this.#created.splice(0)) unlinkSync(path);
    if (this.#madeFolder) rmdirSync(this.#folder);
  }
}
