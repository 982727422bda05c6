import { readHeader } from '../draft/fields.ts';
import { LIMITS } from '../draft/limits.ts';

/** What the linter itself reads and writes: X-Undisclosed and X-Undisclosed-…, in any case of letters. */
const OWN = /^x-undisclosed(?:-|$)/;

/**
 * A raw message (one character a byte) as it leaves: without the X-Undisclosed fields that came with it (a verdict so written is
 * forged, context is nobody's business outside), and with `headers` above all others. Nothing else changes; the line ends are the message's own.
 */
export function outgoingMessage(raw: string, headers: readonly { readonly name: string; readonly value: string }[]): string {
  const { fields } = readHeader(raw, 0, raw.length, LIMITS.fields, () => false);
  const lineEnd = /^[^\n]*\r\n/.test(raw) ? '\r\n' : '\n';
  const pieces: string[] = [];
  let at = 0;
  // An mbox separator stays the first line.
  if (headers.length > 0 && raw.startsWith('From ')) pieces.push(raw.slice(0, at = raw.indexOf('\n') + 1));
  for (const { name, value } of headers) pieces.push(`${name}: ${value}${lineEnd}`);
  for (const { name, start, valueEnd } of fields) {
    if (!OWN.test(name)) continue;
    pieces.push(raw.slice(at, start));
    const newline = raw.indexOf('\n', valueEnd);
    at = newline < 0 ? raw.length : newline + 1;
  }
  return pieces.length === 0 && at === 0 ? raw : pieces.join('') + raw.slice(at);
}
