import { describe, expect, it } from 'vitest';
import { fixMessage } from './help.ts';

const HEAD = ['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Votre candidature', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ''];
const AGE = 'Vous êtes trop âgée pour ce poste.';
const body = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4).replaceAll('\r\n', '\n');
const removeGround = { fix: 'remove-ground', rules: ['discrimination/age'] };

describe('a forbidden ground', () => {
  it.each([
    ['between two sentences', `Bonjour Anne,\n\nMerci de votre candidature. ${AGE} Nous avons choisi une autre personne.\n\nClaire\n`, 'Bonjour Anne,\n\nMerci de votre candidature. Nous avons choisi une autre personne.\n\nClaire\n'],
    ['at the end of a paragraph', `Bonjour Anne,\n\nNous avons choisi une autre personne. ${AGE}\n\nClaire\n`, 'Bonjour Anne,\n\nNous avons choisi une autre personne.\n\nClaire\n'],
    ['as a paragraph', `Bonjour Anne,\n\nNous avons choisi une autre personne.\n\n${AGE}\n\nBonne route à vous.\n\nClaire\n`, 'Bonjour Anne,\n\nNous avons choisi une autre personne.\n\nBonne route à vous.\n\nClaire\n'],
    ['as an item of a list', `Bonjour Anne,\n\nNous avons choisi une autre personne, pour deux raisons :\n\n- ${AGE}\n- Elle parle déjà le norvégien.\n\nClaire\n`, 'Bonjour Anne,\n\nNous avons choisi une autre personne, pour deux raisons :\n\n- Elle parle déjà le norvégien.\n\nClaire\n'],
    ['at the end of the text, without line end', `Nous avons choisi une autre personne.\n\n${AGE}`, 'Nous avons choisi une autre personne.\n'],
  ])('goes %s', (_where, before, after) => {
    const { text, fixed, notFixed } = fixMessage([...HEAD, before].join('\n').replaceAll('\n', '\r\n'), removeGround);
    expect([notFixed, fixed.length]).toEqual([[], 1]);
    expect(body(text)).toBe(after);
  });
});
