import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDraft, readJsonText } from '../../src/draft/json.ts';
import { jsonErrorAt, lostValues } from '../../src/draft/json-scan.ts';
import { LIMITS } from '../../src/draft/limits.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';

const keys = (draft: Draft, name: string): string[] => draft.addressFields.filter((field) => field.name === name).flatMap(({ addresses }) => addresses.map(({ key }) => key));
const problems = (draft: Draft): string[] => draft.problems.map(({ kind, reason, detail }) => [kind, reason, detail].filter(Boolean).join(' '));
const path = (spot: Spot): unknown => (spot.at === 'json' ? spot.path : spot);

describe('addresses of a JSON draft', () => {
  it('come from a string, an object, an array of both, a group', () => {
    const draft = readJsonDraft({
      from: 'Claire Morel <claire@maison.example>',
      to: ['a@one.example, Bea <b@two.example>', { name: 'Cem', address: 'c@three.example' }, { name: 'Team', group: [{ address: 'd@four.example' }, 'e@five.example'] }],
      cc: { address: 'f@six.example' },
    });
    expect(keys(draft, 'from')).toEqual(['claire@maison.example']);
    expect(keys(draft, 'to')).toEqual(['a@one.example', 'b@two.example', 'c@three.example', 'd@four.example', 'e@five.example']);
    expect(draft.addressFields.find(({ name }) => name === 'to')!.groups).toMatchObject([{ name: 'Team', size: 2 }]);
    expect(draft.addressFields.find(({ name }) => name === 'to')!.addresses[2]!.name).toBe('Cem');
    expect(draft.addressFields.find(({ name }) => name === 'to')!.addresses[4]!.group).toBe('Team');
    expect(keys(draft, 'cc')).toEqual(['f@six.example']);
    expect(problems(draft)).toEqual([]);
  });

  it('each have their own place within their string', () => {
    const to = 'Ana <ana@one.example>, bob@two.example';
    const [first, second] = readJsonDraft({ to }).addressFields[0]!.addresses;
    for (const [address, text] of [[first!, 'Ana <ana@one.example>'], [second!, 'bob@two.example']] as const) {
      expect(address.spot.at).toBe('json');
      const spot = address.spot as Extract<Spot, { at: 'json' }>;
      expect(spot.path).toEqual(['to']);
      expect(to.slice(spot.start, spot.end)).toBe(text);
    }
  });

  it('count in any spelling of a key and in headers, which keep a place of their own', () => {
    const draft = readJsonDraft({ TO: 'a@one.example', replyTo: 'r@one.example', headers: { Bcc: 'b@two.example', 'Resent-Cc': ['c@three.example', 'd@four.example'] } });
    expect(keys(draft, 'to')).toEqual(['a@one.example']);
    expect(keys(draft, 'reply-to')).toEqual(['r@one.example']);
    expect(keys(draft, 'bcc')).toEqual(['b@two.example']);
    expect(keys(draft, 'resent-cc')).toEqual(['c@three.example', 'd@four.example']);
    expect(path(draft.addressFields.find(({ name }) => name === 'bcc')!.spot)).toEqual(['headers', 'Bcc']);
    expect(path(draft.fields.find(({ name }) => name === 'bcc')!.spot)).toEqual(['headers', 'Bcc']);
  });

  it('count in headers written as pairs', () => {
    const draft = readJsonDraft({ headers: [{ key: 'To', value: 'a@one.example' }, { key: 'Auto-Submitted', value: 'auto-replied' }] });
    expect(keys(draft, 'to')).toEqual(['a@one.example']);
    expect(draft.fields.find(({ name }) => name === 'auto-submitted')?.value).toBe('auto-replied');
    expect(path(draft.addressFields[0]!.spot)).toEqual(['headers', 0, 'value']);
  });

  it('of the envelope stand apart', () => {
    const draft = readJsonDraft({ to: 'a@one.example', envelope: { from: 'bounce@maison.example', to: ['a@one.example', 'z@nine.example'] } });
    expect(draft.envelope?.from).toBe('bounce@maison.example');
    expect(draft.envelope?.to.map(({ key }) => key)).toEqual(['a@one.example', 'z@nine.example']);
  });

  it('are all counted when one object holds several', () => {
    expect(keys(readJsonDraft({ to: { name: 'All', address: 'a@one.example, b@two.example' } }), 'to')).toEqual(['a@one.example', 'b@two.example']);
  });
});

describe('keys that JSON.parse would drop', () => {
  it('are a problem, and their recipients count', () => {
    const draft = readJsonText('{"to": "a@one.example", "subject": "x", "to": "b@two.example"}');
    expect(keys(draft, 'to')).toEqual(['a@one.example', 'b@two.example']);
    expect(problems(draft)).toEqual(['unknown-field repeated-key to']);
  });

  it('are found under another spelling, behind an escape, and in headers', () => {
    expect(keys(readJsonText('{"to": "a@one.example", "To": "b@two.example"}'), 'to')).toEqual(['a@one.example', 'b@two.example']);
    expect(problems(readJsonText('{"to": "a@one.example", "To": "b@two.example"}'))).toEqual(['unknown-field repeated-key To']);
    expect(keys(readJsonText('{"to": "a@one.example", "t\\u006f": "b@two.example"}'), 'to')).toEqual(['a@one.example', 'b@two.example']);
    expect(keys(readJsonText('{"headers": {"Bcc": "a@one.example", "Bcc": "b@two.example"}}'), 'bcc')).toEqual(['a@one.example', 'b@two.example']);
  });

  it('are looked for only among keys', () => {
    expect(lostValues('{"a": ["a", "a", {"a": "a"}], "b": "a", "c": {"b": 1}}')).toEqual([]);
    expect(lostValues('{"a": {"x": 1, "y": "}", "x": 2}}')).toEqual([{ path: ['a', 'x'], start: 12, end: 13 }]);
  });
});

describe('what is wrong with a JSON draft', () => {
  it.each([
    [{ to: 'a@one.example', tto: 'b@two.example' }, ['unknown-field unknown-key tto']],
    [{ subject: ['a'] }, ['unknown-field wrong-type subject']],
    [{ to: 5 }, ['unknown-field wrong-type to']],
    [{ context: { purpose: 'marketing' } }, ['unknown-field wrong-type purpose']],
    [{ context: { purpose: 'rejection', mood: 'bad' } }, ['unknown-field unknown-key mood']],
    [{ text: { path: '/etc/hostname' } }, ['unreadable referenced-file path']],
    [{ attachments: [{ filename: 'a.csv', href: 'https://example.org/a.csv' }] }, ['unreadable referenced-file href']],
    [{ attachments: [{ filename: 'a.csv', content: 'a', encoding: 'rot13' }] }, ['unreadable encoding rot13']],
    [{ attachments: [{ filename: 'a.csv', content: '=', encoding: 'base64' }] }, ['unreadable base64']],
    [{ subject: 'Hello\r\nBcc: x@one.example' }, ['malformed-header control-character subject']],
    [{ to: { name: 'A\nB', address: 'a@one.example' } }, ['malformed-header control-character name']],
    [{ headers: { 'X-Note': 'a\0b' } }, ['malformed-header control-character X-Note']],
    [{ headers: { 'X-Note\r\nBcc': 'a' } }, ['malformed-header control-character']],
    [{ date: 'yesterday' }, ['unknown-field wrong-type date']],
    [{ subject: 'a', headers: { Subject: 'b' } }, ['malformed-header repeated subject']],
  ])('%j', (value, expected) => {
    expect(problems(readJsonDraft(value))).toEqual(expected);
  });

  it('names no key that could itself be an address', () => {
    expect(problems(readJsonDraft({ 'claire@maison.example': 1 }))).toEqual(['unknown-field unknown-key']);
  });

  it('never assigns what would change other objects', () => {
    const draft = readJsonText('{"__proto__": {"to": "a@one.example"}, "constructor": 1, "context": {"__proto__": {"purpose": "hr"}}}');
    expect(problems(draft)).toEqual(['unknown-field unsafe-key __proto__', 'unknown-field unsafe-key constructor', 'unknown-field unsafe-key __proto__']);
    expect(draft.context).toEqual({});
    expect(({} as Record<string, unknown>)['to']).toBeUndefined();
  });

  it.each(['[]', '"text"', 'null', '7'])('%s is no draft', (text) => {
    expect(problems(readJsonText(text))).toEqual(['unreadable not-an-object']);
  });

  it.each([['{"to": "a', 9], ['{"to": 1,}', 9], ['', 0], ['{"a" 1}', 5], ['{"a": tru}', 6], ['[1 2]', 3], ['{"a": "\t"}', 7]])('%j stops being JSON at %i', (text, offset) => {
    const draft = readJsonText(text);
    expect(problems(draft)).toEqual(['unreadable invalid-json']);
    expect(draft.problems[0]!.spot).toEqual({ at: 'json', path: [], start: offset, end: offset });
  });

  it('reads no more recipients than memory holds, and says so', () => {
    const string = `${'a@b.test,'.repeat(600_000)}x@y.test`;
    const { addressFields, problems: said } = readJsonDraft({ to: string, cc: 'late@one.example' });
    expect(addressFields[0]!.addresses.length).toBeLessThan(600_000);
    expect(said.map(({ reason, detail }) => `${reason} ${detail}`)).toEqual(['too-large to', 'too-large cc']);
    const list = readJsonDraft({ to: Array.from({ length: LIMITS.fields + 5 }, () => 'a@b.test') });
    expect(list.addressFields[0]!.addresses).toHaveLength(LIMITS.fields);
    expect(problems(list)).toEqual(['unreadable too-large to']);
    expect(problems(readJsonText(`{"x": [${'[],'.repeat(10 * LIMITS.fields)}[]]}`))).toEqual(['unreadable too-large']);
  });

  it('gives up neither on a million brackets nor on a byte order mark', () => {
    expect(problems(readJsonText('['.repeat(1_000_000)))).toEqual(['unreadable invalid-json']);
    expect(problems(readJsonText(`{"to": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`))).toEqual(['unreadable too-deep']);
    expect(problems(readJsonText('\uFEFF{"to": "a@one.example"}'))).toEqual([]);
  });
});

describe('content of a JSON draft', () => {
  it('text and html are alternatives, icalEvent a third', () => {
    const draft = readJsonDraft({ html: '<p>b</p>', text: 'b', icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR' } });
    expect(draft.parts.map(({ type, content, alternative }) => [type, content, alternative])).toEqual([['text/plain', 'b', 0], ['text/html', '<p>b</p>', 0], ['text/calendar', 'BEGIN:VCALENDAR', 0]]);
    expect(readJsonDraft({ text: 'b' }).parts[0]).toEqual({ type: 'text/plain', content: 'b', spot: { at: 'json', path: ['text'] } });
  });

  it('attachments are decoded, sized, and read where they are text or mail', () => {
    const draft = readJsonDraft({
      attachments: [
        { filename: 'list.csv', content: Buffer.from('nom;é\n').toString('base64'), encoding: 'base64' },
        { filename: 'old.csv', content: { type: 'Buffer', data: [0xe9, 0x0a] } },
        { filename: 'photo.png', content: new Uint8Array(7), contentType: 'image/png', cid: 'p' },
        { filename: 'forward.eml', content: 'From: a@one.example\r\nBcc: b@two.example\r\n\r\nx' },
      ],
    });
    expect(draft.attachments.map(({ type, size, text, inline }) => [type, size, text, inline])).toEqual([
      ['text/csv', 7, 'nom;é\n', false], ['text/csv', 2, 'é\n', false], ['image/png', 7, undefined, true], ['message/rfc822', 44, undefined, false],
    ]);
    expect(keys(draft.attachments[3]!.draft!, 'bcc')).toEqual(['b@two.example']);
  });

  it('an alternative in base64 is read, but has no places within', () => {
    const draft = readJsonDraft({ text: 'b', alternatives: [{ contentType: 'text/html; charset=utf-8', content: Buffer.from('<p>b').toString('base64'), encoding: 'base64' }, { contentType: 'text/watch-html', content: '<b>b' }] });
    expect(draft.parts.map(({ type, content, encoding, alternative }) => [type, content, encoding, alternative])).toEqual([['text/plain', 'b', undefined, 0], ['text/html', '<p>b', 'base64', 0], ['text/watch-html', '<b>b', undefined, 0]]);
  });

  it('the size of a picture is that of its bytes, whatever the line ends and padding', () => {
    for (const size of [0, 1, 2, 3, 100]) {
      const content = `${Buffer.alloc(size, 9).toString('base64').replace(/(.{76})/g, '$1\r\n')}\n`;
      expect(readJsonDraft({ attachments: [{ filename: 'a.png', content, encoding: 'base64' }] }).attachments[0]).toMatchObject({ size, type: 'application/octet-stream' });
    }
  });

  it('context comes from its key before X-Undisclosed fields', () => {
    const draft = readJsonDraft({ headers: { 'X-Undisclosed-Purpose': 'hr', 'X-Undisclosed-First-Name': 'Ana' }, context: { Purpose: 'rejection', recipient: { lastName: 'Prado' }, appliedAt: '2026-01-05' } });
    expect(draft.context).toEqual({ purpose: 'rejection', recipient: { lastName: 'Prado' }, appliedAt: '2026-01-05' });
    expect(readJsonDraft({ headers: { 'X-Undisclosed-Purpose': 'hr', 'X-Undisclosed-First-Name': 'Ana' } }).context).toEqual({ purpose: 'hr', recipient: { firstName: 'Ana' } });
  });

  it('dates, ids and references', () => {
    const draft = readJsonDraft({ date: '2026-03-02T10:00:00Z', messageId: '<a@one.example>', inReplyTo: '<b@one.example>', references: ['<c@one.example>', '<b@one.example>'] });
    expect(draft.date).toBe(Date.UTC(2026, 2, 2, 10));
    expect([draft.messageId, draft.inReplyTo, draft.references]).toEqual(['<a@one.example>', '<b@one.example>', ['<c@one.example>', '<b@one.example>']]);
  });
});

describe('for any JSON', () => {
  const names = fc.constantFrom('from', 'to', 'cc', 'Bcc', 'headers', 'text', 'html', 'attachments', 'alternatives', 'icalEvent', 'envelope', 'context', 'date', 'references', 'name', 'address', 'group', 'content', 'encoding', 'path', 'purpose', 'recipient', 'key', 'value', '__proto__', 'constructor');
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.constantFrom('a@one.example', 'x\r\ny', 'base64'), fc.integer(), fc.boolean(), fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }), fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries) as unknown)),
  }));

  it('reading never throws, and each place leads somewhere', () => {
    fc.assert(fc.property(fc.oneof(value, fc.jsonValue()), (json) => {
      const text = JSON.stringify(json);
      const draft = readJsonText(text);
      for (const { spot } of [...draft.problems, ...draft.addressFields, ...draft.addressFields.flatMap(({ addresses }) => addresses)]) expect(spot.at).toBe('json');
      expect(readJsonDraft(json).addressFields.length).toBeLessThanOrEqual(draft.addressFields.length);
    }), { numRuns: 500 });
  });

  it('the place of an error agrees with JSON.parse on what is JSON', () => {
    const fragment = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"\\u00e9"', '"\\x"', '1', '-', '0.5e3', '01', 'true', 'nul', ' ', '\n', '"');
    fc.assert(fc.property(fc.oneof(fc.json(), fc.array(fragment, { maxLength: 12 }).map((all) => all.join(''))), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(jsonErrorAt(text) < 0).toBe(valid);
    }), { numRuns: 2000 });
  });
});
