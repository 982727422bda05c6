import type { Locale } from '../../rule/types.ts';
import { systemLocale } from '../cli/settings.ts';
import type { MailOptions } from './options.ts';

/** What is said here and nowhere else. */
export const HOST_WORDS = {
  en: {
    disableComment: 'This comment was meant for ESLint, but it stands in the mail: its recipients would read it. A mail has no comments; switch the rule off in eslint.config.js, or run eslint --suppress-all.',
    removeComment: 'Take the comment out of the mail',
    notUtf8: 'Nothing can be fixed here: this file is not UTF-8, and ESLint would spoil it when it writes it back. undisclosed fix keeps every byte.',
    descriptions: {
      own: 'What your own rules find (ruleFolders)',
      disableComment: 'A comment for ESLint in a mail',
      notUtf8: 'A draft that ESLint cannot write back',
    },
  },
  fr: {
    disableComment: 'Ce commentaire était destiné à ESLint, mais il est dans le message : les destinataires le liraient. Un message n\'a pas de commentaires ; désactivez la règle dans eslint.config.js, ou lancez eslint --suppress-all.',
    removeComment: 'Retirer le commentaire du message',
    notUtf8: 'Rien ne peut être corrigé ici : ce fichier n\'est pas en UTF-8, et ESLint l\'abîmerait en le réécrivant. undisclosed fix conserve chaque octet.',
    descriptions: {
      own: 'Ce que trouvent vos propres règles (ruleFolders)',
      disableComment: 'Un commentaire pour ESLint dans un message',
      notUtf8: 'Un brouillon qu\'ESLint ne peut pas réécrire',
    },
  },
} as const satisfies Record<Locale, unknown>;

/** Of what is said before a configuration was read, or without one. */
export function localeOf({ locale }: MailOptions): Locale {
  return locale ?? systemLocale(process.env) ?? 'en';
}
