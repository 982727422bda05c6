import type { Locale } from '../rule/types.ts';

/** What the sender of a mail that did not leave reads. Plain ASCII: an SMTP reply without SMTPUTF8 can carry nothing else (RFC 5321 §4.2). */
export interface VerdictWords {
  readonly rejected: string;
  /** Where nobody can keep the mail until it is released. */
  readonly needsSecond: string;
  readonly why: string;
  readonly todo: string;
  readonly groupMailing: (count: number) => string;
  readonly askSecond: string;
  readonly requested: string;
  readonly askSender: string;
  readonly unavailable: string;
  /** The same, where it was to be kept until somebody looks at it, and nobody can keep it. */
  readonly unchecked: string;
  readonly more: (count: number) => string;
}

export const VERDICT_WORDS: Readonly<Record<Locale, VerdictWords>> = {
  en: {
    rejected: 'Not sent:',
    needsSecond: 'Not sent, a second person must agree:',
    why: 'Why:',
    todo: 'To do:',
    groupMailing: (count) => `This mail goes to ${count} people at once.`,
    askSecond: 'Have a second person look at it, or send it to fewer people.',
    requested: 'The program that wrote this mail asked that it be stopped.',
    askSender: 'Ask those who look after that program.',
    unavailable: 'This mail could not be checked just now and has not been sent. Nothing is lost: it will be tried again.',
    unchecked: 'This mail could not be checked and has not been sent. Send it again later, or ask those who look after the mail server.',
    more: (count) => `(and ${count} more)`,
  },
  fr: {
    rejected: 'Non envoye :',
    needsSecond: "Non envoye, l'accord d'une seconde personne est requis :",
    why: 'Pourquoi :',
    todo: 'A faire :',
    groupMailing: (count) => `Ce message part vers ${count} personnes a la fois.`,
    askSecond: 'Faites-le relire par une seconde personne, ou envoyez-le a moins de monde.',
    requested: 'Le programme qui a ecrit ce message a demande de le retenir.',
    askSender: "Adressez-vous a ceux qui s'occupent de ce programme.",
    unavailable: "Ce message n'a pas pu etre verifie et n'a pas ete envoye. Rien n'est perdu : un nouvel essai aura lieu.",
    unchecked: "Ce message n'a pas pu etre verifie et n'a pas ete envoye. Renvoyez-le plus tard, ou adressez-vous a ceux qui s'occupent du serveur.",
    more: (count) => `(et ${count} de plus)`,
  },
};
