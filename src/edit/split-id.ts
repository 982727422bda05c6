import type { Source } from '../draft/source.ts';
import type { Draft } from '../draft/types.ts';
import type { SplitMail } from './split-types.ts';

const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/** FNV-1a (Fowler, Noll, Vo) of 128 bits over the UTF-8 of `text`, as 32 hexadecimal digits: it keeps apart, it hides nothing. */
export function fnv128(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  return hash.toString(16).padStart(32, '0');
}

const OWN = /^<([0-9a-f]{32})@/;

/** Makes the identifiers of all mails that come of one draft. */
export class Identifiers {
  readonly #seed: string;
  readonly #domain: string;
  readonly #own: string | undefined;

  constructor(draft: Draft) {
    const from = draft.addressFields.find(({ name }) => name === 'from')?.addresses.find(({ valid }) => valid);
    this.#seed = draft.messageId ?? [from?.key ?? '', draft.date ?? '', draft.subject?.value ?? ''].join('\n');
    const right = /@([A-Za-z0-9.-]+|\[[\x21-\x5a\x5e-\x7e]*\])>$/.exec(draft.messageId ?? '')?.[1];
    this.#domain = right ?? from?.domain ?? '';
    this.#own = OWN.exec(draft.messageId ?? '')?.[1];
  }

  /** For the recipient with this key. */
  id(key: string): string {
    return fnv128(`${this.#seed}\n${key}`);
  }

  /** For a mail that stays as it is: one that was split off before keeps the identifier it got then. */
  unchanged(key: string): string {
    return this.#own ?? this.id(key);
  }

  /** RFC 5322 §3.6.4; null where no domain is known to make it unique in: then the sending program gives it one. */
  messageId(id: string): string | null {
    return this.#domain === '' ? null : `<${id}@${this.#domain}>`;
  }
}

/**
 * A file's name for a mail that was split off: its number in the recipients' order, and what no address can be read from.
 * @param number from 1
 * @param count of all mails
 */
export function splitFileName({ id }: Pick<SplitMail, 'id'>, number: number, count: number, kind: Source['kind']): string {
  return `${String(number).padStart(Math.max(4, String(count).length), '0')}-${id.slice(0, 12)}.${kind === 'message' ? 'eml' : 'json'}`;
}
