import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Draft, Spot } from '../../src/draft/types.ts';
import { excerptOf } from '../../src/report/excerpt.ts';
import { finding } from './findings.ts';

const phrase = 'trop âgée';
const body = `Bonjour Anne,\n\nNée en 1961, vous êtes ${phrase} pour le poste, dit paul.perrin@orange.fr.\n`;
const raw = `From: Claire Morel <claire.morel@maison.example>\r\nTo: Anne Martel <anne.martel@gmail.com>, "Le Goff, Paul" <paul@orange.fr>\r\nSubject: =?utf-8?q?R=C3=A9ponse_=C3=A0_Anne?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}`;
const bytes = new TextEncoder().encode(raw);
const source = [...bytes].map((byte) => String.fromCharCode(byte)).join('');
const message = readMessage(bytes);

function show(spot: Spot, options: { readonly rule?: string; readonly draft?: Draft; readonly text?: string; readonly plain?: boolean } = {}) {
  const { rule = 'discrimination/age', draft = message, text = source, plain = false } = options;
  return excerptOf(finding({ ruleId: rule, spot }), draft, text, plain);
}

const inText = (words: string): Spot => {
  const start = message.parts[0]!.content.indexOf(words);
  return { at: 'text', part: 0, start, end: start + words.length };
};

describe('excerpts', () => {
  it('show the phrase that a wording rule means and mask all around it', () => {
    expect(show(inText(phrase))).toEqual({ before: '••• ••• •••, ••• ••• ', marked: 'trop âgée', after: ' ••• ••• •••, ••• p•••@o•••.fr.' });
  });

  it('mask the marked words too where they are personal data', () => {
    expect(show(inText('1961'), { rule: 'leaks/national-id' })!.marked).toBe('•••');
    expect(show(inText('paul.perrin@orange.fr'), { rule: 'leaks/address-list' })!.marked).toBe('p•••@o•••.fr');
    expect(show(inText('Anne'), { rule: 'person/wrong-name' })!.marked).toBe('•••');
    expect(show(inText('paul.perrin@orange.fr'))!.marked).toBe('p•••@o•••.fr');
  });

  it('mask the whole subject where a spot is no finer', () => {
    expect(show(message.subject!.spot)).toEqual({ before: '', marked: '••• ••• •••', after: '' });
    expect(show(message.subject!.spot, { plain: true })!.marked).toBe('Réponse à Anne');
  });

  it('show the phrase in a subject that is written as it is read', () => {
    const text = 'From: claire@maison.example\r\nSubject: Anne is too old for us\r\n\r\nHello\r\n';
    const start = text.indexOf('too old');
    const draft = readMessage(text);
    expect(show({ at: 'raw', start, end: start + 7 }, { draft, text })).toEqual({ before: '••• ••• ', marked: 'too old', after: ' ••• •••' });
    expect(show({ at: 'raw', start, end: start + 7 }, { draft, text, rule: 'person/wrong-name' })!.marked).toBe('••• •••');
  });

  it('show the phrase in a subject that is encoded', () => {
    const text = 'From: claire@maison.example\r\nSubject: =?utf-8?Q?Anne_est_trop_=C3=A2g=C3=A9e?= pour nous\r\n\r\nBonjour\r\n';
    const draft = readMessage(text);
    const spot = { ...draft.subject!.spot, value: { start: 9, end: 18 } };
    expect(show(spot, { draft, text })).toEqual({ before: '••• ••• ', marked: 'trop âgée', after: ' ••• •••' });
  });

  it('name the one address of a JSON string, or those from one to another of an array', () => {
    const rule = 'recipients/mistyped-domain';
    const text = JSON.stringify({ to: 'b@example.com, c@example.net, d@example.org', cc: ['e@one.example', { address: 'f@two.example' }, 'g@three.example'] });
    const draft = readJsonText(text);
    expect(show(draft.addressFields[0]!.addresses[1]!.spot, { rule, draft, text })!.marked).toBe('c•••@e•••.net');
    expect(show({ at: 'json', path: ['cc', 1, 'address'], start: 0, until: { path: ['cc', 2], end: 15 } }, { rule, draft, text })!.marked).toBe('f•••@t•••.example, g•••@t•••.example');
  });

  it('name the addresses of a field, masked, three at most', () => {
    const to = message.addressFields.find(({ name }) => name === 'to')!;
    const rule = 'recipients/visible-recipients';
    expect(show(to.spot, { rule })).toEqual({ before: 'To: ', marked: 'a•••@g•••.com, p•••@o•••.fr', after: '' });
    expect(show(to.spot, { rule, plain: true })!.marked).toBe('Anne Martel <anne.martel@gmail.com>, Le Goff, Paul <paul@orange.fr>');
    expect(show(to.addresses[1]!.spot, { rule })!.marked).toBe('p•••@o•••.fr');
    const text = JSON.stringify({ from: 'a@maison.example', cc: ['b@example.com', 'c@example.net', 'd@example.org', 'e@example.com'] });
    expect(show({ at: 'json', path: ['cc'] }, { draft: readJsonText(text), text })).toEqual({ before: 'Cc: ', marked: 'b•••@e•••.com, c•••@e•••.net, d•••@e•••.org', after: ', …' });
  });

  it('are plain where asked for', () => {
    expect(show(inText(phrase), { plain: true })).toEqual({ before: 'Née en 1961, vous êtes ', marked: phrase, after: ' pour le poste, dit …' });
  });

  it('read a JSON draft at its path', () => {
    const text = JSON.stringify({ from: 'claire@maison.example', to: 'anne@gmail.com', subject: 'x', text: 'Bonjour {{prenom}},' });
    const draft = readJsonText(text);
    expect(show({ at: 'json', path: ['text'], start: 8, end: 18 }, { rule: 'person/placeholder', draft, text })).toEqual({ before: '••• ', marked: '{{prenom}}', after: ',' });
  });

  it('are cut, never through half an address', () => {
    const long = `${'x'.repeat(40)} anne.martel@gmail.com ${'y'.repeat(300)}`;
    const text = JSON.stringify({ from: 'a@maison.example', text: long });
    const draft = readJsonText(text);
    for (let start = 0; start < 60; start++) {
      for (const end of [start + 1, start + 10, start + 200]) {
        const shown = show({ at: 'json', path: ['text'], start, end }, { draft, text })!;
        expect(`${shown.before}|${shown.after}`).not.toMatch(/xx|yy|anne|martel|gmail/);
        expect(shown.marked).not.toMatch(/martel@|@gmail/);
        expect(shown.marked.length).toBeLessThanOrEqual(60);
      }
    }
  });

  it('are nothing where there is nothing to show', () => {
    expect(show({ at: 'raw', start: 5, end: 5 })).toBeNull();
    expect(show({ at: 'text', part: 9, start: 0, end: 1 })).toBeNull();
    expect(show({ at: 'json', path: ['cc'] })).toBeNull();
  });
});
