import { describe, expect, it } from 'vitest';
import { findSalutation } from '../../src/edit/split-salutation.ts';

/** The text with the greeting filled; null if it is left alone. */
function filled(text: string, name = 'Léa'): string | null {
  const found = findSalutation(text);
  return found === null ? null : text.slice(0, found.start) + found.filled(name) + text.slice(found.end);
}

const BODY = '\n\nMerci pour votre lettre.';

describe('a greeting that would suit anybody', () => {
  it.each([
    ['Bonjour,', 'Bonjour Léa,'],
    ['Bonjour', 'Bonjour Léa'],
    ['bonjour !', 'bonjour Léa !'],
    ['Bonsoir,', 'Bonsoir Léa,'],
    ['Madame, Monsieur,', 'Bonjour Léa,'],
    ['Madame, Mademoiselle, Monsieur,', 'Bonjour Léa,'],
    ['Mesdames, Messieurs,', 'Bonjour Léa,'],
    ['Bonjour Madame, Monsieur,', 'Bonjour Léa,'],
    ['Bonjour à tous,', 'Bonjour Léa,'],
    ['Bonjour à toutes et à tous,', 'Bonjour Léa,'],
    ['Cher candidat, chère candidate,', 'Bonjour Léa,'],
    ['Chère candidate, cher candidat,', 'Bonjour Léa,'],
    ['Cher(e) candidat(e),', 'Bonjour Léa,'],
    ['Chers candidats,', 'Bonjour Léa,'],
    ['Cher·e candidat·e,', 'Bonjour Léa,'],
    ['Bonjour {{prenom}},', 'Bonjour Léa,'],
    ['Bonjour [Prénom],', 'Bonjour Léa,'],
    ['Bonjour «Prénom»,', 'Bonjour Léa,'],
    ['Chère {{prénom}},', 'Bonjour Léa,'],
    ['Bonjour XXX,', 'Bonjour Léa,'],
    ['Hello,', 'Hello Léa,'],
    ['Hi all,', 'Hi Léa,'],
    ['Hi there!', 'Hi Léa!'],
    ['Dear candidate,', 'Dear Léa,'],
    ['Dear Applicant:', 'Dear Léa:'],
    ['Dear Sir or Madam,', 'Dear Léa,'],
    ['Dear Sir/Madam,', 'Dear Léa,'],
    ['Dear {{first_name}},', 'Dear Léa,'],
    ['Dear *|FNAME|*,', 'Dear Léa,'],
    ['Dear %recipient.first_name%,', 'Dear Léa,'],
    ['To whom it may concern,', 'Dear Léa,'],
    ['Good morning,', 'Good morning Léa,'],
    ['Bonjour, merci pour votre lettre.', 'Bonjour Léa, merci pour votre lettre.'],
    ['Candidature au poste de libraire\n\nBonjour,', 'Candidature au poste de libraire\n\nBonjour Léa,'],
  ])('%s', (text, expected) => {
    expect(filled(text + BODY)).toBe(expected + BODY);
  });

  it.each([
    'Bonjour Anne,', 'Bonjour Madame Martel,', 'Bonjour, Madame Martel,', 'Dear Ms Doe,', 'Dear Jane,', 'Cher Monsieur Martel,', 'Bonjour {{nom}},', 'Dear {{last_name}},',
    'Bonjour l\'équipe,', 'Dear colleagues,', 'Nous avons lu votre lettre.', 'Dear,', 'Bonjour\nMadame Martel,', 'Bonjour et merci,', 'Hi, Jane', 'Anne,', 'Madame,', 'Monsieur,', '',
    'Un\n\nDeux\n\nTrois\n\nQuatre\n\nBonjour,',
  ])('leaves alone %j', (text) => {
    expect(filled(text + BODY)).toBeNull();
  });
});
