import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddressList } from '../../src/draft/addresses.ts';
import { decodeWords } from '../../src/draft/encoded-words.ts';
import { readMessage } from '../../src/draft/message.ts';
import { PROBLEM_REASONS } from '../../src/draft/types.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';
import { CRAFTED } from '../differential/crafted.ts';

/** Every spot of a draft and of the drafts inside it. */
function* spots(draft: Draft): Generator<Spot> {
  yield draft.spot;
  for (const field of draft.fields) yield field.spot;
  for (const field of draft.addressFields) {
    yield field.spot;
    for (const address of field.addresses) yield address.spot;
    for (const group of field.groups) yield group.spot;
  }
  for (const part of draft.parts) yield part.spot;
  for (const problem of draft.problems) yield problem.spot;
  for (const attachment of draft.attachments) {
    yield attachment.spot;
    if (attachment.draft !== undefined) yield* spots(attachment.draft);
  }
}

function holds(raw: string): void {
  const draft = readMessage(raw);
  for (const spot of spots(draft)) {
    if (spot.at !== 'raw') throw new Error('a spot that is not raw');
    expect(spot.start).toBeGreaterThanOrEqual(0);
    expect(spot.end).toBeGreaterThanOrEqual(spot.start);
    expect(spot.end).toBeLessThanOrEqual(raw.length);
  }
  for (const { reason, detail } of draft.problems) {
    expect(PROBLEM_REASONS).toContain(reason);
    expect(detail ?? '').toMatch(/^[\x20-\x7e]{0,64}$/);
  }
  for (const { addresses } of draft.addressFields) {
    for (const { valid, key, local, domain } of addresses) {
      expect(valid).toBe(local !== '' && domain !== '');
      expect(key === '').toBe(!valid);
    }
  }
  expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  expect(readMessage(raw, { bytes: Buffer.from(raw, 'latin1') })).toEqual(draft);
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('latin1'));
/** Bytes that mean something to a mail reader, in any order. */
const mailish = fc.array(fc.oneof(
  fc.constantFrom('To: ', 'Cc : ', 'From: ', 'Subject: ', '\r\n', '\n', '\r\n ', '\r\n\r\n', '--x', '--x--', '<', '>', '@', '"', '(', ')', ',', ';', ':', '\\', '=?', '?=', '=?utf-8?Q?', '=?utf-8?B?', '[', ']', 'a@b.example', '=C3=A9', '\xc3\xa9', '\0', '\r', 'Jean'),
  fc.constantFrom('Content-Type: multipart/mixed; boundary=x\r\n', 'Content-Type: message/rfc822\r\n', 'Content-Type: text/plain; charset=utf-8\r\n', 'Content-Transfer-Encoding: base64\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n', 'Content-Disposition: attachment; filename*0*=utf-8\'\'%C3;\r\n filename*1=a\r\n'),
  bytes,
), { maxLength: 60 }).map((pieces) => pieces.join(''));
/** A real-looking message with a piece cut out, doubled or replaced. */
const mutated = fc.tuple(fc.constantFrom(...Object.values(CRAFTED)), fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(bytes, fc.constantFrom('', '\r\n', '"', '<', '(', '=?', '\0'))), { maxLength: 6 }))
  .map(([message, cuts]) => cuts.reduce((text, [at, length, insert]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + insert + text.slice(start + length);
  }, message));

describe('whatever the bytes, the reader', () => {
  it('gives a draft whose every place lies in the message: any bytes', () => { fc.assert(fc.property(bytes, holds), { numRuns: 500 }); });
  it('… anything that looks like mail', () => { fc.assert(fc.property(mailish, holds), { numRuns: 1500 }); });
  it('… messages with an accident', () => { fc.assert(fc.property(mutated, holds), { numRuns: 1500 }); });
  it('… messages cut off anywhere', () => {
    for (const message of Object.values(CRAFTED)) for (let length = 0; length <= message.length; length += 7) holds(message.slice(0, length));
  });
});

describe('what is written is read back', () => {
  const atom = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=^_`{|}~-]{1,12}$/).filter((text) => !text.includes('=?'));
  const local = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join('.'));
  const domain = fc.array(fc.stringMatching(/^[a-z0-9]{1,10}$/), { minLength: 1, maxLength: 3 }).map((labels) => [...labels, 'example'].join('.'));
  const name = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim());
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const encoded = (text: string): string => (text === '' ? '' : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`);

  it('address lists, however names are written and addresses separated', () => {
    const mailbox = fc.record({ name, local, domain, style: fc.constantFrom('bare', 'angle', 'quoted', 'encoded'), comment: fc.boolean() });
    fc.assert(fc.property(fc.array(mailbox, { minLength: 1, maxLength: 8 }), fc.constantFrom(', ', ',', ',\r\n ', '; ', ' ,\t'), (mailboxes, separator) => {
      const text = mailboxes.map((box) => {
        const address = `${box.local}@${box.domain}`;
        const comment = box.comment ? ' (de, la <liste>)' : '';
        if (box.style === 'bare') return address + comment;
        if (box.style === 'angle') return `<${address}>${comment}`;
        return `${box.style === 'quoted' ? quoted(box.name) : encoded(box.name)} <${address}>${comment}`;
      }).join(separator);
      const { addresses, broken } = parseAddressList(Buffer.from(text).toString('latin1'), (start, end) => ({ at: 'raw', start, end }), { bytes: true });
      expect(broken).toBe(false);
      expect(addresses.map(({ key }) => key)).toEqual(mailboxes.map((box) => `${box.local}@${box.domain}`.toLowerCase()));
      for (const [i, box] of mailboxes.entries()) {
        // A decoded quoted name that itself looks like an encoded word is decoded again: Outlook quotes encoded words.
        if (box.style === 'quoted' && box.name !== '' && !box.name.includes('=?')) expect(addresses[i]!.name).toBe(box.name);
        if (box.style === 'encoded' && box.name !== '') expect(addresses[i]!.name).toBe(box.name);
      }
    }), { numRuns: 400 });
  });

  it('a list is its entries, one after the other', () => {
    const entry = fc.constantFrom('a@x.example', 'Jean <b@x.example>', '"Du, Pont" <c@x.example>', 'g: d@x.example, e@x.example;', '(x) f@x.example', '=?utf-8?Q?a=2Cb?= <h@x.example>', '<@r.example:i@x.example>');
    const keys = (text: string): string[] => parseAddressList(text, (start, end) => ({ at: 'raw', start, end })).addresses.map(({ key }) => key);
    fc.assert(fc.property(fc.array(entry, { maxLength: 10 }), (entries) => {
      expect(keys(entries.join(', '))).toEqual(entries.flatMap(keys));
    }));
  });

  it('encoded words, cut anywhere between bytes', () => {
    const cut = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.array(fc.nat(40), { maxLength: 4 }), fc.boolean());
    fc.assert(fc.property(cut, ([text, cuts, base64]) => {
      const all = Buffer.from(text, 'utf8');
      const places = [0, ...cuts.map((place) => place % (all.length + 1)).sort((a, b) => a - b), all.length];
      const words = places.slice(1).map((end, i) => all.subarray(places[i], end)).map((piece) =>
        base64 ? `=?utf-8?B?${piece.toString('base64')}?=` : `=?UTF-8?q?${[...piece].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('')}?=`);
      expect(decodeWords(words.join('\r\n '), true)).toBe(all.toString('utf8'));
    }), { numRuns: 300 });
  });

  interface Tree { readonly type: 'mixed' | 'alternative'; readonly children: readonly (Tree | string)[] }
  const { tree } = fc.letrec<{ tree: Tree; node: Tree | string }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, fc.stringMatching(/^[a-z \n-]{0,20}$/), tie('tree')),
    tree: fc.record({ type: fc.constantFrom('mixed' as const, 'alternative' as const), children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
  }));
  let boundaries = 0;
  const written = (node: Tree | string): string => {
    if (typeof node === 'string') return `Content-Type: text/plain\r\n\r\n${node}`;
    const boundary = `=_${boundaries++}`;
    return `Content-Type: multipart/${node.type}; boundary="${boundary}"\r\n\r\n${node.children.map((child) => `--${boundary}\r\n${written(child)}\r\n`).join('')}--${boundary}--`;
  };
  const leaves = (node: Tree | string): string[] => (typeof node === 'string' ? [node] : node.children.flatMap(leaves));

  it('trees of parts', () => {
    fc.assert(fc.property(tree, (root) => {
      boundaries = 0;
      const draft = readMessage(`To: a@x.example\r\n${written(root)}`);
      expect(draft.parts.map(({ content }) => content)).toEqual(leaves(root));
      expect(draft.problems).toEqual([]);
    }), { numRuns: 300 });
  });
});
