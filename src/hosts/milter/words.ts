import type { Locale } from '../../rule/types.ts';
import type { ListenFault } from './listen.ts';

/** What the milter says to who starts it, and its report to who reads it. */
export interface MilterWords {
  readonly error: string;
  readonly cannotListen: (where: string, reason: string) => string;
  readonly faults: Readonly<Record<ListenFault, string>>;
  readonly noDomains: string;
  readonly cannotRecord: (folder: string, reason: string) => string;
  readonly cannotJudge: (reason: string) => string;
  readonly noRecord: (path: string) => string;
  readonly nothing: string;
  readonly summary: (count: number, from: string, to: string) => string;
  readonly columns: readonly [sender: string, reject: string, hold: string, rewrite: string, tag: string, unjudged: string, rules: string];
  readonly noSender: string;
  readonly more: (senders: number) => string;
  readonly paste: string;
  readonly masked: string;
  readonly broken: (lines: number) => string;
}

const N = '\u00A0';

const en: MilterWords = {
  error: 'Error:',
  cannotListen: (where, reason) => `cannot listen on ${where}: ${reason}.`,
  faults: {
    'not-a-socket': 'what stands there is not a socket, and stays',
    'in-use': 'another process answers there',
    'not-ours': 'the socket there belongs to somebody else',
    'no-group': 'there is no such group',
  },
  noDomains: 'The configuration names no internalDomains: what counts as outside is told by the sender\'s domain alone.',
  cannotRecord: (folder, reason) => `the record of verdicts cannot be written to ${folder} (${reason}). Choose another folder with --state.`,
  cannotJudge: (reason) => `no thread could be started to judge mails (${reason}).`,
  noRecord: (path) => `There is no record at ${path}. The milter writes it as soon as a mail would be stopped; --state names its folder.`,
  nothing: 'No mail would have been stopped or marked.',
  summary: (count, from, to) => `${count} ${count === 1 ? 'mail' : 'mails'} that ${count === 1 ? 'was' : 'were'} stopped or marked, or would be by --enforce, from ${from} to ${to}.`,
  columns: ['sender', 'reject', 'hold', 'rewrite', 'tag', 'not checked', 'rules'],
  noSender: '(unknown)',
  more: (senders) => `… and ${senders} more ${senders === 1 ? 'sender' : 'senders'}`,
  paste: 'Meant to be so? Paste under `policy:` in the configuration what is:',
  masked: 'With --show-content: addresses in full, and lines to paste.',
  broken: (lines) => `${lines} ${lines === 1 ? 'line' : 'lines'} of the record could not be read.`,
};

const fr: MilterWords = {
  error: `Erreur${N}:`,
  cannotListen: (where, reason) => `impossible d'écouter sur ${where}${N}: ${reason}.`,
  faults: {
    'not-a-socket': "ce qui s'y trouve n'est pas un socket, et y reste",
    'in-use': 'un autre processus y répond',
    'not-ours': 'le socket qui s\'y trouve appartient à quelqu\'un d\'autre',
    'no-group': "ce groupe n'existe pas",
  },
  noDomains: `La configuration ne nomme aucun internalDomains${N}: seul le domaine de l'expéditeur dit ce qui est externe.`,
  cannotRecord: (folder, reason) => `impossible d'écrire le registre des verdicts dans ${folder} (${reason}). Choisissez un autre dossier avec --state.`,
  cannotJudge: (reason) => `aucun fil d'exécution n'a pu être lancé pour juger les messages (${reason}).`,
  noRecord: (path) => `Il n'y a pas de registre à ${path}. Le milter l'écrit dès qu'un message serait arrêté${N}; --state nomme son dossier.`,
  nothing: "Aucun message n'aurait été arrêté ni marqué.",
  summary: (count, from, to) => `${count} ${count < 2 ? 'message arrêté ou marqué, ou qui le serait' : 'messages arrêtés ou marqués, ou qui le seraient'} par --enforce, du ${from} au ${to}.`,
  columns: ['expéditeur', 'rejet', 'attente', 'correction', 'marque', 'non vérifié', 'règles'],
  noSender: '(inconnu)',
  more: (senders) => `… et ${senders} ${senders < 2 ? 'autre expéditeur' : 'autres expéditeurs'}`,
  paste: `C'est voulu${N}? Collez sous ${'`policy:`'} dans la configuration les lignes qui conviennent${N}:`,
  masked: `Avec --show-content${N}: les adresses en entier, et les lignes à coller.`,
  broken: (lines) => `${lines} ${lines < 2 ? "ligne du registre n'a pas pu être lue" : "lignes du registre n'ont pas pu être lues"}.`,
};

export const MILTER_WORDS: Readonly<Record<Locale, MilterWords>> = { en, fr };
