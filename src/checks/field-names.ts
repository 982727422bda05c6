import { fold } from '../text/fold.ts';

/** rules/lexicons/placeholders.yaml */
export interface PlaceholderWords {
  readonly names: readonly string[];
  readonly links: readonly string[];
  readonly weak: readonly string[];
  readonly mentions: readonly string[];
  readonly before: readonly string[];
  readonly 'before-post': readonly string[];
  readonly numerals: readonly string[];
}

/** How surely a bracket's content is a field of a template: `sure`, `weak` (an ordinary word as well), or none. */
export type FieldName = 'sure' | 'weak' | null;

/** What words tell about brackets. */
export class FieldNames {
  readonly #names: ReadonlySet<string>;
  readonly #links: ReadonlySet<string>;
  readonly #weak: ReadonlySet<string>;
  readonly #mentions: ReadonlySet<string>;
  readonly #before: ReadonlySet<string>;
  readonly #numerals: ReadonlySet<string>;
  readonly #beforePost: readonly string[];

  constructor(words: PlaceholderWords) {
    this.#names = new Set(words.names);
    this.#links = new Set(words.links);
    this.#weak = new Set(words.weak);
    this.#mentions = new Set(words.mentions);
    this.#before = new Set(words.before);
    this.#numerals = new Set(words.numerals);
    this.#beforePost = words['before-post'].map((phrase) => ' ' + phrase);
  }

  /** 'candidate.firstName', 'JOB_REQ_TITLE', 'Prénom du candidat': every piece must be a word that field names are made of. */
  judge(content: string): FieldName {
    const pieces = content
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/\b[dl]'/giu, '$& ')
      .split(/[^\p{L}\p{M}\p{N}']+/u)
      .filter((piece) => piece !== '')
      .map(fold);
    let named = 0;
    let strong = 0;
    for (const piece of pieces) {
      if (this.#names.has(piece) || (piece.endsWith('s') && this.#names.has(piece.slice(0, -1)))) {
        named++;
        if (!this.#weak.has(piece)) strong++;
      } else if (!this.#links.has(piece) && !/^\d{1,2}$/.test(piece)) return null;
    }
    if (named === 0) return null;
    return strong > 0 || named > 1 ? 'sure' : 'weak';
  }

  /** 'Dear', 'Mme': a name has to follow. */
  callsForName(word: string): boolean {
    return this.#before.has(word);
  }

  /** 'the field', 'remplacez': the bracket is spoken about. */
  mentions(word: string): boolean {
    return this.#mentions.has(word);
  }

  /** 'Super Bowl': what follows counts. */
  counts(word: string): boolean {
    return this.#numerals.has(word);
  }

  /** Whether the folded text before a place ends in 'poste de', 'position of', 'chez' … */
  callsForPost(before: string): boolean {
    return this.#beforePost.some((phrase) => before.endsWith(phrase));
  }
}
