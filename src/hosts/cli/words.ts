import type { BaselineFault } from '../../io/baseline.ts';
import type { Locale } from '../../rule/types.ts';

/** What the program says about its own use, whatever the command. Help texts stand in help.ts, which `check` never loads. */
export interface CliWords {
  readonly error: string;
  readonly colon: string;
  readonly didYouMean: (names: readonly string[]) => string;
  readonly unknownCommand: (name: string) => string;
  readonly isAFile: (path: string) => string;
  readonly unknownOption: (name: string) => string;
  readonly missingValue: (option: string) => string;
  readonly tooMany: string;
  readonly badChoice: (option: string, value: string, choices: readonly string[]) => string;
  readonly badNumber: (option: string, value: string) => string;
  readonly noPaths: (command: string) => string;
  readonly unknownRule: (id: string) => string;
  readonly noRule: string;
  readonly cannotWrite: (path: string, reason: string) => string;
  readonly twoToOutput: (formats: readonly string[]) => string;
  readonly whichFormat: (path: string, formats: readonly string[]) => string;
  readonly sameOutput: (path: string) => string;
  readonly overInput: (path: string) => string;
  readonly needsOption: (option: string, other: string) => string;
  readonly noBaseline: (path: string) => string;
  readonly badBaseline: Readonly<Record<BaselineFault, (path: string) => string>>;
  /** @param counts '3 blocking, 9 to review' */
  readonly baselineKnown: (path: string, counts: string) => string;
  readonly baselineWritten: (path: string, counts: string) => string;
  readonly baselinePruned: (path: string, count: number) => string;
  readonly baselineNotPruned: (path: string) => string;
  readonly cacheUnwritten: (path: string, reason: string) => string;
  readonly cannotRead: (path: string) => string;
  readonly unexpected: (message: string) => string;
  readonly help: (command: string) => string;
  readonly progress: (count: string) => string;
  readonly exists: (path: string) => string;
  readonly needsAnswers: string;
}

const en: CliWords = {
  error: 'Error',
  colon: ':',
  didYouMean: (names) => `Did you mean ${names.join(' or ')}?`,
  unknownCommand: (name) => `there is no command '${name}'.`,
  isAFile: (path) => `To check it: undisclosed check ${path}`,
  unknownOption: (name) => `there is no option '${name}' here.`,
  missingValue: (option) => `${option} needs a value.`,
  tooMany: 'more words than this command takes.',
  badChoice: (option, value, choices) => `'${value}' is not possible for ${option}; it takes ${choices.join(', ')}.`,
  badNumber: (option, value) => `${option} takes a whole number from 0, not '${value}'.`,
  noPaths: (command) => `say what to read: undisclosed ${command} draft.eml, a folder, or - for standard input.`,
  unknownRule: (id) => `there is no rule '${id}'.`,
  noRule: 'say which rule: undisclosed explain recipients/visible-recipients. All of them: undisclosed rules',
  cannotWrite: (path, reason) => `${path} cannot be written (${reason}).`,
  twoToOutput: (formats) => `one format can go to standard output, not ${formats.join(' and ')}; give the others a file with -o.`,
  whichFormat: (path, formats) => `the name ${path} does not tell its format; add ${formats.map((format) => `-f ${format}`).join(' or ')}.`,
  sameOutput: (path) => `${path} would be written twice.`,
  overInput: (path) => `${path} is to be read; a report in its place would destroy it.`,
  needsOption: (option, other) => `${option} needs ${other}.`,
  noBaseline: (path) => `there is no baseline ${path}. To write one with the findings there are now: add --update-baseline.`,
  badBaseline: {
    'not-json': (path) => `the baseline ${path} is not valid JSON; was a merge left unfinished? To start anew, delete it and add --update-baseline.`,
    'not-a-baseline': (path) => `${path} is no baseline, and stays as it is.`,
    'other-version': (path) => `the baseline ${path} was written by another version. To start anew, delete it and add --update-baseline.`,
    edited: (path) => `the baseline ${path} was changed by hand: a line is not as it was written. To start anew, delete it and add --update-baseline.`,
  },
  baselineKnown: (path, counts) => `Known from ${path} and not shown: ${counts}.`,
  baselineWritten: (path, counts) => `Written to ${path} as known: ${counts}.`,
  baselinePruned: (path, count) => `Taken out of ${path}, because no longer found: ${count}.`,
  baselineNotPruned: (path) => `Nothing was taken out of ${path}, because something could not be read.`,
  cacheUnwritten: (path, reason) => `The cache ${path} could not be written (${reason}).`,
  cannotRead: (path) => `${path} could not be read.`,
  unexpected: (message) => `something went wrong inside undisclosed: ${message}. Please report it; UNDISCLOSED_DEBUG=1 shows where.`,
  help: (command) => `Help: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} mails checked …`,
  exists: (path) => `${path} is there already and stays as it is. Choose another file with --output, or edit it.`,
  needsAnswers: 'there is no terminal to ask in. Answer on the command line: undisclosed init --answer candidates|apply|other, or --yes for the defaults.',
};

const N = '\u00A0';

const fr: CliWords = {
  error: 'Erreur',
  colon: `${N}:`,
  didYouMean: (names) => `Vouliez-vous dire ${names.join(' ou ')}${N}?`,
  unknownCommand: (name) => `la commande «${N}${name}${N}» n'existe pas.`,
  isAFile: (path) => `Pour le vérifier${N}: undisclosed check ${path}`,
  unknownOption: (name) => `l'option «${N}${name}${N}» n'existe pas ici.`,
  missingValue: (option) => `${option} attend une valeur.`,
  tooMany: "trop d'arguments pour cette commande.",
  badChoice: (option, value, choices) => `«${N}${value}${N}» n'est pas possible pour ${option}${N}; choix${N}: ${choices.join(', ')}.`,
  badNumber: (option, value) => `${option} attend un nombre entier, 0 ou plus, et non «${N}${value}${N}».`,
  noPaths: (command) => `indiquez ce qu'il faut lire${N}: undisclosed ${command} brouillon.eml, un dossier, ou - pour l'entrée standard.`,
  unknownRule: (id) => `la règle «${N}${id}${N}» n'existe pas.`,
  noRule: `indiquez la règle${N}: undisclosed explain recipients/visible-recipients. Toutes les règles${N}: undisclosed rules`,
  cannotWrite: (path, reason) => `impossible d'écrire ${path} (${reason}).`,
  twoToOutput: (formats) => `un seul format peut aller sur la sortie standard, pas ${formats.join(' et ')}${N}; donnez un fichier aux autres avec -o.`,
  whichFormat: (path, formats) => `le nom ${path} ne dit pas son format${N}; ajoutez ${formats.map((format) => `-f ${format}`).join(' ou ')}.`,
  sameOutput: (path) => `${path} serait écrit deux fois.`,
  overInput: (path) => `${path} est à lire${N}; un rapport à sa place le détruirait.`,
  needsOption: (option, other) => `${option} va avec ${other}.`,
  noBaseline: (path) => `la référence ${path} n'existe pas. Pour l'écrire avec les constats actuels${N}: ajoutez --update-baseline.`,
  badBaseline: {
    'not-json': (path) => `la référence ${path} n'est pas du JSON valide${N}; une fusion est-elle restée inachevée${N}? Pour repartir de zéro, supprimez-la et ajoutez --update-baseline.`,
    'not-a-baseline': (path) => `${path} n'est pas une référence, et reste tel quel.`,
    'other-version': (path) => `la référence ${path} vient d'une autre version. Pour repartir de zéro, supprimez-la et ajoutez --update-baseline.`,
    edited: (path) => `la référence ${path} a été modifiée à la main${N}: une ligne n'est plus telle qu'elle a été écrite. Pour repartir de zéro, supprimez-la et ajoutez --update-baseline.`,
  },
  baselineKnown: (path, counts) => `Déjà dans ${path}, non affichés${N}: ${counts}.`,
  baselineWritten: (path, counts) => `Inscrits dans ${path} comme connus${N}: ${counts}.`,
  baselinePruned: (path, count) => `Retirés de ${path}, car plus constatés${N}: ${count}.`,
  baselineNotPruned: (path) => `Rien n'a été retiré de ${path}, car une partie n'a pas pu être lue.`,
  cacheUnwritten: (path, reason) => `Le cache ${path} n'a pas pu être écrit (${reason}).`,
  cannotRead: (path) => `${path} n'a pas pu être lu.`,
  unexpected: (message) => `une erreur interne s'est produite${N}: ${message}. Merci de la signaler${N}; UNDISCLOSED_DEBUG=1 montre où.`,
  help: (command) => `Aide${N}: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} messages vérifiés…`,
  exists: (path) => `${path} existe déjà et reste tel quel. Choisissez un autre fichier avec --output, ou modifiez celui-ci.`,
  needsAnswers: `aucun terminal où poser les questions. Répondez sur la ligne de commande${N}: undisclosed init --answer candidates|apply|other, ou --yes pour les réponses par défaut.`,
};

export const CLI_WORDS: Readonly<Record<Locale, CliWords>> = { en, fr };
