import { describe, expect, it } from 'vitest';
import { asText, fixJson, fixMessage } from './help.ts';

const ADDRESSES = ['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Votre candidature', 'MIME-Version: 1.0'];
const PLAIN = [...ADDRESSES, 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ''];
const AGE = 'Vous êtes trop âgée pour ce poste.';
const CHOSEN = 'Nous avons choisi une autre personne.';
const removeGround = { fix: 'remove-ground', rules: ['discrimination/age'] };

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const message = (body: string): string => crlf([...PLAIN, body].join('\n'));
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4).replaceAll('\r\n', '\n');

function parts(...content: (readonly [string, string])[]): string {
  const sections = content.map(([type, text]) => `--b\nContent-Type: ${type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`);
  return crlf([...ADDRESSES, 'Content-Type: multipart/alternative; boundary=b', '', `${sections.join('')}--b--`, ''].join('\n'));
}

describe('a forbidden ground', () => {
  it.each([
    ['between two sentences', `Bonjour Anne,\n\nMerci de votre candidature. ${AGE} ${CHOSEN}\n\nClaire\n`, `Bonjour Anne,\n\nMerci de votre candidature. ${CHOSEN}\n\nClaire\n`],
    ['at the end of a paragraph', `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire\n`, `Bonjour Anne,\n\n${CHOSEN}\n\nClaire\n`],
    ['at the beginning of a paragraph', `Bonjour Anne,\n\n${AGE} ${CHOSEN}\n\nClaire\n`, `Bonjour Anne,\n\n${CHOSEN}\n\nClaire\n`],
    ['as a line of a wrapped paragraph', `Bonjour Anne,\n\nMerci de votre candidature, que nous avons lue avec beaucoup de soin.\n${AGE}\n${CHOSEN}\n\nClaire\n`, `Bonjour Anne,\n\nMerci de votre candidature, que nous avons lue avec beaucoup de soin.\n${CHOSEN}\n\nClaire\n`],
    ['over a line end', `Bonjour Anne,\n\nMerci de votre candidature. Vous êtes trop\nâgée pour ce poste. ${CHOSEN}\n\nClaire\n`, `Bonjour Anne,\n\nMerci de votre candidature. ${CHOSEN}\n\nClaire\n`],
    ['as a paragraph, with one of its empty lines', `Bonjour Anne,\n\n${CHOSEN}\n\n${AGE}\n\nBonne route à vous.\n\nClaire\n`, `Bonjour Anne,\n\n${CHOSEN}\n\nBonne route à vous.\n\nClaire\n`],
    ['as an item of a list, with its line', `Bonjour Anne,\n\nNous avons choisi une autre personne, pour deux raisons :\n\n- ${AGE}\n- Elle parle déjà le norvégien.\n\nClaire\n`, 'Bonjour Anne,\n\nNous avons choisi une autre personne, pour deux raisons :\n\n- Elle parle déjà le norvégien.\n\nClaire\n'],
    ['out of an item that goes on, which keeps its mark', `Bonjour Anne,\n\nVoici nos raisons :\n\n- ${AGE} Le poste est de nuit.\n- ${CHOSEN}\n\nClaire\n`, `Bonjour Anne,\n\nVoici nos raisons :\n\n- Le poste est de nuit.\n- ${CHOSEN}\n\nClaire\n`],
    ['at the end of the text, without line end', `${CHOSEN}\n\n${AGE}`, `${CHOSEN}\n`],
  ])('goes %s', (_where, before, after) => {
    const { text, fixed, notFixed } = fixMessage(message(before), removeGround);
    expect([notFixed, fixed.length]).toEqual([[], 1]);
    expect(bodyOf(text)).toBe(after);
  });

  it('goes from a JSON draft', () => {
    const { value, fixed } = fixJson({ from: 'claire.morel@maison.example', to: 'anne.martel@gmail.com', subject: 'Votre candidature', text: `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire` }, removeGround);
    expect(fixed).toHaveLength(1);
    expect(value['text']).toBe(`Bonjour Anne,\n\n${CHOSEN}\n\nClaire`);
  });

  it.each([
    ['quoted-printable', `Bonjour Anne,=0D=0A=0D=0A${CHOSEN} Vous =C3=AAtes trop =C3=A2g=C3=A9e po=\nur ce poste.\n\nClaire\n`, `${CHOSEN}`],
    ['base64', `${Buffer.from(crlf(`Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire\n`)).toString('base64').replace(/.{76}/g, '$&\n')}\n`, ''],
  ])('goes from %s', (encoding, body) => {
    const { draft, fixed } = fixMessage(crlf([...ADDRESSES, 'Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`, '', body].join('\n')), removeGround);
    expect(fixed).toHaveLength(1);
    expect(draft.parts[0]!.content.replaceAll('\r\n', '\n')).toBe(`Bonjour Anne,\n\n${CHOSEN}\n\nClaire\n`);
  });

  it('goes from markup with its tags left standing', () => {
    const { draft } = fixMessage(crlf([...ADDRESSES, 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', `<p>Bonjour Anne,</p>\n<p>${CHOSEN} Vous êtes <b>trop</b> &acirc;g&eacute;e pour ce poste. Bonne route à vous.</p>\n`].join('\n')), removeGround);
    expect(draft.parts[0]!.content.replaceAll('\r\n', '\n')).toBe(`<p>Bonjour Anne,</p>\n<p>${CHOSEN} <b></b>Bonne route à vous.</p>\n`);
  });

  it('does not take the last sentence, the subject, or an earlier mail', () => {
    const reasons = (text: string): string[] => fixMessage(text, removeGround).notFixed.map(({ reason }) => reason);
    expect(reasons(message(`Bonjour Anne,\n\n${AGE}\n\nClaire\n`))).toEqual(['only-sentence']);
    expect(reasons(message(`Bonjour Anne,\n\n${CHOSEN}\n\nClaire\n`).replace('Votre candidature', AGE))).toEqual(['not-body']);
  });

  it('goes sentence by sentence, but not so that nothing is left', () => {
    const { text, fixed, notFixed } = fixMessage(message(`Bonjour Anne,\n\n${AGE} Nous cherchons quelqu'un de plus jeune.\n\nClaire\n`), removeGround);
    expect([fixed.length, notFixed.map(({ reason }) => reason)]).toEqual([1, ['only-sentence']]);
    expect(bodyOf(text)).toBe("Bonjour Anne,\n\nNous cherchons quelqu'un de plus jeune.\n\nClaire\n");
  });
});

describe('alternatives', () => {
  it('change together where their words are the same, however they are wrapped', () => {
    const { draft, fixed } = fixMessage(parts(
      ['text/plain', `Bonjour Anne,\n\n${CHOSEN} Vous êtes trop âgée pour\nce poste. Bonne route à vous.\n\nClaire`],
      ['text/html', `<p>Bonjour Anne,</p><p>${CHOSEN} Vous êtes <i>trop âgée</i> pour ce poste. Bonne route à vous.</p><p>Claire</p>`],
    ), removeGround);
    expect(fixed).toHaveLength(1);
    expect(draft.parts.map(({ content }) => content.replaceAll('\r\n', '\n').trim())).toEqual([
      `Bonjour Anne,\n\n${CHOSEN} Bonne route à vous.\n\nClaire`,
      `<p>Bonjour Anne,</p><p>${CHOSEN} <i></i>Bonne route à vous.</p><p>Claire</p>`,
    ]);
  });

  it('change together where they differ elsewhere', () => {
    const { draft, fixed } = fixMessage(parts(
      ['text/plain', `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire`],
      ['text/html', `<p>Bonjour Anne,</p><p>${CHOSEN} ${AGE}</p><p>Claire</p><p>Maison Example, 3 rue des Lilas</p>`],
    ), removeGround);
    expect(fixed).toHaveLength(2);
    for (const { content } of draft.parts) expect(content).not.toContain('trop âgée');
  });

  it('change together where each says it in other words, if each says it once', () => {
    const { draft } = fixMessage(parts(
      ['text/plain', `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire`],
      ['text/html', `<p>Bonjour Anne,</p><p>${CHOSEN} Vous êtes bien trop âgée pour nous.</p><p>Claire</p>`],
    ), removeGround);
    for (const { content } of draft.parts) expect(content).not.toContain('trop âgée');
  });

  it('change not at all where it cannot be told which sentence is which', () => {
    const source = parts(
      ['text/plain', `Bonjour Anne,\n\n${CHOSEN} ${AGE} Bonne route.\n\nClaire`],
      ['text/html', `<p>Bonjour Anne,</p><p>${CHOSEN} Vous êtes bien trop âgée pour nous. Nous cherchons quelqu'un de plus jeune.</p><p>Claire</p>`],
    );
    const { text, notFixed } = fixMessage(source, removeGround);
    expect(text).toBe(source);
    expect(new Set(notFixed.map(({ reason }) => reason))).toEqual(new Set(['alternative']));
  });

  it('do not keep it in a form that is not looked at', () => {
    const amp = parts(['text/plain', `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire`], ['text/x-amp-html', `<p>${AGE}</p>`]);
    expect(fixMessage(amp, removeGround).notFixed.map(({ reason }) => reason)).toEqual(['alternative']);
    const calendar = (words: string): string => parts(['text/plain', `Bonjour Anne,\n\n${CHOSEN} ${AGE}\n\nClaire`], ['text/calendar', `BEGIN:VCALENDAR\nDESCRIPTION:${words}\nEND:VCALENDAR`]);
    expect(fixMessage(calendar('Vous êtes trop\n  âgée pour ce poste.'), removeGround).notFixed.map(({ reason }) => reason)).toEqual(['alternative']);
    expect(fixMessage(calendar('Un rendez-vous.'), removeGround).fixed).toHaveLength(1);
  });

  it('of a JSON draft change together', () => {
    const { value } = fixJson({ from: 'claire.morel@maison.example', to: 'anne.martel@gmail.com', subject: 'Réponse', text: `Bonjour Anne,\n\n${CHOSEN} ${AGE}`, html: `<p>Bonjour Anne,</p><p>${CHOSEN} ${AGE}</p>` }, removeGround);
    expect([value['text'], value['html']]).toEqual([`Bonjour Anne,\n\n${CHOSEN}`, `<p>Bonjour Anne,</p><p>${CHOSEN}</p>`]);
  });
});

describe('other words', () => {
  it('take the place of the whole sentence', () => {
    const { text, fixed } = fixMessage(message('Bonjour Anne,\n\nMerci de votre visite. Votre candidature est en attente. Bonne journée à vous.\n\nClaire\n'), { fix: 'alternative', rules: ['letter/vague-decision'] });
    expect(fixed).toHaveLength(1);
    expect(bodyOf(text)).toBe(`Bonjour Anne,\n\nMerci de votre visite. ${fixed[0]!.suggestion.replacement!} Bonne journée à vous.\n\nClaire\n`);
  });

  it('of a question leave it out', () => {
    const { text, fixed } = fixMessage(message('Bonjour Anne,\n\nMerci de votre candidature. Êtes-vous enceinte ? Nous vous rappelons lundi.\n\nClaire\n'), { fix: 'remove-question', rules: ['discrimination/forbidden-question'] });
    expect(fixed).toHaveLength(1);
    expect(bodyOf(text)).toBe('Bonjour Anne,\n\nMerci de votre candidature. Nous vous rappelons lundi.\n\nClaire\n');
  });
});

describe('what stays as it is', () => {
  it.each([
    ['signed', crlf([...ADDRESSES, 'Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"; micalg=pgp-sha256', '', '--b', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', `Bonjour Anne,\n\n${CHOSEN} ${AGE}`, '--b', 'Content-Type: application/pgp-signature', '', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----', '--b--', ''].join('\n'))],
    ['dkim', message(`Bonjour Anne,\n\n${CHOSEN} ${AGE}\n`).replace('Subject:', 'DKIM-Signature: v=1; a=rsa-sha256; d=maison.example; s=a; h=from:to; bh=AAAA; b=AAAA\r\nSubject:')],
    ['charset', message('Bonjour Anne,\n\nMerci de votre visite. Votre candidature est en attente.\n').replace('utf-8', 'iso-8859-2').replace('8bit', '7bit')],
  ])('because it is %s', (reason, source) => {
    const wanted = reason === 'charset' ? { fix: 'alternative', rules: ['letter/vague-decision'] } : removeGround;
    const { text, source: after, notFixed } = fixMessage(source, wanted);
    expect(notFixed.map((one) => one.reason)).toEqual([reason]);
    expect(asText(after.text)).toBe(text);
    expect(text).toBe(source);
  });

  it('because it came as an attachment', () => {
    const inner = ['From: Paul <paul@orange.fr>', 'To: claire.morel@maison.example', 'Subject: Avis', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', `${CHOSEN} ${AGE}`].join('\n');
    const source = crlf([...ADDRESSES, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'Voir ci-joint.', '--b', 'Content-Type: message/rfc822', '', inner, '--b--', ''].join('\n'));
    const { text, notFixed } = fixMessage(source, removeGround);
    expect(notFixed.map(({ reason }) => reason)).toEqual(['attached']);
    expect(text).toBe(source);
  });
});
