import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { verifyJson, verifyMessage } from '../../src/io/verify.ts';
import { unitCounter } from '../../src/report/units.ts';
import { bytes } from './help.ts';

const lines = (more: readonly string[] = [], body = 'Bonjour.'): string[] => ['From: claire@maison.example', 'To: anne@gmail.com', ...more, 'Subject: Lundi', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', body, '--b', 'Content-Type: application/octet-stream', 'Content-Disposition: attachment; filename=a.bin', '', 'AAAA', '--b--'];
const read = (text: string): { bytes: Buffer; draft: ReturnType<typeof readMessage> } => ({ bytes: Buffer.from(text, 'latin1'), draft: readMessage(text) });

describe('the second reader', () => {
  const before = bytes(lines(['Bcc: paul@orange.fr']));

  it('agrees with what was meant', async () => {
    expect(await verifyMessage(read(before), read(bytes(lines())))).toBeNull();
    expect(await verifyMessage(read(before), read(bytes(lines(['Bcc: paul@orange.fr'], 'Au revoir.'))))).toBeNull();
  });

  it('does not agree where more has changed than we see', async () => {
    const claimed = { ...read(bytes(lines())), bytes: Buffer.from(bytes(lines([], 'Bonjour')), 'latin1') };
    expect(await verifyMessage(read(before), claimed)).toBe('unverified');
    const attachment = { ...read(bytes(lines())), bytes: Buffer.from(bytes(lines()).replace('AAAA', 'AAAB'), 'latin1') };
    expect(await verifyMessage(read(before), attachment)).toBe('unverified');
    const header = { ...read(bytes(lines())), bytes: Buffer.from(bytes(lines()).replace('To: anne', 'To:  anne'), 'latin1') };
    expect(await verifyMessage(read(before), header)).toBe('unverified');
    const recipient = { ...read(bytes(lines(['Bcc: lea@orange.fr']))), bytes: Buffer.from(bytes(lines(['Bcc: max@orange.fr'])), 'latin1') };
    expect(await verifyMessage(read(before), recipient)).toBe('unverified');
  });

  it('is not asked to confirm what it already saw otherwise', async () => {
    const one = read(before);
    const other = { ...one, draft: { ...one.draft, parts: one.draft.parts.map((part) => ({ ...part, content: 'Something else' })) } };
    expect(await verifyMessage(other, read(bytes(lines())))).toBe('disagreement');
  });

  it('of JSON is JSON.parse', () => {
    const keys = new Set(['to']);
    expect(verifyJson('{"to":["a@b.example"],"text":"x"}', '{"to":[],"text":"x"}', keys)).toBeNull();
    expect(verifyJson('{"To":["a@b.example"],"text":"x"}', '{"text":"x"}', keys)).toBeNull();
    expect(verifyJson('{"to":[],"text":"x"}', '{"to":[],"text":"y"}', keys)).toBe('unverified');
    expect(verifyJson('{"to":[],"text":"x"}', '{"to":[],"text":"x"', keys)).toBe('unverified');
  });
});

describe('places as an editor counts them', () => {
  it('are UTF-16 units, whatever the bytes, without a byte order mark', () => {
    const text = '\uFEFFà 🙂 é\n'.repeat(1) + '🙂é'.repeat(20_000);
    const source = { kind: 'message' as const, text: Buffer.from(text, 'utf8').toString('latin1') };
    const count = unitCounter(source);
    for (const units of [0, 1, 2, 4, 7, 10, 29_998, 59_999, 12]) {
      const prefix = text.slice(1, 1 + units);
      // Not in the middle of a pair.
      if (/[\ud800-\udbff]$/.test(prefix)) continue;
      expect(count(Buffer.byteLength(`\uFEFF${prefix}`))).toBe(units);
    }
    expect(unitCounter({ kind: 'message', text: '\xe9\xe9a' })(3)).toBe(3);
    expect(unitCounter({ kind: 'json', text: '\uFEFF{"é":1}' })(5)).toBe(4);
  });
});
