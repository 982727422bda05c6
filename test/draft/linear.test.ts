import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { countSteps } from './steps.ts';

/** Each attack as a message of a size that grows with `n`. */
const to = (value: string): string => `To: ${value}\r\n\r\nBonjour\r\n`;
const subject = (value: string): string => `To: a@x.example\r\nSubject: ${value}\r\n\r\nBonjour\r\n`;
const multipart = (body: string): string => `To: a@x.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${body}`;
const text = (encoding: string, body: string): string => `To: a@x.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
const nested = (n: number): string => Array.from({ length: n }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join('');

const ATTACKS: Readonly<Record<string, (n: number) => string>> = {
  recipients: (n) => to(Array.from({ length: n }, (_, i) => `"Jean ${i}" <jean${i}@x.example>`).join(',\r\n ')),
  'recipients without separators': (n) => to('a@x.example '.repeat(n)),
  'brackets without separators': (n) => to('<a@x.example>'.repeat(n)),
  'left brackets': (n) => to('<'.repeat(n)),
  'left brackets with text': (n) => to('<a'.repeat(n)),
  'left brackets with commas': (n) => to('<,'.repeat(n)),
  'at signs': (n) => to('@'.repeat(n)),
  'at signs with text': (n) => to('a@'.repeat(n)),
  'names without an address': (n) => to('Jean '.repeat(n)),
  'half names': (n) => to('Jean, '.repeat(n)),
  quotes: (n) => to('"'.repeat(n)),
  'quotes with backslashes': (n) => to('"\\'.repeat(n)),
  'quotes in brackets': (n) => to('<"'.repeat(n)),
  'open comments': (n) => to('('.repeat(n)),
  'open comments in brackets': (n) => to('<(a'.repeat(n)),
  'closed comments': (n) => to('(a)'.repeat(n)),
  'nested comments': (n) => to(`${'('.repeat(n)}${')'.repeat(n)}`),
  'comments before at signs': (n) => to(`${'(a)'.repeat(n)}${'@'.repeat(n)}`),
  'comments and at signs': (n) => to('(a)@'.repeat(n)),
  'nested groups': (n) => to(`${'g:'.repeat(n)}${'a@x.example,'.repeat(n)}`),
  'open domain literals': (n) => to('a@['.repeat(n)),
  'schemes': (n) => to('mailto:'.repeat(n)),
  'square schemes': (n) => to('[mailto:'.repeat(n)),
  routes: (n) => to(`<${'@a,'.repeat(n)}`),
  'open encoded words': (n) => subject('=?utf-8?Q?a'.repeat(n)),
  'open encoded words in names': (n) => to('=?utf-8?Q?a'.repeat(n)),
  'half open encoded words': (n) => subject('=?'.repeat(n)),
  'charsets without end': (n) => subject(`=?${'a'.repeat(n)}`),
  'encoded words': (n) => subject('=?utf-8?Q?=C3=A9?= '.repeat(n)),
  'encoded words of other charsets': (n) => subject('=?utf-8?Q?a?= =?koi8-r?Q?b?='.repeat(n)),
  'one long line': (n) => subject('x'.repeat(n)),
  folds: (n) => subject('\r\n x'.repeat(n)),
  'empty folds': (n) => subject('\r\n '.repeat(n)),
  fields: (n) => `${'X-A: b\r\n'.repeat(n)}\r\n`,
  'lines without a colon': (n) => `To: a@x.example\r\n${'perdu\r\n'.repeat(n)}\r\n`,
  'repeated fields': (n) => `${'To: a@x.example\r\n'.repeat(n)}\r\n`,
  'carriage returns': (n) => `To: a@x.example\r\nSubject: ${'\r'.repeat(n)}\n\n`,
  'parameters': (n) => `Content-Type: text/plain${'; a=b'.repeat(n)}\r\n\r\n`,
  'pieces of a parameter': (n) => `Content-Type: text/plain${Array.from({ length: n }, (_, i) => `; a*${i}=b`).join('')}\r\n\r\n`,
  'quotes in parameters': (n) => `Content-Type: text/plain; a=${'"'.repeat(n)}\r\n\r\n`,
  parts: (n) => multipart('--x\r\n\r\nun\r\n'.repeat(Math.min(n, 9000))),
  'lines like boundaries': (n) => multipart(`--x\r\n\r\n${'--y\r\n'.repeat(n)}`),
  'dashes': (n) => multipart('-'.repeat(n)),
  'nested multiparts': (n) => `To: a@x.example\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${nested(n)}`,
  'nested messages': (n) => `To: a@x.example\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(n)}`,
  'equals signs': (n) => text('quoted-printable', '='.repeat(n)),
  'soft breaks': (n) => text('quoted-printable', '=\r\n'.repeat(n)),
  'soft breaks that are none': (n) => text('quoted-printable', `=${' '.repeat(n)}x`),
  'trailing spaces': (n) => text('quoted-printable', `${' '.repeat(n)}\r\n`),
  'spaces between equals signs': (n) => text('quoted-printable', '= '.repeat(n)),
  'broken base64': (n) => text('base64', 'QQ== *'.repeat(n)),
  'base64 of spaces': (n) => text('base64', `QQ==${' '.repeat(n)}*`),
  'begin lines': (n) => text('7bit', 'begin 644 a\r\n'.repeat(n)),
  'NUL bytes': (n) => subject('\0'.repeat(n)),
  'message-ids': (n) => `References: ${'<'.repeat(n)}\r\n\r\n`,
};

describe('work grows with the message, not faster', () => {
  it.each(Object.entries(ATTACKS))('%s', (_, attack) => {
    const once = countSteps(() => { readMessage(attack(2000)); });
    const fourTimes = countSteps(() => { readMessage(attack(8000)); });
    // Linear is 4, plus what small numbers add; quadratic is 16.
    expect(fourTimes / once).toBeLessThan(5.5);
    // No hidden factor either: few looks at each byte.
    expect(fourTimes).toBeLessThan(80 * attack(8000).length + 10_000);
  });

  it('and the counting sees a quadratic scanner', () => {
    const quadratic = (line: string): void => { for (let i = 0; i < line.length; i++) line.indexOf('>', i); };
    const once = countSteps(() => { quadratic('<'.repeat(500)); });
    const fourTimes = countSteps(() => { quadratic('<'.repeat(2000)); });
    expect(fourTimes / once).toBeGreaterThan(14);
  });
});

describe('hostile messages are read, or said not to be', () => {
  const addresses = (draft: Draft): number => draft.addressFields.reduce((sum, field) => sum + field.addresses.length, 0);
  /** Of the draft and of those inside it. */
  const reasons = (draft: Draft): string[] => {
    const all = new Set<string>();
    for (const drafts = [draft]; drafts.length > 0;) {
      const one = drafts.pop()!;
      for (const { reason } of one.problems) all.add(reason);
      for (const attachment of one.attachments) if (attachment.draft !== undefined) drafts.push(attachment.draft);
    }
    return [...all];
  };

  it('100,000 recipients, each with its own place', () => {
    const raw = ATTACKS.recipients!(100_000);
    const draft = readMessage(raw);
    const list = draft.addressFields[0]!.addresses;
    expect(list).toHaveLength(100_000);
    const last = list.at(-1)!.spot;
    expect(last.at === 'raw' && raw.slice(last.start, last.end)).toBe('"Jean 99999" <jean99999@x.example>');
    expect(draft.problems).toEqual([]);
  });

  it('100,000 fields and a field of a megabyte', () => {
    expect(readMessage(ATTACKS.fields!(100_000)).fields).toHaveLength(100_000);
    expect(readMessage(ATTACKS['one long line']!(1 << 20)).subject?.value).toHaveLength(1 << 20);
  });

  it('100,000 To fields count, and are malformed', () => {
    const draft = readMessage(ATTACKS['repeated fields']!(100_000));
    expect(addresses(draft)).toBe(100_000);
    expect(reasons(draft)).toEqual(['repeated']);
    expect(draft.problems.length).toBeLessThan(1000);
  });

  it('a million left brackets', () => {
    expect(addresses(readMessage(to('<'.repeat(1_000_000))))).toBe(0);
    expect(readMessage(to(`${'<'.repeat(1_000_000)}a@x.example>`)).addressFields[0]?.addresses[0]?.key).toBe('a@x.example');
  });

  it('10,000 multiparts deep, 10,000 messages deep, 100,000 parts', () => {
    expect(reasons(readMessage(ATTACKS['nested multiparts']!(10_000)))).toContain('too-deep');
    expect(reasons(readMessage(ATTACKS['nested messages']!(10_000)))).toContain('too-deep');
    expect(reasons(readMessage(multipart('--x\r\n\r\nun\r\n'.repeat(100_000))))).toEqual(['too-many-parts']);
  });

  it('encoded messages inside encoded messages', () => {
    let raw = 'To: fond@x.example\r\n\r\nfond\r\n';
    for (let i = 0; i < 70; i++) raw = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${raw.replaceAll('=', '=3D')}`.slice(0, 200_000);
    let draft: Draft | undefined = readMessage(raw);
    let depth = 0;
    while (draft?.attachments[0]?.draft !== undefined) {
      draft = draft.attachments[0].draft;
      depth++;
    }
    expect(depth).toBeLessThanOrEqual(64);
  });

  it('every attack gives a finding or an address, never silence', () => {
    for (const [name, attack] of Object.entries(ATTACKS)) {
      const draft = readMessage(attack(100));
      expect(draft.problems.length + draft.fields.length, name).toBeGreaterThan(0);
    }
  });
});
