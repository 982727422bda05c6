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
  readonly missingOperand: (operand: string, usage: string) => string;
  readonly tooMany: string;
  readonly badChoice: (option: string, value: string, choices: readonly string[]) => string;
  readonly badNumber: (option: string, value: string) => string;
  readonly noPaths: (command: string) => string;
  readonly unknownRule: (id: string) => string;
  readonly ruleFamily: (family: string, ids: readonly string[]) => string;
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
  readonly baselineLeft: (path: string, count: number) => string;
  readonly baselineNotPruned: (path: string) => string;
  readonly cacheUnwritten: (path: string, reason: string) => string;
  readonly cannotRead: (path: string) => string;
  readonly unexpected: (message: string) => string;
  readonly help: (command: string) => string;
  readonly progress: (count: string) => string;
  readonly exists: (path: string) => string;
  readonly needsAnswers: string;
  readonly badAddress: (value: string) => string;
  readonly cannotListen: (address: string, reason: string) => string;
  readonly listening: (address: string) => string;
  readonly madeToken: (token: string) => string;
  readonly needsListen: string;
  readonly needsStdio: string;
  readonly needsConfig: string;
  readonly badSuffix: (suffix: string) => string;
  readonly needsFix: (option: string) => string;
  readonly fixSent: string;
  readonly fixReader: string;
  readonly fixAsk: string;
  readonly needsTerminal: (path: string) => string;
  readonly oneDraft: string;
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
  missingOperand: (operand, usage) => `<${operand}> is missing: undisclosed ${usage}`,
  tooMany: 'more words than this command takes.',
  badChoice: (option, value, choices) => `'${value}' is not possible for ${option}; it takes ${choices.join(', ')}.`,
  badNumber: (option, value) => `${option} takes a whole number from 0, not '${value}'.`,
  noPaths: (command) => `say what to read: undisclosed ${command} draft.eml, a folder, or - for standard input.`,
  unknownRule: (id) => `there is no rule '${id}'.`,
  ruleFamily: (family, ids) => `${family} is a family of rules; say which one: ${ids.join(', ')}.`,
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
  baselineLeft: (path, count) => `Left in ${path}, because their rules did not run: ${count}.`,
  baselineNotPruned: (path) => `Nothing was taken out of ${path}, because something could not be read.`,
  cacheUnwritten: (path, reason) => `The cache ${path} could not be written (${reason}).`,
  cannotRead: (path) => `${path} could not be read.`,
  unexpected: (message) => `something went wrong inside undisclosed: ${message}. Please report it; UNDISCLOSED_DEBUG=1 shows where.`,
  help: (command) => `Help: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} mails checked …`,
  exists: (path) => `${path} is there already and stays as it is. Choose another file with --output, or edit it.`,
  needsAnswers: 'there is no terminal to ask in. Answer on the command line: undisclosed init --answer candidates|apply|other, or --yes for the defaults.',
  badAddress: (value) => `--listen takes HOST:PORT, such as 127.0.0.1:8025, not '${value}'.`,
  cannotListen: (address, reason) => `cannot answer on ${address} (${reason}).`,
  listening: (address) => `Answering on http://${address} . Ctrl+C ends it.`,
  madeToken: (token) => `No token was given; this one was made for this run: ${token}`,
  needsStdio: 'say --stdio: the language server speaks on standard input and output.',
  needsListen: 'say where the mail server finds it: undisclosed milter --listen unix:/path, or inet:port@host.',
  needsConfig: 'say by which configuration to judge: undisclosed milter --config FILE. It is not searched for.',
  badSuffix: (suffix) => `'${suffix}' cannot be the end of a file name; --backup takes one such as .orig.`,
  needsFix: (option) => `${option} says what --fix or --fix-dry-run is to do; without either it means nothing.`,
  fixSent: 'a mail under --phase sent has left; it is not changed any more.',
  fixReader: '--fix works with our own reader, and asks mailparser to confirm; leave --reader out.',
  fixAsk: '--fix-type ask changes what a person should look at first; name each rule it is meant for with --rule.',
  needsTerminal: (path) => `there is no terminal to ask in. What is safe can be fixed without: undisclosed check --fix ${path}; for one rule: undisclosed check --fix --fix-type ask --rule ID ${path}`,
  oneDraft: '`undisclosed fix` goes through one mail, in a file of its own: an .eml or a .json.',
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
  missingOperand: (operand, usage) => `il manque <${operand}>${N}: undisclosed ${usage}`,
  tooMany: "trop d'arguments pour cette commande.",
  badChoice: (option, value, choices) => `«${N}${value}${N}» n'est pas possible pour ${option}${N}; choix${N}: ${choices.join(', ')}.`,
  badNumber: (option, value) => `${option} attend un nombre entier, 0 ou plus, et non «${N}${value}${N}».`,
  noPaths: (command) => `indiquez ce qu'il faut lire${N}: undisclosed ${command} brouillon.eml, un dossier, ou - pour l'entrée standard.`,
  unknownRule: (id) => `la règle «${N}${id}${N}» n'existe pas.`,
  ruleFamily: (family, ids) => `${family} est une famille de règles${N}; indiquez laquelle${N}: ${ids.join(', ')}.`,
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
  baselineLeft: (path, count) => `Laissés dans ${path}, car leurs règles n'ont pas été appliquées${N}: ${count}.`,
  baselineNotPruned: (path) => `Rien n'a été retiré de ${path}, car une partie n'a pas pu être lue.`,
  cacheUnwritten: (path, reason) => `Le cache ${path} n'a pas pu être écrit (${reason}).`,
  cannotRead: (path) => `${path} n'a pas pu être lu.`,
  unexpected: (message) => `une erreur interne s'est produite${N}: ${message}. Merci de la signaler${N}; UNDISCLOSED_DEBUG=1 montre où.`,
  help: (command) => `Aide${N}: undisclosed ${command === '' ? '' : `${command} `}--help`,
  progress: (count) => `${count} messages vérifiés…`,
  exists: (path) => `${path} existe déjà et reste tel quel. Choisissez un autre fichier avec --output, ou modifiez celui-ci.`,
  needsAnswers: `aucun terminal où poser les questions. Répondez sur la ligne de commande${N}: undisclosed init --answer candidates|apply|other, ou --yes pour les réponses par défaut.`,
  badAddress: (value) => `--listen attend MACHINE:PORT, par exemple 127.0.0.1:8025, et non «${N}${value}${N}».`,
  cannotListen: (address, reason) => `impossible de répondre sur ${address} (${reason}).`,
  listening: (address) => `Réponses sur http://${address} . Ctrl+C pour terminer.`,
  madeToken: (token) => `Aucun jeton n'a été donné${N}; celui-ci vaut pour cette fois${N}: ${token}`,
  needsStdio: `indiquez --stdio${N}: le serveur de langage parle sur l'entrée et la sortie standard.`,
  needsListen: `indiquez où le serveur de courrier le trouve${N}: undisclosed milter --listen unix:/chemin, ou inet:port@hôte.`,
  needsConfig: `indiquez la configuration à appliquer${N}: undisclosed milter --config FICHIER. Elle n'est pas cherchée.`,
  badSuffix: (suffix) => `«${N}${suffix}${N}» ne peut pas terminer un nom de fichier${N}; --backup attend par exemple .orig.`,
  needsFix: (option) => `${option} précise ce que doit faire --fix ou --fix-dry-run${N}; seule, cette option ne dit rien.`,
  fixSent: `un message sous --phase sent est parti${N}; il n'est plus modifié.`,
  fixReader: `--fix travaille avec notre propre lecteur et demande confirmation à mailparser${N}; n'indiquez pas --reader.`,
  fixAsk: `--fix-type ask change ce qu'une personne devrait d'abord regarder${N}; nommez avec --rule chaque règle concernée.`,
  needsTerminal: (path) => `aucun terminal où poser les questions. Ce qui est sans risque se corrige sans elles${N}: undisclosed check --fix ${path}${N}; pour une règle${N}: undisclosed check --fix --fix-type ask --rule ID ${path}`,
  oneDraft: `«${N}undisclosed fix${N}» parcourt un message, dans un fichier à lui${N}: un .eml ou un .json.`,
  dataWithoutTemplate: `--data remplit des modèles${N}; cette option va avec --as-template.`,
  badSamples: (path) => `${path} ne contient pas d'exemples. Il faut un tableau JSON d'objets, un par message${N}: [{"candidate": {"first_name": "Camille"}}].`,
  tooManySamples: (path, most) => `${path} contient plus de ${most} exemples${N}; quelques-uns, bien différents, suffisent.`,
};

export const CLI_WORDS: Readonly<Record<Locale, CliWords>> = { en, fr };
