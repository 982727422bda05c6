import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft, TextPart } from '../../src/draft/types.ts';
import { applyEdits, sourceEdits } from '../../src/edit/source-edits.ts';
import type { Change, Edit } from '../../src/edit/types.ts';
import { htmlToView } from '../../src/text/html.ts';
import { readFlowed, readPlain } from '../../src/text/plain.ts';
import { randomMessage, replacement } from './generate.ts';
import type { Random } from './generate.ts';
import { alike, expected, see } from './oracle.ts';

/** How many random edits; more by environment, in a run of its own. */
const RUNS = Number(process.env['EDIT_RUNS'] ?? 900);

interface Made { readonly raw: string; readonly draft: Draft; readonly part: TextPart; readonly change: Extract<Change, { kind: 'text' }>; readonly edits: readonly Edit[]; readonly after: string }

/** A random change of a random message; what was refused, or the edits. */
function makeChange(seed: number): Made | string {
  const { raw, random } = randomMessage(seed);
  const draft = readMessage(raw);
  if (draft.parts.length === 0) return 'no part';
  const index = random.int(0, draft.parts.length - 1);
  const part = draft.parts[index]!;
  const { start, end } = place(part, random);
  const change = { kind: 'text', part: index, start, end, text: replacement(random) } as const;
  const result = sourceEdits({ kind: 'message', text: raw }, draft, [change]);
  if ('refused' in result) return result.refused;
  return { raw, draft, part, change, edits: result.edits, after: applyEdits(raw, result.edits) };
}

/** Whole words of what is seen, as a finding has them; now and then more than a line. */
function place(part: TextPart, random: Random): { start: number; end: number } {
  const { text, map } = viewOf(part);
  const words = [...text.matchAll(/[^\s>]+/g)];
  if (words.length === 0) return { start: 0, end: 0 };
  const first = random.int(0, words.length - 1);
  const last = Math.min(words.length - 1, first + random.int(0, random.chance(0.2) ? 30 : 4));
  const from = words[first]!.index + (random.chance(0.2) ? 1 : 0);
  const to = Math.max(from, words[last]!.index + words[last]![0].length + (random.chance(0.3) ? 1 : 0));
  return { start: map?.start(from) ?? from, end: Math.max(map?.start(from) ?? from, map?.end(Math.min(to, text.length)) ?? Math.min(to, text.length)) };
}

function viewOf(part: TextPart) {
  if (part.type === 'text/html') return htmlToView(part.content);
  return part.format === 'flowed' ? readFlowed(part.content, part.delSp === true) : readPlain(part.content);
}

/** A part's text as mailparser gives it, and the change in its offsets. */
function asSeen({ part, change }: Made): { text: string; start: number; end: number } | null {
  if (part.type === 'text/html') return null;
  const view = viewOf(part);
  const at = (offset: number): number => {
    for (let i = 0; i <= view.text.length; i++) if ((view.map?.start(i) ?? i) >= offset) return i;
    return view.text.length;
  };
  const start = at(change.start);
  const end = Math.max(start, at(change.end));
  const normal = alikeInside(view.text.slice(0, start));
  const middle = alikeInside(view.text.slice(start, end));
  return { text: normal + middle + alikeInside(view.text.slice(end)), start: normal.length, end: normal.length + middle.length };
}

function alikeInside(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

function isHalved(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

const tagsOf = (html: string): string[] => html.match(/<[^>"]*(?:"[^"]*"[^>"]*)*>/g) ?? [];
const wordsOf = (html: string): string => html.replace(/<style>.*?<\/style>/g, '').replace(/<!--.*?-->/g, '').replace(/<[^>"]*(?:"[^"]*"[^>"]*)*>/g, '').replace(/\s+/g, '')
  .replace(/&eacute;/g, 'é').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

describe('random changes of random nested messages', () => {
  it('does what was asked, and mailparser sees nothing else changed', async () => {
    const outcomes = new Map<string, number>();
    const count = (name: string): void => { outcomes.set(name, (outcomes.get(name) ?? 0) + 1); };
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
      const made = makeChange(seed);
      if (typeof made === 'string') {
        count(made);
        // These have a reason that the generator gives; no other may come up.
        expect(['no part', 'charset', 'not-found', 'unverified']).toContain(made);
        return;
      }
      const { raw, after, part, change, edits } = made;
      // One edit, inside the part.
      expect(edits.length).toBeLessThanOrEqual(1);
      for (const edit of edits) {
        expect(part.spot).toMatchObject({ at: 'raw' });
        if (part.spot.at === 'raw') expect(edit.start >= part.spot.start && edit.end <= part.spot.end).toBe(true);
      }
      const [before, now] = await Promise.all([see(raw), see(after)]);
      if (before === null || now === null) {
        count('mailparser fails');
        expect(now).toBe(before);
        return;
      }
      expect(now.fields).toEqual(before.fields);
      expect(now.attachments).toEqual(before.attachments);
      if (part.type === 'text/html') {
        expect(alike(now.text)).toBe(alike(before.text));
        expect(tagsOf(now.html.replaceAll('<br/>', ''))).toEqual(tagsOf(before.html.replaceAll('<br/>', '')));
        const lost = wordsOf(part.content.slice(change.start, change.end));
        expect(wordsOf(now.html).length).toBe(wordsOf(before.html).length - lost.length + change.text.replace(/\s+/g, '').length);
        count('html');
        return;
      }
      // mailparser joins parts with line ends of its own.
      expect(alike(now.html.replaceAll('<br/>', ''))).toBe(alike(before.html.replaceAll('<br/>', '')));
      const seen = asSeen(made)!;
      const wanted = expected(alikeInside(before.text), seen.text.trim(), seen.start - (seen.text.length - seen.text.trimStart().length), seen.end - (seen.text.length - seen.text.trimStart().length), change.text);
      if (wanted === null) count('place not unique for mailparser');
      else {
        // mailparser leaves the quote marks of joined lines within the text.
        const unquoted = (text: string): string => alike(part.format === 'flowed' ? text.replace(/>+ ?/g, '') : text);
        expect(unquoted(now.text)).toBe(unquoted(wanted));
        count(part.format === 'flowed' ? 'flowed' : 'plain');
      }
    }), { numRuns: RUNS });
    // The comparison has to have taken place: most runs end in it.
    const compared = ['html', 'flowed', 'plain'].reduce((sum, name) => sum + (outcomes.get(name) ?? 0), 0);
    expect(compared, JSON.stringify([...outcomes])).toBeGreaterThan(RUNS * 0.6);
    expect(outcomes.get('unverified') ?? 0, JSON.stringify([...outcomes])).toBeLessThan(RUNS * 0.02);
    if (process.env['EDIT_RUNS'] !== undefined) console.log(Object.fromEntries(outcomes));
  });

  it('comes back to the same text by the reverse change', () => {
    let compared = 0;
    fc.assert(fc.property(fc.integer(), (seed) => {
      const made = makeChange(seed);
      if (typeof made === 'string' || made.part.type === 'text/html' || made.part.format === 'flowed' || /[\r\n]/.test(made.part.content.slice(made.change.start, made.change.end))) return;
      const { change, part, after } = made;
      const draft = readMessage(after);
      const back = { ...change, end: change.start + change.text.length, text: part.content.slice(change.start, change.end) };
      const result = sourceEdits({ kind: 'message', text: after }, draft, [back]);
      if ('refused' in result) throw new Error(result.refused);
      const again = readMessage(applyEdits(after, result.edits));
      expect(again.parts.map(({ content }) => content)).toEqual(made.draft.parts.map(({ content }) => content));
      compared++;
    }), { numRuns: RUNS / 2 });
    expect(compared).toBeGreaterThan(RUNS / 20);
  });

  it('changes nothing for no change, and for a text in its own place', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { raw, random } = randomMessage(seed);
      const draft = readMessage(raw);
      expect(sourceEdits({ kind: 'message', text: raw }, draft, [])).toEqual({ edits: [] });
      draft.parts.forEach((part, index) => {
        if (part.format === 'flowed' || part.type === 'text/html') return;
        const { start, end } = place(part, random);
        const result = sourceEdits({ kind: 'message', text: raw }, draft, [{ kind: 'text', part: index, start, end, text: part.content.slice(start, end) }]);
        // A place may lie between the two halves of one character, where nothing can be put.
        if ('refused' in result) expect(result.refused).toBe([start, end].some((at) => isHalved(part.content, at)) ? 'not-found' : 'charset');
        else expect(readMessage(applyEdits(raw, result.edits)).parts[index]!.content).toBe(part.content);
      });
    }), { numRuns: 200, examples: [[-1558807666]] });
  });

  it('makes one edit of several changes of a part, each as if it were alone', () => {
    let several = 0;
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { raw, random } = randomMessage(seed);
      const draft = readMessage(raw);
      const index = draft.parts.findIndex(({ type, format }) => type === 'text/plain' && format === undefined);
      const part = draft.parts[index];
      if (part === undefined) return;
      const words = [...part.content.matchAll(/\S+/g)].filter(() => random.chance(0.3));
      if (words.length === 0) return;
      const changes = words.map(({ 0: word, index: start }) => ({ kind: 'text', part: index, start, end: start + word.length, text: random.of(['', 'W', 'lettre']) }) as const);
      const result = sourceEdits({ kind: 'message', text: raw }, draft, changes);
      if ('refused' in result) throw new Error(result.refused);
      expect(result.edits.length).toBeLessThanOrEqual(1);
      let content = part.content;
      for (const change of [...changes].reverse()) content = content.slice(0, change.start) + change.text + content.slice(change.end);
      expect(readMessage(applyEdits(raw, result.edits)).parts[index]!.content).toBe(content);
      if (changes.length > 1) several++;
    }), { numRuns: 300 });
    expect(several).toBeGreaterThan(50);
  });
});
