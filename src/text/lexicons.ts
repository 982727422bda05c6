import { PhraseTable } from './phrases.ts';

/** Word lists of rules/lexicons/sections.yaml, all languages together: a mail quotes, greets and closes in any of them. */
export interface SectionLexicon {
  readonly greetings: PhraseTable;
  readonly titles: PhraseTable;
  readonly greeted: ReadonlySet<string>;
  readonly attributionStarts: ReadonlySet<string>;
  readonly attributionEnds: PhraseTable;
  readonly headers: ReadonlySet<string>;
  readonly separators: PhraseTable;
  readonly closings: PhraseTable;
  readonly formulas: PhraseTable;
  readonly devices: PhraseTable;
  readonly noticeStarts: PhraseTable;
  readonly noticeTerms: PhraseTable;
  readonly unsubscribe: PhraseTable;
  readonly postscripts: PhraseTable;
  readonly logStarts: ReadonlySet<string>;
  readonly abbreviations: ReadonlySet<string>;
}

type Lexicons = Readonly<Record<string, unknown>>;

/** One value for each set of lexicons: they are the same for every mail of a run. */
export function perLexicons<T>(make: (lexicons: Lexicons) => T): (lexicons: Lexicons) => T {
  const made = new WeakMap<Lexicons, T>();
  return (lexicons) => {
    let value = made.get(lexicons);
    if (value === undefined) {
      value = make(lexicons);
      made.set(lexicons, value);
    }
    return value;
  };
}

export const sectionLexicon = perLexicons((lexicons): SectionLexicon => {
  const file = record(lexicons['sections']);
  const phrases = (key: string): PhraseTable => new PhraseTable([strings(file[key])]);
  const words = (key: string): ReadonlySet<string> => new Set(strings(file[key]));
  return {
    greetings: phrases('greetings'),
    titles: phrases('titles'),
    greeted: words('greeted'),
    attributionStarts: words('attribution-starts'),
    attributionEnds: phrases('attribution-ends'),
    headers: words('headers'),
    separators: phrases('separators'),
    closings: phrases('closings'),
    formulas: phrases('formulas'),
    devices: phrases('devices'),
    noticeStarts: phrases('notice-starts'),
    noticeTerms: phrases('notice-terms'),
    unsubscribe: phrases('unsubscribe'),
    postscripts: phrases('postscripts'),
    logStarts: words('log-starts'),
    abbreviations: words('abbreviations'),
  };
});

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The strings of a list, or of lists by language, or of one string of words with spaces between; missing: none. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return Object.values(record(value)).flatMap(strings);
}
