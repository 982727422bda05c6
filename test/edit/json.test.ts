import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import type { Address, Draft } from '../../src/draft/types.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import type { SourceEdits } from '../../src/edit/source-edits.ts';
import type { Change } from '../../src/edit/types.ts';
import { Random, replacement, words } from './generate.ts';

const RUNS = Number(process.env['EDIT_RUNS'] ?? 1200);

type Json = Record<string, unknown>;

let persons = 0;
const address = (random: Random): string => `p${String(persons++)}@${random.of(['mail.example', 'gmial.example'])}`;
const NAMES = ['Anne Martel', 'Zoé "Z" Été', 'Martel, Jo', ''];

/** One of the ways in which a person can stand in a list. */
function person(random: Random): unknown {
  const name = random.of(NAMES);
  switch (random.int(0, 3)) {
    case 0: return address(random);
    case 1: return name === '' ? address(random) : `"${name.replace(/"/g, '\\"')}" <${address(random)}>`;
    case 2: return { name, address: address(random) };
    default: return { address: address(random) };
  }
}

function list(random: Random): unknown {
  switch (random.int(0, 3)) {
    case 0: return Array.from({ length: random.int(1, 5) }, () => address(random)).join(random.of([', ', ',', '; ']));
    case 1: return person(random);
    case 2: return [...Array.from({ length: random.int(1, 3) }, () => person(random)), { name: 'Team', group: Array.from({ length: random.int(1, 3) }, () => person(random)) }];
    default: return Array.from({ length: random.int(1, 5) }, () => person(random));
  }
}

/** A random draft, and its text in a random style: indented or not, with escapes or without, with a byte order mark or without. */
function randomDraft(seed: number): { value: Json; text: string; random: Random } {
  const random = new Random(seed);
  persons = 0;
  const value: Json = { from: 'claire@firma.example', [random.of(['to', 'To'])]: list(random) };
  if (random.chance(0.5)) value['cc'] = list(random);
  if (random.chance(0.3)) value['bcc'] = list(random);
  value['subject'] = words(random, 'utf-8', 6);
  if (random.chance(0.8)) value['text'] = Array.from({ length: random.int(1, 5) }, () => words(random, 'utf-8', 10)).join(random.of(['\n', '\r\n']));
  if (random.chance(0.6) || value['text'] === undefined) value['html'] = `<p>${words(random, 'windows-1252', 4).replace(/&/g, '&amp;').replace(/</g, '&lt;')} <b>été/2</b></p>\n<p title="a > b">fin</p>`;
  if (random.chance(0.3)) value['headers'] = random.chance(0.5) ? { 'X-Note': 'a', Cc: list(random) } : [{ key: 'X-Note', value: 'a' }, { key: 'Bcc', value: list(random) }];
  if (random.chance(0.3)) value['attachments'] = [{ filename: 'a.bin', encoding: 'base64', content: 'AAECAw==' }];
  let text = JSON.stringify(value, null, random.of([0, 0, 2, '\t']));
  if (random.chance(0.4)) text = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (random.chance(0.2)) text = text.replaceAll('/', '\\/');
  if (random.chance(0.2)) text = `\uFEFF${text}`;
  return { value, text: text + random.of(['', '\n']), random };
}

const parse = (text: string): Json => JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
const addressesOf = (draft: Draft): Address[] => draft.addressFields.flatMap(({ addresses }) => addresses);

function edited(text: string, draft: Draft, changes: readonly Change[]): string {
  const result = sourceEdits({ kind: 'json', text }, draft, changes);
  if ('refused' in result) throw new Error(`${result.refused} ${JSON.stringify(result.change)}`);
  const after = applyEdits(text, result.edits);
  // The style is kept: a mark, escapes, a single line.
  expect(after.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
  if (!text.includes('\n')) expect(after).not.toContain('\n');
  if (!/[^\0-\x7f\uFEFF]/.test(text) && text.includes('\\u00')) expect(after).not.toMatch(/[^\0-\x7f\uFEFF]/);
  return after;
}

describe('random changes of random JSON drafts', () => {
  it('changes the words of one string, and JSON.parse sees nothing else changed', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { value, text, random } = randomDraft(seed);
      const draft = readJsonText(text);
      const isSubject = random.chance(0.3);
      const part = random.int(0, draft.parts.length - 1);
      const content = isSubject ? String(value['subject']) : draft.parts[part]!.content;
      const all = [...content.matchAll(/[a-z0-9]+q/g)];
      if (all.length === 0) return;
      const first = random.int(0, all.length - 1);
      const last = Math.min(all.length - 1, first + (draft.parts[part]!.type === 'text/html' && !isSubject ? 0 : random.int(0, 3)));
      const place = { start: all[first]!.index, end: all[last]!.index + all[last]![0].length, text: replacement(random) };
      const after = edited(text, draft, [isSubject ? { kind: 'subject', ...place } : { kind: 'text', part, ...place }]);
      const key = isSubject ? 'subject' : draft.parts[part]!.type === 'text/html' ? 'html' : 'text';
      const lineEnds = key === 'html' ? place.text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : place.text;
      expect(parse(after)).toEqual({ ...value, [key]: content.slice(0, place.start) + lineEnds + content.slice(place.end) });
    }), { numRuns: RUNS / 3 });
  });

  it.each(['remove-address', 'domain', 'remove-name', 'remove-field', 'recipients', 'many'] as const)('%s', (kind) => {
    let made = 0;
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { value, text, random } = randomDraft(seed);
      const draft = readJsonText(text);
      const all = addressesOf(draft);
      const one = random.of(kind === 'remove-name' && all.some(({ name }) => name !== '') ? all.filter(({ name }) => name !== '') : all);
      if (kind === 'remove-name' && one.name === '') return;
      const changes: Change[] = [];
      const removed = new Set<Address>();
      const moved = new Set<Address>();
      if (kind === 'recipients') {
        const lists = { to: [] as Address[], cc: [] as Address[], bcc: [] as Address[] };
        for (const { name, addresses } of draft.addressFields) if (name !== 'from') for (const each of addresses) lists[random.of(['to', 'cc', 'bcc', 'bcc'] as const)].push(each);
        const source = edited(text, draft, [{ kind, ...lists }]);
        const after = readJsonText(source);
        for (const name of ['to', 'cc', 'bcc'] as const) {
          expect(after.addressFields.filter((field) => field.name === name).flatMap(({ addresses }) => addresses.map((each) => [each.name, each.address]))).toEqual(lists[name].map((each) => [each.name, each.address]));
        }
        expect(after.addressFields.find(({ name }) => name === 'to')!.groups.length).toBe(lists.to.length === 0 ? 1 : 0);
        expect(others(parse(source))).toEqual(others(value));
        made++;
        return;
      }
      if (kind === 'many') {
        for (const each of all.filter(() => random.chance(0.5))) {
          if (random.chance(0.7)) removed.add(each);
          else moved.add(each);
        }
      } else if (kind === 'remove-address') removed.add(one);
      else if (kind === 'domain') moved.add(one);
      else if (kind === 'remove-name') changes.push({ kind, spot: one.spot });
      else {
        const field = random.of(draft.fields.filter(({ name }) => name !== 'from'));
        const after = edited(text, draft, [{ kind, spot: field.spot }]);
        expect(readJsonText(after).fields.map(({ name, value: own }) => [name, own])).toEqual(draft.fields.filter((each) => each !== field).map(({ name, value: own }) => [name, own]));
        const path = field.spot.at === 'json' ? field.spot.path : [];
        const wanted = structuredClone(value);
        if (path.length === 1) delete wanted[path[0]!];
        else if (Array.isArray(wanted['headers'])) wanted['headers'].splice(path[1] as number, 1);
        else delete (wanted['headers'] as Json)[path[1]!];
        expect(parse(after)).toEqual(wanted);
        made++;
        return;
      }
      for (const { spot } of removed) changes.push({ kind: 'remove-address', spot });
      for (const { spot } of moved) changes.push({ kind: 'domain', spot, domain: 'gmail.example' });
      const after = edited(text, draft, changes);
      expect(addressesOf(readJsonText(after)).map(({ name, address: own, group }) => [name, own, group])).toEqual(all.flatMap((each) => {
        if (removed.has(each)) return [];
        const name = kind === 'remove-name' && each === one ? '' : each.name;
        return [[name, moved.has(each) ? `${each.local}@gmail.example` : each.address, each.group]];
      }));
      expect(others(parse(after))).toEqual(others(value));
      made++;
    }), { numRuns: RUNS / 6 });
    expect(made).toBeGreaterThan(RUNS / 6 * 0.7);
  });
});

/** What no change of recipients may touch. */
function others({ subject, text, html, attachments }: Json): unknown {
  return { subject, text, html, attachments };
}

const draftOf = (text: string): Draft => readJsonText(text);
const change = (text: string, ...changes: Change[]): string => {
  const result: SourceEdits = sourceEdits({ kind: 'json', text }, draftOf(text), changes);
  return 'refused' in result ? result.refused : applyEdits(text, result.edits);
};

describe('changes of JSON drafts', () => {
  it.each([
    ['{"to":"a@x.example","text":"caf\\u00e9 noir"}', 5, 9, 'crème', '{"to":"a@x.example","text":"caf\\u00e9 cr\\u00e8me"}'],
    ['{"to":"a@x.example","text":"café noir"}', 5, 9, 'crème', '{"to":"a@x.example","text":"café crème"}'],
    ['{"to":"a@x.example","text":"caf\\u00E9 noir"}', 5, 9, 'œ', '{"to":"a@x.example","text":"caf\\u00E9 \\u0153"}'],
    ['{"to":"a@x.example","text":"a\\/b\\nc"}', 4, 5, 'd/e\n"f"', '{"to":"a@x.example","text":"a\\/b\\nd\\/e\\n\\"f\\""}'],
    ['\uFEFF{ "to" : "a@x.example" ,\r\n "text" : "one two" }\r\n', 0, 4, '', '\uFEFF{ "to" : "a@x.example" ,\r\n "text" : "two" }\r\n'],
  ])('writes %j as it is written there', (text, start, end, words, after) => {
    expect(change(text, { kind: 'text', part: 0, start, end, text: words })).toBe(after);
  });

  it('takes a key with its comma, wherever it stands', () => {
    const spot = (key: string) => ({ at: 'json', path: [key] }) as const;
    const text = '{\n  "bcc": "b@x.example",\n  "to": "a@x.example",\n  "cc": ["c@x.example"]\n}';
    expect(change(text, { kind: 'remove-field', spot: spot('bcc') })).toBe('{\n  "to": "a@x.example",\n  "cc": ["c@x.example"]\n}');
    expect(change(text, { kind: 'remove-field', spot: spot('cc') })).toBe('{\n  "bcc": "b@x.example",\n  "to": "a@x.example"\n}');
    expect(change(text, { kind: 'remove-field', spot: spot('bcc') }, { kind: 'remove-field', spot: spot('cc') })).toBe('{\n  "to": "a@x.example"\n}');
  });

  it('takes a key that stands twice both times: the first would count again', () => {
    const text = '{"to":"a@x.example","bcc":"b@x.example","text":"x","bcc":"c@x.example"}';
    expect(change(text, { kind: 'remove-field', spot: { at: 'json', path: ['bcc'] } })).toBe('{"to":"a@x.example","text":"x"}');
  });

  it('takes an element of headers, and the last address with its key', () => {
    const text = '{"to":"a@x.example","headers":[{"key":"Bcc","value":["b@x.example"]},{"key":"X-A","value":"1"}],"cc":{"address":"c@x.example"}}';
    const draft = draftOf(text);
    const [, bcc, cc] = draft.addressFields;
    expect(change(text, { kind: 'remove-field', spot: bcc!.spot })).toBe('{"to":"a@x.example","headers":[{"key":"X-A","value":"1"}],"cc":{"address":"c@x.example"}}');
    expect(change(text, { kind: 'remove-address', spot: bcc!.addresses[0]!.spot })).toBe('{"to":"a@x.example","headers":[{"key":"X-A","value":"1"}],"cc":{"address":"c@x.example"}}');
    expect(change(text, { kind: 'remove-address', spot: cc!.addresses[0]!.spot })).toBe('{"to":"a@x.example","headers":[{"key":"Bcc","value":["b@x.example"]},{"key":"X-A","value":"1"}]}');
  });

  it('makes a group its members', () => {
    const text = '{"to":[{"name":"Team","group":["a@x.example", {"address":"b@x.example"}]}, "c@x.example"]}';
    const [to] = draftOf(text).addressFields;
    expect(change(text, { kind: 'remove-name', spot: to!.groups[0]!.spot })).toBe('{"to":["a@x.example", {"address":"b@x.example"}, "c@x.example"]}');
  });

  it('moves everybody to bcc in the style that stands there', () => {
    const all = (text: string): Change => ({ kind: 'recipients', to: [], cc: [], bcc: draftOf(text).addressFields.flatMap(({ addresses }) => addresses) });
    const strings = '{"to":"Anne <a@x.example>, b@x.example","cc":"c@x.example","text":"x"}';
    expect(change(strings, all(strings))).toBe('{"to":"undisclosed-recipients:;","bcc":"Anne <a@x.example>, b@x.example, c@x.example","text":"x"}');
    const arrays = '{\n  "To": [\n    "a@x.example",\n    { "address": "b@x.example" }\n  ],\n  "text": "x"\n}';
    expect(change(arrays, all(arrays))).toBe('{\n  "To": "undisclosed-recipients:;",\n  "bcc": [\n    "a@x.example",\n    { "address": "b@x.example" }\n  ],\n  "text": "x"\n}');
    const there = '{"to":"a@x.example","bcc":["b@x.example"]}';
    expect(change(there, all(there))).toBe('{"to":"undisclosed-recipients:;","bcc":["a@x.example", "b@x.example"]}'.replace(', ', ', '));
    const done = '{"to":"undisclosed-recipients:;","bcc":"a@x.example"}';
    expect(sourceEdits({ kind: 'json', text: done }, draftOf(done), [all(done)])).toEqual({ edits: [] });
  });

  it('refuses what it cannot reach', () => {
    const encoded = '{"to":"a@x.example","text":{"content":"Qm9u","encoding":"base64"}}';
    expect(change(encoded, { kind: 'text', part: 0, start: 0, end: 3, text: '' })).toBe('unmapped');
    const signed = '{"to":"a@x.example","text":"-----BEGIN PGP SIGNED MESSAGE-----\\nHash: SHA256\\n\\nBonjour"}';
    expect(change(signed, { kind: 'text', part: 0, start: 50, end: 52, text: '' })).toBe('signed');
    const plain = '{"to":"a@x.example","text":"x"}';
    expect(change(plain, { kind: 'remove-field', spot: { at: 'json', path: ['bcc'] } })).toBe('not-found');
    expect(change(plain, { kind: 'text', part: 3, start: 0, end: 1, text: '' })).toBe('not-found');
    expect(change(plain, { kind: 'text', part: 0, start: 0, end: 1, text: '' }, { kind: 'text', part: 0, start: 0, end: 1, text: 'y' })).toBe('overlap');
  });
});
