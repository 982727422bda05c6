/**
 * What bounds the work done on one message, whatever its sender wrote. Beyond a limit the rest is not read,
 * and that is itself a Problem: never silence.
 */
export const LIMITS = {
  /** Bytes of a whole message or JSON draft. Larger input: reading/unreadable, too-large. */
  message: 128 * 1024 * 1024,
  /** Nested multiparts and attached messages. */
  depth: 64,
  /** MIME parts in one message. */
  parts: 10_000,
  /** Header fields in one header block. */
  fields: 200_000,
  /** Addresses and groups in all fields of one message or draft. */
  addresses: 200_000,
  /** Characters of all address fields of one message. */
  addressText: 16 * 1024 * 1024,
  /** UTF-16 units of text judged by wording rules, a message. */
  text: 2 * 1024 * 1024,
  /** Findings of one rule on one message; the rest is counted, not listed. */
  findingsPerRule: 100,
} as const;
