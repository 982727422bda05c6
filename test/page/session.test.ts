import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { pack } from '../../src/generated/pack.js';
import { splitArchive } from '../../src/hosts/page/archive.ts';
import type { PageInput, PageSettings, Segment, Shown, ShownField } from '../../src/hosts/page/protocol.ts';
import { Session } from '../../src/hosts/page/session.ts';
import { domainsOf } from '../../src/hosts/page/settings.ts';
import { PAGE_WORDS } from '../../src/hosts/page/words.ts';
import { msgFile } from './msg-file.ts';

const OTHER: PageSettings = { role: 'other', internalDomains: [], locale: 'en' };
const HR: PageSettings = { ...OTHER, role: 'hr' };
const TOULOUSE = readFileSync(join(import.meta.dirname, '../../fixtures/incidents/toulouse-rejection/rejection.eml'));
const PEOPLE = Array.from({ length: 14 }, (_, n) => `Person ${String.fromCharCode(65 + n)} <p${n}@firm${n}.example>`);

function text(text: string): PageInput {
  return { from: 'text', text };
}

function opened(input: PageInput | string, settings = OTHER): { session: Session; shown: Shown } {
  const session = new Session(pack);
  return { session, shown: session.open({ input: typeof input === 'string' ? text(input) : input, settings }) };
}

const field = ({ fields }: Shown, name: string): ShownField | undefined => fields.find((one) => one.name === name);
const marked = (segments: readonly Segment[]): [string, readonly number[]][] => segments.flatMap((segment) => ('text' in segment && segment.cards.length > 0 ? [[segment.text, segment.cards] as [string, readonly number[]]] : []));
const titles = ({ cards }: Shown): string[] => cards.map(({ title }) => title);

describe('a mail on the page', () => {
  it('shows who sees whom, the worst first, and marks the words', () => {
    const { shown } = opened({ from: 'file', name: 'rejection.eml', bytes: TOULOUSE }, HR);
    expect([shown.kind, shown.exposed, shown.recipients, shown.unread]).toEqual(['eml', 340, 340, false]);
    expect(shown.cards.map(({ level }) => level)).toEqual(['error', 'warning']);
    expect(shown.cards[0]!.reasons.map(({ level }) => level)).toEqual(['error', 'error']);
    expect(field(shown, 'To')).toMatchObject({ count: 340, cards: [0] });
    expect(field(shown, 'To')!.mailboxes).toHaveLength(12);
    expect(marked(shown.texts[0]!.segments)).toEqual([["Malgré l'intérêt de votre candidature", [1]]]);
  });

  it('marks words in HTML where they are read, not where they stand in the markup', () => {
    const html = 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nSubject: x\n\n<html><head><style>p{}</style></head><body><p>Dear&nbsp;candidate,</p><p>We were looking for <b>some</b>body younger &amp; faster.</p></body></html>';
    const { shown } = opened(html, HR);
    expect(shown.kind).toBe('message');
    const age = shown.cards.findIndex(({ title }) => /age/i.test(title));
    expect(marked(shown.texts[0]!.segments).filter(([, cards]) => cards.includes(age)).map(([words]) => words).join('')).toMatch(/^(?:looking for )?somebody younger/);
  });

  it('marks one address of many, wherever it stands', () => {
    const { shown } = opened(`To: ${[...PEOPLE, 'somebody'].join('; ')}\nSubject: x\n\nHello`);
    const to = field(shown, 'To')!;
    const own = to.mailboxes.find(({ address }) => address === 'somebody')!;
    expect(to.count).toBe(15);
    expect(own.cards.map((card) => shown.cards[card]!.level)).toEqual(['info']);
  });

  it('takes everybody off the header at a click, shows that before, and takes it back', () => {
    const { session, shown } = opened(`From: ana@studio.example\nTo: ${PEOPLE.join('; ')}\nSubject: Supper\n\nHello all,\n\nSupper is at eight.`);
    const card = shown.cards.findIndex(({ fixes }) => fixes.some(({ id }) => id === 'move-to-bcc'));
    const fix = shown.cards[card]!.fixes.findIndex(({ id }) => id === 'move-to-bcc');
    const preview = session.preview({ card, fix });
    expect(preview.refused).toBeNull();
    expect(preview.hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'new').map(({ text: line }) => line.trim())).toEqual(['Bcc:', 'To: undisclosed-recipients:;']);
    const changed = session.apply({ card, fix });
    expect([changed.exposed, changed.changes, field(changed, 'To')!.count, field(changed, 'Bcc')!.count]).toEqual([0, 1, 0, 14]);
    expect(changed.text).toContain('Bcc: Person A <p0@firm0.example>; Person B');
    const { name, bytes } = session.mended();
    expect(name).toBe('mail-mended.eml');
    expect(new TextDecoder().decode(bytes)).toMatch(/^To: undisclosed-recipients:;\r$/m);
    const back = session.undo();
    expect([back.exposed, back.changes, field(back, 'To')!.count]).toEqual([14, 0, 14]);
  });

  it('puts in the sentence that was written, not the example', () => {
    const { session, shown } = opened({ from: 'file', name: 'rejection.eml', bytes: TOULOUSE }, HR);
    const fix = shown.cards[1]!.fixes.findIndex(({ sentence }) => sentence !== null);
    const changed = session.apply({ card: 1, fix, sentence: 'Vos croquis de la gare nous ont plu.' });
    const { name, bytes } = session.mended();
    expect(name).toBe('rejection-mended.eml');
    expect(readMessage(bytes).parts[0]!.content).toContain('Vos croquis de la gare nous ont plu.');
    expect(titles(changed)).toEqual([titles(shown)[0]]);
  });

  it('does all that is safe at once', () => {
    const { session, shown } = opened('To: jo@a.example; jo@a.example; kim@b.example; kim@b.example\nSubject: x\n\nHello both,');
    expect(shown.safe).toBe(2);
    const changed = session.applySafe();
    expect([changed.safe, changed.changes, field(changed, 'To')!.count]).toEqual([0, 1, 2]);
  });

  it('looks again where one is somebody else', () => {
    const { session, shown } = opened('Dear candidate,\n\nWe were looking for somebody younger.');
    expect(shown.cards).toEqual([]);
    expect(session.settings({ settings: HR })!.counts.error).toBeGreaterThan(0);
    expect(titles(session.settings({ settings: { ...HR, locale: 'fr' } })!)[0]).toMatch(/[éèà']|Âge|âge/);
    const inside = opened(`From: ana@studio.example\nTo: ${PEOPLE.join('; ')}\nSubject: x\n\nHello`);
    expect(inside.shown.exposed).toBe(14);
    expect(inside.session.settings({ settings: { ...OTHER, internalDomains: PEOPLE.map((_, n) => `firm${n}.example`) } })!.exposed).toBe(0);
  });

  it('looks at the wording of a mail that says itself that it turns somebody down, and else says that it did not', () => {
    const { shown } = opened(PAGE_WORDS.en.exampleText);
    expect([shown.wording, shown.counts.error > 0]).toEqual([true, true]);
    expect(opened('Dear Kim,\n\nYou are too old for us.').shown.wording).toBe(false);
    expect(opened('Dear Kim,\n\nYou are too old for us.', HR).shown.wording).toBe(true);
  });

  it('marks no field that nobody wrote where recipients could not be told', () => {
    const { shown } = opened('Jean a@x.example\nPaul b@x.example\n\nHello,');
    expect([shown.unreadRecipients, shown.fields]).toEqual([true, []]);
  });

  it('takes a change back that was typed on in, and gives what had stood there to the letter', () => {
    const first = 'De : Anne <rh@corp.example>\nÀ : Zoé <zoe@a.example>\nDate : 24 novembre 2026\nImportance : haute\nObjet : Votre candidature\n\nMadame,\n\nMerci de votre candidature au poste de libraire. Vous êtes trop âgée pour nous.\n';
    const { session, shown } = opened(first, HR);
    const card = shown.cards.findIndex(({ fixes }) => fixes.some(({ id, refused }) => id === 'remove' || (id !== 'alternative' && refused === null)));
    const fix = shown.cards[card]!.fixes.findIndex(({ id, safety }) => id !== 'alternative' && safety !== 'advice');
    const changed = session.apply({ card, fix });
    const head = first.slice(0, first.indexOf('Madame'));
    expect(changed.text!.startsWith(head)).toBe(true);
    expect(changed.text).not.toContain('trop âgée');
    for (const more of ['x', 'xy']) expect(session.open({ input: text(changed.text! + more), settings: HR, edited: true }).changes).toBe(2);
    expect([session.undo().text, session.undo().text]).toEqual([changed.text, first]);
    session.apply({ card, fix });
    expect(session.open({ input: text('Hello'), settings: HR }).changes).toBe(0);
    expect(session.open({ input: text('Hello you'), settings: HR, edited: true }).changes).toBe(0);
  });

  it('keeps the lines that name nobody where its recipients change', () => {
    const { session, shown } = opened(`From: ana@studio.example\nTo: ${PEOPLE.join('; ')}\nDate: 24 November 2026\nAttachments: a.pdf\nSubject: Supper\n\nHello all,`);
    const card = shown.cards.findIndex(({ fixes }) => fixes.some(({ id }) => id === 'move-to-bcc'));
    const changed = session.apply({ card, fix: shown.cards[card]!.fixes.findIndex(({ id }) => id === 'move-to-bcc') });
    expect(changed.text).toContain('Bcc: Person A');
    expect(changed.text).toContain('\nDate: 24 November 2026\nAttachments: a.pdf\n\nHello all,');
  });

  it('knows the mail that is answered', () => {
    const candidate: PageSettings = { ...OTHER, role: 'candidate' };
    const answer = `From: jo@a.example\nTo: ${[...PEOPLE.slice(0, 12)].join('; ')}\nSubject: My application\n\nHello`;
    const { session, shown } = opened(answer, candidate);
    const before = titles(shown);
    const after = session.answered({ input: text('From: hr@firm0.example\nDate: Mon, 4 May 2026 10:00:00 +0200\nSubject: Your application\n\nNo.') })!;
    // An answer to so many is an answer to all.
    expect(titles(after).length).toBeGreaterThan(0);
    expect(JSON.stringify(after.cards)).not.toBe(JSON.stringify(shown.cards));
    expect(titles(session.answered({ input: null })!)).toEqual(before);
  });

  it('says what could not be read', () => {
    const file: PageInput = { from: 'file', name: 'x.msg', bytes: msgFile({ subject: 'x', recipients: [], rtf: String.raw`{\rtf1 Hello {\pict 00}}` }) };
    const { session, shown } = opened(file);
    expect([shown.kind, shown.unread, shown.counts.error]).toEqual(['msg', true, 1]);
    expect(session.splitting.draft.problems).toHaveLength(1);
    const pasted = opened(`${PEOPLE.map((_, n) => `Jean p${n}@firm${n}.example`).join('; ')}\n\nHello`).shown;
    expect([pasted.kind, pasted.unread, pasted.counts.error]).toEqual(['plain', true, 1]);
    expect(opened({ from: 'file', name: 'x.mbox', bytes: new TextEncoder().encode('From a Mon May  4 10:00:00 2026\nTo: a@b.example\n\nx\n\nFrom b Mon May  4 10:00:00 2026\nTo: c@d.example\n\ny\n') }).shown.unread).toBe(true);
    expect(opened({ from: 'file', name: 'x.mbox', bytes: new TextEncoder().encode('From a Mon May  4 10:00:00 2026\nTo: a@b.example\n\nx\nFrom b Mon May  4 10:00:00 2026\nTo: c@d.example\n\ny\n') }).shown.unread).toBe(true);
    expect(opened({ from: 'file', name: 'x.mbox', bytes: new TextEncoder().encode('From a Mon May  4 10:00:00 2026\nTo: a@b.example\n\nx\nFrom then on, as in 2026\nwe met\n') }).shown.unread).toBe(false);
    expect(opened({ from: 'file', name: 'x.json', bytes: new TextEncoder().encode('{"to":') }).shown.unread).toBe(true);
  });

  it('is text whatever it holds', () => {
    const { shown } = opened('To: "<img src=x onerror=y>\u202e" <a@b.example>\nSubject: \u001b[2J<b>x</b>\n\n<script>1</script>\u202e');
    const all = JSON.stringify([shown.fields, shown.texts]);
    expect(all).toContain('<script>1</script>\\\\u{202e}');
    expect(all).not.toMatch(/[\u202e]|\\u001b/);
  });

  it('is bounded in what it shows, whatever it holds', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => `p${n}@firm${n}.example`).join('; ');
    const { session, shown } = opened(`To: ${many}\nSubject: x\n\n${'We were looking for somebody younger. '.repeat(5_000)}`, HR);
    expect([shown.exposed, shown.recipients]).toEqual([50_000, 50_000]);
    expect(JSON.stringify(shown).length).toBeLessThan(1_000_000);
    expect(session.mailboxes({ field: 0, from: 12 })).toHaveLength(500);
  });

  it('is split into a zip file, each mail read again, and stops when told to', async () => {
    const { session } = opened({ from: 'file', name: 'rejection.eml', bytes: TOULOUSE }, HR);
    const outcome = await splitArchive(session.splitting, { progress: () => undefined, stopped: () => false });
    if (outcome.refused !== null) throw new Error(outcome.refused.reason);
    const files = Object.entries(unzipSync(new Uint8Array(await outcome.file.arrayBuffer())));
    expect([outcome.name, outcome.mails, files.length]).toEqual(['rejection.zip', 340, 340]);
    expect(new Set(files.map(([, bytes]) => readMessage(bytes).addressFields.flatMap(({ name, addresses }) => (name === 'from' ? [] : addresses.map(({ key }) => key))).join())).size).toBe(340);
    const named = opened(`To: ${PEOPLE.join('; ')}\nSubject: x\n\nAsk p3@firm3.example`);
    expect(await splitArchive(named.session.splitting, { progress: () => undefined, stopped: () => false })).toEqual({ refused: { reason: 'others', leaks: [{ place: 'body', addresses: 1, names: 0 }] } });
  });
});

describe('domains as they are typed', () => {
  it.each([
    ['example.com', ['example.com']],
    ['@Example.com, example.org;  anne@mail.example.net ', ['example.com', 'example.org', 'mail.example.net']],
    ['none', []],
    ['', []],
  ])('%j', (typed, domains) => {
    expect(domainsOf(typed)).toEqual(domains);
  });
});
