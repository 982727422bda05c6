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
  readonly cannotRead: (path: string) => string;
  readonly unexpected: (message: string) => string;
  readonly help: (command: string) => string;
  readonly progress: (count: string) => string;
  readonly exists: (path: string) => string;
  readonly needsAnswers: string;
  readonly dataWithoutTemplate: string;
  readonly badSamples: (path: string) => string;
  readonly tooManySamples: (path: string, most: number) => string;
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
  cannotRead: (path) => `${path} could not be read.`,
  unexpected: (message) => `something went wrong inside undisclosed: ${message}. Please report it; UNDISCLOSED_DEBUG=1 shows where.`,
  help: (command) => `Help: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} mails checked …`,
  exists: (path) => `${path} is there already and stays as it is. Choose another file with --output, or edit it.`,
  needsAnswers: 'there is no terminal to ask in. Answer on the command line: undisclosed init --answer candidates|apply|other, or --yes for the defaults.',
  dataWithoutTemplate: '--data fills templates; it goes with --as-template.',
  badSamples: (path) => `${path} holds no samples. It must be a JSON array of objects, one for each mail: [{"candidate": {"first_name": "Camille"}}].`,
  tooManySamples: (path, most) => `${path} holds more than ${most} samples; a few that differ are enough.`,
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
  cannotRead: (path) => `${path} n'a pas pu être lu.`,
  unexpected: (message) => `une erreur interne s'est produite${N}: ${message}. Merci de la signaler${N}; UNDISCLOSED_DEBUG=1 montre où.`,
  help: (command) => `Aide${N}: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} messages vérifiés…`,
  exists: (path) => `${path} existe déjà et reste tel quel. Choisissez un autre fichier avec --output, ou modifiez celui-ci.`,
  needsAnswers: `aucun terminal où poser les questions. Répondez sur la ligne de commande${N}: undisclosed init --answer candidates|apply|other, ou --yes pour les réponses par défaut.`,
  dataWithoutTemplate: `--data remplit des modèles${N}; cette option va avec --as-template.`,
  badSamples: (path) => `${path} ne contient pas d'exemples. Il faut un tableau JSON d'objets, un par message${N}: [{"candidate": {"first_name": "Camille"}}].`,
  tooManySamples: (path, most) => `${path} contient plus de ${most} exemples${N}; quelques-uns, bien différents, suffisent.`,
};

export const CLI_WORDS: Readonly<Record<Locale, CliWords>> = { en, fr };
