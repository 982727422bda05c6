import { expect, it } from 'vitest';
import { LIMITS } from '../../src/draft/limits.ts';
import { readMessage } from '../../src/draft/message.ts';

const kinds = (raw: string): string[] => readMessage(raw).problems.map(({ kind, reason, detail }) => `${kind} ${reason} ${detail ?? ''}`.trim());
const counted = (raw: string): number => readMessage(raw).addressFields.reduce((sum, { addresses }) => sum + addresses.length, 0);

it('reads addresses up to the limit, over all fields, and says that there were more', () => {
  const field = `To: ${'a@b.example,'.repeat(LIMITS.addresses / 2)}\r\n`;
  const fits = `${field}${field}\r\n`;
  expect(counted(fits)).toBe(LIMITS.addresses);
  expect(kinds(fits)).toEqual(['malformed-header repeated to']);
  const more = `${field}${field}Cc: c@d.example\r\n\r\n`;
  expect(counted(more)).toBe(LIMITS.addresses);
  expect(kinds(more)).toContain('unreadable too-large cc');
});

it('bounds the text of address fields, whatever stands in it', () => {
  const words = `To: ${'word '.repeat(LIMITS.addressText / 5 + 1)}\r\nCc: a@b.example\r\n\r\n`;
  expect(kinds(words)).toContain('unreadable too-large to');
  expect(kinds(words)).toContain('unreadable too-large cc');
});

it.each(['<', '<<<<', '@', '<>'])('does not pass over a field that holds only %s', (value) => {
  expect([...kinds(`To: ${value}\r\n\r\n`), counted(`To: ${value}\r\n\r\n`)].some((said) => said === 'malformed-header address-syntax to' || said === 1)).toBe(true);
});

it.each(['', '  ', '(undisclosed)', ',', ';'])('leaves an empty field alone: %j', (value) => {
  expect(kinds(`To: ${value}\r\n\r\n`)).toEqual([]);
});
