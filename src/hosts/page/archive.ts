import { Zip, ZipDeflate } from 'fflate';
import { toBytes } from '../../draft/bytes.ts';
import type { Source } from '../../draft/source.ts';
import type { Draft } from '../../draft/types.ts';
import { splitFileName } from '../../edit/split-id.ts';
import { splitMessage } from '../../edit/split.ts';
import { compile, type Rules } from '../../engine/compile.ts';
import { Recheck, SplitDefect } from '../../engine/recheck.ts';
import { recipientRules, splitOptions } from '../../engine/split-options.ts';
import type { Locale } from '../../rule/types.ts';
import type { SplitOutcome } from './protocol.ts';

/** What a zip file without extensions holds (APPNOTE 4.4): files, and bytes in all. */
const MOST = { files: 65_535, bytes: 0xffff_ffff - 64 * 1024 * 1024 };
/** Bytes that are kept here until they become a Blob, which the browser may put on disk. */
const HELD = 8 * 1024 * 1024;
/** Milliseconds after which others get their turn: progress is seen, and 'stop' is heard. */
const TURN = 50;

export interface SplitInput {
  readonly source: Source;
  readonly draft: Draft;
  readonly rules: Rules;
  readonly name: string;
  readonly locale: Locale;
}

export interface SplitWatch {
  progress(done: number, total: number): void;
  stopped(): boolean;
}

/** One mail a person, as a zip file; each is read again before it is in. A piece at a time, so that the page stays alive. */
export async function splitArchive({ source, draft, rules, name, locale }: SplitInput, watch: SplitWatch): Promise<SplitOutcome> {
  const found = splitMessage(source, draft, splitOptions(draft, rules));
  if (found.refused !== null) return found;
  if (found.count > MOST.files) return { refused: { reason: 'too-large' } };
  const recheck = new Recheck(source.kind, compile(recipientRules(rules.pack), rules.config));
  const archive = new Archive();
  const base = name.replace(/\.[^.]{1,5}$/, '') || (locale === 'fr' ? 'messages' : 'mails');
  let number = 0;
  let greeted = 0;
  let turn = Date.now();
  for (const mail of found.mails) {
    try {
      recheck.mail(mail);
    } catch (error) {
      if (error instanceof SplitDefect) return { refused: { reason: 'defect' } };
      throw error;
    }
    const text = mail.text.join('');
    if (!archive.add(splitFileName(mail, ++number, found.count, source.kind), source.kind === 'json' ? new TextEncoder().encode(text) : toBytes(text))) return { refused: { reason: 'too-large' } };
    if (mail.greeted) greeted++;
    if (Date.now() - turn < TURN) continue;
    watch.progress(number, found.count);
    await new Promise((resolve) => setTimeout(resolve));
    if (watch.stopped()) return { refused: { reason: 'stopped' } };
    turn = Date.now();
  }
  watch.progress(number, found.count);
  return { refused: null, file: archive.end(), name: `${base}.zip`, mails: number, greeted, unchanged: found.unchanged };
}

/** A zip file that grows. */
class Archive {
  readonly #blobs: Blob[] = [];
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #held = 0;
  #size = 0;
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    this.#size += chunk.length;
    if (this.#held > HELD) this.#pack();
  });

  /** @returns whether there was room */
  add(name: string, bytes: Uint8Array): boolean {
    const file = new ZipDeflate(name, { level: 6 });
    this.#zip.add(file);
    file.push(bytes, true);
    return this.#size < MOST.bytes;
  }

  end(): Blob {
    this.#zip.end();
    this.#pack();
    return new Blob(this.#blobs, { type: 'application/zip' });
  }

  #pack(): void {
    this.#blobs.push(new Blob(this.#chunks));
    this.#chunks = [];
    this.#held = 0;
  }
}
