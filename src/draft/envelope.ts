import { makeAddress, noAddress, splitAddress } from './address.ts';
import type { Address, Draft } from './types.ts';

/** A mailbox of an SMTP command (RFC 5321 §4.1.1), with or without angle brackets. */
function mailbox(text: string, draft: Draft): Address {
  const bare = text.trim().replace(/^<(.*)>$/s, '$1');
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
    envelope: { ...(from === undefined ? {} : { from: from.trim().replace(/^<(.*)>$/s, '$1') }), to: to.map((text) => mailbox(text, draft)) },
  };
}
