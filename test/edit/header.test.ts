import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Address, Draft } from '../../src/draft/types.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import type { Change } from '../../src/edit/types.ts';
import { randomMessage, replacement } from './generate.ts';
import type { Random } from './generate.ts';
import { see } from './oracle.ts';

const RUNS = Number(process.env['EDIT_RUNS'] ?? 1200);

const bodyOf = (raw: string): string => raw.slice(/\r?\n\r?\n/.exec(raw)!.index);
const addressesOf = (draft: Draft): Address[] => draft.addressFields.flatMap(({ addresses }) => addresses);
/** Lines of a header field that mailparser gives, without those that are allowed to differ. */
const without = (fields: readonly string[], ...names: string[]): string[] => fields.filter((line) => !names.includes(line.slice(0, line.indexOf(':')).trim().toLowerCase()));
const nameOf = (line: string): string => line.slice(0, line.indexOf(':')).trim().toLowerCase();

type Kind = Change['kind'];

function randomChange(kind: Kind, draft: Draft, random: Random): Change | null {
  const addresses = addressesOf(draft);
  switch (kind) {
    case 'subject': {
      const { value } = draft.subject!;
      const words = [...value.matchAll(/\S+/g)];
      const first = random.int(0, words.length - 1);
      const last = Math.min(words.length - 1, first + random.int(0, 2));
      const start = words[first]!.index + (/^[a-z]/.test(words[first]![0]) && random.chance(0.3) ? 1 : 0);
      return { kind, start, end: Math.max(start, words[last]!.index + words[last]![0].length), text: replacement(random) };
    }
    case 'remove-field': return { kind, spot: random.of(draft.fields.filter(({ name }) => !/^(?:content-|mime-)/.test(name))).spot };
    case 'remove-address': return { kind, spot: random.of(addresses).spot };
    case 'domain': return { kind, spot: random.of(addresses).spot, domain: 'gmail.example' };
    case 'remove-name': {
      const named = [...addresses.filter(({ name }) => name !== ''), ...draft.addressFields.flatMap(({ groups }) => groups)];
      return named.length === 0 ? null : { kind, spot: random.of(named).spot };
    }
    case 'recipients': {
      const lists = { to: [] as Address[], cc: [] as Address[], bcc: [] as Address[] };
      const visible = random.chance(0.5);
      for (const { name, addresses: own } of draft.addressFields) if (name === 'to' || name === 'cc' || name === 'bcc') for (const one of own) lists[visible ? random.of(['to', 'cc', 'bcc'] as const) : 'bcc'].push(one);
      return { kind, ...lists };
    }
    case 'text': return null;
  }
}

async function check(kind: Kind, seed: number): Promise<boolean> {
  const { raw, random } = randomMessage(seed);
  const draft = readMessage(raw);
  const change = randomChange(kind, draft, random);
  if (change === null) return false;
  const result = sourceEdits({ kind: 'message', text: raw }, draft, [change]);
  if ('refused' in result) throw new Error(`${result.refused} ${JSON.stringify(change)}`);
  const after = applyEdits(raw, result.edits);
  expect(bodyOf(after)).toBe(bodyOf(raw));
  // Nothing too long for an encoded word (RFC 2047 §2), no line of blanks alone, no bare line end.
  const header = after.slice(0, after.length - bodyOf(after).length);
  expect(header).not.toMatch(/\n[ \t]+(?:\r?\n|$)/);
  for (const word of header.match(/=\?[\w-]+\?[QB]\?[^?\s]*\?=/g) ?? []) if (!raw.includes(word)) expect(word.length).toBeLessThanOrEqual(75);
  if (!/[^\r]\n/.test(raw)) expect(after).not.toMatch(/[^\r]\n/);
  const [before, now] = await Promise.all([see(raw), see(after)]);
  if (before === null || now === null) throw new Error('mailparser cannot read it');
  expect(now.text).toBe(before.text);
  expect(now.html).toBe(before.html);
  expect(now.attachments).toEqual(before.attachments);
  const everybody = [...before.recipients.to, ...before.recipients.cc, ...before.recipients.bcc].sort();
  const everybodyNow = [...now.recipients.to, ...now.recipients.cc, ...now.recipients.bcc].sort();
  if (change.kind === 'subject') {
    const { value } = draft.subject!;
    expect(now.subject).toBe((value.slice(0, change.start) + change.text + value.slice(change.end)).trim());
    expect(without(now.fields, 'subject')).toEqual(without(before.fields, 'subject'));
    expect(now.fields.map(nameOf)).toEqual(before.fields.map(nameOf));
  } else if (change.kind === 'recipients') {
    for (const name of ['to', 'cc', 'bcc'] as const) expect(now.recipients[name]).toEqual(change[name].map(({ address }) => address.toLowerCase()));
    expect(everybodyNow).toEqual(everybody);
    expect(without(now.fields, 'to', 'cc', 'bcc')).toEqual(without(before.fields, 'to', 'cc', 'bcc'));
    expect(now.fields.filter((line) => nameOf(line) === 'to').length).toBe(1);
    // Each mailbox as it stood, byte for byte.
    for (const { spot } of [...change.to, ...change.cc, ...change.bcc]) if (spot.at === 'raw') expect(header).toContain(raw.slice(spot.start, spot.end));
  } else if (change.kind === 'remove-field') {
    expect(before.fields.length).toBe(draft.fields.length);
    const gone = draft.fields.findIndex(({ spot }) => spot === change.spot);
    expect(now.fields).toEqual(before.fields.filter((_, index) => index !== gone));
  } else {
    const field = draft.addressFields.find(({ spot }) => spot.at === 'raw' && change.kind !== 'text' && change.spot.at === 'raw' && spot.start <= change.spot.start && change.spot.end <= spot.end)!;
    expect(without(now.fields, field.name)).toEqual(without(before.fields, field.name));
    const address = addressesOf(draft).find(({ spot }) => JSON.stringify(spot) === JSON.stringify(change.kind === 'text' ? null : change.spot))?.address;
    const own = everybody.indexOf(address ?? '');
    const isRecipient = field.name === 'to' || field.name === 'cc' || field.name === 'bcc';
    if (change.kind === 'remove-name' || !isRecipient) expect(everybodyNow).toEqual(everybody);
    else {
      expect(own).toBeGreaterThanOrEqual(0);
      const others = everybody.filter((_, index) => index !== own);
      expect(everybodyNow).toEqual(change.kind === 'remove-address' ? others : [...others, `${address!.slice(0, address!.indexOf('@'))}@gmail.example`].sort());
    }
  }
  return true;
}

describe('random changes of random headers, seen by mailparser', () => {
  it.each(['subject', 'remove-field', 'remove-address', 'domain', 'remove-name', 'recipients'] as const)('%s', async (kind) => {
    let made = 0;
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
      if (await check(kind, seed)) made++;
    }), { numRuns: RUNS / 6 });
    expect(made).toBeGreaterThan(RUNS / 6 * 0.7);
  });

  it('makes many changes of one list at once', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { raw, random } = randomMessage(seed);
      const draft = readMessage(raw);
      const all = addressesOf(draft);
      const changed = new Map(all.filter(() => random.chance(0.6)).map((address) => [address, random.of(['remove-address', 'domain'] as const)]));
      const changes = [...changed].map(([{ spot }, kind]): Change => (kind === 'domain' ? { kind, spot, domain: 'gmail.example' } : { kind, spot }));
      const result = sourceEdits({ kind: 'message', text: raw }, draft, changes);
      if ('refused' in result) throw new Error(result.refused);
      const after = readMessage(applyEdits(raw, result.edits));
      expect(addressesOf(after).map(({ name, address, group }) => [name, address, group])).toEqual(all.flatMap((one) => {
        const kind = changed.get(one);
        return kind === 'remove-address' ? [] : [[one.name, kind === 'domain' ? `${one.local}@gmail.example` : one.address, one.group]];
      }));
    }), { numRuns: 300 });
  });
});
