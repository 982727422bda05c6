import type { Locale } from '../../rule/types.ts';

/** What the wrapper says of itself; what it says of a mail comes with the verdict, in the mail's language. */
export interface SendmailWords {
  readonly noValue: (option: string) => string;
  readonly noProgram: string;
  readonly circle: string;
  readonly cannotRun: (program: string, why: string) => string;
  readonly smtp: string;
  readonly notChecked: string;
  readonly unexpected: string;
}

export const SENDMAIL_WORDS: Readonly<Record<Locale, SendmailWords>> = {
  en: {
    noValue: (option) => `${option} needs a value.`,
    noProgram: 'the real sendmail was not found. Name it with --sendmail PATH or UNDISCLOSED_SENDMAIL. Nothing was sent.',
    circle: 'the program named as the real sendmail is this one again. Nothing was sent.',
    cannotRun: (program, why) => `undisclosed: ${program} could not be run (${why}). Nothing was sent.`,
    smtp: 'an SMTP session on standard input (-bs) cannot be checked here. Use the milter, or hand over one message. Nothing was sent.',
    notChecked: 'This mail could not be checked and was not sent.',
    unexpected: 'the configuration could not be read. Nothing was sent.',
  },
  fr: {
    noValue: (option) => `${option} attend une valeur.`,
    noProgram: "le véritable sendmail est introuvable. Indiquez-le par --sendmail CHEMIN ou UNDISCLOSED_SENDMAIL. Rien n'a été envoyé.",
    circle: "le programme indiqué comme véritable sendmail est de nouveau celui-ci. Rien n'a été envoyé.",
    cannotRun: (program, why) => `undisclosed: impossible de lancer ${program} (${why}). Rien n'a été envoyé.`,
    smtp: "une session SMTP sur l'entrée standard (-bs) ne peut pas être vérifiée ici. Utilisez le milter, ou remettez un seul message. Rien n'a été envoyé.",
    notChecked: "Ce message n'a pas pu être vérifié et n'a pas été envoyé.",
    unexpected: "la configuration n'a pas pu être lue. Rien n'a été envoyé.",
  },
};
