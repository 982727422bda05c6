import type { Locale } from '../../rule/types.ts';

/** What `undisclosed hook git-send-email --install` tells. */
export interface GitWords {
  readonly noRepository: string;
  readonly otherHook: (path: string) => string;
  readonly hookWritten: (path: string) => string;
  readonly wrapperThere: string;
  readonly wrapperSet: (real: string) => string;
  readonly wrapperAdvice: string;
}

const N = '\u00A0';

export const GIT_WORDS: Readonly<Record<Locale, GitWords>> = {
  en: {
    noRepository: 'This is no git repository.',
    otherHook: (path) => `${path} is there already and stays as it is. Add this line to it: undisclosed hook git-send-email "$@" || exit 1`,
    hookWritten: (path) => `Written: ${path}. git send-email now has each mail looked at, with the recipients that its header names (from git 2.41 on with those of the command line).`,
    wrapperThere: 'git sends through undisclosed-sendmail already.',
    wrapperSet: (real) => `Set: sendemail.sendmailCmd, so that git sends through undisclosed-sendmail and that through ${real}. All recipients of each mail are seen.`,
    wrapperAdvice: 'To have recipients of the command line seen by older versions of git as well, send through a sendmail: git config sendemail.sendmailCmd "undisclosed-sendmail --sendmail /usr/bin/msmtp"',
  },
  fr: {
    noRepository: "Ceci n'est pas un dépôt git.",
    otherHook: (path) => `${path} existe déjà et reste tel quel. Ajoutez-y cette ligne${N}: undisclosed hook git-send-email "$@" || exit 1`,
    hookWritten: (path) => `Écrit${N}: ${path}. git send-email fait désormais vérifier chaque message, avec les destinataires que nomme son en-tête (à partir de git 2.41, avec ceux de la ligne de commande).`,
    wrapperThere: 'git envoie déjà par undisclosed-sendmail.',
    wrapperSet: (real) => `Réglé${N}: sendemail.sendmailCmd. git envoie par undisclosed-sendmail, et celui-ci par ${real}. Tous les destinataires de chaque message sont vus.`,
    wrapperAdvice: `Pour que les destinataires de la ligne de commande soient vus par une version plus ancienne de git aussi, envoyez par un sendmail${N}: git config sendemail.sendmailCmd "undisclosed-sendmail --sendmail /usr/bin/msmtp"`,
  },
};
