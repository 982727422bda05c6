import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/draft/limits.ts';
import type { Draft } from '../../src/draft/types.ts';
import { readMail } from '../../src/text/mail.ts';
import { readFlowed, readPlain } from '../../src/text/plain.ts';
import { SETTINGS, draftOf, mailOf, part, sourceOf, subjectOf, viewOf } from './help.ts';

describe('bodies', () => {
  const html = '<p>Bonjour Claire,</p><p>La <b>liste</b> est pr&ecirc;te.</p>';
  const plain = 'Bonjour Claire,\n\nLa liste est prête.\n';
  const types = (draft: Draft): string[] => readMail(draft, SETTINGS).bodies.map(({ part: index }) => draft.parts[index as number]!.type);

  it('of two alternatives with the same words the plain one is judged', () => {
    const draft = draftOf([part(plain, 'text/plain', { alternative: 1 }), part(html, 'text/html', { alternative: 1 })]);
    expect(types(draft)).toEqual(['text/plain']);
    expect(readMail(draft, SETTINGS).echoes.map((view) => view.part)).toEqual([1]);
  });

  it('both, where they differ or do not belong together', () => {
    expect(types(draftOf([part('Voir la version HTML.', 'text/plain', { alternative: 1 }), part(html, 'text/html', { alternative: 1 })]))).toEqual(['text/plain', 'text/html']);
    expect(types(draftOf([part(plain), part(html, 'text/html')]))).toEqual(['text/plain', 'text/html']);
    expect(types(draftOf([part(plain, 'text/plain', { alternative: 1 }), part(html, 'text/html', { alternative: 2 })]))).toEqual(['text/plain', 'text/html']);
  });

  it('what an echo hides is still there', () => {
    const draft = draftOf([part('Bonjour', 'text/plain', { alternative: 1 }), part('<p>Bonjour</p><p hidden>note interne</p>', 'text/html', { alternative: 1 })]);
    expect(readMail(draft, SETTINGS).echoes[0]!.hidden.map(({ text }) => text)).toEqual(['note interne']);
  });

  it('calendars and empty parts are none', () => {
    expect(types(draftOf([part('BEGIN:VCALENDAR', 'text/calendar'), part('')]))).toEqual([]);
  });

  it('are the same each time', () => {
    const mail = mailOf(plain);
    expect(mail.bodies).toBe(mail.bodies);
    expect(mail.bodies[0]!.words()).toBe(mail.bodies[0]!.words());
    expect(mail.bodies[0]!.sentences()).toBe(mail.bodies[0]!.sentences());
  });
});

describe('places', () => {
  it.each([
    ['plain', 'text/plain', 'Êtes-vous âgé ?', 'âgé'],
    ['CRLF', 'text/plain', 'Bonjour,\r\n\r\nÊtes-vous\r\nâgé ?', 'âgé'],
    ['HTML', 'text/html', '<p>Bonjour,</p>\r\n<p>&Ecirc;tes-vous <b>&acirc;</b>g&eacute; ?</p>', '&acirc;</b>g&eacute;'],
    ['HTML with white space', 'text/html', '<div>\n   <p>\n Bonjour,   êtes \n vous </p>\t<i> âgé</i></div>', 'âgé'],
  ])('%s: a word leads back to its source', (_what, type, content, expected) => {
    const view = viewOf(content, type);
    const word = [...view.words()].find(({ fold }) => fold === 'age')!;
    expect(sourceOf(view, content, word.start, word.end)).toBe(expected);
  });

  it('of the subject are the subject’s', () => {
    expect(mailOf('', subjectOf('Réunion')).subject!.spot(0, 7)).toEqual({ at: 'json', path: ['subject'] });
    expect(mailOf('').subject).toBeNull();
  });
});

describe('plain text', () => {
  const crlf = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', 'é', ' '), { maxLength: 30 }).map((pieces) => pieces.join(''));
  it('has LF line ends, and each character its place', () => {
    fc.assert(
      fc.property(crlf, (content) => {
        const { text, map } = readPlain(content);
        expect(text).toBe(content.replace(/\r\n?/g, '\n'));
        for (let at = 0; at < text.length; at++) {
          const source = map === null ? content.slice(at, at + 1) : content.slice(map.start(at), map.end(at + 1));
          expect(source.replace(/\r\n?/, '\n')).toBe(text[at]);
        }
      }),
    );
  });

  it.each([
    ['joins lines that flow', 'Votre \r\nâge.\r\n\r\nMerci.\r\n', false, 'Votre âge.\n\nMerci.\n'],
    ['drops the space under DelSp', 'discri \r\nmination\r\n', true, 'discrimination\n'],
    ['unstuffs', ' From a\r\n  b\r\n', false, 'From a\n b\n'],
    ['joins quotations of one depth alone', '> un \r\n> deux\r\n>> trois \r\n> quatre \r\ncinq', false, '> un deux\n>> trois \n> quatre \ncinq'],
    ['leaves a signature mark alone', 'a\r\n-- \r\nClaire', false, 'a\n-- \nClaire'],
    ['ends where the text ends', 'a ', false, 'a '],
  ])('flowed: %s', (_what, content, delSp, expected) => {
    expect(readFlowed(content, delSp).text).toBe(expected);
  });

  it('flowed: each character has its place', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\r\n', '\n', 'a', 'é', ' ', '>', '-- ', ' \r\n', ' \r\n> '), { maxLength: 30 }), fc.boolean(), (pieces, delSp) => {
        const content = pieces.join('');
        const { text, map } = readFlowed(content, delSp);
        let last = 0;
        for (let at = 0; at < text.length; at++) {
          const start = map!.start(at);
          const end = map!.end(at + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end <= content.length && end >= start).toBe(true);
          if (/[aé>-]/.test(text[at]!)) expect(content.slice(start, end)).toBe(text[at]);
          last = start;
        }
      }),
    );
  });
});

describe('threads', () => {
  it.each([
    ['Re: liste', true], ['RE : liste', true], ['Réf: liste', true], ['Ré: liste', true], ['AW: Liste', true], ['SV: lista', true], ['Antw: lijst', true], ['RV: lista', true], ['Re[2]: list', true], ['Re (3): list', true], ['re:list', true],
    ['TR: liste', false], ['Fwd: list', false], ['FW: list', false], ['WG: Liste', false], ['TR : RE : liste', false],
  ])('%s is one', (subject, reply) => {
    const mail = mailOf('', subjectOf(subject));
    expect(mail.thread).toBe(true);
    expect(mail.reply).toBe(reply);
  });

  it.each(['Liste', 'Rappel : réunion', 'Report: March', 'Tri : la liste', 'Re the list', 'Recrutement: poste'])('%s is none', (subject) => {
    expect(mailOf('', subjectOf(subject)).thread).toBe(false);
  });

  it('speak by their header as well', () => {
    expect(mailOf('', { inReplyTo: '<1@maison.example>' })).toMatchObject({ thread: true, reply: true });
    expect(mailOf('', { references: ['<1@maison.example>'] })).toMatchObject({ thread: true, reply: true });
    expect(mailOf('', { references: ['<1@maison.example>'], ...subjectOf('TR: liste') })).toMatchObject({ thread: true, reply: false });
    expect(mailOf('')).toMatchObject({ thread: false, reply: false });
  });
});

describe('automatic mail', () => {
  it.each([
    ['auto-replied', true], ['auto-generated; x=y', true], ['Auto-Notified', true], ['no', false], ['No (a person)', false], ['no; x=y', false],
  ])('Auto-Submitted: %s', (value, automatic) => {
    expect(mailOf('', { fields: [{ name: 'auto-submitted', value, spot: { at: 'json', path: [] } }] }).automatic).toBe(automatic);
  });
});

describe('what could not be read', () => {
  it('is told beside the draft’s own problems', () => {
    const before = { kind: 'encrypted', reason: 'openpgp', spot: { at: 'json', path: [] } } as const;
    const mail = readMail(draftOf([part('a'), part('<p>a<!-- b', 'text/html')], { problems: [before] }), SETTINGS);
    expect(mail.problems).toEqual([before, { kind: 'unreadable', reason: 'markup', detail: 'text/html', spot: { at: 'json', path: [] } }]);
    expect(mailOf('a').problems).toEqual([]);
  });

  it('is what lies beyond the limit', () => {
    const mail = readMail(draftOf([part('a '.repeat(LIMITS.text / 2 - 1)), part('bcd')]), SETTINGS);
    expect(mail.problems.map(({ reason }) => reason)).toEqual(['too-large']);
    expect(mail.bodies.reduce((sum, { text }) => sum + text.length, 0)).toBe(LIMITS.text);
  });

  it('is not an image written into the markup', () => {
    const markup = `<p>Bonjour</p><img src="data:image/png;base64,${'A'.repeat(LIMITS.text)}"><p>Merci</p>`;
    const mail = readMail(draftOf([part(markup, 'text/html')]), SETTINGS);
    expect(mail.bodies[0]!.text).toBe('Bonjour\n\nMerci');
    expect(mail.problems).toEqual([]);
  });
});

describe('for any draft', () => {
  it('nothing throws', () => {
    const content = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }));
    fc.assert(
      fc.property(content, content, fc.constantFrom('text/plain', 'text/html'), fc.constantFrom('flowed', undefined), (text, subject, type, format) => {
        const mail = readMail(draftOf([part(text, type, format ? { format, delSp: true } : {}), part(subject, 'text/html', { alternative: 1 })], subjectOf(subject)), SETTINGS);
        for (const view of [...mail.bodies, ...mail.echoes, mail.subject!]) {
          for (const sentence of view.sentences()) {
            expect(sentence.language === null || sentence.language.length === 2).toBe(true);
            const place = view.spot(sentence.start, sentence.end);
            if (place.at === 'text') expect(place.end >= place.start && place.end <= mail.draft.parts[place.part]!.content.length).toBe(true);
          }
        }
        expect([mail.language, mail.purpose, mail.thread, mail.problems].length).toBe(4);
      }),
      { numRuns: 500 },
    );
  });
});
