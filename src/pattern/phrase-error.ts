const PROBLEMS = {
  circle: { en: 'lists that name each other', fr: 'des listes qui se nomment l\'une l\'autre' },
  nesting: { en: 'too many brackets', fr: 'trop de parenthèses' },
  empty: { en: 'an empty place', fr: 'une place vide' },
  open: { en: 'a bracket that is not closed', fr: 'une parenthèse qui n\'est pas fermée' },
  closed: { en: 'a bracket too many', fr: 'une parenthèse de trop' },
  optional: { en: "a '?' behind nothing", fr: 'un « ? » derrière rien' },
  comma: { en: 'a comma before nothing', fr: 'une virgule devant rien' },
  commas: { en: 'two commas', fr: 'deux virgules' },
  list: { en: 'a list that is not there', fr: 'une liste qui n\'existe pas' },
  wordless: { en: 'a piece without a word', fr: 'un morceau sans mot' },
  long: { en: 'more than a phrase may hold', fr: 'plus que ce qu\'une expression peut contenir' },
  nothing: { en: "nothing that must be there: '?' lets the word or the bracket before it be missing", fr: 'rien qui doive s\'y trouver : « ? » rend facultatif le mot ou la parenthèse qui précède' },
  gap: { en: 'a gap at the beginning', fr: 'un vide au début' },
  exact: { en: "a word to be found just as it is written ('=') that is optional or one of several", fr: 'un mot à trouver tel quel (« = ») qui est facultatif ou au choix' },
  prefix: { en: 'a beginning of a word that is too short or too long (2 to 24 letters)', fr: 'un début de mot trop court ou trop long (2 à 24 lettres)' },
} as const;

export type PhraseProblem = keyof typeof PROBLEMS;

/** Says what is wrong with a phrase, for whoever wrote the rule. */
export class PhraseError extends Error {
  readonly problem: { readonly en: string; readonly fr: string };

  constructor(readonly phrase: string, readonly kind: PhraseProblem) {
    super(`${PROBLEMS[kind].en} in the phrase '${phrase}'`);
    this.name = 'PhraseError';
    this.problem = PROBLEMS[kind];
  }
}
