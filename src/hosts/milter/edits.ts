import { replyText } from '../../engine/reply.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { packet, uint32 } from './frames.ts';
import type { Agreement } from './negotiate.ts';
import { RESPONSE } from './protocol.ts';

/** A header field to be taken away: the how-many-eth of its name, from 1. */
export interface Removal {
  readonly name: string;
  readonly index: number;
}

/**
 * Fields to be taken away. An index counts what is there when the change is made, so the last goes first.
 */
function removals(fields: readonly Removal[]): Buffer[] {
  return [...fields].sort((a, b) => b.index - a.index).map(({ name, index }) => packet(RESPONSE.changeHeader, uint32(index), `${name}\0\0`));
}

/** Milters format replies with printf, so a percent sign is doubled. */
function reply(text: string): Buffer {
  return packet(RESPONSE.reply, `${text.replaceAll('%', '%%')}\0`);
}

const LONGEST_REASON = 200;

/** A fix that cannot be made on the way leaves the mail to a person; a server without a hold queue refuses it, in words for its sender. */
export function goesOnHold({ action }: Pick<Verdict, 'action'>, agreement: Agreement): boolean {
  return (action === 'hold' || action === 'rewrite') && agreement.quarantine;
}

/**
 * The answer to the end of a message: all changes and the verdict, to be written at once. Half of it would be carried out half
 * by a server that accepts when its milter fails.
 */
export function endOfMessage(verdict: Pick<Verdict, 'action' | 'reply' | 'headers' | 'reason'>, gone: readonly Removal[], agreement: Agreement): Buffer {
  const { action, headers, reason } = verdict;
  const holds = goesOnHold(verdict, agreement);
  if (!holds && action !== 'pass' && action !== 'tag') {
    return verdict.reply ? reply(replyText(verdict.reply)) : PUT_OFF;
  }
  const space = agreement.leadingSpace ? ' ' : '';
  return Buffer.concat([
    ...(agreement.changeHeaders ? removals(gone) : []),
    // Above all others, the server's own Received among them.
    ...(agreement.addHeaders ? headers.map(({ name, value }) => packet(RESPONSE.insertHeader, uint32(0), `${name}\0${space}${value}\0`)) : []),
    ...(holds ? [packet(RESPONSE.quarantine, `${reason.slice(0, LONGEST_REASON)}\0`)] : []),
    UNCHANGED,
  ]);
}

/** Nothing is changed. */
export const UNCHANGED = packet(RESPONSE.continue);
export const PUT_OFF = packet(RESPONSE.tempfail);
