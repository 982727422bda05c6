import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, type Difference } from '../../src/hosts/milter/difference.ts';

const mail = (...lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');
const BEFORE = mail('Received: from a', '\tby b', 'From: a@x.example', 'Bcc: c@y.example', 'Subject: Hours', 'bcc: d@y.example', '', 'Hello,', '', 'Bye');

/** What a mail server makes of it, written down from the protocol's description: fields by name and number, one change after the other. */
function served(message: string, { fields, body }: Difference): string {
  const end = message.startsWith('\r\n') ? 0 : message.indexOf('\r\n\r\n') + 2;
  let lines = message.slice(0, end).split(/\r\n(?![ \t])/).slice(0, -1);
  for (const { name, index, value } of [...fields].sort((a, b) => b.index - a.index)) {
    let count = 0;
    lines = lines.flatMap((line) => {
      const same = line.slice(0, line.indexOf(':')).trim().toLowerCase() === name.toLowerCase();
      if (!same || ++count !== index) return [line];
      return value === undefined ? [] : [`${name}:${value}`];
    });
  }
  return `${lines.map((line) => `${line}\r\n`).join('')}\r\n${body === undefined ? message.slice(end + 2) : Buffer.from(body).toString('latin1')}`;
}

describe('the difference between two messages', () => {
  it('is nothing where there is none', () => expect(difference(BEFORE, BEFORE)).toEqual({ fields: [] }));
  it('names fields that went by their number among those of their name', () => {
    expect(difference(BEFORE, BEFORE.replace('Bcc: c@y.example\r\n', ''))).toEqual({ fields: [{ name: 'Bcc', index: 1 }] });
    expect(difference(BEFORE, BEFORE.replace('bcc: d@y.example\r\n', ''))).toEqual({ fields: [{ name: 'bcc', index: 2 }] });
    expect(difference(BEFORE, BEFORE.replace(/^bcc: .*\r\n/gim, ''))).toEqual({ fields: [{ name: 'Bcc', index: 1 }, { name: 'bcc', index: 2 }] });
  });
  it('has the whole value of a field that changed, folds and all', () => {
    expect(difference(BEFORE, BEFORE.replace('Hours', '=?utf-8?q?Heures?=\r\n =?utf-8?q?_d=C3=A9t=C3=A9?='))).toEqual({ fields: [{ name: 'Subject', index: 1, value: ' =?utf-8?q?Heures?=\r\n =?utf-8?q?_d=C3=A9t=C3=A9?=' }] });
  });
  it('has the body where it changed, and only there', () => {
    expect(difference(BEFORE, BEFORE.replace('Bye', 'Caf\xe9'))).toEqual({ fields: [], body: Buffer.from('Hello,\r\n\r\nCaf\xe9\r\n', 'latin1') });
    expect(difference('\r\na\r\n', '\r\nb\r\n')).toEqual({ fields: [], body: Buffer.from('b\r\n') });
  });
  it.each([
    ['a field came to it', BEFORE.replace('Subject:', 'To: a@x.example\r\nSubject:')],
    ['a field moved', BEFORE.replace('Subject: Hours\r\n', '').replace('From:', 'Subject: Hours\r\nFrom:')],
    ['a field has another name', BEFORE.replace('Subject:', 'SUBJECT:')],
    ['one of two fields went and the other changed', BEFORE.replace('Bcc: c@y.example\r\n', '').replace('bcc: d', 'bcc: e')],
    ['a value is empty, which would take the field away', BEFORE.replace('Hours', '')],
    ['a value holds what the protocol cannot say', BEFORE.replace('Hours', 'Ho\0urs')],
    ['a value holds half a line end', BEFORE.replace('Hours', 'Ho\rurs')],
    ['a value is longer than a packet', BEFORE.replace('Hours', 'x'.repeat(70_000))],
    ['nothing is left of the body', BEFORE.replace('Hello,\r\n\r\nBye\r\n', '')],
    ['the body does not end with a line', `${BEFORE}x`],
    ['a line of the body ends with LF alone', BEFORE.replace('Hello,\r\n', 'Hello,\n')],
    ['the header has no end', 'From: a@x.example\r\n'],
    ['a line of the header is no field', BEFORE.replace('Subject: Hours', 'Hours')],
  ])('cannot be said where %s', (_what, after) => expect(difference(BEFORE, after)).toBeNull());
  it('makes of one message the other, wherever it can be said', () => {
    const field = fc.record({ name: fc.constantFrom('To', 'to', 'Bcc', 'Subject ', 'X-A'), value: fc.constantFrom(' a', ' b\r\n\tc', '', ' d', '\te') });
    const message = (fields: readonly { name: string; value: string }[], body: string): string => `${fields.map(({ name, value }) => `${name}:${value}\r\n`).join('')}\r\n${body}`;
    const cases = fc.record({
      fields: fc.array(fc.record({ was: field, fate: fc.constantFrom('stays', 'stays', 'goes', 'changes', 'comes'), value: fc.constantFrom(' x', ' y\r\n z') })),
      bodies: fc.tuple(fc.constantFrom('a\r\n', 'b\r\n', ''), fc.constantFrom('a\r\n', 'b\r\n', '')),
    });
    let said = 0;
    fc.assert(fc.property(cases, ({ fields, bodies: [old, fresh] }) => {
      const before = message(fields.filter(({ fate }) => fate !== 'comes').map(({ was }) => was), old);
      const after = message(fields.filter(({ fate }) => fate !== 'goes').map(({ was, fate, value }) => (fate === 'changes' ? { ...was, value } : was)), fresh);
      const found = difference(before, after);
      if (found === null) return;
      said++;
      expect(served(before, found)).toBe(after);
    }), { numRuns: 2000 });
    expect(said).toBeGreaterThan(100);
  });
});
