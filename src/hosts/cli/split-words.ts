import type { Leak, SplitRefusal } from '../../edit/split-types.ts';
import type { Locale } from '../../rule/types.ts';

/** What `split` and `to-bcc` say. Counts only: no address, no word of the mail. */
export interface SplitWords {
  readonly noOut: string;
  readonly badOut: (path: string) => string;
  readonly jsonToMbox: string;
  readonly severalDrafts: string;
  readonly exists: (path: string) => string;
  readonly otherMails: (path: string) => string;
  readonly refused: (refusal: SplitRefusal) => string;
  readonly nothing: string;
  readonly written: (mails: number, out: string, dry: boolean) => string;
  readonly there: (mails: number) => string;
  readonly unchanged: string;
  readonly greeted: (greeted: number, mails: number) => string;
  readonly checked: string;
  readonly finding: (rule: string, mails: number) => string;
}

const PLACES: Readonly<Record<Locale, Readonly<Record<Leak['place'], string>>>> = {
  en: { header: 'in the header (Reply-To, say)', subject: 'in the subject', body: 'in the text', attachment: 'in an attachment' },
  fr: { header: "dans l'en-tête (Reply-To, par exemple)", subject: "dans l'objet", body: 'dans le texte', attachment: 'dans une pièce jointe' },
};

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

function leaks(all: readonly Leak[], locale: Locale): string {
  const [address, addresses, name, names, and] = locale === 'fr' ? ['adresse', 'adresses', 'nom', 'noms', 'et'] as const : ['address', 'addresses', 'name', 'names', 'and'] as const;
  return all.map((leak) => {
    const counts = [leak.addresses > 0 ? many(leak.addresses, address, addresses) : '', leak.names > 0 ? many(leak.names, name, names) : ''].filter((text) => text !== '');
    return `${counts.join(` ${and} `)} ${PLACES[locale][leak.place]}`;
  }).join(', ');
}

const en: SplitWords = {
  noOut: 'say where the mails go: --out FOLDER, --out mails.mbox or --out mails.jsonl.',
  badOut: (path) => `--out takes a folder, a file ending in .mbox or .jsonl, or - for standard output, not ${path}.`,
  jsonToMbox: 'a JSON draft is split into a folder of .json files or into a .jsonl file; for .mbox begin with an .eml file.',
  severalDrafts: 'there are several mails in it; split them one at a time.',
  exists: (path) => `${path} is there already and holds something else. Nothing was changed; --force replaces it.`,
  otherMails: (path) => `${path} holds mails that do not come from this one; whoever sends the folder would send them, too. Choose an empty folder, or say --force.`,
  refused(refusal) {
    switch (refusal.reason) {
      case 'signed': return 'This mail is signed, and the signature belongs to one text for all. Split it first, then sign each mail.';
      case 'dkim': return 'This mail carries a DKIM signature, so it has left already; a change breaks it. Split the draft before it is sent.';
      case 'encrypted': return 'This mail is encrypted: the keys in it tell whom else it is for. Split it first, then encrypt each mail.';
      case 'unreadable': return 'Something in this mail cannot be read, and nobody can say who is named there. `undisclosed check` says where.';
      case 'no-recipients': return 'Nobody is named in To, Cc or Bcc.';
      case 'invalid-recipient': return `${many(refusal.count, 'recipient has', 'recipients have')} no valid address and would be left out. \`undisclosed check\` says where.`;
      case 'others': return `Everybody would read of other recipients: ${leaks(refusal.leaks, 'en')}. Take them out; --allow-names-in-body lets names stay, but no address.`;
    }
  },
  nothing: 'Nothing was written.',
  written: (mails, out, dry) => `${many(mails, 'mail', 'mails')} ${dry ? 'would be written' : 'written'} to ${out}, one for each person.`,
  there: (mails) => `${many(mails, 'was', 'were')} there already, the same to the byte.`,
  unchanged: 'It goes to one person already and stays as it is.',
  greeted: (greeted, mails) => (greeted === 0 ? 'The greeting stays as it was.' : `${many(greeted, 'greeting names', 'greetings name')} the person; ${mails - greeted} stay as they were, where the first name is not sure or cannot be written.`),
  checked: 'Read again: each goes to one person and names no other recipient.',
  finding: (rule, mails) => `${rule} still has something to say of ${many(mails, 'mail', 'mails')}.`,
};

const N = '\u00A0';

const fr: SplitWords = {
  noOut: `indiquez où vont les messages${N}: --out DOSSIER, --out envois.mbox ou --out envois.jsonl.`,
  badOut: (path) => `--out attend un dossier, un fichier en .mbox ou .jsonl, ou - pour la sortie standard, et non ${path}.`,
  jsonToMbox: `un brouillon JSON se sépare en un dossier de fichiers .json ou en un fichier .jsonl${N}; pour un .mbox, partez d'un fichier .eml.`,
  severalDrafts: `il contient plusieurs messages${N}; séparez-les un par un.`,
  exists: (path) => `${path} existe déjà avec un autre contenu. Rien n'a été modifié${N}; --force le remplace.`,
  otherMails: (path) => `${path} contient des messages qui ne viennent pas de celui-ci${N}; qui enverrait le dossier les enverrait aussi. Choisissez un dossier vide, ou ajoutez --force.`,
  refused(refusal) {
    switch (refusal.reason) {
      case 'signed': return "Ce message est signé, et la signature vaut pour un texte commun à tous. Séparez-le d'abord, signez ensuite chaque message.";
      case 'dkim': return `Ce message porte une signature DKIM${N}: il est déjà parti, et tout changement la casse. Séparez le brouillon avant l'envoi.`;
      case 'encrypted': return `Ce message est chiffré${N}: ses clés disent à qui d'autre il s'adresse. Séparez-le d'abord, chiffrez ensuite chaque message.`;
      case 'unreadable': return `Quelque chose dans ce message est illisible${N}: personne ne peut dire qui y est nommé. «${N}undisclosed check${N}» indique où.`;
      case 'no-recipients': return 'Personne ne figure dans À, Cc ou Cci.';
      case 'invalid-recipient': return `${many(refusal.count, "destinataire n'a pas d'adresse valable et serait oublié", "destinataires n'ont pas d'adresse valable et seraient oubliés")}. «${N}undisclosed check${N}» indique où.`;
      case 'others': return `Chacun lirait le nom d'autres destinataires${N}: ${leaks(refusal.leaks, 'fr')}. Retirez-les${N}; --allow-names-in-body laisse les noms, mais aucune adresse.`;
    }
  },
  nothing: "Rien n'a été écrit.",
  written: (mails, out, dry) => `${many(mails, dry ? 'message serait écrit' : 'message écrit', dry ? 'messages seraient écrits' : 'messages écrits')} dans ${out}, un par personne.`,
  there: (mails) => `${many(mails, 'y était déjà, identique', 'y étaient déjà, identiques')} à l'octet près.`,
  unchanged: "Il ne s'adresse qu'à une personne et reste tel quel.",
  greeted: (greeted, mails) => (greeted === 0 ? 'La salutation reste telle quelle.' : `${many(greeted, 'salutation nomme', 'salutations nomment')} la personne${N}; ${mails - greeted} restent telles quelles, faute d'un prénom certain et possible à écrire.`),
  checked: `Relus${N}: chacun va à une seule personne et ne nomme aucun autre destinataire.`,
  finding: (rule, mails) => `${rule} a encore quelque chose à dire de ${many(mails, 'message', 'messages')}.`,
};

export const SPLIT_WORDS: Readonly<Record<Locale, SplitWords>> = { en, fr };
