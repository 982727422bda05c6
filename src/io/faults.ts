import type { ProblemReason } from '../draft/types.ts';
import type { Locale } from '../rule/types.ts';

/** Why a whole input could not be read. */
export type Fault = 'not-found' | 'no-match' | 'no-mail' | 'no-template' | 'not-a-file' | 'folder' | 'forbidden' | 'too-large' | 'empty' | 'utf-16' | 'not-a-message' | 'invalid-json' | 'not-an-object' | 'io';

const SENTENCES: Readonly<Record<Fault, Readonly<Record<Locale, string>>>> = {
  'not-found': { en: 'There is no such file or folder.', fr: 'Ce fichier ou dossier n\'existe pas.' },
  'no-match': { en: 'No file matches this pattern.', fr: 'Aucun fichier ne correspond à ce motif.' },
  'no-mail': {
    en: 'There is no mail in this folder: no .eml, .mbox or .jsonl file, no Maildir, no .json file with from, to, cc or bcc.',
    fr: 'Ce dossier ne contient aucun message : ni fichier .eml, .mbox ou .jsonl, ni Maildir, ni fichier .json avec from, to, cc ou bcc.',
  },
  'no-template': {
    en: 'There is no template in this folder: no .eml, .html, .mjml, .hbs, .liquid, .j2 or the like, no .txt or .md file with a subject or a variable, no .json file with from, to, cc or bcc.',
    fr: 'Ce dossier ne contient aucun modèle : ni .eml, .html, .mjml, .hbs, .liquid, .j2 ou semblable, ni fichier .txt ou .md avec un objet ou une variable, ni fichier .json avec from, to, cc ou bcc.',
  },
  'not-a-file': { en: 'This is a pipe, a socket or a device, not a file. To read from a pipe, give - instead.', fr: 'C\'est un tube, une socket ou un périphérique, pas un fichier. Pour lire un tube, indiquez - à la place.' },
  folder: { en: 'This is a folder, not a file.', fr: 'C\'est un dossier, pas un fichier.' },
  forbidden: { en: 'This file or folder may not be read by the current user.', fr: 'L\'utilisateur actuel n\'a pas le droit de lire ce fichier ou dossier.' },
  'too-large': { en: 'This is larger than 128 MiB, more than a mail can be.', fr: 'Cela dépasse 128 Mio, plus qu\'un message ne peut peser.' },
  empty: { en: 'There is nothing in it.', fr: 'Il est vide.' },
  'utf-16': { en: 'This is UTF-16 text, or holds NUL bytes throughout. Save it as UTF-8, or export the message as .eml.', fr: 'C\'est du texte en UTF-16, ou il est rempli d\'octets nuls. Enregistrez-le en UTF-8, ou exportez le message au format .eml.' },
  'not-a-message': { en: 'This is no mail: it does not begin with header fields such as From and To.', fr: 'Ce n\'est pas un message : il ne commence pas par des en-têtes comme From et To.' },
  'invalid-json': { en: 'This is not valid JSON.', fr: 'Ce n\'est pas du JSON valide.' },
  'not-an-object': { en: 'A JSON draft is one object with fields such as from, to, subject and text.', fr: 'Un brouillon JSON est un objet avec des champs comme from, to, subject et text.' },
  io: { en: 'Reading it failed.', fr: 'La lecture a échoué.' },
};

/** The sentence for a fault. Holds no text of the input. */
export function describeFault(fault: Fault, locale: Locale): string {
  return SENTENCES[fault][locale];
}

/** The fault that an error of the file system stands for. */
export function faultOf(error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG') return 'not-found';
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden';
  if (code === 'ENXIO' || code === 'EAGAIN') return 'not-a-file';
  return 'io';
}

const REASONS: ReadonlySet<ProblemReason> = new Set(['too-large', 'empty', 'utf-16', 'not-a-message', 'invalid-json', 'not-an-object', 'io']);

/** The reason that a draft of nothing carries. */
export function reasonOf(fault: Fault): ProblemReason {
  return REASONS.has(fault as ProblemReason) ? fault as ProblemReason : 'io';
}

/** Reasons that, on a draft of which nothing else was read, mean that there is no draft. */
export function isFault(reason: ProblemReason): reason is ProblemReason & Fault {
  return REASONS.has(reason);
}
