import { createHash, randomBytes } from 'node:crypto';
import type { Config } from '../rule/types.ts';
import type { Memory } from './input.ts';
import { FileFault, readWhole } from './open.ts';
import { writeWhole } from './target.ts';

const KIND = 'cache';
const VERSION = 1;
/** 132 bits in base64url. */
const DIGEST = /^[\w-]{22}$/;
/** The newest are kept: some 5 MB. */
const MOST = 200_000;

/** All that a finding may depend on beside the mail. */
export interface CacheConditions {
  /** Of the program and its rules. */
  readonly program: string;
  readonly phase: string;
  readonly reader: string;
  /** With what was typed on the command line merged in. */
  readonly config: Config;
  /** Rules that are not the program's own, or those chosen by --rule. */
  readonly rules: unknown;
  /** Unix time in milliseconds. */
  readonly now: number;
}

function conditionsDigest(conditions: CacheConditions): string {
  const { config, now, ...rest } = conditions;
  const allowed = [config, ...config.overrides ?? []].flatMap(({ allow }) => allow ?? []);
  // A group that is allowed for a time ends with a day.
  const day = allowed.some(({ since, until }) => since !== undefined || until !== undefined) ? new Date(now).toISOString().slice(0, 10) : null;
  return createHash('sha256').update(JSON.stringify([rest, config, day, process.version])).digest('base64url');
}

/**
 * Mails that were found clean, so that the next run need not even parse them. A mail with findings is read again: its report needs
 * its lines, and perhaps its words. Holds digests alone, made with a random salt: no name of a file, no address, no text.
 * What cannot be read, or was made under other conditions, counts for nothing.
 */
export class CleanCache implements Memory {
  readonly #path: string;
  readonly #conditions: string;
  readonly #salt: string;
  /** The place of a file in the tree decides which overrides hold for it. */
  readonly #byPath: boolean;
  #clean: Set<string>;

  constructor(path: string, conditions: CacheConditions) {
    this.#path = path;
    this.#conditions = conditionsDigest(conditions);
    this.#byPath = (conditions.config.overrides ?? []).some(({ files }) => files !== undefined);
    const stored = read(path);
    this.#salt = stored?.salt ?? randomBytes(16).toString('hex');
    this.#clean = new Set(stored?.conditions === this.#conditions ? stored.clean : []);
  }

  digest(content: Uint8Array, filePath: string): string {
    return createHash('sha256').update(`${this.#salt} ${this.#byPath ? JSON.stringify(filePath) : ''}\n`).update(content).digest('base64url').slice(0, 22);
  }

  /** What is asked for is in use, and stays longest. */
  has(digest: string): boolean {
    if (!this.#clean.delete(digest)) return false;
    this.#clean.add(digest);
    return true;
  }

  add(digest: string): void {
    this.#clean.add(digest);
    // Seldom, because a set that loses its first again and again is slow to find the next.
    if (this.#clean.size > 2 * MOST) this.#clean = new Set([...this.#clean].slice(-MOST));
  }

  /** @throws what the file system says */
  write(): void {
    writeWhole(this.#path, `${JSON.stringify({ undisclosed: KIND, version: VERSION, salt: this.#salt, conditions: this.#conditions, clean: [...this.#clean].slice(-MOST) })}\n`);
  }
}

interface Stored {
  readonly salt: string;
  readonly conditions: string;
  readonly clean: readonly string[];
}

/** Null for whatever is not a whole cache of this version; only a file that may not be read is somebody's mistake. */
function read(path: string): Stored | null {
  let value: Partial<Record<'undisclosed' | 'version' | 'salt' | 'conditions' | 'clean', unknown>>;
  try {
    value = (JSON.parse(readWhole(path).toString('utf8')) ?? {}) as typeof value;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof FileFault && error.fault !== 'forbidden' && error.fault !== 'not-a-file' && error.fault !== 'folder')) return null;
    throw error;
  }
  const { undisclosed, version, salt, conditions, clean } = value;
  if (undisclosed !== KIND || version !== VERSION || typeof salt !== 'string' || typeof conditions !== 'string') return null;
  return Array.isArray(clean) && clean.every((each): each is string => typeof each === 'string' && DIGEST.test(each)) ? { salt, conditions, clean } : null;
}
