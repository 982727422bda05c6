import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineSplitter } from '../../src/io/jsonl.ts';
import { mboxSplitter } from '../../src/io/mbox.ts';
import { LIMITS } from '../../src/draft/limits.ts';

const SEPARATOR = 'From anne@one.example Mon Mar  2 10:00:00 2026';

interface Splitter { push(chunk: string): { text: string; firstLine: number; tooLarge: boolean }[]; end(): { text: string; firstLine: number; tooLarge: boolean }[] }

function split(splitter: Splitter, text: string, cuts: readonly number[] = []): { text: string; firstLine: number; tooLarge: boolean }[] {
  const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length])].sort((a, b) => a - b);
  return [...at.slice(1).flatMap((end, index) => splitter.push(text.slice(at[index], end))), ...splitter.end()];
}

const texts = (text: string): string[] => split(mboxSplitter(), text).map((piece) => piece.text);

/** mboxrd, as a delivery agent writes it. */
function write(messages: readonly string[], end: string): string {
  return messages.map((message) => `${SEPARATOR}${end}${message.replace(/^(>*From )/gm, '>$1')}${end}`).join('');
}

describe('an mbox', () => {
  it('gives its messages with their lines', () => {
    const text = `${SEPARATOR}\nTo: a@one.example\n\nfirst\n\n${SEPARATOR}\nTo: b@two.example\n\nsecond\n`;
    expect(split(mboxSplitter(), text)).toEqual([
      { text: 'To: a@one.example\n\nfirst\n', firstLine: 2, tooLarge: false },
      { text: 'To: b@two.example\n\nsecond\n', firstLine: 7, tooLarge: false },
    ]);
  });

  it('is not cut at a sentence that begins with From', () => {
    const body = 'To: a@one.example\n\nHello,\n\nFrom now on we meet at 10:30, as in 2024.\n\nFrom Paris with love\nNote: bring cake\n';
    expect(texts(`${SEPARATOR}\n${body}`)).toEqual([body]);
  });

  it.each(['\n', '\r\n'])('is cut at the line of a writer without a blank line before it (%j)', (end) => {
    const first = ['To: a@one.example', '', 'first', ''].join(end);
    const second = ['To: b@two.example', '', 'second', ''].join(end);
    expect(split(mboxSplitter(), `${SEPARATOR}${end}${first}${SEPARATOR}${end}${second}`)).toEqual([
      { text: first, firstLine: 2, tooLarge: false },
      { text: second, firstLine: 6, tooLarge: false },
    ]);
    // A header alone has no blank line at all.
    expect(texts(`${SEPARATOR}${end}To: a@one.example${end}${SEPARATOR}${end}${second}`)).toEqual([`To: a@one.example${end}`, second]);
  });

  it.each([
    'From - Mon Mar  2 10:00:00 2026', 'From MAILER-DAEMON Mon Mar 02 10:00:00 2026', 'From 1792@xxx Mon Mar 02 10:00:00 +0000 2026', 'From anne@one.example  Mon Mar  2 10:00 2026',
    'From anne at one.example  Mon Mar  2 10:00:00 2026', 'From anne@one.example Mon Mar  2 10:00:00 CET 2026', 'From anne Mon Mar  2 10:00:00 2026 +0100', 'From anne Mon Mar  2 10:00:00 2026 remote from one',
  ])('is cut at %s without a blank line before it', (line) => {
    expect(texts(`${line}\nTo: a@one.example\n\nx\n${line}\n>From b Mon Mar  2 09:00:00 2026\nTo: b@two.example\n\ny\n`)).toHaveLength(2);
  });

  it.each([
    ['prose', 'From time to time we write\nNote: bring cake'], ['prose with a date', 'From Monday Mar  2 10:00:00 2026 on we meet\nNote: bring cake'],
    ['a sender without a date', 'From anne@one.example\nTo: b@two.example'], ['a date that goes on', `${SEPARATOR} we meet\nNote: bring cake`],
    ['a separator that is only told of', `${SEPARATOR}\nis how it begins`], ['a quoted separator', `>${SEPARATOR}\nTo: b@two.example`],
  ])('is not cut at %s without a blank line before it', (_, lines) => {
    expect(texts(`${SEPARATOR}\nTo: a@one.example\n\nx\n${lines}\n`)).toHaveLength(1);
  });

  it.each(['From - Mon Mar  2 10:00:00 2026', 'From MAILER-DAEMON Mon Mar  2 10:00:00 2026', 'From 1792@xxx Mon Mar 02 10:00:00 +0000 2026', 'From anne@one.example'])('is cut at %s', (line) => {
    expect(texts(`${line}\nTo: a@one.example\n\nx\n\n${line}\nTo: b@two.example\n\ny\n`)).toEqual(['To: a@one.example\n\nx\n', 'To: b@two.example\n\ny\n']);
  });

  it('may begin with blank lines, end without one, hold an empty message or none', () => {
    expect(texts(`\n\n${SEPARATOR}\nTo: a@one.example`)).toEqual(['To: a@one.example']);
    expect(texts(`${SEPARATOR}\n\n${SEPARATOR}\nTo: a@one.example\n`)).toEqual(['', 'To: a@one.example\n']);
    expect(texts('')).toEqual([]);
    expect(texts('\n\n')).toEqual([]);
  });

  it('that begins otherwise is a message up to the first separator', () => {
    expect(texts(`To: a@one.example\n\nx\n\n${SEPARATOR}\nTo: b@two.example\n\ny\n`)).toEqual(['To: a@one.example\n\nx\n', 'To: b@two.example\n\ny\n']);
  });

  const line = fc.oneof(fc.constantFrom('From here on', '>From the start', '>>From x', 'From ', '', 'To: a@one.example', SEPARATOR), fc.string({ maxLength: 20 }).map((text) => text.replace(/[\r\n]/g, '')));
  const message = fc.array(line, { maxLength: 8 }).map((lines) => ['Subject: x', '', ...lines, 'end', '']);

  it('holds the messages that were written to it, whatever the chunks and line ends', () => {
    fc.assert(fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(600), { maxLength: 20 }), (messages, end, cuts) => {
      const written = messages.map((lines) => lines.join(end));
      const pieces = split(mboxSplitter(), write(written, end), cuts);
      expect(pieces.map(({ text }) => text)).toEqual(written);
      const file = write(written, end).split('\n');
      for (const { firstLine } of pieces) expect(file[firstLine - 1]).toMatch(/^Subject: x/);
    }), { numRuns: 500 });
  });

  it('gives the same however any text is cut', () => {
    const anything = fc.array(fc.constantFrom('\n', '\r\n', '\r', 'From ', '>From ', SEPARATOR, 'a: b', 'x'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(anything, fc.array(fc.nat(300), { maxLength: 20 }), (text, cuts) => {
      expect(split(mboxSplitter(), text, cuts)).toEqual(split(mboxSplitter(), text));
    }), { numRuns: 500 });
  });

  it('passes over a message beyond the limit and goes on behind it', () => {
    const splitter = mboxSplitter();
    const found = [...splitter.push(`${SEPARATOR}\nTo: a@one.example\n\n`)];
    const block = `${'x'.repeat(1023)}\n`.repeat(4096);
    for (let size = 0; size <= LIMITS.message; size += block.length) found.push(...splitter.push(block));
    found.push(...splitter.push(`\n${SEPARATOR}\nTo: b@two.example\n\ny\n`), ...splitter.end());
    expect(found.map(({ text, tooLarge }) => [text, tooLarge])).toEqual([['', true], ['To: b@two.example\n\ny\n', false]]);
  });
});

describe('lines', () => {
  it('are given with their numbers, blank ones passed over, whatever the chunks', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('', '{}', ' ', '{"a": 1}'), { maxLength: 10 }), fc.constantFrom('\n', '\r\n'), fc.array(fc.nat(60)), (lines, end, cuts) => {
      const found = split(lineSplitter(), lines.join(end), cuts);
      expect(found.map(({ text, firstLine }) => [text.trim(), firstLine])).toEqual(lines.map((text, index) => [text, index + 1] as const).filter(([text]) => text.trim() !== ''));
    }));
  });
});
