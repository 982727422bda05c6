import { describe, expect, it } from 'vitest';
import { recipientsDigest } from '../../src/tasks/held/digest.ts';
import { canBeRewritten, goesToSame, isSeen, queueEnvelope, seenEnvelope, type QueueEnvelope, type Rewriting } from '../../src/tasks/held/envelope.ts';

const NONE: Rewriting = { origin: 'mx.example', everyMail: '', tables: false };
const TABLES: Rewriting = { ...NONE, tables: true };
const envelope = (pairs: readonly (readonly [given: string, delivered: string])[], rewriting = NONE): QueueEnvelope =>
  queueEnvelope(pairs.map(([given, delivered]) => `named_attribute: dsn_orig_rcpt=rfc822;x@y.example\noriginal_recipient: ${given}\nrecipient: ${delivered}\n`).join(''), rewriting);
const GIVEN = recipientsDigest(['anne@un.example', 'bob@deux.example']);

describe('whom a mail in the queue goes to', () => {
  it('is the same however the server spells it', () => {
    const spelt = envelope([['Anne@un.example.', 'anne@un.example'], ['"b b"@deux.example', 'b b@deux.example'], ['clerk', 'clerk@MX.example']]);
    expect(spelt).toMatchObject({ rewritten: false, recipients: 3 });
    expect(goesToSame(recipientsDigest(['anne@un.example', '"b b"@deux.example', 'Clerk']), spelt)).toBe(true);
    expect(envelope([['clerk', 'clerk@evil.example']]).rewritten).toBe(true);
  });

  it('is read where nothing was noted as given, and where it is delivered in part', () => {
    expect(queueEnvelope('recipient: anne@un.example\noriginal_recipient: \ndone_recipient: bob@deux.example\n', NONE)).toEqual({ given: [GIVEN, GIVEN], delivered: GIVEN, rewritten: false, recipients: 2 });
  });

  it('is where it is delivered', () => {
    const diverted = envelope([['anne@un.example', 'evil@un.example'], ['bob@deux.example', 'bob@deux.example']]);
    expect(goesToSame(GIVEN, diverted)).toBe(false);
    expect(goesToSame(GIVEN, envelope([['anne@un.example', 'anne@un.example'], ['bob@deux.example', 'bob@deux.example'], ['evil@un.example', 'evil@un.example']]))).toBe(false);
    expect(goesToSame(GIVEN, envelope([['anne@un.example', 'anne@un.example']]))).toBe(false);
    // Rewritten before we were asked: what we were told is where it goes.
    expect(goesToSame(GIVEN, envelope([['a', 'anne@un.example'], ['b', 'bob@deux.example']]))).toBe(true);
  });

  it('may be others by the server\'s own tables, until it was seen', () => {
    const aliased = envelope([['anne@un.example', 'one@un.example'], ['anne@un.example', 'two@un.example'], ['bob@deux.example', 'bob@deux.example']], TABLES);
    expect([canBeRewritten(GIVEN, aliased, NONE), canBeRewritten(GIVEN, aliased, TABLES), goesToSame(GIVEN, aliased)]).toEqual([false, true, false]);
    expect(canBeRewritten(recipientsDigest(['anne@un.example']), aliased, TABLES)).toBe(false);
    const seen = seenEnvelope(aliased);
    expect([isSeen(GIVEN), isSeen(seen), goesToSame(seen, aliased)]).toEqual([false, true, true]);
    const again = envelope([['one@un.example', 'evil@un.example'], ['two@un.example', 'two@un.example'], ['bob@deux.example', 'bob@deux.example']], TABLES);
    expect([goesToSame(seen, again), canBeRewritten(seen, again, TABLES)]).toEqual([false, false]);
  });

  it('is also whom the server adds to every mail, and nobody else', () => {
    const archive = { ...NONE, everyMail: 'Archive' };
    const pairs: [string, string][] = [['anne@un.example', 'anne@un.example'], ['bob@deux.example', 'bob@deux.example'], ['archive@mx.example', 'archive@mx.example']];
    expect([goesToSame(GIVEN, envelope(pairs, archive)), goesToSame(GIVEN, envelope(pairs))]).toEqual([true, false]);
    expect(goesToSame(GIVEN, envelope(pairs.with(2, ['archive@mx.example', 'evil@un.example']), archive))).toBe(false);
    expect(goesToSame(recipientsDigest(pairs.map(([given]) => given)), envelope(pairs, archive))).toBe(true);
  });
});
