import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LspHost } from './types.ts';

/** Whether the files behind open documents hold valid UTF-8, as far as somebody asked. */
export class Encodings {
  readonly #host: LspHost;
  /** By URI; null: the file cannot be asked. */
  readonly #known = new Map<string, Promise<boolean | null>>();

  constructor(host: LspHost) {
    this.#host = host;
  }

  /** ASCII is what it is; of the rest the host knows whether the editor could read it. Where it does not, what could not be decoded tells. */
  async isUtf8(document: TextDocument): Promise<boolean> {
    const { uri } = document;
    const text = document.getText();
    if (uri.startsWith('untitled:') || !/[^\x00-\x7f]/.test(text)) return true;
    let known = this.#known.get(uri);
    if (!known) this.#known.set(uri, (known = this.#host.readFile(uri).then((file) => (file === null ? null : file.utf8 !== false), () => null)));
    return await known ?? !text.includes('\uFFFD');
  }

  /** @returns whether another answer was given before than would be now */
  async saved(document: TextDocument): Promise<boolean> {
    const before = await this.#known.get(document.uri);
    this.forget(document.uri);
    return before !== undefined && before !== null && before !== await this.isUtf8(document);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}
