import { describe, expect, it } from 'vitest';
import { collectAttendees } from '../../src/draft/attendees.ts';
import { draft, group, message } from './help.ts';

function attendees(...lines: string[]): string[] {
  const found = new Set<string>();
  collectAttendees(lines.join('\r\n'), found);
  return [...found];
}

describe('ATTENDEE lines', () => {
  it.each<[string, string[], string[]]>([
    ['a plain one', ['ATTENDEE:mailto:anne@x.example'], ['anne@x.example']],
    ['parameters, quotes and colons in them', ['ATTENDEE;CN="Martel: Anne";ROLE=REQ-PARTICIPANT:MAILTO:Anne@X.example'], ['anne@x.example']],
    ['folded anywhere', ['ATTENDEE;CN=Anne', ' Martel:mai', '\tlto:anne@x.', ' example'], ['anne@x.example']],
    ['the EMAIL parameter where the value is no address', ['ATTENDEE;EMAIL="anne@x.example":urn:uuid:1'], ['anne@x.example']],
    ['lower case', ['attendee:mailto:anne@x.example'], ['anne@x.example']],
    ['the same one twice', ['ATTENDEE:mailto:anne@x.example', 'ATTENDEE:mailto:ANNE@x.example'], ['anne@x.example']],
    ['no attendee', ['ORGANIZER:mailto:anne@x.example', 'X-ATTENDEE:mailto:b@x.example', 'ATTENDEES:mailto:c@x.example', 'DESCRIPTION:ATTENDEE:mailto:d@x.example'], []],
    ['nobody', ['ATTENDEE:invalid:nomail', 'ATTENDEE', 'ATTENDEE;CN="open:mailto:anne@x.example'], []],
  ])('%s', (_, lines, expected) => {
    expect(attendees(...lines)).toEqual(expected);
  });
});

it('counts those of icalEvent, calendar parts and .ics attachments once', () => {
  const content = 'BEGIN:VCALENDAR\r\nATTENDEE:mailto:a@x.example\r\nATTENDEE:mailto:b@x.example\r\nEND:VCALENDAR';
  expect(group(draft({ to: 'a@x.example', icalEvent: { content }, attachments: [{ filename: 'invite.ics', contentType: 'text/calendar', content: content.replace('b@', 'c@') }] })).attendees).toBe(3);
  const raw = ['From: a@maison.example', 'To: b@x.example', 'MIME-Version: 1.0', 'Content-Type: text/calendar; method=REQUEST', '', content].join('\n');
  expect(group(message(raw)).attendees).toBe(2);
});
