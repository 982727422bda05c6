import { languageLexicon } from './language.ts';
import { perLexicons, record, strings } from './lists.ts';
import { PhraseTable, tellingWords } from './phrases.ts';
import { WordTrie } from './word-trie.ts';

/** Lists of phrases in rules/lexicons/sections.yaml, all languages together: a mail quotes, greets and closes in any of them. */
const SECTION_LISTS = [
  'greetings', 'titles', 'attribution-ends', 'separators', 'closings', 'formulas', 'devices', 'notice-starts', 'notice-terms', 'unsubscribe', 'postscripts',
] as const;
/** Those in rules/lexicons/purpose.yaml. */
const PURPOSE_LISTS = ['application', 'profile', 'hiring', 'decision', 'conditional', 'elsewhere', 'applicant', 'bulk', 'transaction'] as const;

type ListName = (typeof SECTION_LISTS)[number] | (typeof PURPOSE_LISTS)[number];

/** The tag of each list in `TextLexicon.phrases`. */
export const TAG = Object.fromEntries([...SECTION_LISTS, ...PURPOSE_LISTS].map((name, tag) => [name, tag])) as Readonly<Record<ListName, number>>;

/** What a text is read with. */
export interface TextLexicon {
  readonly phrases: PhraseTable;
  /** No mail is to or from a candidate without one word of each: somebody's own application, and the world of hiring. */
  readonly candidacy: WordTrie;
  readonly greeted: ReadonlySet<string>;
  readonly attributionStarts: ReadonlySet<string>;
  readonly headers: ReadonlySet<string>;
  readonly logStarts: ReadonlySet<string>;
  readonly abbreviations: ReadonlySet<string>;
  /** Words of prose that no name, post or address has. */
  readonly prose: ReadonlySet<string>;
}

export const textLexicon = perLexicons((lexicons): TextLexicon => {
  const sections = record(lexicons['sections']);
  const purpose = record(lexicons['purpose']);
  const words = (key: string): ReadonlySet<string> => new Set(strings(sections[key]));
  const common = languageLexicon(lexicons).words;
  return {
    phrases: new PhraseTable([...SECTION_LISTS.map((name) => strings(sections[name])), ...PURPOSE_LISTS.map((name) => strings(purpose[name]))], common),
    candidacy: new WordTrie(...[['applicant', 'application', 'profile'], ['applicant', 'hiring']].map((lists) =>
      lists.flatMap((list) => strings(purpose[list])).flatMap((phrase) => tellingWords(phrase, common)))),
    greeted: words('greeted'),
    attributionStarts: words('attribution-starts'),
    headers: words('headers'),
    logStarts: words('log-starts'),
    abbreviations: words('abbreviations'),
    prose: words('prose'),
  };
});
