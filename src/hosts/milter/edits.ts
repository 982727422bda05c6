import { replyText } from '../../engine/reply.ts';
import type { Verdict } from '../../engine/verdict.ts';
import type { Difference, FieldChange } from './difference.ts';
import { packet, uint32 } from './frames.ts';
import type { Agreement } from './negotiate.ts';
import { LONGEST_CHUNK, RESPONSE } from './protocol.ts';

/** A server that keeps the space behind the colon to itself adds one. */
function valueFor(value: string, { leadingSpace }: Agreement): string {
  const folded = value.replaceAll('\r\n', '\n');
  return leadingSpace ? folded : folded.slice(1);
}

/** Changed and taken away. An index counts what is there when the change is made, so the last goes first. */
function fieldPackets(fields: readonly FieldChange[], agreement: Agreement): Buffer[] {
  const last = [...fields].sort((a, b) => b.index - a.index);
  return last.map(({ name, index, value }) => packet(RESPONSE.changeHeader, uint32(index), `${name}\0${value === undefined ? '' : valueFor(value, agreement)}\0`));
}

function bodyPackets(body: Uint8Array): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at < body.length; at += LONGEST_CHUNK) packets.push(packet(RESPONSE.replaceBody, Buffer.from(body.subarray(at, at + LONGEST_CHUNK))));
  return packets;
}

/** Whether a server that agreed to this much makes a message what it is to be, byte for byte. */
export function canMake({ fields, body }: Difference, { changeHeaders, changeBody, leadingSpace }: Agreement): boolean {
  const sayable = leadingSpace || fields.every(({ value }) => value === undefined || /^ \S/.test(value));
  return sayable && (changeHeaders || fields.length === 0) && (changeBody || body === undefined);
}

/** Milters format replies with printf, so a percent sign is doubled. */
function reply(text: string): Buffer {
  return packet(RESPONSE.reply, `${text.replaceAll('%', '%%')}\0`);
}

const LONGEST_REASON = 200;

/** Whether the mail waits in the server's hold queue; one without it refuses, in words for its sender. */
export function goesOnHold({ action }: Pick<Verdict, 'action'>, agreement: Agreement): boolean {
  return action === 'hold' && agreement.quarantine;
}

/**
 * The answer to the end of a message: all changes and the verdict, to be written at once. Half of it would be carried out half
 * by a server that accepts when its milter fails.
 * @param rewriting carries out a verdict of `rewrite`; see `canMake`
 */
export function endOfMessage(verdict: Pick<Verdict, 'action' | 'reply' | 'headers' | 'reason'>, gone: readonly FieldChange[], agreement: Agreement, rewriting?: Difference): Buffer {
  const { action, headers, reason } = verdict;
  const holds = goesOnHold(verdict, agreement);
  // A server without a hold queue refuses, in words for the sender.
  if (action === 'reject' || action === 'tempfail' || (action === 'hold' && !holds)) {
    return verdict.reply ? reply(replyText(verdict.reply)) : PUT_OFF;
  }
  const space = agreement.leadingSpace ? ' ' : '';
  return Buffer.concat([
    ...(agreement.changeHeaders ? fieldPackets([...gone, ...rewriting?.fields ?? []], agreement) : []),
    // Above all others, the server's own Received among them.
    ...(agreement.addHeaders ? headers.map(({ name, value }) => packet(RESPONSE.insertHeader, uint32(0), `${name}\0${space}${value}\0`)) : []),
    ...(rewriting?.body ? bodyPackets(rewriting.body) : []),
    ...(holds ? [packet(RESPONSE.quarantine, `${reason.slice(0, LONGEST_REASON)}\0`)] : []),
    UNCHANGED,
  ]);
}

/** Nothing is changed. */
export const UNCHANGED = packet(RESPONSE.continue);
export const PUT_OFF = packet(RESPONSE.tempfail);
