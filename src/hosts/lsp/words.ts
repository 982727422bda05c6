import type { Locale } from '../../rule/types.ts';

/** What the server says by itself; findings bring their own words. */
export interface LspWords {
  readonly notLinted: string;
  readonly brokenConfiguration: (place: string, what: string) => string;
  readonly brokenElsewhere: string;
  readonly defect: string;
  readonly undecoded: string;
  readonly fixAll: string;
  readonly split: string;
  readonly toBcc: string;
  readonly allow: string;
  readonly law: string;
  readonly page: string;
  readonly whatToDo: string;
  readonly sees: (count: number) => string;
  readonly field: (count: number) => string;
  readonly nobody: string;
  readonly moved: (count: number) => string;
  readonly notUtf8: string;
  readonly noConfiguration: string;
  readonly allowed: (count: number) => string;
  readonly knowEachOther: string;
  readonly notAllowed: string;
  readonly unreadDraft: string;
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const plusieurs = (count: number, un: string, autres: string): string => `${count} ${count < 2 ? un : autres}`;

export const LSP_WORDS: Readonly<Record<Locale, LspWords>> = {
  en: {
    notLinted: 'Not checked: the configuration of Undisclosed is wrong, so nothing can be said of this mail.',
    brokenConfiguration: (place, what) => `Undisclosed: the configuration is wrong, and no mail is checked until it is put right. ${place}: ${what}`,
    brokenElsewhere: 'A file that belongs to this configuration is wrong.',
    defect: 'Not checked: Undisclosed failed on this mail. That is a defect of the program, and says nothing of the mail.',
    undecoded: 'Not wholly checked: what stands here is no character of the encoding of this file. Open the file again in the encoding that it was written in.',
    fixAll: 'Undisclosed: fix all that is safe',
    split: 'Undisclosed: one mail to each person',
    toBcc: 'Undisclosed: all addresses to Bcc (better: one mail to each person, undisclosed split)',
    allow: 'Undisclosed: these people know each other; write them into the configuration',
    law: 'Law',
    page: 'About this rule',
    whatToDo: 'What to do',
    sees: (count) => (count > 1 ? `${count} people see each other's addresses` : 'Nobody sees the address of another'),
    field: (count) => `${many(count, 'address', 'addresses')} in this field`,
    nobody: 'Nobody stands in To or Cc.',
    moved: (count) => `${many(count, 'address', 'addresses')} moved to Bcc.`,
    notUtf8: 'This file is not valid UTF-8; the editor would spoil it, so it is not changed.',
    noConfiguration: 'There is no undisclosed.config.yaml to write to.',
    allowed: (count) => `${many(count, 'address', 'addresses')} written into the configuration as a group that knows each other, for a year.`,
    knowEachOther: 'These people know each other.',
    notAllowed: 'The list `allow` of the configuration is written in a way that cannot be added to; write the group into it by hand.',
    unreadDraft: 'This document is no draft that could be read.',
  },
  fr: {
    notLinted: "Non vérifié\u00A0: la configuration d'Undisclosed est erronée, rien ne peut donc être dit de ce message.",
    brokenConfiguration: (place, what) => `Undisclosed\u00A0: la configuration est erronée, et aucun message n'est vérifié tant qu'elle n'est pas corrigée. ${place}\u00A0: ${what}`,
    brokenElsewhere: 'Un fichier qui fait partie de cette configuration est erroné.',
    defect: "Non vérifié\u00A0: Undisclosed a échoué sur ce message. C'est un défaut du programme, qui ne dit rien du message.",
    undecoded: "Vérifié en partie seulement\u00A0: ce qui se trouve ici n'est pas un caractère de l'encodage de ce fichier. Rouvrez le fichier dans l'encodage dans lequel il a été écrit.",
    fixAll: 'Undisclosed\u00A0: corriger tout ce qui est sans risque',
    split: 'Undisclosed\u00A0: un message à chaque personne',
    toBcc: 'Undisclosed\u00A0: toutes les adresses en Cci (mieux\u00A0: un message à chaque personne, undisclosed split)',
    allow: "Undisclosed\u00A0: ces personnes se connaissent, les inscrire dans la configuration",
    law: 'Loi',
    page: 'La page de cette règle',
    whatToDo: 'Que faire',
    sees: (count) => (count > 1 ? `${count} personnes voient les adresses des autres` : "Personne ne voit l'adresse d'un autre"),
    field: (count) => `${plusieurs(count, 'adresse', 'adresses')} dans ce champ`,
    nobody: "Personne ne figure dans À ni dans Cc.",
    moved: (count) => plusieurs(count, 'adresse déplacée en Cci.', 'adresses déplacées en Cci.'),
    notUtf8: "Ce fichier n'est pas de l'UTF-8 valide\u00A0; l'éditeur l'abîmerait, il n'est donc pas modifié.",
    noConfiguration: "Il n'y a pas de undisclosed.config.yaml où écrire.",
    allowed: (count) => plusieurs(count, 'adresse inscrite dans la configuration comme un groupe dont les membres se connaissent, pour un an.', 'adresses inscrites dans la configuration comme un groupe dont les membres se connaissent, pour un an.'),
    knowEachOther: 'Ces personnes se connaissent.',
    notAllowed: "La liste `allow` de la configuration est écrite d'une façon qui ne permet pas d'y ajouter\u00A0; inscrivez-y le groupe à la main.",
    unreadDraft: "Ce document n'est pas un brouillon qui ait pu être lu.",
  },
};
