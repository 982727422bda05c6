import type { Locale } from '../../rule/types.ts';

/** Whatever language Outlook speaks, one of ours. */
export function localeOf(language: string): Locale {
  return /^fr\b/i.test(language) ? 'fr' : 'en';
}

/** `button` at most 20 characters, as Outlook has it. */
export const OUTLOOK_WORDS = {
  en: {
    button: 'Look and mend',
    more: (count: number) => `And ${String(count)} more.`,
    mend: 'Mend it in the Undisclosed pane, or by hand, and press Send again.',
    again: 'To send it as it is, press Send again.',
    unchecked: 'Undisclosed could not check this message.',
    lists: (count: number) => (count === 1 ? 'One of the recipients is a distribution list; Outlook does not tell who is in it.' : `${String(count)} of the recipients are distribution lists; Outlook does not tell who is in them.`),
    cut: 'There may be more recipients than Outlook shows to an add-in.',
    clean: 'Nothing to report.',
    why: 'Why',
    todo: 'What to do',
    toBcc: 'Move everybody to Bcc',
    moved: (count: number) => `${String(count)} recipients are in Bcc now.`,
    notMoved: 'Outlook did not take the recipients into Bcc. Nothing was changed.',
    halfMoved: 'Everybody is in Bcc now, but Outlook did not empty To and Cc: please do so.',
    tooMany: (most: number) => `Outlook takes at most ${String(most)} recipients in a field.`,
    sendAnyway: 'I have checked it: let it go as it is',
    acknowledged: 'Press Send. After a change the message is checked again.',
    look: 'Check again',
    profile: 'I write',
    profiles: { hr: 'to candidates (human resources)', 'candidate-reply': 'as a candidate', recommended: 'other mail' },
    domains: 'Domains of our own, separated by commas',
    save: 'Save',
    saved: 'Saved.',
    levels: { error: 'blocking', warning: 'to review', info: 'advice' },
  },
  fr: {
    button: 'Voir et corriger',
    more: (count: number) => `Et ${String(count)} de plus.`,
    mend: 'Corrigez-le dans le volet Undisclosed, ou à la main, puis appuyez de nouveau sur Envoyer.',
    again: 'Pour l\'envoyer tel quel, appuyez de nouveau sur Envoyer.',
    unchecked: 'Undisclosed n\'a pas pu vérifier ce message.',
    lists: (count: number) => (count === 1 ? 'Un des destinataires est une liste de distribution ; Outlook ne dit pas qui en fait partie.' : `${String(count)} des destinataires sont des listes de distribution ; Outlook ne dit pas qui en fait partie.`),
    cut: 'Il y a peut-être plus de destinataires qu\'Outlook n\'en montre à un complément.',
    clean: 'Rien à signaler.',
    why: 'Pourquoi',
    todo: 'Que faire',
    toBcc: 'Mettre tout le monde en Cci',
    moved: (count: number) => `${String(count)} destinataires sont maintenant en Cci.`,
    notMoved: 'Outlook n\'a pas accepté les destinataires en Cci. Rien n\'a été changé.',
    halfMoved: 'Tout le monde est maintenant en Cci, mais Outlook n\'a pas vidé À et Cc : faites-le.',
    tooMany: (most: number) => `Outlook accepte au plus ${String(most)} destinataires par champ.`,
    sendAnyway: 'J\'ai vérifié : laisser partir tel quel',
    acknowledged: 'Appuyez sur Envoyer. Après une modification, le message est vérifié de nouveau.',
    look: 'Vérifier de nouveau',
    profile: 'J\'écris',
    profiles: { hr: 'à des candidats (ressources humaines)', 'candidate-reply': 'comme candidat', recommended: 'd\'autres messages' },
    domains: 'Nos propres domaines, séparés par des virgules',
    save: 'Enregistrer',
    saved: 'Enregistré.',
    levels: { error: 'bloquant', warning: 'à revoir', info: 'conseil' },
  },
} as const satisfies Record<Locale, unknown>;
