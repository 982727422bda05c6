import { REFUSALS, type Refusal } from '../edit/types.ts';
import type { Locale } from '../rule/types.ts';

/** Why a suggestion is not carried out, beyond what the source itself forbids. */
export const FIX_REFUSALS = [
  ...REFUSALS,
  'by-hand',        // advice: only a person can write it
  'choice',         // sentences to write instead say what only the writer knows
  'split',          // one mail becomes many: a command of its own
  'only-sentence',  // nothing would be left to read
  'not-body',       // a greeting, a signature, a quotation, a subject that is one sentence
  'no-border',      // where the sentence begins and ends is not certain
  'unknown-author', // the mail does not tell whom it answers
  'new-finding',    // carried out, it brings another finding, or does not end its own
] as const;
export type FixRefusal = Refusal | (typeof FIX_REFUSALS)[number];

/** A sentence for each. It speaks of the mail, not of the program. */
export const REFUSAL_WORDS: Readonly<Record<Locale, Readonly<Record<FixRefusal, string>>>> = {
  en: {
    signed: 'The mail is signed; a change would break the signature.',
    encrypted: 'The mail is encrypted.',
    dkim: 'The mail carries a DKIM signature over what would change.',
    charset: 'The character set of the mail cannot hold the new text.',
    unmapped: 'The place is packed in a way that cannot be written back exactly.',
    disagreement: 'Mail programs read the structure of this mail differently.',
    attached: 'The place is in an attached mail, which is a document and stays as it came.',
    alternative: 'The plain text and the HTML differ here and cannot be changed alike.',
    overlap: 'Another change is at the same place.',
    'not-found': 'The place is no longer there.',
    'not-utf8': 'The file is not valid UTF-8.',
    unverified: 'Read again, the changed mail is not what it should be.',
    'by-hand': 'Only the writer can do this.',
    choice: 'What to write instead is for a person to choose: `undisclosed fix` offers sentences.',
    split: 'One mail a person is not a change to this mail: `undisclosed split` writes them.',
    'only-sentence': 'It is the only sentence; nothing would be left to read.',
    'not-body': 'The words stand in the subject, a greeting, a signature or a quotation.',
    'no-border': 'Where this sentence begins and ends is not certain.',
    'unknown-author': 'The mail does not tell for certain whom it answers.',
    'new-finding': 'The change would bring another finding in its place.',
  },
  fr: {
    signed: 'Le message est signé\u00A0; un changement romprait la signature.',
    encrypted: 'Le message est chiffré.',
    dkim: 'Le message porte une signature DKIM sur ce qui changerait.',
    charset: 'Le jeu de caractères du message ne peut pas contenir le nouveau texte.',
    unmapped: "Le passage est codé d'une façon qui ne permet pas de le réécrire exactement.",
    disagreement: 'Les logiciels de messagerie ne lisent pas tous la structure de ce message de la même façon.',
    attached: 'Le passage est dans un message joint, qui est un document et reste tel quel.',
    alternative: 'Le texte brut et le HTML diffèrent ici et ne peuvent pas être changés de la même façon.',
    overlap: 'Un autre changement est au même endroit.',
    'not-found': "Le passage n'est plus là.",
    'not-utf8': "Le fichier n'est pas de l'UTF-8 valide.",
    unverified: "Relu, le message changé n'est pas ce qu'il devrait être.",
    'by-hand': 'Seule la personne qui écrit peut le faire.',
    choice: "Choisir ce qui s'écrit à la place revient à une personne\u00A0: `undisclosed fix` propose des phrases.",
    split: "Un message par personne n'est pas un changement de ce message\u00A0: `undisclosed split` les écrit.",
    'only-sentence': "C'est la seule phrase\u00A0; il ne resterait rien à lire.",
    'not-body': "Les mots sont dans l'objet, une formule d'appel, une signature ou une citation.",
    'no-border': "Où cette phrase commence et finit n'est pas certain.",
    'unknown-author': 'Le message ne dit pas avec certitude à qui il répond.',
    'new-finding': 'Le changement amènerait un autre constat à sa place.',
  },
};
