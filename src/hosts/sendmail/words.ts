import type { Locale } from '../../rule/types.ts';

/** What the wrapper says of itself; what it says of a mail comes with the verdict, in the mail's language. */
export interface SendmailWords {
  readonly noValue: (option: string) => string;
  readonly noProgram: string;
  readonly circle: string;
  readonly cannotRun: (program: string, why: string) => string;
  readonly session: string;
  readonly notChecked: string;
  /** @param megabytes as many as are checked */
  readonly tooLarge: (megabytes: number) => string;
  readonly unexpected: string;
}

export const SENDMAIL_WORDS: Readonly<Record<Locale, SendmailWords>> = {
  en: {
    noValue: (option) => `${option} needs a value.`,
    noProgram: 'the real sendmail was not found. Name it with --sendmail PATH or UNDISCLOSED_SENDMAIL. Nothing was sent.',
    circle: 'the program named as the real sendmail is this one again. Nothing was sent.',
    cannotRun: (program, why) => `undisclosed: ${program} could not be run (${why}). Nothing was sent.`,
    session: 'only one message on standard input can be checked here, neither an SMTP session (-bs) nor what another -b may read. Use the milter, or hand over one message. Nothing was sent.',
    notChecked: 'This mail could not be checked and was not sent.',
    tooLarge: (megabytes) => `A mail of more than ${megabytes} MB is not checked, and this one was not sent. Make it smaller, or have the policy let such mails go (unavailable: pass).`,
    unexpected: 'the configuration could not be read. Nothing was sent.',
  },
  fr: {
    noValue: (option) => `${option} attend une valeur.`,
    noProgram: "le véritable sendmail est introuvable. Indiquez-le par --sendmail CHEMIN ou UNDISCLOSED_SENDMAIL. Rien n'a été envoyé.",
    circle: "le programme indiqué comme véritable sendmail est de nouveau celui-ci. Rien n'a été envoyé.",
    cannotRun: (program, why) => `undisclosed: impossible de lancer ${program} (${why}). Rien n'a été envoyé.`,
    session: "seul un message sur l'entrée standard peut être vérifié ici, ni une session SMTP (-bs), ni ce que lirait un autre -b. Utilisez le milter, ou remettez un seul message. Rien n'a été envoyé.",
    notChecked: "Ce message n'a pas pu être vérifié et n'a pas été envoyé.",
    tooLarge: (megabytes) => `Un message de plus de ${megabytes}\u00A0Mo n'est pas vérifié, et celui-ci n'a pas été envoyé. Allégez-le, ou laissez partir de tels messages par la politique (unavailable: pass).`,
    unexpected: "la configuration n'a pas pu être lue. Rien n'a été envoyé.",
  },
};
