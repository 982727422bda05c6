import type { Refusal } from '../../edit/types.ts';
import type { Locale } from '../../rule/types.ts';

/** What `to-bcc` says. */
export interface BlindWords {
  readonly whereTo: string;
  readonly oneDraft: string;
  readonly refused: (refusal: Refusal) => string;
  readonly moved: (addresses: number) => string;
  readonly fields: (fields: number) => string;
  readonly nobody: string;
  /** What Bcc does not do. */
  readonly note: string;
}

const N = '\u00A0';

const REASONS: Readonly<Record<Locale, Partial<Record<Refusal, string>>>> = {
  en: {
    signed: 'This mail is signed, and its signature may cover the recipients; change them first, then sign it.',
    encrypted: 'This mail is encrypted: the keys in it tell whom it is for, in Bcc or not. Send one mail to each person.',
    dkim: 'This mail carries a DKIM signature over its recipients, so it has left already.',
    attached: 'This mail was resent: its To and Cc say who received it once.',
    'not-utf8': 'This file is not valid UTF-8; save it as UTF-8 first.',
  },
  fr: {
    signed: `Ce message est signé, et la signature peut couvrir les destinataires${N}; changez-les d'abord, signez ensuite.`,
    encrypted: `Ce message est chiffré${N}: ses clés disent à qui il s'adresse, Cci ou non. Envoyez un message à chaque personne.`,
    dkim: `Ce message porte une signature DKIM qui couvre ses destinataires${N}: il est déjà parti.`,
    attached: `Ce message a été réexpédié${N}: ses champs À et Cc disent qui l'a reçu autrefois.`,
    'not-utf8': `Ce fichier n'est pas de l'UTF-8 valide${N}; enregistrez-le d'abord en UTF-8.`,
  },
};

export const BLIND_WORDS: Readonly<Record<Locale, BlindWords>> = {
  en: {
    whereTo: '--in-place changes the file that was read: it goes neither with --output nor with standard input.',
    oneDraft: 'to-bcc takes one draft: an .eml or .json file.',
    refused: (refusal) => `${REASONS.en[refusal] ?? 'The recipients of this mail cannot be changed without changing something else. `undisclosed check` says what is wrong with it.'}\nNothing was written.`,
    moved: (addresses) => `${addresses} ${addresses === 1 ? 'address' : 'addresses'} moved to Bcc.`,
    fields: (fields) => `${fields} other header ${fields === 1 ? 'field that names' : 'fields that name'} recipients taken out.`,
    nobody: 'Nobody stands in To or Cc: it stays as it is.',
    note: 'Bcc protects nobody unless the program that sends this mail takes the field out; `undisclosed check --phase send` looks at what leaves.',
  },
  fr: {
    whereTo: `--in-place modifie le fichier lu${N}: ni avec --output, ni avec l'entrée standard.`,
    oneDraft: `to-bcc prend un seul brouillon${N}: un fichier .eml ou .json.`,
    refused: (refusal) => `${REASONS.fr[refusal] ?? `Les destinataires de ce message ne peuvent être changés sans toucher au reste. «${N}undisclosed check${N}» dit ce qui ne va pas.`}\nRien n'a été écrit.`,
    moved: (addresses) => `${addresses} ${addresses === 1 ? 'adresse placée' : 'adresses placées'} en Cci.`,
    fields: (fields) => `${fields} ${fields === 1 ? "autre champ d'en-tête, qui nomme des destinataires, retiré" : "autres champs d'en-tête, qui nomment des destinataires, retirés"}.`,
    nobody: `Personne ne figure dans À ni dans Cc${N}: il reste tel quel.`,
    note: `Cci ne protège que si le programme d'envoi retire ce champ${N}; «${N}undisclosed check --phase send${N}» examine ce qui part.`,
  },
};
