import { makeAddress, noAddress, splitAddress } from './address.ts';
import type { Address, Draft } from './types.ts';

/** A path of an SMTP command (RFC 5321 §4.1.2) without its angle brackets; of the null sender: ''. */
export function barePath(text: string): string {
  return text.trim().replace(/^<(.*)>$/s, '$1');
}

/** A mailbox of an SMTP command (RFC 5321 §4.1.1), with or without angle brackets. */
function mailbox(text: string, draft: Draft): Address {
  const bare = barePath(text);
  const parts = splitAddress(bare);
  return parts === null ? noAddress('', bare, null, draft.spot) : makeAddress('', parts.local, parts.domain, null, draft.spot);
}

/**
 * The draft with the envelope that it is about to travel in.
 * @param from reverse path; '' or '<>': the null sender
 * @param to forward paths, every recipient of this copy of the mail
 */
export function withEnvelope(draft: Draft, from: string | undefined, to: readonly string[]): Draft {
  return {
    ...draft,
    envelope: { ...(from === undefined ? {} : { from: barePath(from) }), to: to.map((text) => mailbox(text, draft)) },
  };
}
