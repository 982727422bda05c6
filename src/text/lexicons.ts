import { perLexicons, record, strings } from './lists.ts';

/** Lists of phrases in rules/lexicons/sections.yaml, all languages together: a mail quotes, greets and closes in any of them. */
const SECTION_LISTS = [
  'greetings', 'titles', 'attribution-ends', 'separators', 'closings', 'formulas', 'devices', 'notice-starts', 'notice-terms', 'unsubscribe', 'postscripts',
] as const;
/** Those in rules/lexicons/purpose.yaml. */
const PURPOSE_LISTS = ['application', 'profile', 'hiring', 'decision', 'conditional', 'pending', 'plea', 'matter', 'elsewhere', 'applicant', 'bulk', 'transaction'] as const;

type ListName = (typeof SECTION_LISTS)[number] | (typeof PURPOSE_LISTS)[number];

/** Names of the lists, in the order of their tags. */
export const TEXT_LISTS: readonly string[] = [...SECTION_LISTS, ...PURPOSE_LISTS];

/** The tag of each list. */
export const TAG = Object.fromEntries([...SECTION_LISTS, ...PURPOSE_LISTS].map((name, tag) => [name, tag])) as Readonly<Record<ListName, number>>;

/** What a text is read with. */
export interface TextLexicon {
  readonly greeted: ReadonlySet<string>;
  readonly attributionStarts: ReadonlySet<string>;
  readonly headers: ReadonlySet<string>;
  readonly logStarts: ReadonlySet<string>;
  readonly abbreviations: ReadonlySet<string>;
  /** Words of prose that no name, post or address has. */
  readonly prose: ReadonlySet<string>;
}

export interface ListedPhrases {
  readonly tag: string;
  readonly phrases: readonly string[];
  /** Parts that phrases name: '<chosen>'. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** The phrases of each list, all languages together. */
export function textPhrases(lexicons: Readonly<Record<string, unknown>>): readonly ListedPhrases[] {
  const file = (name: string, tags: readonly string[]): ListedPhrases[] => {
    const lexicon = record(lexicons[name]);
    const lists = Object.fromEntries(Object.entries(record(lexicon['parts'])).map(([part, phrases]) => [part, phrasesOf(phrases)]));
    return tags.map((tag) => ({ tag, phrases: phrasesOf(lexicon[tag]), lists }));
  };
  return [...file('sections', SECTION_LISTS), ...file('purpose', PURPOSE_LISTS)];
}

/** A string is one phrase here, not a row of words. */
function phrasesOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(phrasesOf) : Object.values(record(value)).flatMap(phrasesOf);
}

export const textLexicon = perLexicons((lexicons): TextLexicon => {
  const sections = record(lexicons['sections']);
  const words = (key: string): ReadonlySet<string> => new Set(strings(sections[key]));
  return {
    greeted: words('greeted'),
    attributionStarts: words('attribution-starts'),
    headers: words('headers'),
    logStarts: words('log-starts'),
    abbreviations: words('abbreviations'),
    prose: words('prose'),
  };
});
