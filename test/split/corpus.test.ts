import { describe, expect, it } from 'vitest';
import { crafted, fixtures, spamAssassin, type Sample } from '../differential/corpus.ts';
import { readMessage } from '../../src/draft/message.ts';
import { addressesOf, parsed, sha256, splitRaw } from './help.ts';

/** One in so many of 6,046 real messages; SPLIT_STEP=1: all of them. */
const STEP = Number(process.env['SPLIT_STEP'] ?? 4);

/** The message with two more recipients, so that each has something to be split. */
function withTwoMore({ bytes }: Sample): string {
  const text = bytes.toString('latin1');
  const start = text.startsWith('From ') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, start)}Bcc: Ysolde Quernec <ysolde@one.example>, k@two.example\n${text.slice(start)}`;
}

describe('mail as it comes', () => {
  it('is refused for a reason, or split so that each goes to one person and names no other', async () => {
    const reasons = new Map<string, number>();
    let checked = 0;
    const samples = [...spamAssassin(), ...crafted(), ...fixtures()].filter((_, index) => index % STEP === 0);
    for (const [index, sample] of samples.entries()) {
      const raw = withTwoMore(sample);
      const result = splitRaw(raw);
      const reason = result.refused?.reason ?? 'split';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (result.refused !== null) continue;
      const keys = new Set(readMessage(raw).addressFields.filter(({ name }) => name === 'to' || name === 'cc' || name === 'bcc').flatMap(({ addresses }) => addresses.map(({ key }) => key)));
      const last = [...result.mails].at(-1)!;
      const mail = last.text.join('');
      const read = readMessage(mail);
      const recipients = read.addressFields.filter(({ name }) => /^(?:resent-)?(?:to|cc|bcc)$/.test(name)).flatMap(({ addresses }) => addresses.map(({ key }) => key));
      expect(recipients, sample.name).toEqual([last.to.key]);
      const sender = read.addressFields.filter(({ name }) => name === 'from' || name === 'sender').flatMap(({ addresses }) => addresses.map(({ key }) => key));
      const lower = mail.toLowerCase();
      for (const key of keys) {
        // Who wrote it may be found in it; so may an address that is the end of a longer one.
        if (key === '' || key === last.to.key || sender.includes(key) || !new RegExp(`(?<![a-z0-9._+-])${key.replace(/[^a-z0-9]/g, '\\$&')}(?![a-z0-9-])`).test(lower)) continue;
        expect.unreachable(`${sample.name} names another`);
      }
      // Another reader agrees, and finds the text and the attachments as they were.
      if (index % 40 !== 0) continue;
      const [before, after] = await parsed([raw, mail]);
      expect(addressesOf(after!.to), sample.name).toEqual([last.to.address.toLowerCase()]);
      if (!last.greeted) expect([after!.text, after!.html], sample.name).toEqual([before!.text, before!.html]);
      expect(after!.attachments.map(({ content }) => sha256(content)), sample.name).toEqual(before!.attachments.map(({ content }) => sha256(content)));
      checked++;
    }
    // Most of the rest names another recipient: a mailing list names itself in each of its mails.
    expect(reasons.get('split')).toBeGreaterThan(samples.length / 2);
    expect(checked).toBeGreaterThan(20);
  });
});
