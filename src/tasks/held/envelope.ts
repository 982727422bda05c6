import { plainAddress, recipientsDigest } from './digest.ts';

/** Whom a mail in the queue goes to. Digests: see digest.ts. */
export interface QueueEnvelope {
  /** As its client gave them: all, and without the one whom the server adds to every mail. */
  readonly given: readonly string[];
  /** Where the server delivers it. */
  readonly delivered: string;
  /** It delivers to some other address than the one that was given. */
  readonly rewritten: boolean;
  readonly recipients: number;
}

/** What the mail server's configuration does to recipients. */
export interface Rewriting {
  /** Domain of an address that has none. */
  readonly origin: string;
  /** Added to every mail; '': nobody. */
  readonly everyMail: string;
  /** Has tables by which recipients become others. */
  readonly tables: boolean;
}

/** Of the recipients in a queue, those that its own tables made stand apart from those that somebody wrote into it. */
const QUEUED = 'queue:';

/** @param records of the envelope, as postcat shows them */
export function queueEnvelope(records: string, { origin, everyMail }: Rewriting): QueueEnvelope {
  const pairs: { readonly given: string; readonly delivered: string }[] = [];
  let original: string | undefined;
  for (const line of records.split('\n')) {
    const [, name, address = ''] = /^(original_recipient|recipient|done_recipient): (.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (name === 'original_recipient') original = address;
    else {
      pairs.push({ given: original || address, delivered: address });
      original = undefined;
    }
  }
  const whole = (address: string): string => plainAddress(address.includes('@') ? address : `${address}@${origin}`);
  const given = pairs.map((pair) => pair.given);
  return {
    given: [recipientsDigest(given), recipientsDigest(given.filter((address) => whole(address) !== whole(everyMail)))],
    delivered: recipientsDigest(pairs.map((pair) => pair.delivered)),
    rewritten: pairs.some((pair) => whole(pair.given) !== whole(pair.delivered)),
    recipients: new Set(pairs.map((pair) => pair.delivered)).size,
  };
}

/** What is kept of an envelope once it was seen in the queue: from then on, where it is delivered is what counts. */
export function seenEnvelope({ delivered }: QueueEnvelope): string {
  return QUEUED + delivered;
}

/** @param envelope of a held mail, as it is kept */
export function isSeen(envelope: string): boolean {
  return envelope.startsWith(QUEUED);
}

/**
 * Whether a mail in the queue goes to those to whom it was to go: where it is delivered is what counts, not what stands beside it as given,
 * which nobody delivers to.
 */
export function goesToSame(envelope: string, queued: QueueEnvelope): boolean {
  if (isSeen(envelope)) return envelope === seenEnvelope(queued);
  return envelope === queued.delivered || (!queued.rewritten && queued.given.includes(envelope));
}

/** Whether the server's own tables can have made of the recipients that were given those to whom it delivers. */
export function canBeRewritten(envelope: string, queued: QueueEnvelope, { tables }: Rewriting): boolean {
  return goesToSame(envelope, queued) || (tables && !isSeen(envelope) && queued.given.includes(envelope));
}
