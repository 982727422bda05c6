import { dirname, relative, resolve } from 'node:path';
import { readJsonText } from '../draft/json.ts';
import { LIMITS } from '../draft/limits.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { readEml, type EmlOptions } from './eml.ts';
import { faultOf, type Fault } from './faults.ts';
import { formatOfContent, formatOfName, isLineOfJson, isUtf16, secondLine, SNIFFED, type Format } from './formats.ts';
import { failed, input, isDraft, messageSource, type Input, type KnownInput, type Memory } from './input.ts';
import { chunksOf, drain, FileFault, join, kindOf, readWhole, type Chunks } from './open.ts';
import { isAnyText, isTemplate, readBody } from '../template/body.ts';
import type { Piece } from './mbox.ts';
import { isMailFolder, walk } from './walk.ts';

export type { Input, KnownInput, Memory } from './input.ts';

export interface ReadInputsOptions {
  /** Where relative patterns begin; default the working directory. */
  readonly cwd?: string;
  /** What `-` reads; default the process's standard input. */
  readonly stdin?: Chunks;
  /** The name that standard input goes by; its extension tells the format. */
  readonly stdinFilename?: string;
  /** `mailparser`: have it read every message, in place of our own reader. */
  readonly reader?: EmlOptions['reader'];
  /** Bodies without a header are read as well: .html, .txt, .md, .liquid … */
  readonly templates?: boolean;
}

/** What the file system says is a fault of the input; anything else is a defect of ours. */
function faultOfError(error: unknown): Fault {
  if (error instanceof FileFault) return error.fault;
  if (error instanceof Error && 'syscall' in error) return faultOf(error);
  throw error;
}

/** Reads inputs; made once for a run. */
class Reader {
  readonly #options: ReadInputsOptions;
  readonly #memory: Memory | undefined;
  readonly #formatOf = (name: string): Format | null => formatOfName(name, this.#options.templates);
  /** Files already read: two patterns may lead to one. */
  readonly #seen = new Set<string>();
  readonly #mailFolders = new Map<string, boolean>();

  constructor(options: ReadInputsOptions, memory: Memory | undefined) {
    this.#memory = memory;
    this.#options = options;
  }

  #absolute(path: string): string {
    return resolve(this.#options.cwd ?? '.', path);
  }

  #isSeen(path: string): boolean {
    return this.#seen.has(this.#absolute(path));
  }

  /** Whether a file stands where a Maildir has its messages. */
  #isMail(path: string): boolean {
    const folder = dirname(this.#absolute(path));
    const known = this.#mailFolders.get(folder) ?? isMailFolder(folder);
    this.#mailFolders.set(folder, known);
    return known;
  }

  async* pattern(pattern: string): AsyncGenerator<Input | KnownInput> {
    if (pattern === '-') {
      yield* this.#standardInput();
      return;
    }
    const found = kindOf(this.#absolute(pattern));
    if (found.kind === 'file') yield* this.#file(pattern, this.#formatOf(pattern));
    else if (found.kind === 'folder') yield* this.#folder(pattern);
    else if (found.fault === 'not-found' && /[*?[{(!]/.test(pattern)) yield* this.#glob(pattern);
    else yield failed(pattern, found.fault);
  }

  async* #glob(pattern: string): AsyncGenerator<Input | KnownInput> {
    const { matches } = await import('./glob.ts');
    const cwd = this.#absolute('.');
    const faults: Input[] = [];
    const paths = await matches(pattern.replaceAll('\\', '/'), cwd, (folder, fault) => faults.push(failed(relative(cwd, folder) || '.', fault)));
    // `*` alone means what a folder means; `*.txt` names its files.
    const all = /[*]$/.test(pattern);
    let count = 0;
    for (const path of paths) {
      // Files of a Maildir have no extension.
      const format = this.#isMail(path) ? 'message' : this.#formatOf(path);
      if (all && format === null) continue;
      if (this.#isSeen(path)) count++;
      for await (const one of all && format === 'json' ? this.#folderJson(path) : this.#file(path, format)) {
        count++;
        yield one;
      }
    }
    yield* faults;
    if (count + faults.length === 0) yield failed(pattern, 'no-match');
  }

  async* #folder(folder: string): AsyncGenerator<Input | KnownInput> {
    const faults: Input[] = [];
    let count = 0;
    const root = this.#absolute(folder);
    const asGiven = (path: string): string => (folder.endsWith('/') ? folder : `${folder}/`).replace(/^(?:\.\/)+/, '') + path.slice(root.length).replace(/^[/\\]/, '');
    for (const { path, as } of walk(root, (where, fault) => faults.push(failed(asGiven(where).replace(/\/$/, ''), fault)), this.#options.templates)) {
      const name = asGiven(path);
      if (this.#isSeen(name)) count++;
      for await (const one of as === 'json' ? this.#folderJson(name) : this.#file(name, as === 'maildir' ? 'message' : this.#formatOf(name))) {
        // A text that could not be read may be a template, and what was not judged is never passed over.
        if (as === 'named' && 'draft' in one && isAnyText(name) && (one.fault ?? 'empty') === 'empty' && !isTemplate(one.draft)) continue;
        count++;
        yield one;
      }
    }
    yield* faults;
    if (count + faults.length === 0) yield failed(folder, this.#options.templates === true ? 'no-template' : 'no-mail');
  }

  /** A .json file that nobody named. */
  async* #folderJson(path: string): AsyncGenerator<Input | KnownInput> {
    for await (const one of this.#file(path, 'json')) {
      if ('known' in one || isDraft(one)) yield one;
    }
  }

  async* #file(path: string, format: Format | null): AsyncGenerator<Input | KnownInput> {
    const absolute = this.#absolute(path);
    if (this.#seen.has(absolute)) return;
    this.#seen.add(absolute);
    try {
      if (format === 'message' || format === 'json' || format === 'body') yield await this.#whole(path, readWhole(absolute), format);
      else yield* this.#chunks(path, chunksOf(absolute), format);
    } catch (error) {
      yield failed(path, faultOfError(error));
    }
  }

  async* #standardInput(): AsyncGenerator<Input | KnownInput> {
    const name = this.#options.stdinFilename;
    try {
      for await (const one of this.#chunks(name ?? '-', this.#options.stdin ?? process.stdin, name === undefined ? null : this.#formatOf(name))) yield { ...one, stdin: true };
    } catch (error) {
      yield failed(name ?? '-', faultOfError(error));
    }
  }

  async #whole(path: string, bytes: Buffer, format: 'message' | 'json' | 'body'): Promise<Input | KnownInput> {
    if (bytes.length === 0) return failed(path, 'empty');
    if (isUtf16(bytes)) return failed(path, 'utf-16');
    if (format === 'body') return input(path, readBody(bytes, path), messageSource(bytes));
    return this.#draft(path, bytes, format === 'json' ? { kind: 'json', text: bytes.toString('utf8') } : messageSource(bytes));
  }

  /** Parses one draft, unless it is known. */
  async #draft(path: string, bytes: Buffer, source: Source, number?: number): Promise<Input | KnownInput> {
    const digest = this.#memory?.digest(bytes, path);
    if (digest !== undefined && this.#memory?.has(digest)) return { filePath: path, ...(number === undefined ? {} : { number }), known: true };
    return input(path, source.kind === 'json' ? readJsonText(source.text) : await this.#message(bytes), source, number, digest);
  }

  #message(bytes: Buffer): Draft | Promise<Draft> {
    return readEml(bytes, this.#options.reader ? { reader: this.#options.reader } : {});
  }

  /** Streams what may hold many drafts; `null`: its first bytes tell the format. */
  async* #chunks(path: string, chunks: Chunks, known: Format | null): AsyncGenerator<Input | KnownInput> {
    const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    // A pipe may hand over a byte at a time: the format shows in the first of them, not in the first chunk.
    const ahead: Uint8Array[] = [];
    let size = 0;
    while (size < SNIFFED) {
      const next = await iterator.next();
      if (next.done) break;
      ahead.push(next.value);
      size += next.value.length;
    }
    if (size === 0) {
      yield failed(path, 'empty');
      return;
    }
    let format = known ?? formatOfContent(join(ahead));
    // A line of JSONL may be of any length, and JSON is kept whole in any case.
    if (known === null && format === 'json') {
      const watch = secondLine();
      let more = watch(join(ahead));
      while (!more && size <= LIMITS.message) {
        const next = await iterator.next();
        if (next.done) break;
        ahead.push(next.value);
        size += next.value.length;
        more = watch(next.value);
      }
      if (more && isLineOfJson(join(ahead))) format = 'jsonl';
    }
    const head = join(ahead);
    const all: Chunks = { async* [Symbol.asyncIterator]() {
      try {
        yield head;
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
      } finally {
        await iterator.return?.();
      }
    } };
    if (isUtf16(head)) {
      await iterator.return?.();
      yield failed(path, 'utf-16');
      return;
    }
    if (format === 'mbox' || format === 'jsonl') yield* this.#many(path, all, format);
    else yield await this.#whole(path, await drain(all), format);
  }

  async* #many(path: string, chunks: Chunks, format: 'mbox' | 'jsonl'): AsyncGenerator<Input | KnownInput> {
    const splitter = format === 'mbox' ? (await import('./mbox.ts')).mboxSplitter() : (await import('./jsonl.ts')).lineSplitter();
    const decoder = new TextDecoder('utf-8');
    const text = (chunk: Uint8Array): string => (format === 'mbox' ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1') : decoder.decode(chunk, { stream: true }));
    let number = 0;
    const one = ({ text: content, firstLine, tooLarge, unquoted }: Piece): Input | Promise<Input | KnownInput> => {
      number++;
      const kind = format === 'mbox' ? 'message' : 'json';
      if (tooLarge || content.length > LIMITS.message) return failed(path, 'too-large', { number, kind, firstLine });
      return this.#draft(path, Buffer.from(content, kind === 'json' ? 'utf8' : 'latin1'), { kind, text: content, firstLine, ...(unquoted === undefined ? {} : { unquoted }) }, number);
    };
    for await (const chunk of chunks) for (const piece of splitter.push(text(chunk))) yield await one(piece);
    for (const piece of splitter.push(decoder.decode())) yield await one(piece);
    for (const piece of splitter.end()) yield await one(piece);
    if (number === 0) yield failed(path, 'empty');
  }
}

/**
 * Reads files, folders, globs and `-`, one after another, in the order given and by name within a folder: the same input gives the
 * same order, and memory is bounded by the largest message. What cannot be read is an input too, flagged `fatal`; only a defect throws.
 */
export async function* readInputs(patterns: readonly string[], options: ReadInputsOptions = {}): AsyncGenerator<Input> {
  for await (const one of readNewInputs(patterns, options)) if (!('known' in one)) yield one;
}

/** Like readInputs, but what the memory has comes as a `KnownInput`, unread. */
export async function* readNewInputs(patterns: readonly string[], options: ReadInputsOptions, memory?: Memory): AsyncGenerator<Input | KnownInput> {
  const reader = new Reader(options, memory);
  for (const pattern of patterns) yield* reader.pattern(pattern);
}
