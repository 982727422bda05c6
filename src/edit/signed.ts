import { readHeader, unfold } from '../draft/fields.ts';
import type { HeaderBlock } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';
import { parseParameters } from '../draft/parameters.ts';
import type { Draft } from '../draft/types.ts';

/** What an S/MIME or OpenPGP signature beside its text covers (RFC 1847 §2.1): the first part, and not the header above both. */
export interface SignedContent {
  /** Some of the body is signed. */
  readonly isBody: boolean;
  /** Whether a field of this name (lower case) is signed as well, or tells how to find what is. */
  readonly holdsField: (name: string) => boolean;
}

/** Types of attachments that sign what stands beside them. */
export const SIGNATURES: ReadonlySet<string> = new Set(['application/pgp-signature', 'application/pkcs7-signature', 'application/x-pkcs7-signature']);
const STRUCTURE = /^(?:content-.*|mime-version)$/;
const MESSAGE = /^message\/(?:rfc822|global)$/;

export function signedContent(raw: string, header: HeaderBlock, { attachments }: Draft): SignedContent {
  const field = header.fields.find(({ name }) => name === 'content-type');
  const { value, get } = parseParameters(field === undefined ? '' : unfold(raw.slice(field.valueStart, field.valueEnd)));
  if (value !== 'multipart/signed') return { isBody: attachments.some(({ type }) => SIGNATURES.has(type)), holdsField: () => false };
  const fields = protectedFields(raw, header.bodyStart, (get.get('boundary') ?? '').trimEnd());
  return { isBody: true, holdsField: (name) => fields === null || STRUCTURE.test(name) || fields.has(name) };
}

/**
 * Fields that are signed because they stand in the signed part: in its own header (RFC 9788), or in that of the message that it is
 * (RFC 8551 §3.1). Null if the part is not found.
 */
function protectedFields(raw: string, bodyStart: number, boundary: string): ReadonlySet<string> | null {
  const before = boundary === '' ? -1 : raw.indexOf(`\n--${boundary}`, bodyStart - 1);
  const line = before < 0 ? -1 : raw.indexOf('\n', before + 1);
  if (line < 0) return null;
  const part = readHeader(raw, line + 1, raw.length, LIMITS.fields, () => true);
  const type = part.fields.find(({ name }) => name === 'content-type');
  const isMessage = type !== undefined && MESSAGE.test(parseParameters(unfold(raw.slice(type.valueStart, type.valueEnd))).value);
  const inner = isMessage ? readHeader(raw, part.bodyStart, raw.length, LIMITS.fields, () => true).fields : [];
  return new Set([...part.fields, ...inner].map(({ name }) => name));
}
