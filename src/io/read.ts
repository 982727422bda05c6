import { resolve } from 'node:path';
import { readJsonText, unreadDraft } from '../draft/json.ts';
import { LIMITS } from '../draft/limits.ts';
import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import { readEml, type EmlOptions } from './eml.ts';
import { faultOf, isFault, reasonOf, type Fault } from './faults.ts';
import { formatOfContent, formatOfName, isUtf16, SNIFFED, type Format } from './formats.ts';
import { chunksOf, drain, FileFault, join, kindOf, readWhole, type Chunks } from './open.ts';
import type { Piece } from './mbox.ts';
import { walk } from './walk.ts';

/** One draft that was read, or one input that could not be. */
export interface Input {
  /** As given; within a folder, the folder as given and the rest. */
  readonly filePath: string;
  /** Which message of an mbox, which draft of a .jsonl, from 1. */
  readonly number?: number;
  readonly draft: Draft;
  readonly source: Source;
  /** It came from standard input, whatever its name. */
  readonly stdin?: true;
  /** Nothing of it could be read; the draft holds the problem. */
  readonly fatal?: true;
  /** Why, where `fatal`; see describeFault. */
  readonly fault?: Fault;
}

export interface ReadInputsOptions {
  /** Where relative patterns begin; default the working directory. */
  readonly cwd?: string;
  /** What `-` reads; default the process's standard input. */
  readonly stdin?: Chunks;
  /** The name that standard input goes by; its extension tells the format. */
  readonly stdinFilename?: string;
  /** `mailparser`: have it read every message, in place of our own reader. */
  readonly reader?: EmlOptions['reader'];
}

function failed(filePath: string, fault: Fault, more: { number?: number; kind?: Source['kind']; firstLine?: number } = {}): Input {
  const { number, kind = 'message', firstLine } = more;
  return {
    filePath,
    ...(number === undefined ? {} : { number }),
    draft: unreadDraft(kind, { reason: reasonOf(fault), detail: fault }),
    source: { kind, text: '', ...(firstLine === undefined ? {} : { firstLine }) },
    fatal: true,
    fault,
  };
}

/** A draft of which nothing was read but a reason why is a fatal input. */
function input(filePath: string, draft: Draft, source: Source, number?: number): Input {
  const fault = draft.fields.length === 0 && draft.parts.length === 0 ? draft.problems.find(({ reason }) => isFault(reason))?.reason : undefined;
  return {
    filePath,
    ...(number === undefined ? {} : { number }),
    draft,
    source,
    ...(fault !== undefined && isFault(fault) ? { fatal: true, fault } : {}),
  };
}

/** The bytes as text, for whoever asks for places: a clean message is never asked. */
function messageSource(bytes: Buffer): Source {
  let text: string | undefined;
  return { kind: 'message', get text() { return (text ??= bytes.toString('latin1')); } };
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
  /** Files already read: two patterns may lead to one. */
  readonly #seen = new Set<string>();

  constructor(options: ReadInputsOptions) {
    this.#options = options;
  }

  #absolute(path: string): string {
    return resolve(this.#options.cwd ?? '.', path);
  }

  async* pattern(pattern: string): AsyncGenerator<Input> {
    if (pattern === '-') {
      yield* this.#standardInput();
      return;
    }
    const found = kindOf(this.#absolute(pattern));
    if (found.kind === 'file') yield* this.#file(pattern, formatOfName(pattern));
    else if (found.kind === 'folder') yield* this.#folder(pattern);
    else if (found.fault === 'not-found' && /[*?[{(!]/.test(pattern)) yield* this.#glob(pattern);
    else yield failed(pattern, found.fault);
  }

  async* #glob(pattern: string): AsyncGenerator<Input> {
    const { glob } = await import('tinyglobby');
    const cwd = this.#absolute('.');
    const paths = await glob(pattern.replaceAll('\\', '/'), { cwd, ignore: ['**/node_modules/**'], followSymbolicLinks: false, expandDirectories: false });
    if (paths.length === 0) yield failed(pattern, 'no-match');
    // `*` alone means what a folder means; `*.txt` names its files.
    const all = /[*]$/.test(pattern);
    let count = 0;
    for (const path of paths.sort()) {
      const format = formatOfName(path);
      if (all && format === null) continue;
      for await (const one of all && format === 'json' ? this.#folderJson(path) : this.#file(path, format)) {
        count++;
        yield one;
      }
    }
    if (paths.length > 0 && count === 0) yield failed(pattern, 'no-match');
  }

  async* #folder(folder: string): AsyncGenerator<Input> {
    const faults: Input[] = [];
    let count = 0;
    const root = this.#absolute(folder);
    const asGiven = (path: string): string => (folder.endsWith('/') ? folder : `${folder}/`).replace(/^(?:\.\/)+/, '') + path.slice(root.length).replace(/^[/\\]/, '');
    for (const { path, as } of walk(root, (where, fault) => faults.push(failed(asGiven(where).replace(/\/$/, ''), fault)))) {
      const name = asGiven(path);
      for await (const one of as === 'json' ? this.#folderJson(name) : this.#file(name, as === 'maildir' ? 'message' : formatOfName(name))) {
        count++;
        yield one;
      }
    }
    yield* faults;
    if (count + faults.length === 0) yield failed(folder, 'no-mail');
  }

  /** A .json file that nobody named: a draft only if it has recipients or a sender. */
  async* #folderJson(path: string): AsyncGenerator<Input> {
    for await (const one of this.#file(path, 'json')) {
      const isDraft = one.fault === 'invalid-json' ? /"(?:from|to|cc|bcc)"\s*:/i.test(one.source.text)
        : one.fault ? one.fault !== 'not-an-object' && one.fault !== 'empty'
        : one.draft.addressFields.some(({ name, spot }) => /^(?:from|to|cc|bcc)$/.test(name) && spot.at === 'json' && spot.path.length === 1);
      if (isDraft) yield one;
    }
  }

  async* #file(path: string, format: Format | null): AsyncGenerator<Input> {
    const absolute = this.#absolute(path);
    if (this.#seen.has(absolute)) return;
    this.#seen.add(absolute);
    try {
      if (format === 'message' || format === 'json') yield await this.#whole(path, readWhole(absolute), format);
      else yield* this.#chunks(path, chunksOf(absolute), format);
    } catch (error) {
      yield failed(path, faultOfError(error));
    }
  }

  async* #standardInput(): AsyncGenerator<Input> {
    const name = this.#options.stdinFilename;
    try {
      for await (const one of this.#chunks(name ?? '-', this.#options.stdin ?? process.stdin, name === undefined ? null : formatOfName(name))) yield { ...one, stdin: true };
    } catch (error) {
      yield failed(name ?? '-', faultOfError(error));
    }
  }

  async #whole(path: string, bytes: Buffer, format: 'message' | 'json'): Promise<Input> {
    if (bytes.length === 0) return failed(path, 'empty');
    if (isUtf16(bytes)) return failed(path, 'utf-16');
    if (format === 'json') {
      const text = bytes.toString('utf8');
      return input(path, readJsonText(text), { kind: 'json', text });
    }
    return input(path, await this.#message(bytes), messageSource(bytes));
  }

  #message(bytes: Buffer): Draft | Promise<Draft> {
    return readEml(bytes, this.#options.reader ? { reader: this.#options.reader } : {});
  }

  /** Streams what may hold many drafts; `null`: its first bytes tell the format. */
  async* #chunks(path: string, chunks: Chunks, known: Format | null): AsyncGenerator<Input> {
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
    const format = known ?? formatOfContent(head);
    if (format === 'mbox' || format === 'jsonl') yield* this.#many(path, all, format);
    else yield await this.#whole(path, await drain(all), format);
  }

  async* #many(path: string, chunks: Chunks, format: 'mbox' | 'jsonl'): AsyncGenerator<Input> {
    const splitter = format === 'mbox' ? (await import('./mbox.ts')).mboxSplitter() : (await import('./jsonl.ts')).lineSplitter();
    const decoder = new TextDecoder('utf-8');
    const text = (chunk: Uint8Array): string => (format === 'mbox' ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1') : decoder.decode(chunk, { stream: true }));
    let number = 0;
    const one = async ({ text: content, firstLine, tooLarge, unquoted }: Piece): Promise<Input> => {
      number++;
      const kind = format === 'mbox' ? 'message' : 'json';
      if (tooLarge || content.length > LIMITS.message) return failed(path, 'too-large', { number, kind, firstLine });
      const draft = kind === 'json' ? readJsonText(content) : await this.#message(Buffer.from(content, 'latin1'));
      return input(path, draft, { kind, text: content, firstLine, ...(unquoted === undefined ? {} : { unquoted }) }, number);
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
  const reader = new Reader(options);
  for (const pattern of patterns) yield* reader.pattern(pattern);
}
