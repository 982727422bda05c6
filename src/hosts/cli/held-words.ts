import type { JournalFault } from '../../tasks/held/journal.ts';
import type { HeldState, JournalEvent } from '../../tasks/held/types.ts';
import type { Level, Locale } from '../../rule/types.ts';

/** What `undisclosed held` says. */
export interface HeldWords {
  readonly none: string;
  readonly columns: readonly [id: string, since: string, recipients: string, state: string, sender: string, findings: string];
  readonly states: Readonly<Record<HeldState, string>>;
  readonly events: Readonly<Record<JournalEvent, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly fields: Readonly<Record<'recipients' | 'findings' | 'state' | 'since' | 'expires' | 'sender' | 'authors' | 'login' | 'queueId' | 'decided' | 'reason', string>>;
  readonly unread: string;
  readonly masked: string;
  readonly colon: string;
  readonly unknown: (id: string) => string;
  readonly needsAction: string;
  readonly needsId: (action: string) => string;
  readonly needsReason: string;
  readonly noContent: string;
  readonly noConfig: string;
  readonly badConfig: (path: string, reason: string) => string;
  readonly ownMaking: (path: string) => string;
  readonly otherConfig: (path: string) => string;
  readonly noRecord: (folder: string) => string;
  readonly noState: (folder: string, reason: string) => string;
  readonly busy: string;
  readonly noPostfix: string;
  readonly queueDenied: (command: string) => string;
  readonly queueFailed: (command: string) => string;
  readonly released: (id: string) => string;
  readonly refused: (id: string) => string;
  readonly expired: (id: string) => string;
  readonly pending: (id: string, command: string) => string;
  readonly nobody: (user: string) => string;
  readonly unlisted: (user: string) => string;
  readonly ownMail: (user: string) => string;
  readonly changed: (id: string) => string;
  readonly gone: (id: string) => string;
  readonly decided: (id: string, state: string) => string;
  readonly nothingExpired: string;
  readonly unsent: (count: number) => string;
  readonly journalWhole: (entries: number, head: string) => string;
  readonly badHash: string;
  readonly hashFound: (sequence: number, later: number) => string;
  readonly hashMissing: string;
  readonly faults: Readonly<Record<JournalFault['kind'], (sequence: number | null, line: number | null) => string>>;
}

const N = '\u00A0';
const PASTE = (user: string): string => `policy:\n  approvers:\n    - { user: ${user}, addresses: [${user}@…] }`;

const en: HeldWords = {
  none: 'No mail is on hold.',
  columns: ['id', 'since', 'recipients', 'state', 'sender', 'findings'],
  states: { held: 'waiting', changed: 'changed', approving: 'approved, still here', released: 'released', refusing: 'refused, still here', refused: 'refused', expiring: 'expired, still here', expired: 'expired', gone: 'gone' },
  events: { held: 'put on hold', approved: 'approved', released: 'released', refused: 'refused', deleted: 'deleted', expired: 'expired', denied: 'decision denied', changed: 'found changed', gone: 'found gone' },
  levels: { error: 'blocking', warning: 'to review', info: 'advice' },
  fields: { recipients: 'Recipients', findings: 'Findings', state: 'State', since: 'On hold since', expires: 'Deleted on', sender: 'Envelope sender', authors: 'From, Sender', login: 'Logged in as', queueId: 'Queue id', decided: 'Decided by', reason: 'Reason' },
  unread: 'could not be read when it was held',
  masked: 'With --show-content: addresses in full.',
  colon: ':',
  unknown: (id) => `There is no held mail ${id}.`,
  needsAction: 'What is to be done? list, show ID, approve ID, refuse ID --reason TEXT, expire, or journal.',
  needsId: (action) => `Which mail? undisclosed held ${action} ID; undisclosed held list names them.`,
  needsReason: 'The sender is told why: --reason TEXT (one line without control characters, at most 500).',
  noContent: 'The text of a mail is shown to those whom the policy names as approvers, and to root.',
  noConfig: 'Where is the configuration? --config FILE.',
  badConfig: (path, reason) => `The configuration ${path} cannot be read (${reason}).`,
  ownMaking: (path) => `${path} could have been changed by you or by somebody like you, so it cannot say who may decide. It has to be root's, or of the service's own user, and so have the folders above it; nobody else may write there.`,
  otherConfig: (path) => `Mails are held by the configuration ${path}; through sudo, no other counts.`,
  noRecord: (folder) => `There is no record in ${folder}. The milter makes it when it starts; --state names its folder.`,
  noState: (folder, reason) => `The record in ${folder} cannot be read (${reason}). It belongs to the milter: try with sudo, or name its folder with --state.`,
  busy: 'The record is in use by another process. Try again.',
  noPostfix: "Postfix's programs (postqueue, postcat, postsuper) are not on this machine.",
  queueDenied: (command) => `The queue of the mail server may not be read or changed by you. Try with sudo. (${command})`,
  queueFailed: (command) => `The mail server did not do it: ${command}`,
  released: (id) => `${id} is on its way.`,
  refused: (id) => `${id} is deleted; nobody got it.`,
  expired: (id) => `${id} is deleted: nobody decided in time.`,
  pending: (id, command) => `${id}: the decision stands, but the mail server has not carried it out. As root: ${command}\nor the same command again, with sudo.`,
  nobody: (user) => `Nobody can decide: the configuration names no approvers. Write into it:\n${PASTE(user)}`,
  unlisted: (user) => `${user} is not among the approvers of the configuration. To add:\n${PASTE(user)}`,
  ownMail: (user) => `${user} is its sender, or may be. Another person has to decide. Nothing was released; the journal says that it was tried.`,
  changed: (id) => `${id} is not the mail any more that was held. It was not released. Look at it again (show ${id}), then approve what it is now.`,
  gone: (id) => `${id} is not on hold any more: somebody released or deleted it by other means.`,
  decided: (id, state) => `${id} is decided already: ${state}.`,
  nothingExpired: 'Nothing was due.',
  unsent: (count) => `${count} ${count === 1 ? 'notice' : 'notices'} could not be sent; they stay due.`,
  journalWhole: (entries, head) => `The journal is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}, last hash ${head}`,
  badHash: 'A kept hash is 64 hexadecimal digits, as --verify prints it: --expect HASH.',
  hashFound: (sequence, later) => `The kept hash is that of entry ${sequence}; ${later === 0 ? 'none has' : later === 1 ? '1 entry has' : `${later} entries have`} come since.`,
  hashMissing: 'The kept hash is that of no entry: what was there when it was kept has been changed or removed.',
  faults: {
    changed: (sequence, line) => `entry ${sequence} was changed (line ${line})`,
    removed: (sequence) => `entry ${sequence} was removed`,
    inserted: (_, line) => `line ${line} was inserted`,
    reordered: (sequence, line) => `entry ${sequence} stands in the wrong place (line ${line})`,
    cut: (sequence) => `entry ${sequence} was cut from the end`,
    unchained: (sequence, line) => `entry ${sequence} was written behind another entry than the one that now stands before it (line ${line})`,
  },
};

const fr: HeldWords = {
  none: "Aucun message n'est en attente.",
  columns: ['id', 'depuis', 'destinataires', 'état', 'expéditeur', 'constats'],
  states: { held: 'en attente', changed: 'modifié', approving: 'approuvé, encore là', released: 'parti', refusing: 'refusé, encore là', refused: 'refusé', expiring: 'expiré, encore là', expired: 'expiré', gone: 'disparu' },
  events: { held: 'mis en attente', approved: 'approuvé', released: 'parti', refused: 'refusé', deleted: 'supprimé', expired: 'expiré', denied: 'décision refusée à son auteur', changed: 'trouvé modifié', gone: 'trouvé disparu' },
  levels: { error: 'bloquant', warning: 'à revoir', info: 'conseil' },
  fields: { recipients: 'Destinataires', findings: 'Constats', state: 'État', since: 'En attente depuis', expires: 'Supprimé le', sender: "Expéditeur d'enveloppe", authors: 'From, Sender', login: 'Connecté comme', queueId: 'Identifiant de file', decided: 'Décidé par', reason: 'Raison' },
  unread: "n'a pas pu être lu à sa mise en attente",
  masked: `Avec --show-content${N}: les adresses en entier.`,
  colon: `${N}:`,
  unknown: (id) => `Il n'y a pas de message en attente ${id}.`,
  needsAction: `Que faut-il faire${N}? list, show ID, approve ID, refuse ID --reason TEXTE, expire ou journal.`,
  needsId: (action) => `Quel message${N}? undisclosed held ${action} ID${N}; undisclosed held list les nomme.`,
  needsReason: `L'expéditeur apprend pourquoi${N}: --reason TEXTE (une ligne sans caractères de contrôle, 500 au plus).`,
  noContent: "Le texte d'un message est montré aux personnes que la politique nomme pour approuver, et à root.",
  noConfig: `Où est la configuration${N}? --config FICHIER.`,
  badConfig: (path, reason) => `Impossible de lire la configuration ${path} (${reason}).`,
  ownMaking: (path) => `${path} a pu être modifié par vous ou par quelqu'un comme vous, et ne peut donc pas dire qui peut décider. Il doit appartenir à root ou à l'utilisateur du service, comme les dossiers au-dessus, et personne d'autre ne doit pouvoir y écrire.`,
  otherConfig: (path) => `Les messages sont mis en attente selon la configuration ${path}${N}; par sudo, aucune autre ne compte.`,
  noRecord: (folder) => `Il n'y a pas de registre dans ${folder}. Le milter le crée à son démarrage${N}; --state nomme son dossier.`,
  noState: (folder, reason) => `Impossible de lire le registre dans ${folder} (${reason}). Il appartient au milter${N}: essayez avec sudo, ou nommez son dossier avec --state.`,
  busy: 'Un autre processus utilise le registre. Réessayez.',
  noPostfix: 'Les programmes de Postfix (postqueue, postcat, postsuper) ne sont pas sur cette machine.',
  queueDenied: (command) => `Vous ne pouvez ni lire ni modifier la file du serveur. Essayez avec sudo. (${command})`,
  queueFailed: (command) => `Le serveur de messagerie ne l'a pas fait${N}: ${command}`,
  released: (id) => `${id} est en route.`,
  refused: (id) => `${id} est supprimé${N}; personne ne l'a reçu.`,
  expired: (id) => `${id} est supprimé${N}: personne n'a décidé à temps.`,
  pending: (id, command) => `${id}${N}: la décision est prise, mais le serveur ne l'a pas exécutée. En tant que root${N}: ${command}\nou la même commande une nouvelle fois, avec sudo.`,
  nobody: (user) => `Personne ne peut décider${N}: la configuration ne nomme aucun approbateur. À y écrire${N}:\n${PASTE(user)}`,
  unlisted: (user) => `${user} n'est pas parmi les approbateurs de la configuration. Pour l'ajouter${N}:\n${PASTE(user)}`,
  ownMail: (user) => `${user} en est l'expéditeur, ou peut l'être. Une autre personne doit décider. Rien n'est parti${N}; le journal garde la trace de l'essai.`,
  changed: (id) => `${id} n'est plus le message qui a été mis en attente. Il n'est pas parti. Regardez-le à nouveau (show ${id}), puis approuvez ce qu'il est maintenant.`,
  gone: (id) => `${id} n'est plus en attente${N}: quelqu'un l'a fait partir ou l'a supprimé par un autre moyen.`,
  decided: (id, state) => `${id} est déjà décidé${N}: ${state}.`,
  nothingExpired: "Rien n'était échu.",
  unsent: (count) => `${count} avis ${count < 2 ? "n'a pas pu partir et reste dû" : "n'ont pas pu partir et restent dus"}.`,
  journalWhole: (entries, head) => `Le journal est entier${N}: ${entries} entrée${entries < 2 ? '' : 's'}, dernière empreinte ${head}`,
  badHash: `Une empreinte gardée a 64 chiffres hexadécimaux, comme --verify l'affiche${N}: --expect EMPREINTE.`,
  hashFound: (sequence, later) => `L'empreinte gardée est celle de l'entrée ${sequence}${N}; ${later === 0 ? "aucune n'est venue" : later === 1 ? '1 entrée est venue' : `${later} entrées sont venues`} depuis.`,
  hashMissing: "L'empreinte gardée n'est celle d'aucune entrée\u00A0: ce qui était là quand elle a été gardée a été modifié ou retiré.",
  faults: {
    changed: (sequence, line) => `l'entrée ${sequence} a été modifiée (ligne ${line})`,
    removed: (sequence) => `l'entrée ${sequence} a été retirée`,
    inserted: (_, line) => `la ligne ${line} a été ajoutée`,
    reordered: (sequence, line) => `l'entrée ${sequence} n'est pas à sa place (ligne ${line})`,
    cut: (sequence) => `l'entrée ${sequence} a été coupée à la fin`,
    unchained: (sequence, line) => `l'entrée ${sequence} a été écrite après une autre entrée que celle qui la précède maintenant (ligne ${line})`,
  },
};

export const HELD_WORDS: Readonly<Record<Locale, HeldWords>> = { en, fr };
