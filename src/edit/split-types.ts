import type { AddressData } from '../draft/recipients.ts';
import type { Address } from '../draft/types.ts';

/** One mail to many people becomes one mail for each of them: what can be asked for, and what comes of it. */

export interface SplitOptions {
  /** Who is a colleague of the sender: their addresses and names may stand in the text, and no greeting names them. Default: nobody. */
  readonly isInternal?: (address: Address) => boolean;
  /** `leave-out`: colleagues get no mail. Default: each gets one. */
  readonly internal?: 'include' | 'leave-out';
  /** Fill the greeting where the first name is sure. Default true. */
  readonly greeting?: boolean;
  /** Names of other recipients may stay in the text; their addresses never may. Default false. */
  readonly allowNames?: boolean;
  /** Known first names, folded (see `foldWords`): which word of 'Martin Anne' is one. Default: none are known. */
  readonly firstNames?: ReadonlySet<string>;
  /** Words of firms and offices, which are nobody's name. Default: none are known. */
  readonly addresses?: AddressData;
  /** `json`: the mails of a raw message are JSON drafts, too. Default: of the kind of the source. */
  readonly as?: 'json';
  /** How a JSON draft is laid out: indented, or on one line. Default indented. */
  readonly layout?: 'indented' | 'line';
}

/** One recipient's mail. */
export interface SplitMail {
  readonly to: Address;
  /** 32 hexadecimal digits of the original and the recipient: the same in each run, no address can be read from them. */
  readonly id: string;
  /** To be written one behind the other. Of a raw message: one character a BYTE. What all mails share is the same string in each. */
  readonly text: readonly string[];
  /** Its greeting was filled. */
  readonly greeted: boolean;
}

/** Where other recipients stand in what all would get, and how many of them. */
export interface Leak {
  readonly place: 'header' | 'subject' | 'body' | 'attachment';
  readonly addresses: number;
  readonly names: number;
}

/** Why nothing is split. Hosts have a sentence for each, in each language. */
export type SplitRefusal =
  | { readonly reason: 'signed' | 'encrypted' | 'dkim' | 'unreadable' | 'no-recipients' }
  /** Entries among the recipients that are no address: `count` people would be left out. */
  | { readonly reason: 'invalid-recipient'; readonly count: number }
  /** What all would get names some of them. */
  | { readonly reason: 'others'; readonly leaks: readonly Leak[] };

export interface Split {
  readonly refused: null;
  /** Number of mails. */
  readonly count: number;
  /** It was one person's mail already, and is written as it stands. */
  readonly unchanged: boolean;
  /** Made one at a time, in the order in which the recipients stand; may be gone through more than once. */
  readonly mails: Iterable<SplitMail>;
}

export interface NotSplit {
  readonly refused: SplitRefusal;
}
