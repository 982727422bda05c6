import type { ConfigFiles, FileRead } from '../../config/files.ts';
import type { LspHost } from './types.ts';
import { folderOf, joinUri, uriKey } from './uri.ts';

const ABSENT: Extract<FileRead, { readonly fault: unknown }> = { fault: { en: 'There is no such file or folder.', fr: "Ce fichier ou dossier n'existe pas." } };

/** A host's files, and which of them were asked for: when one of these changes, or comes to be, the answer may be another. */
export class WatchedFiles implements ConfigFiles {
  readonly #host: LspHost;
  /** Text of an open document, in place of what is on disk; null: not open. */
  readonly #open: (uri: string) => string | null;
  /** What each looked like when it was asked for, by key; '' where that is not known. */
  readonly seen = new Map<string, { readonly uri: string; readonly stamp: string }>();
  /** Folders of rules. */
  readonly folders: string[] = [];
  /** Keys of those that are there. */
  readonly texts = new Set<string>();

  constructor(host: LspHost, open: (uri: string) => string | null = () => null) {
    this.#host = host;
    this.#open = open;
  }

  get changed(): boolean {
    const { stamp } = this.#host;
    return stamp !== undefined && [...this.seen.values()].some((one) => stamp(one.uri) !== one.stamp);
  }

  async isFile(uri: string): Promise<boolean> {
    return 'text' in await this.read(uri);
  }

  async read(uri: string): Promise<FileRead> {
    this.#see(uri);
    const text = this.#open(uri) ?? (await this.#host.readFile(uri))?.text;
    if (text === undefined) return ABSENT;
    this.texts.add(uriKey(uri));
    return { text };
  }

  async list(uri: string): Promise<Awaited<ReturnType<ConfigFiles['list']>>> {
    this.#see(uri);
    if (!this.folders.includes(uri)) this.folders.push(uri);
    const entries = await this.#host.readFolder(uri);
    return entries === null ? ABSENT : { entries };
  }

  join(folder: string, name: string): string {
    return joinUri(folder, name);
  }

  folderOf(uri: string): string {
    return folderOf(uri);
  }

  #see(uri: string): void {
    const key = uriKey(uri);
    if (!this.seen.has(key)) this.seen.set(key, { uri, stamp: this.#host.stamp?.(uri) ?? '' });
  }
}
