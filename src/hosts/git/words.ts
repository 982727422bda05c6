import type { Locale } from '../../rule/types.ts';

/** What `undisclosed hook git-send-email --install` tells. */
export interface GitWords {
  readonly noRepository: string;
  /** @param judging here and below: '' or ` --config FILE` */
  readonly otherHook: (path: string, judging: string) => string;
  readonly hookWritten: (path: string) => string;
  readonly wrapperThere: string;
  readonly wrapperSet: (real: string) => string;
  readonly wrapperOther: (judging: string) => string;
  readonly wrapperAdvice: (judging: string) => string;
  readonly configuration: (path: string) => string;
  readonly noConfiguration: string;
  readonly noPreset: string;
}

const N = '\u00A0';

export const GIT_WORDS: Readonly<Record<Locale, GitWords>> = {
  en: {
    noRepository: 'This is no git repository.',
    otherHook: (path, judging) => `${path} is there already and stays as it is. Add this line to it: undisclosed hook git-send-email${judging} "$@" || exit 1`,
    hookWritten: (path) => `Written: ${path}. git send-email now has each mail looked at, with the recipients that its header names (from git 2.41 on with those of the command line).`,
    wrapperThere: 'git sends through undisclosed-sendmail already.',
    wrapperSet: (real) => `Set: sendemail.sendmailCmd, so that git sends through undisclosed-sendmail and that through ${real}. All recipients of each mail are seen.`,
    wrapperOther: (judging) => `sendemail.sendmailCmd names undisclosed-sendmail already and stays as it is. To judge as the hook does, it needs${judging}`,
    wrapperAdvice: (judging) => `To have recipients of the command line seen by older versions of git as well, send through a sendmail: git config sendemail.sendmailCmd "undisclosed-sendmail${judging} --sendmail /usr/bin/msmtp"`,
    configuration: (path) => `Mails are judged by ${path}.`,
    noConfiguration: 'There is no configuration file: the preset recommended holds. Once there is one, run this again.',
    noPreset: '--install takes a configuration file and no --preset, because the sendmail knows none. Write extends: PRESET into undisclosed.config.yaml.',
  },
  fr: {
    noRepository: "Ceci n'est pas un dépôt git.",
    otherHook: (path, judging) => `${path} existe déjà et reste tel quel. Ajoutez-y cette ligne${N}: undisclosed hook git-send-email${judging} "$@" || exit 1`,
    hookWritten: (path) => `Écrit${N}: ${path}. git send-email fait désormais vérifier chaque message, avec les destinataires que nomme son en-tête (à partir de git 2.41, avec ceux de la ligne de commande).`,
    wrapperThere: 'git envoie déjà par undisclosed-sendmail.',
    wrapperSet: (real) => `Réglé${N}: sendemail.sendmailCmd. git envoie par undisclosed-sendmail, et celui-ci par ${real}. Tous les destinataires de chaque message sont vus.`,
    wrapperOther: (judging) => `sendemail.sendmailCmd nomme déjà undisclosed-sendmail et reste tel quel. Pour qu'il juge comme le crochet, il lui faut${judging}`,
    wrapperAdvice: (judging) => `Pour que les destinataires de la ligne de commande soient vus par une version plus ancienne de git aussi, envoyez par un sendmail${N}: git config sendemail.sendmailCmd "undisclosed-sendmail${judging} --sendmail /usr/bin/msmtp"`,
    configuration: (path) => `Les messages sont jugés selon ${path}.`,
    noConfiguration: `Il n'y a pas de fichier de configuration${N}: le préréglage recommended vaut. Dès qu'il y en a un, relancez cette commande.`,
    noPreset: '--install prend un fichier de configuration et pas de --preset, que le sendmail ne connaît pas. Écrivez extends: PRÉRÉGLAGE dans undisclosed.config.yaml.',
  },
};
