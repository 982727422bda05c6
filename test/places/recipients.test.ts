import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft } from '../../src/draft/types.ts';
import { groupFindings } from '../../src/report/group.ts';
import { locator } from '../../src/report/locate.ts';
import { companies, findings, webmail } from '../recipients/help.ts';
import { located } from './build.ts';

/** ⟦ and ⟧ stand around what a finding points at, and are left out. */
function unmarked(marked: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  return { text: marked.replace('⟦', '').replace('⟧', ''), start, end };
}

type Phase = 'compose' | 'send';

function placesOf(draft: Draft, rule: string, phase: Phase): ReturnType<typeof findings> {
  const found = findings(draft, { extends: 'hr' }, phase).filter(({ ruleId }) => ruleId === `recipients/${rule}`);
  expect(found, rule).not.toEqual([]);
  return found;
}

function checkMessage(marked: string, rule: string, phase: Phase = 'compose'): void {
  for (const eol of ['\n', '\r\n']) {
    const latin = Buffer.from(marked.replaceAll('\n', eol)).toString('latin1');
    const [open, close] = [Buffer.from('⟦').toString('latin1'), Buffer.from('⟧').toString('latin1')];
    const start = latin.indexOf(open);
    const raw = latin.replace(open, '').replace(close, '');
    const draft = readMessage(raw);
    const place = locator({ kind: 'message', text: raw });
    const range = [start, latin.indexOf(close) - open.length] as const;
    expect(placesOf(draft, rule, phase).map(({ spot }) => place(draft, spot)), rule).toContainEqual(located(raw, range));
  }
}

function checkJson(marked: string, rule: string, phase: Phase = 'compose'): void {
  for (const written of [marked, `\uFEFF${marked}`, marked.replaceAll('\n', '\r\n'), marked.replace(/^ +/gm, '\t')]) {
    const { text, start, end } = unmarked(written);
    const draft = readJsonText(text);
    const place = locator({ kind: 'json', text });
    const visible = text.replace('\uFEFF', '');
    const shift = text.length - visible.length;
    expect(placesOf(draft, rule, phase).map(({ spot }) => place(draft, spot)), rule).toContainEqual(position(visible, start - shift, end - shift));
  }
}

function position(text: string, start: number, end: number): ReturnType<typeof located> {
  const [from, to] = [start, end].map((offset) => text.slice(0, offset).split(/\r\n|\r|\n/)) as [string[], string[]];
  return { line: from.length, column: from.at(-1)!.length + 1, endLine: to.length, endColumn: to.at(-1)!.length + 1 };
}

const SENDER = 'From: Claire Morel <claire.morel@maison.example>\n';
const NOTE = '\nSubject: Note\n\nBonjour à tous,\n';
const many = companies(12).join(', ');
const folded = companies(12).map((address, index) => `"Dupont, Zoé ${index}" <${address}>`).join(',\n ');

describe('a recipient rule points at the addresses of a message', () => {
  it.each([
    ['visible-recipients', `${SENDER}To: ⟦${many}⟧${NOTE}`],
    ['visible-recipients', `${SENDER}To:⟦${many}⟧${NOTE}`],
    ['visible-recipients', `${SENDER}To:\n ⟦${folded}⟧ \n${NOTE.slice(1)}`],
    ['visible-recipients', `${SENDER}To: Clients: ⟦${many}⟧;${NOTE}`],
    ['visible-recipients', `${SENDER}TO  :   ⟦<${companies(12).join('>, <')}>⟧ ,${NOTE}`],
    ['visible-recipients', `${SENDER}To: claire.morel@maison.example\nCc: ⟦=?utf-8?Q?Zo=C3=A9?= <zoe@one.example>, ${many}⟧${NOTE}`],
    ['missing-bcc', `${SENDER}To: ⟦${companies(9).join(', ')}⟧\nX-Undisclosed-Purpose: rejection${NOTE}`],
    ['sensitive-group', `${SENDER}To: ⟦${webmail(3).join(', ')}⟧\nX-Undisclosed-Purpose: rejection${NOTE}`],
    ['reply-all', `${SENDER}In-Reply-To: <1@x.example>\nTo: ⟦${companies(40).join(',\n\t')}⟧\nSubject: Re: Note\n\nMerci.\n`],
    ['correction-to-group', `${SENDER}To: ⟦${many}⟧\nSubject: Erratum\n\nBonjour,\n\nVeuillez ne pas tenir compte de mon précédent message.\n`],
    ['reply-to-list', `${SENDER}To: a@client.example\nReply-To: ⟦${webmail(3).join(', ')}⟧${NOTE}`],
    ['duplicate-recipient', `${SENDER}To: jean@client.example, anne@client.example,\n ⟦Jean <jean@client.example>⟧, b@x.example${NOTE}`],
    ['mistyped-domain', `${SENDER}To: anne@client.example, ⟦"Zoé" <zoe@gmial.com>⟧${NOTE}`],
    ['mistyped-domain', `${SENDER}To: anne@client.example, Été: ⟦zoe@gmial.com⟧;${NOTE}`],
    ['invalid-address', `${SENDER}To: anne@client.example, ⟦Jean Dupont <jean.dupont at client>⟧, b@x.example${NOTE}`],
    ['invalid-address', `${SENDER}To: ⟦<jean.dupont⟧, b@x.example${NOTE}`],
    ['invalid-address', `${SENDER}To: b@x.example, ⟦\u200Bbob.lee@y.example⟧${NOTE}`],
    ['invalid-address', `${SENDER}To: b@x.example, ⟦anne.roy@y.example\u00A0⟧${NOTE}`],
    ['invalid-address', `${SENDER}To: b@x.example, Bob Lee <⟦bob\u2060.lee@y.example⟧>${NOTE}`.replace('<⟦', '⟦<').replace('⟧>', '>⟧').replace('Bob Lee ⟦', '⟦Bob Lee ')],
    ['visible-list-name', `${SENDER}To: b@x.example, ⟦Candidats refusés⟧: a@client.example;${NOTE}`],
    ['visible-list-name', `${SENDER}To: b@x.example, ⟦"Candidats refusés" <a@client.example>⟧${NOTE}`],
  ])('%s %#', (rule, marked) => {
    checkMessage(marked, rule);
  });

  it.each([
    [`${SENDER}To: a@client.example\nBcc: ⟦b@x.example, c@y.example⟧${NOTE}`],
    [`${SENDER}To: a@client.example\nBcc: b@x.example\nBcc:\n ⟦c@y.example⟧${NOTE}`],
    [`${SENDER}To: a@client.example\n⟦Bcc:⟧${NOTE}`],
    [`${SENDER}To: a@client.example\nX-Bcc: ⟦b@x.example,\n =?utf-8?Q?Zo=C3=A9?= <c@y.example>⟧${NOTE}`],
  ])('bcc-header %#', (marked) => {
    checkMessage(marked, 'bcc-header', 'send');
  });
});

const DRAFT = '{\n  "from": "Claire Morel <claire.morel@maison.example>",\n  "subject": "Note",\n  "text": "Bonjour à tous,",\n';
const SHY = 'M. \\u00c9tienne \\"le Grand\\"';

describe('a recipient rule points at the addresses of a JSON draft', () => {
  it.each([
    ['visible-recipients', `${DRAFT}  "to": "⟦${many}⟧"\n}`],
    ['visible-recipients', `${DRAFT}  "to": "  ⟦${SHY} <a@one.example>, ${many}⟧ "\n}`],
    ['visible-recipients', `${DRAFT}  "to": ["⟦${companies(12).join('",\n    "')}⟧"]\n}`],
    ['visible-recipients', `${DRAFT}  "to": ["⟦${companies(6).join(', ')}", "${companies(6, 20).join(', ')}⟧"]\n}`],
    ['visible-recipients', `${DRAFT}  "cc": [{ "name": "A", "address": "⟦${companies(12).join('" },\n    { "name": "\\u00c9", "address": "')}⟧" }]\n}`],
    ['visible-recipients', `${DRAFT}  "to": { "name": "Tous", "group": ["⟦${companies(12).join('", "')}⟧"] }\n}`],
    ['visible-recipients', `${DRAFT}  "headers": [{ "key": "To", "value": "⟦${many}⟧" }]\n}`],
    ['missing-bcc', `${DRAFT}  "context": { "purpose": "rejection" },\n  "to": ["⟦${companies(9).join('", "')}⟧"]\n}`],
    ['duplicate-recipient', `${DRAFT}  "to": "${SHY} <jean@client.example>, ⟦Jean <jean@client.example>⟧"\n}`],
    ['duplicate-recipient', `${DRAFT}  "to": ["jean@client.example", { "name": "Jean", "address": "⟦jean@client.example⟧" }]\n}`],
    ['mistyped-domain', `${DRAFT}  "to": "anne@client.example, ⟦Zo\\u00e9 <zoe@gmial.com>⟧"\n}`],
    ['invalid-address', `${DRAFT}  "to": "anne@client.example, ⟦Jean <jean.dupont at client>⟧"\n}`],
    ['visible-list-name', `${DRAFT}  "to": "b@x.example, ⟦Candidats refus\\u00e9s⟧: a@client.example;"\n}`],
    ['reply-to-list', `${DRAFT}  "to": "a@client.example",\n  "replyTo": ["⟦${webmail(3).join('", "')}⟧"]\n}`],
    ['bcc-header', `${DRAFT}  "to": "a@client.example",\n  "headers": { "Bcc": "⟦b@x.example, c@y.example⟧" }\n}`],
  ])('%s %#', (rule, marked) => {
    checkJson(marked, rule);
  });
});

describe('findings about one field', () => {
  it('are one headline', () => {
    for (const one of [
      readMessage(Buffer.from(`${SENDER}To: ${webmail(12).join(', ')}\nX-Undisclosed-Purpose: rejection${NOTE}`).toString('latin1')),
      readJsonText(`${DRAFT}  "context": { "purpose": "rejection" }, "to": ["${webmail(12).join('", "')}"]\n}`),
    ]) {
      const all = findings(one, { extends: 'hr' }).filter(({ ruleId }) => /visible-recipients|missing-bcc|sensitive-group/.test(ruleId));
      expect(all).toHaveLength(3);
      const blocks = groupFindings(all.map((finding) => ({ ...finding, line: 1, column: 1, endLine: 1, endColumn: 1 })));
      expect(blocks.map(({ reasons }) => reasons.length)).toEqual([2]);
    }
  });
});
