import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft, TextPart } from '../../src/draft/types.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import type { Change } from '../../src/edit/types.ts';
import { htmlToView } from '../../src/text/html.ts';
import { readFlowed, readPlain } from '../../src/text/plain.ts';
import { spamAssassin } from '../differential/corpus.ts';
import { Random } from './generate.ts';
import { alike, see } from './oracle.ts';
import type { Seen } from './oracle.ts';

/** Every so many real messages; 1 takes all of them. */
const STRIDE = Number(process.env['EDIT_STRIDE'] ?? 15);

const samples = spamAssassin().filter((_, index) => index % STRIDE === 0).map(({ name, bytes }) => ({ name, raw: bytes.toString('latin1') }));
const outcomes = new Map<string, number>();
const count = (name: string): void => { outcomes.set(name, (outcomes.get(name) ?? 0) + 1); };

function viewOf(part: TextPart) {
  if (part.type === 'text/html') return htmlToView(part.content);
  return part.format === 'flowed' ? readFlowed(part.content, part.delSp === true) : readPlain(part.content);
}

/** One word that stands nowhere else in the mail becomes another. */
function wordChange(draft: Draft, seen: Seen, random: Random): { change: Extract<Change, { kind: 'text' }>; word: string } | null {
  const candidates = draft.parts.flatMap((part, index) => (part.type === 'text/plain' || part.type === 'text/html' ? [{ part, index }] : []));
  if (candidates.length === 0) return null;
  const { part, index } = random.of(candidates);
  const view = viewOf(part);
  const words = [...view.text.matchAll(/(?<![\w.@/-])[A-Za-z]{5,12}(?![\w.@/-])/g)];
  const once = (text: string, word: string): boolean => text.indexOf(word) >= 0 && text.indexOf(word) === text.lastIndexOf(word);
  for (let attempt = 0; attempt < 50 && words.length > 0; attempt++) {
    const { 0: word, index: at } = random.of(words);
    const start = view.map?.start(at) ?? at;
    const end = view.map?.end(at + word.length) ?? at + word.length;
    if (end - start !== word.length || !once(seen.text + seen.html, word)) continue;
    return { word, change: { kind: 'text', part: index, start, end, text: random.of(['', 'Veilchen', 'more than one word here']) } };
  }
  return null;
}

const fieldNames = (fields: readonly string[]): string[] => fields.filter((line) => !/^(?:to|cc|bcc)\s*:/i.test(line));

describe('real messages as carriers', () => {
  it('changes one word of a body and nothing else', async () => {
    for (const [number, { name, raw }] of samples.entries()) {
      const draft = readMessage(raw);
      const before = await see(raw);
      const made = before === null ? null : wordChange(draft, before, new Random(number));
      if (before === null || made === null) {
        count('body: no place');
        continue;
      }
      const result = sourceEdits({ kind: 'message', text: raw }, draft, [made.change]);
      if ('refused' in result) {
        count(`body: ${result.refused}`);
        continue;
      }
      expect(result.edits.length, name).toBe(1);
      const after = (await see(applyEdits(raw, result.edits)))!;
      expect(after.fields, name).toEqual(before.fields);
      expect(after.attachments, name).toEqual(before.attachments);
      // mailparser leaves the quote marks of joined flowed lines within the text.
      const isFlowed = draft.parts[made.change.part]!.format === 'flowed';
      const readable = (text: string): string => (isFlowed ? alike(text).replaceAll('>', '') : alike(text));
      expect(readable(after.text), name).toBe(readable(before.text.replace(made.word, () => made.change.text)));
      expect(alike(after.html), name).toBe(alike(before.html.replace(made.word, () => made.change.text)));
      count('body: compared');
    }
    const compared = outcomes.get('body: compared') ?? 0;
    expect(compared, JSON.stringify([...outcomes])).toBeGreaterThan(samples.length * 0.8);
    expect(outcomes.get('body: unverified') ?? 0, JSON.stringify([...outcomes])).toBeLessThanOrEqual(samples.length * 0.01);
  });

  it('moves everybody to Bcc, and mailparser sees the same people there', async () => {
    for (const { name, raw } of samples) {
      const draft = readMessage(raw);
      const lists = draft.addressFields.filter((field) => field.name === 'to' || field.name === 'cc' || field.name === 'bcc');
      const change = { kind: 'recipients', to: [], cc: [], bcc: lists.flatMap(({ addresses }) => addresses) } as const;
      const before = await see(raw);
      const result = sourceEdits({ kind: 'message', text: raw }, draft, [change]);
      if ('refused' in result || before === null) {
        count(`recipients: ${'refused' in result ? result.refused : 'not read'}`);
        continue;
      }
      const text = applyEdits(raw, result.edits);
      const after = (await see(text))!;
      expect(fieldNames(after.fields), name).toEqual(fieldNames(before.fields));
      expect([after.text, after.html, after.attachments], name).toEqual([before.text, before.html, before.attachments]);
      expect([after.recipients.to, after.recipients.cc], name).toEqual([[], []]);
      // Readers differ in what is no address; of those that are, none is lost and none comes.
      const everybody = [...before.recipients.to, ...before.recipients.cc, ...before.recipients.bcc];
      if (change.bcc.every(({ valid }) => valid) && change.bcc.length === everybody.length) {
        expect([...after.recipients.bcc].sort(), name).toEqual(everybody.sort());
        count('recipients: compared');
      } else count('recipients: readers differ');
      expect(readMessage(text).addressFields.filter((field) => field.name === 'bcc').flatMap(({ addresses }) => addresses.map(({ address }) => address)), name).toEqual(change.bcc.map(({ address }) => address));
      expect(sourceEdits({ kind: 'message', text }, readMessage(text), [{ ...change, bcc: readMessage(text).addressFields.filter((field) => field.name === 'bcc').flatMap(({ addresses }) => addresses) }]), name).toEqual({ edits: [] });
    }
    expect(outcomes.get('recipients: compared') ?? 0, JSON.stringify([...outcomes])).toBeGreaterThan(samples.length * 0.6);
  });

  it('changes a word of the subject', async () => {
    for (const { name, raw } of samples) {
      const draft = readMessage(raw);
      const value = draft.subject?.value ?? '';
      const word = /[A-Za-z]{4,}/.exec(value);
      const before = await see(raw);
      if (word === null || before?.subject !== value) {
        count('subject: no place');
        continue;
      }
      const change = { kind: 'subject', start: word.index, end: word.index + word[0].length, text: 'été' } as const;
      const result = sourceEdits({ kind: 'message', text: raw }, draft, [change]);
      if ('refused' in result) {
        count(`subject: ${result.refused}`);
        continue;
      }
      const after = (await see(applyEdits(raw, result.edits)))!;
      expect(after.subject, name).toBe(value.slice(0, change.start) + change.text + value.slice(change.end));
      expect(after.fields.filter((line) => !/^subject\s*:/i.test(line)), name).toEqual(before.fields.filter((line) => !/^subject\s*:/i.test(line)));
      expect([after.text, after.html], name).toEqual([before.text, before.html]);
      count('subject: compared');
    }
    expect(outcomes.get('subject: compared') ?? 0, JSON.stringify([...outcomes])).toBeGreaterThan(samples.length * 0.8);
    if (process.env['EDIT_STRIDE'] !== undefined) console.log(Object.fromEntries([...outcomes].sort()));
  });
});
