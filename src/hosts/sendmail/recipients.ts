import { parseAddressList } from '../../draft/addresses.ts';
import type { AddressFieldName, Spot } from '../../draft/types.ts';
import { readEml } from '../../io/eml.ts';
import type { SendmailArguments } from './arguments.ts';

/** An operand stands nowhere in a message. */
const NOWHERE: Spot = { at: 'raw', start: 0, end: 0 };
const RECIPIENTS: ReadonlySet<AddressFieldName> = new Set(['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);

/** The bytes of a message's header, with the empty line that ends it; all of them where there is none. */
export function headerOf(bytes: Buffer): Buffer {
  const ends = ['\n\n', '\n\r\n'].map((lines) => ({ at: bytes.indexOf(lines), lines })).filter(({ at }) => at >= 0).map(({ at, lines }) => at + lines.length);
  return ends.length === 0 ? bytes : bytes.subarray(0, Math.min(...ends));
}

/** Whom a message's own header sends it to, Bcc included. */
export async function headerPaths(message: Buffer): Promise<string[]> {
  const { addressFields } = await readEml(headerOf(message));
  return addressFields.filter(({ name }) => RECIPIENTS.has(name)).flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

/**
 * Who receives a mail, as the command line says it; undefined: whoever stands in the header, and nobody else.
 * To Sendmail, Postfix and Exim an operand is an address list (RFC 5322 §3.4): `ana@x.example, ben@y.example` in one word are two. With -t
 * Postfix and msmtp send to the operands beside the header's recipients, Exim to these without the operands: here all of them count.
 */
export async function forwardPaths({ to, fromHeader }: Pick<SendmailArguments, 'to' | 'fromHeader'>, message: Buffer): Promise<string[] | undefined> {
  // `"ana@x.example" "ben@y.example"` is no address in a header, and two to Sendmail and Postfix.
  const operands = to.flatMap((operand) => parseAddressList(operand, () => NOWHERE).addresses.flatMap(({ address, valid }) => (valid ? [address] : address.split(/\s+/))));
  if (!fromHeader) return operands;
  return operands.length === 0 ? undefined : [...operands, ...await headerPaths(message)];
}
