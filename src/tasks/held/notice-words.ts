import type { Level, Locale } from '../../rule/types.ts';

export type NoticeKind = 'held' | 'released' | 'refused' | 'expired';

/** What is told by mail. `id` stands in the subject, and nothing of the mail. */
export interface NoticeWords {
  readonly subject: Readonly<Record<NoticeKind | 'approve', (id: string) => string>>;
  /** Date and time, then what happened. */
  readonly told: Readonly<Record<NoticeKind, (when: string, recipients: number) => string>>;
  readonly approve: (when: string, recipients: number) => string;
  readonly because: string;
  readonly reason: string;
  readonly next: Readonly<Record<NoticeKind, string>>;
  readonly look: string;
  readonly decide: string;
  readonly until: (when: string) => string;
  readonly finding: (rule: string, level: Level | null, count: number) => string;
  readonly unread: string;
  readonly automatic: string;
}

const N = '\u00A0';
const LEVELS_EN = { error: 'blocking', warning: 'to review', info: 'advice' } as const;
const LEVELS_FR = { error: 'bloquant', warning: 'à revoir', info: 'conseil' } as const;

const en: NoticeWords = {
  subject: {
    held: (id) => `Your mail ${id} waits for a second person`,
    released: (id) => `Your mail ${id} was sent`,
    refused: (id) => `Your mail ${id} was not sent`,
    expired: (id) => `Your mail ${id} was not sent: nobody decided in time`,
    approve: (id) => `A mail waits for your decision: ${id}`,
  },
  told: {
    held: (when, recipients) => `The mail that you sent on ${when} to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} has not left yet. Somebody else has to look at it first.`,
    released: (when, recipients) => `The mail that you sent on ${when} to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} was looked at and has been sent.`,
    refused: (when, recipients) => `The mail that you sent on ${when} to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} was refused and deleted. Nobody got it.`,
    expired: (when, recipients) => `The mail that you sent on ${when} to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} was deleted, because nobody decided about it in time. Nobody got it.`,
  },
  approve: (when, recipients) => `On ${when} a mail to ${recipients} ${recipients === 1 ? 'recipient' : 'recipients'} was put on hold.`,
  because: 'What was found:',
  reason: 'Reason:',
  next: {
    held: 'You need not do anything. Please do not send it again: you will hear from us.',
    released: 'You need not do anything.',
    refused: 'You have it among the mails that you sent. Correct it and send it again.',
    expired: 'You have it among the mails that you sent. Correct it and send it again, and tell those who approve.',
  },
  look: 'Look at it on the mail server:',
  decide: 'Then decide:',
  until: (when) => `Without a decision it is deleted on ${when}.`,
  finding: (rule, level, count) => `${rule}${level === null ? '' : ` (${LEVELS_EN[level]})`}: ${count}`,
  unread: 'The mail could not be read to the end.',
  automatic: 'This mail was written by a program.',
};

const fr: NoticeWords = {
  subject: {
    held: (id) => `Votre message ${id} attend une seconde personne`,
    released: (id) => `Votre message ${id} est parti`,
    refused: (id) => `Votre message ${id} n'est pas parti`,
    expired: (id) => `Votre message ${id} n'est pas parti${N}: personne n'a décidé à temps`,
    approve: (id) => `Un message attend votre décision${N}: ${id}`,
  },
  told: {
    held: (when, recipients) => `Le message que vous avez envoyé le ${when} à ${recipients} destinataire${recipients < 2 ? '' : 's'} n'est pas encore parti. Une autre personne doit d'abord le regarder.`,
    released: (when, recipients) => `Le message que vous avez envoyé le ${when} à ${recipients} destinataire${recipients < 2 ? '' : 's'} a été regardé et il est parti.`,
    refused: (when, recipients) => `Le message que vous avez envoyé le ${when} à ${recipients} destinataire${recipients < 2 ? '' : 's'} a été refusé et supprimé. Personne ne l'a reçu.`,
    expired: (when, recipients) => `Le message que vous avez envoyé le ${when} à ${recipients} destinataire${recipients < 2 ? '' : 's'} a été supprimé, car personne n'a décidé à temps. Personne ne l'a reçu.`,
  },
  approve: (when, recipients) => `Le ${when}, un message à ${recipients} destinataire${recipients < 2 ? '' : 's'} a été mis en attente.`,
  because: `Ce qui a été trouvé${N}:`,
  reason: `Raison${N}:`,
  next: {
    held: `Vous n'avez rien à faire. Ne le renvoyez pas${N}: vous serez prévenu de la suite.`,
    released: "Vous n'avez rien à faire.",
    refused: 'Il se trouve dans vos messages envoyés. Corrigez-le et renvoyez-le.',
    expired: 'Il se trouve dans vos messages envoyés. Corrigez-le, renvoyez-le et prévenez les personnes qui approuvent.',
  },
  look: `Pour le regarder, sur le serveur de messagerie${N}:`,
  decide: `Puis décidez${N}:`,
  until: (when) => `Sans décision, il sera supprimé le ${when}.`,
  finding: (rule, level, count) => `${rule}${level === null ? '' : ` (${LEVELS_FR[level]})`}${N}: ${count}`,
  unread: "Le message n'a pas pu être lu en entier.",
  automatic: 'Ce message a été écrit par un programme.',
};

export const NOTICE_WORDS: Readonly<Record<Locale, NoticeWords>> = { en, fr };
