import type { Locale } from '../../rule/types.ts';
import type { CommandName } from './commands.ts';

interface CommandHelp {
  readonly summary: string;
  readonly description: string;
  readonly operands: Readonly<Record<string, string>>;
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Where an option means something else here than elsewhere. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface Help {
  readonly description: string;
  readonly start: string;
  readonly titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:', string>>;
  readonly examples: string;
  /** For the program as a whole. */
  readonly first: CommandHelp['examples'];
  readonly exitCodes: string;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly version: string;
  readonly choices: string;
  readonly fallback: string;
  readonly between: string;
  readonly options: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<CommandName, CommandHelp>>;
}

const en: Help = {
  description: 'Reads mail before it leaves and says who will see whom, what the law forbids and what hurts. Nothing leaves your machine.',
  start: 'New here? Run `undisclosed init`, then `undisclosed check` on a draft saved as .eml.',
  titles: { 'Usage:': 'Usage:', 'Arguments:': 'Arguments:', 'Options:': 'Options:', 'Commands:': 'Commands:' },
  examples: 'Examples:',
  first: [
    ['undisclosed check draft.eml', 'who will see whom, and what else is wrong'],
    ['undisclosed check outbox/ --preset hr', 'all mails of a folder, with the rules for mail to candidates'],
    ['undisclosed explain recipients/visible-recipients', 'why a rule says what it says, and what to do'],
  ],
  exitCodes: 'Exit codes: 0 clean · 1 findings at or above --fail-on, or more warnings than --max-warnings · 2 wrong use, wrong configuration, or something that could not be read',
  helpOption: 'show this help',
  helpCommand: 'show the help of a command',
  version: 'show the version',
  choices: 'choices:',
  fallback: 'default:',
  between: '; ',
  options: {
    format: 'how to print',
    'fail-on': 'lowest level that makes the exit code 1',
    'max-warnings': 'exit code 1 with more than N findings of level warning',
    quiet: 'show errors only (all are counted)',
    config: 'configuration file, instead of the one searched upward from here',
    preset: 'use this preset in place of `extends`: recommended, hr, candidate-reply, all',
    rule: 'only this rule, perhaps at another level; may be repeated',
    phase: 'compose: a draft; send: about to leave; sent: a copy of what left',
    reader: 'who reads the bytes of a message',
    'stdin-filename': 'name to report for standard input, and to tell its format by',
    'show-content': 'show addresses and words of the mail in full',
    output: 'write to this file instead of standard output',
    locale: 'language of what is printed; else the configuration, else LANG',
    'no-color': 'no colour (NO_COLOR and FORCE_COLOR are heeded as well)',
    yes: 'ask nothing, take the defaults',
    answer: 'candidates: you write to candidates; apply: you apply for jobs; other',
    'internal-domain': 'a domain of your organisation; may be repeated',
    colleague: 'an address that is inside whatever its domain; may be repeated',
  },
  commands: {
    check: {
      summary: 'check mails before they leave',
      description: 'Checks mails: .eml files, JSON drafts, .jsonl, mbox, Maildir, folders and globs, or - for standard input.',
      operands: { paths: 'files, folders, globs; - is standard input' },
      examples: [
        ['undisclosed check draft.eml', 'one draft'],
        ['undisclosed check outbox/ --preset hr', 'a folder, with the rules for mail to candidates'],
        ['undisclosed check - --stdin-filename draft.json < draft.json', 'a JSON draft from a program'],
        ['undisclosed check mails.mbox --fail-on warning -f json -o findings.json', 'for a pipeline'],
        ['undisclosed check draft.eml --rule recipients/visible-recipients:error', 'one rule, at a level of your own'],
      ],
    },
    recipients: {
      summary: 'count who sees whom',
      description: 'Counts who sees whom in each mail: visible and external recipients, persons, organisations, identifiable persons, lists, calendar attendees, blind recipients.',
      operands: { paths: 'files, folders, globs; - is standard input' },
      examples: [
        ['undisclosed recipients draft.eml', 'numbers alone'],
        ['undisclosed recipients archive.mbox --format jsonl', 'one line of JSON a mail'],
        ['undisclosed recipients draft.eml --show-content', 'with the addresses'],
      ],
      options: { 'show-content': 'add the addresses' },
    },
    rules: {
      summary: 'list the rules and their levels',
      description: 'Lists all rules: what they find, their level, and whether the configuration in effect here switches them on.',
      operands: {},
      examples: [['undisclosed rules', 'as they are set here'], ['undisclosed rules --preset hr', 'as the preset hr sets them'], ['undisclosed rules -f json', 'for a program']],
    },
    explain: {
      summary: 'explain a rule',
      description: 'Explains a rule: what it finds and why, the law by country, what to do, its options, and examples of what is flagged and what is not.',
      operands: { rule: 'id of the rule, such as recipients/visible-recipients' },
      examples: [['undisclosed explain recipients/visible-recipients', 'why 340 addresses in To are a problem'], ['undisclosed explain discrimination/age --locale fr', 'in French']],
    },
    init: {
      summary: 'write a configuration, with a few questions',
      description: 'Asks a few questions and writes undisclosed.config.yaml. A file that is there already is never overwritten.',
      operands: {},
      examples: [
        ['undisclosed init', 'with questions'],
        ['undisclosed init --answer candidates --internal-domain example.com', 'without'],
        ['undisclosed init --yes', 'with the defaults'],
      ],
    },
    'print-config': {
      summary: 'show the configuration in effect',
      description: 'Shows the configuration in effect here, or for one file with the overrides that match it, and where each value comes from.',
      operands: { file: 'a mail, for overrides by path' },
      examples: [['undisclosed print-config', 'here'], ['undisclosed print-config drafts/refusal.eml', 'for one mail'], ['undisclosed print-config -f json', 'for a program']],
    },
  },
};

const fr: Help = {
  description: "Lit un message avant son départ et dit qui verra qui, ce que la loi interdit et ce qui blesse. Rien ne quitte votre machine.",
  start: 'Vous débutez\u00A0? Lancez `undisclosed init`, puis `undisclosed check` sur un brouillon enregistré en .eml.',
  titles: { 'Usage:': 'Usage\u00A0:', 'Arguments:': 'Arguments\u00A0:', 'Options:': 'Options\u00A0:', 'Commands:': 'Commandes\u00A0:' },
  examples: 'Exemples\u00A0:',
  first: [
    ['undisclosed check brouillon.eml', 'qui verra qui, et ce qui ne va pas par ailleurs'],
    ['undisclosed check a-envoyer/ --preset hr', "tous les messages d'un dossier, avec les règles pour le courrier aux candidats"],
    ['undisclosed explain recipients/visible-recipients', "pourquoi une règle dit ce qu'elle dit, et que faire"],
  ],
  exitCodes: "Codes de sortie\u00A0: 0 rien à signaler · 1 constats au niveau de --fail-on ou plus, ou plus d'avertissements que --max-warnings · 2 mauvais usage, configuration fautive, ou entrée illisible",
  helpOption: 'affiche cette aide',
  helpCommand: "affiche l'aide d'une commande",
  version: 'affiche la version',
  choices: 'choix\u00A0:',
  fallback: 'par défaut\u00A0:',
  between: '\u00A0; ',
  options: {
    format: 'forme du résultat',
    'fail-on': 'niveau à partir duquel le code de sortie est 1 (error\u00A0: bloquant, warning\u00A0: à revoir, info\u00A0: conseil)',
    'max-warnings': 'code de sortie 1 au-delà de N constats «\u00A0à revoir\u00A0»',
    quiet: 'ne montre que ce qui est bloquant (tout est compté)',
    config: "fichier de configuration, au lieu de celui cherché en remontant depuis ce dossier",
    preset: 'ce préréglage à la place de `extends`\u00A0: recommended, hr, candidate-reply, all',
    rule: "cette règle seule, au besoin à un autre niveau\u00A0; peut être répété",
    phase: 'compose\u00A0: brouillon\u00A0; send\u00A0: sur le départ\u00A0; sent\u00A0: copie de ce qui est parti',
    reader: "qui lit les octets d'un message",
    'stdin-filename': "nom à donner à l'entrée standard, et qui en dit le format",
    'show-content': 'montre en entier les adresses et les mots du message',
    output: 'écrit dans ce fichier plutôt que sur la sortie standard',
    locale: 'langue de ce qui est affiché\u00A0; sinon celle de la configuration, sinon LANG',
    'no-color': 'sans couleur (NO_COLOR et FORCE_COLOR sont respectés)',
    yes: 'ne demande rien, prend les réponses par défaut',
    answer: 'candidates\u00A0: vous écrivez à des candidats\u00A0; apply\u00A0: vous postulez\u00A0; other\u00A0: ni l\'un ni l\'autre',
    'internal-domain': 'un domaine de votre organisation\u00A0; peut être répété',
    colleague: 'une adresse interne quel que soit son domaine\u00A0; peut être répété',
  },
  commands: {
    check: {
      summary: 'vérifie des messages avant leur départ',
      description: "Vérifie des messages\u00A0: fichiers .eml, brouillons JSON, .jsonl, mbox, Maildir, dossiers et motifs, ou - pour l'entrée standard.",
      operands: { paths: "fichiers, dossiers, motifs\u00A0; - est l'entrée standard" },
      examples: [
        ['undisclosed check brouillon.eml', 'un brouillon'],
        ['undisclosed check a-envoyer/ --preset hr', 'un dossier, avec les règles pour le courrier aux candidats'],
        ['undisclosed check - --stdin-filename brouillon.json < brouillon.json', "un brouillon JSON venu d'un programme"],
        ['undisclosed check mails.mbox --fail-on warning -f json -o constats.json', 'dans une chaîne de traitement'],
        ['undisclosed check brouillon.eml --rule recipients/visible-recipients:error', 'une seule règle, au niveau de votre choix'],
      ],
    },
    recipients: {
      summary: 'compte qui voit qui',
      description: 'Compte qui voit qui dans chaque message\u00A0: destinataires visibles et externes, personnes, organisations, personnes identifiables, listes, invités, destinataires cachés.',
      operands: { paths: "fichiers, dossiers, motifs\u00A0; - est l'entrée standard" },
      examples: [
        ['undisclosed recipients brouillon.eml', 'des nombres seulement'],
        ['undisclosed recipients archives.mbox --format jsonl', 'une ligne de JSON par message'],
        ['undisclosed recipients brouillon.eml --show-content', 'avec les adresses'],
      ],
      options: { 'show-content': 'ajoute les adresses' },
    },
    rules: {
      summary: 'énumère les règles et leurs niveaux',
      description: "Énumère toutes les règles\u00A0: ce qu'elles relèvent, leur niveau, et si la configuration en vigueur ici les active.",
      operands: {},
      examples: [['undisclosed rules', "telles qu'elles sont réglées ici"], ['undisclosed rules --preset hr', 'telles que les règle le préréglage hr'], ['undisclosed rules -f json', 'pour un programme']],
    },
    explain: {
      summary: 'explique une règle',
      description: "Explique une règle\u00A0: ce qu'elle relève et pourquoi, le droit par pays, que faire, ses options, et des exemples de ce qui est relevé ou non.",
      operands: { rule: 'identifiant de la règle, par exemple recipients/visible-recipients' },
      examples: [['undisclosed explain recipients/visible-recipients', 'pourquoi 340 adresses visibles posent problème'], ['undisclosed explain discrimination/age --locale en', 'en anglais']],
    },
    init: {
      summary: 'écrit une configuration, en quelques questions',
      description: "Pose quelques questions et écrit undisclosed.config.yaml. Un fichier déjà présent n'est jamais écrasé.",
      operands: {},
      examples: [
        ['undisclosed init', 'avec des questions'],
        ['undisclosed init --answer candidates --internal-domain example.com', 'sans question'],
        ['undisclosed init --yes', 'avec les réponses par défaut'],
      ],
    },
    'print-config': {
      summary: 'montre la configuration en vigueur',
      description: "Montre la configuration en vigueur ici, ou pour un fichier avec les exceptions qui le concernent, et d'où vient chaque valeur.",
      operands: { file: 'un message, pour les exceptions par chemin' },
      examples: [['undisclosed print-config', 'ici'], ['undisclosed print-config brouillons/refus.eml', 'pour un message'], ['undisclosed print-config -f json', 'pour un programme']],
    },
  },
};

export const HELP: Readonly<Record<Locale, Help>> = { en, fr };
