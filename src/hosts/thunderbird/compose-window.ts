import { draftJson, type AttachedFile, type People } from './draft-json.ts';
import type { Departures } from './departures.ts';
import { digestOf } from './digest.ts';
import type { ComposeDetails, Messenger } from './messenger.ts';
import { peopleOf } from './recipients.ts';

/** What stands in one compose window, read at one moment. */
export interface ComposeWindow {
  readonly details: ComposeDetails;
  readonly people: People;
  /** A mailing list of the address book is among the recipients. */
  readonly lists: boolean;
  readonly attachments: readonly AttachedFile[];
  /** See digest.ts. */
  readonly digest: string;
  /** The text of a JSON draft. */
  readonly draft: string;
}

/** Attachments whose text is looked at: they can hold the list of those who get the mail. */
const TEXTUAL = /\.(?:csv|tsv|vcf|ics|eml|txt|md|json|xml|html?)$/i;
const LARGEST = 5 * 2 ** 20;
/** Bytes at a time: an argument list has its limit. */
const SLICE = 8192;

/** Reads compose windows; what it has read of an attachment it keeps, since an attachment never changes. */
export class ComposeReader {
  readonly #messenger: Messenger;
  readonly #files = new Map<number, Promise<AttachedFile>>();

  readonly #departures: Departures;

  constructor(messenger: Messenger, departures: Departures) {
    this.#messenger = messenger;
    this.#departures = departures;
  }

  /** What stands in the fields of the window; see Departures. */
  details(tabId: number): Promise<ComposeDetails> {
    return this.#departures.read(tabId, () => this.#messenger.compose.getComposeDetails(tabId));
  }

  /** @param known the details, where the caller has them already */
  async read(tabId: number, known?: ComposeDetails): Promise<ComposeWindow> {
    const { compose, messengerUtilities } = this.#messenger;
    const [details, listed] = await Promise.all([known ?? this.details(tabId), compose.listAttachments(tabId)]);
    const [{ people, lists }, attachments, digest] = await Promise.all([
      peopleOf(details, messengerUtilities),
      Promise.all(listed.map((attachment) => this.#file(attachment))),
      digestOf(details, listed),
    ]);
    return { details, people, lists, attachments, digest, draft: JSON.stringify(draftJson(details, people, attachments)) };
  }

  /** The draft while it is being written: the text as the editor's script reads it, and of attachments nothing. */
  async readLive(details: ComposeDetails, content: string): Promise<string> {
    const { people } = await peopleOf(details, this.#messenger.messengerUtilities);
    return JSON.stringify(draftJson(details, people, [], content));
  }

  #file({ id, name = '', size = 0 }: messenger.compose.ComposeAttachment): Promise<AttachedFile> {
    let file = this.#files.get(id);
    if (file === undefined) {
      file = this.#text(id, name, size);
      this.#files.set(id, file);
      file.catch(() => this.#files.delete(id));
    }
    return file;
  }

  async #text(id: number, name: string, size: number): Promise<AttachedFile> {
    if (!TEXTUAL.test(name) || size > LARGEST) return { filename: name };
    const file = await this.#messenger.compose.getAttachmentFile(id);
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += SLICE) binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
    return { filename: name, contentType: file.type, content: btoa(binary), encoding: 'base64' };
  }
}
