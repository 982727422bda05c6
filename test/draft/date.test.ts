import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/draft/date.ts';

const iso = (value: string): string | null => {
  const time = parseDate(value);
  return time === null ? null : new Date(time).toISOString();
};

describe('a date', () => {
  it.each([
    ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06.000Z'], // RFC 5322, A.1.1
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06.000Z'], // A.6.2
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', null],
    ['Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)', '1969-02-14T03:02:00.000Z'], // A.5
    ['Fri, 21 Nov 2025 09:00:00 +0100', '2025-11-21T08:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00  +0100', '2025-11-21T08:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00 (matin) +0100', '2025-11-21T08:00:00.000Z'],
    ['21 nov 2025 09:00 EST', '2025-11-21T14:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00 Z', '2025-11-21T09:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00 A', '2025-11-21T09:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00', '2025-11-21T09:00:00.000Z'],
    ['Fri, 21 Nov 102 09:00:00 +0000', '2002-11-21T09:00:00.000Z'],
    ['Fri, 21 Nov 49 09:00:00 +0000', '2049-11-21T09:00:00.000Z'],
    ['Fri, 21 Nov 2025 09:00:00 GMT+1', '2025-11-21T08:00:00.000Z'],
    ['21 Nov 25 12:05:15 AM', '2025-11-21T00:05:15.000Z'],
    ['21 Nov 25 10:05:15 PM', '2025-11-21T22:05:15.000Z'],
    ['Fri Nov 21 09:00:00 2025', '2025-11-21T09:00:00.000Z'],
    ['Mon, 29 Feb 2024 00:00:00 +0000', '2024-02-29T00:00:00.000Z'],
    ['Mon, 29 Feb 2025 00:00:00 +0000', null],
    ['32 Nov 2025 09:00:00 +0000', null],
    ['21 Nov 2025 25:00:00 +0000', null],
    ['21 Brumaire 2025 09:00:00', null],
    ['demain', null],
    ['', null],
    [`21 Nov 2025 09:00:00 ${'('.repeat(300)}`, null],
  ])('%j', (value, expected) => {
    expect(iso(value)).toBe(expected);
  });
});
