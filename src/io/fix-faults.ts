import type { Locale } from '../rule/types.ts';

/** Why a file was not written, though its mail could be fixed. */
export type FileRefusal = 'not-a-file' | 'read-only' | 'changed' | 'backup-exists' | 'not-utf8' | 'quoting' | 'sized-name' | 'too-large' | 'many' | 'io';

const SENTENCES: Readonly<Record<FileRefusal, Readonly<Record<Locale, string>>>> = {
  'not-a-file': { en: 'This is no file that can be written in place.', fr: "Ce n'est pas un fichier qui puisse être réécrit sur place." },
  'read-only': { en: 'The file is read-only.', fr: 'Le fichier est en lecture seule.' },
  changed: { en: 'The file was changed by somebody else meanwhile.', fr: "Le fichier a été modifié entre-temps par quelqu'un d'autre." },
  'backup-exists': { en: 'There is a backup of that name already, and it is not overwritten.', fr: "Une copie de ce nom existe déjà\u00A0; elle n'est pas écrasée." },
  'not-utf8': { en: 'The file is not valid UTF-8; writing it would spoil what could not be read.', fr: "Le fichier n'est pas de l'UTF-8 valide\u00A0; l'écrire abîmerait ce qui n'a pas pu être lu." },
  quoting: { en: "The mailbox does not quote 'From ' lines as mboxrd does; a message cannot be put back exactly.", fr: "La boîte ne protège pas les lignes «\u00A0From\u00A0» à la façon de mboxrd\u00A0; un message ne peut pas y être remis à l'identique." },
  'sized-name': { en: 'The name of the Maildir file tells its size, which would no longer be right.', fr: 'Le nom du fichier Maildir indique sa taille, qui ne serait plus juste.' },
  'too-large': { en: 'The file is larger than 128 MiB.', fr: 'Le fichier dépasse 128 Mio.' },
  many: { en: 'Standard input holds several mails; save them to a file to fix them.', fr: "L'entrée standard contient plusieurs messages\u00A0; enregistrez-les dans un fichier pour les corriger." },
  io: { en: 'Writing it failed.', fr: "L'écriture a échoué." },
};

/** The sentence for a refusal. Holds no text of the file. */
export function describeFileRefusal(refusal: FileRefusal, locale: Locale): string {
  return SENTENCES[refusal][locale];
}
