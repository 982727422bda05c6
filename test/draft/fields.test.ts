import { describe, expect, it } from 'vitest';
import { fieldValue, readHeader } from '../../src/draft/fields.ts';

function read(raw: string): { fields: [string, string][]; body: string; stray: string[] } {
  const block = readHeader(raw, 0, raw.length, 1000, () => false);
  return {
    fields: block.fields.map((field) => [field.name, fieldValue(raw, field.valueStart, field.valueEnd)]),
    body: raw.slice(block.bodyStart),
    stray: block.strayLines.map((start) => raw.slice(start).split(/\r?\n/)[0]!),
  };
}

describe('a header block', () => {
  it.each([['LF', '\n'], ['CRLF', '\r\n']])('ends at the empty line, with %s', (_, eol) => {
    expect(read(['To: a@x.example', 'Subject: un', '', 'To: b@x.example'].join(eol)))
      .toEqual({ fields: [['to', 'a@x.example'], ['subject', 'un']], body: 'To: b@x.example', stray: [] });
  });

  it('bears both line ends in one message', () => {
    expect(read('To: a@x.example\r\nSubject: un\n\r\nb').fields).toEqual([['to', 'a@x.example'], ['subject', 'un']]);
  });

  it('unfolds', () => {
    expect(read('Subject: un\r\n deux\r\n\ttrois\r\nTo: a@x.example\r\n\r\n').fields).toEqual([['subject', 'un deux trois'], ['to', 'a@x.example']]);
    expect(read('To:\r\n a@x.example\r\n\r\n').fields).toEqual([['to', 'a@x.example']]);
    // A line of white space continues the field (RFC 5322 §4.5.2); it does not end the header.
    expect(read('Subject: un\r\n \r\n deux\r\nTo: a@x.example\r\n\r\n').fields).toEqual([['subject', 'un  deux'], ['to', 'a@x.example']]);
  });

  it('takes a name with white space before the colon, and any case', () => {
    expect(read('Cc : a@x.example\nBCC\t: b@x.example\n\n').fields).toEqual([['cc', 'a@x.example'], ['bcc', 'b@x.example']]);
  });

  it('passes over the mbox line that stands first, and escaped ones', () => {
    expect(read('From claire Fri Nov 21 09:00:00 2025\nTo: a@x.example\n>From paul 2025\nCc: b@x.example\n\n'))
      .toEqual({ fields: [['to', 'a@x.example'], ['cc', 'b@x.example']], body: '', stray: [] });
  });

  it('names lines that are no field, and goes on behind them', () => {
    expect(read('Sans deux-points\nTo: a@x.example\nJe suis: pas un champ\nCc: b@x.example\n\n'))
      .toEqual({ fields: [['to', 'a@x.example'], ['cc', 'b@x.example']], body: '', stray: ['Sans deux-points', 'Je suis: pas un champ'] });
  });

  it('ends with the message, if nothing else ends it', () => {
    expect(read('To: a@x.example')).toEqual({ fields: [['to', 'a@x.example']], body: '', stray: [] });
    expect(read('To:').fields).toEqual([['to', '']]);
    expect(read('')).toEqual({ fields: [], body: '', stray: [] });
  });

  it('ends at a boundary line', () => {
    const raw = 'Content-Type: text/plain\n--x\nTo: a@x.example\n\n';
    const block = readHeader(raw, 0, raw.length, 1000, (line) => raw.startsWith('--x', line));
    expect(block.fields.map(({ name }) => name)).toEqual(['content-type']);
    expect(raw.slice(block.bodyStart)).toBe('--x\nTo: a@x.example\n\n');
  });

  it('stops collecting at its limit and says so', () => {
    const block = readHeader('A: 1\nB: 2\nC: 3\n\nbody', 0, 20, 2, () => false);
    expect(block.fields.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(block.overflow).toBe(true);
    expect(block.bodyStart).toBe(16);
  });

  it('gives the place of name and value', () => {
    const raw = 'A: 1\r\nSubject: un\r\n deux\r\n\r\n';
    const field = readHeader(raw, 0, raw.length, 10, () => false).fields[1]!;
    expect(raw.slice(field.start, field.valueEnd)).toBe('Subject: un\r\n deux');
    expect(raw.slice(field.valueStart, field.valueEnd)).toBe(' un\r\n deux');
  });

  it('decodes raw UTF-8, and latin-1 where it is none', () => {
    expect(read('Subject: \xc3\xa9t\xc3\xa9\n\n').fields).toEqual([['subject', 'été']]);
    expect(read('Subject: \xe9t\xe9 \x80\n\n').fields).toEqual([['subject', 'été €']]);
  });

  it('strips control characters from the ends of a value only', () => {
    expect(read('Subject: \x00\x01 un\x00deux \x7f\x02\n\n').fields).toEqual([['subject', 'un\x00deux \x7f']]);
  });
});
