import type { Locale } from '../../rule/types.ts';

/** What `undisclosed fix` says while it goes through a mail. */
export interface FixWords {
  readonly title: string;
  readonly place: (line: number, column: number) => string;
  readonly question: string;
  readonly keep: string;
  readonly yes: string;
  readonly no: string;
  readonly adapt: string;
  readonly leave: string;
  readonly leaveAll: string;
  readonly stop: string;
  readonly quit: string;
  readonly notHere: (reason: string) => string;
  readonly split: (path: string) => string;
  readonly safe: (count: number) => string;
  readonly nothing: string;
  readonly byHand: (count: number) => string;
  readonly written: (path: string, count: number) => string;
  readonly unwritten: string;
  readonly backup: (path: string) => string;
  readonly next: (path: string) => string;
}

const N = '\u00A0';

const en: FixWords = {
  title: 'undisclosed: a mail put right, finding by finding',
  place: (line, column) => `line ${line}, column ${column}`,
  question: 'What shall become of it?',
  keep: 'Make this change?',
  yes: 'Yes',
  no: 'No',
  adapt: 'The sentence is an example: afterwards, put into it what is true for this person.',
  leave: 'Leave it as it is',
  leaveAll: 'Leave all of this kind',
  stop: 'Stop here and write what was changed',
  quit: 'Stop here and write nothing',
  notHere: (reason) => `Not possible here: ${reason}`,
  split: (path) => `One mail a person is written by: undisclosed split ${path}`,
  safe: (count) => (count === 1 ? 'One finding was fixed without asking: it was safe.' : `${count} findings were fixed without asking: they were safe.`),
  nothing: 'There is nothing here that can be changed for you.',
  byHand: (count) => (count === 1 ? 'One finding is for you to put right by hand.' : `${count} findings are for you to put right by hand.`),
  written: (path, count) => `${path} written, ${count === 1 ? 'one finding' : `${count} findings`} fixed.`,
  unwritten: 'Nothing was written.',
  backup: (path) => `As it was before: ${path}`,
  next: (path) => `Next: undisclosed check ${path}`,
};

const fr: FixWords = {
  title: `undisclosed${N}: un message corrigé constat par constat`,
  place: (line, column) => `ligne ${line}, colonne ${column}`,
  question: `Qu'en faire${N}?`,
  keep: `Faire ce changement${N}?`,
  yes: 'Oui',
  no: 'Non',
  adapt: `La phrase est un exemple${N}: mettez-y ensuite ce qui est vrai pour cette personne.`,
  leave: 'Laisser tel quel',
  leaveAll: 'Laisser tous ceux de ce genre',
  stop: "S'arrêter et écrire ce qui a changé",
  quit: "S'arrêter sans rien écrire",
  notHere: (reason) => `Pas possible ici${N}: ${reason}`,
  split: (path) => `Un message par personne s'écrit avec${N}: undisclosed split ${path}`,
  safe: (count) => (count === 1 ? `Un constat a été corrigé sans demander${N}: c'était sans risque.` : `${count} constats ont été corrigés sans demander${N}: c'était sans risque.`),
  nothing: "Il n'y a rien ici qui puisse être changé pour vous.",
  byHand: (count) => (count === 1 ? 'Un constat reste à corriger à la main.' : `${count} constats restent à corriger à la main.`),
  written: (path, count) => `${path} est écrit, ${count === 1 ? 'un constat corrigé' : `${count} constats corrigés`}.`,
  unwritten: "Rien n'a été écrit.",
  backup: (path) => `Tel qu'il était${N}: ${path}`,
  next: (path) => `Ensuite${N}: undisclosed check ${path}`,
};

export const FIX_WORDS: Readonly<Record<Locale, FixWords>> = { en, fr };
