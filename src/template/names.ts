import { edits } from '../text/edits.ts';
import { fold } from '../text/fold.ts';
import { perLexicons, record, strings } from '../text/lists.ts';
import type { Kind, Shape, TemplateSettings } from './types.ts';

/** What the names of variables tell: rules/lexicons/templates.yaml, and of placeholders.yaml what stands before a name or a post. */

interface Words {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The first kind one of whose words is in a name is its kind. */
  readonly order: readonly Kind[];
  readonly links: ReadonlySet<string>;
  readonly bare: ReadonlyMap<string, Kind>;
  readonly ordinary: ReadonlySet<string>;
  readonly standIns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dialects: Readonly<Record<string, readonly string[]>>;
  readonly before: ReadonlySet<string>;
  readonly beforePost: readonly string[];
}

const wordsOf = perLexicons((lexicons): Words => {
  const own = record(lexicons['templates']);
  const placeholders = record(lexicons['placeholders']);
  const kinds = new Map<string, Kind>();
  for (const [kind, list] of Object.entries(record(own['kinds']))) {
    for (const word of strings(list)) if (!kinds.has(word)) kinds.set(word, kind as Kind);
  }
  return {
    kinds,
    order: Object.keys(record(own['kinds'])) as Kind[],
    links: new Set(strings(own['links'])),
    bare: new Map(Object.entries(record(own['bare'])) as [string, Kind][]),
    ordinary: new Set(strings(own['ordinary'])),
    standIns: record(own['words']) as Words['standIns'],
    dialects: record(own['dialects']) as Words['dialects'],
    before: new Set(strings(placeholders['before'])),
    beforePost: strings(placeholders['before-post']).map((phrase) => ` ${phrase}`),
  };
});

/** A longer name is nobody's. */
const LONGEST = 80;
/** Shorter words have too many neighbours for a slip to be told. */
const SLIP = 5;
/** Names looked up by likeness in one template; a text of nothing but slips is no template. */
const MOST_SLIPS = 1_000;
/** Brackets that ordinary texts have as well: `[note]`, `{x}`, `%d%`. */
const ORDINARY_SHAPES: ReadonlySet<Shape> = new Set<Shape>(['single-brace', 'square', 'percent', 'angle', 'hash', 'guillemet', 'dollar']);

/** Of these, the ones that stand in prose. */
const PROSE_SHAPES: ReadonlySet<Shape> = new Set<Shape>(['square', 'guillemet', 'dollar', 'percent']);

/** Pieces of a name, folded: 'candidate.firstName' → candidate, first, name. */
function piecesOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}'’]+|(?<=\b[dl]['’])/iu)
    .filter((piece) => piece !== '')
    .map(fold);
}

/** Two spellings of one variable: first_name, firstName, FIRST-NAME. */
export function variableKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** What is known of variables, by the lists and by the configuration. */
export class VariableNames {
  readonly #words: Words;
  readonly #declared = new Map<string, Kind>();
  readonly #spellings: readonly string[];
  /** Null: every shape is read. */
  readonly #shapes: ReadonlySet<string> | null;
  readonly #lexicons: Readonly<Record<string, unknown>>;
  readonly #settings: TemplateSettings;
  /** These are the brackets that nobody fills. */
  readonly #foreign: boolean;
  readonly #near = new Map<string, string | null>();

  constructor(lexicons: Readonly<Record<string, unknown>>, settings: TemplateSettings = {}, foreign = false) {
    this.#words = wordsOf(lexicons);
    this.#lexicons = lexicons;
    this.#settings = settings;
    this.#spellings = Object.keys(settings.variables ?? {});
    for (const [name, kind] of Object.entries(settings.variables ?? {})) this.#declared.set(variableKey(name), kind);
    const shapes = settings.dialect === undefined ? undefined : this.#words.dialects[settings.dialect];
    this.#shapes = shapes === undefined ? null : new Set(shapes);
    this.#foreign = foreign && this.#shapes !== null;
  }

  /** The same names, for the brackets that the dialect of the configuration does not fill; null: it fills all. */
  others(): VariableNames | null {
    return this.#shapes === null ? null : new VariableNames(this.#lexicons, this.#settings, true);
  }

  /** Whether the system that fills the template fills brackets of this shape. */
  fills(shape: Shape): boolean {
    return this.#shapes === null || this.#shapes.has(shape) !== this.#foreign;
  }

  /** The kind of a variable; null if a word of its name is not known. */
  kindOf(name: string): Kind | null {
    if (name.length > LONGEST) return null;
    const declared = this.#declared.get(variableKey(name));
    if (declared !== undefined) return declared;
    const pieces = piecesOf(name);
    const only = pieces.length === 1 ? this.#words.bare.get(pieces[0]!) : undefined;
    if (only !== undefined) return only;
    let best = -1;
    for (const piece of pieces) {
      const kind = this.#kindOfWord(piece);
      if (kind === undefined) {
        if (!this.#words.links.has(piece) && !/^\d{1,3}$/.test(piece)) return null;
        continue;
      }
      const rank = this.#words.order.indexOf(kind);
      if (best < 0 || rank < best) best = rank;
    }
    return best < 0 ? null : this.#words.order[best]!;
  }

  /** Told by the last step alone, where that has words that nobody knows beside one that is known: 'interview.video_url' is a link. */
  likelyKindOf(name: string): Kind | null {
    if (this.nearest(name) !== null) return null;
    const kinds = piecesOf(name.split('.').at(-1)!).flatMap((piece) => this.#kindOfWord(piece) ?? []);
    return this.#words.order.find((kind) => kinds.includes(kind)) ?? null;
  }

  #kindOfWord(word: string): Kind | undefined {
    // line2, custom_3, Openings
    return this.#words.kinds.get(word) ?? this.#words.kinds.get(word.replace(/(?:\d+|s)$/, ''));
  }

  /**
   * Whether brackets that ordinary texts have as well hold a variable here.
   * @param before the text before the bracket, in its line
   */
  stands(name: string, shape: Shape, before: string): boolean {
    if (this.#shapes?.has(shape) === true && this.#declared.has(variableKey(name))) return true;
    if (this.kindOf(name) === null) return this.nearest(name) !== null;
    if (!ORDINARY_SHAPES.has(shape) || this.#declared.has(variableKey(name))) return true;
    // Of a template whose dialect is known nothing else in brackets is a letter's, but for what an editor remarks: [note], «nom».
    if (this.#foreign && (!PROSE_SHAPES.has(shape) || (/^\p{Lu}/u.test(name) && this.kindOf(name) !== 'text'))) return true;
    const pieces = piecesOf(name);
    const strong = pieces.some((piece) => this.#kindOfWord(piece) !== undefined && !this.#words.ordinary.has(piece));
    if (strong || pieces.filter((piece) => !this.#words.links.has(piece) || this.#words.kinds.has(piece)).length > 1) return true;
    return this.#calls(before) !== null || this.#shapes?.has(shape) === true;
  }

  /** What has to follow a text: a name behind 'Dear', a post behind 'poste de'; null: anything. */
  #calls(before: string): Kind | null {
    const lead = ` ${fold(before).trim().replace(/\s+/g, ' ')}`;
    if (this.#words.before.has(/([\p{L}\p{N}]+)\.?$/u.exec(lead)?.[1] ?? '')) return 'name';
    return this.#words.beforePost.some((phrase) => lead.endsWith(phrase)) ? 'job' : null;
  }

  /** The known spelling that was probably meant; null if none is near. */
  nearest(name: string): string | null {
    if (name.length > LONGEST || this.kindOf(name) !== null) return null;
    let near = this.#near.get(name);
    if (near === undefined && this.#near.size < MOST_SLIPS) this.#near.set(name, (near = this.#search(name)));
    return near ?? null;
  }

  #search(name: string): string | null {
    const key = variableKey(name);
    for (const known of this.#spellings) {
      const other = variableKey(known);
      if (Math.min(key.length, other.length) >= SLIP && Math.abs(key.length - other.length) <= 2 && edits(key, other) <= (key.length < 10 ? 1 : 2)) return known;
    }
    let changed = 0;
    const spelt = name.replace(/\p{Lu}?\p{Ll}+|\p{Lu}+/gu, (word) => {
      const near = changed > 1 || this.#isKnown(fold(word)) ? null : this.#nearestWord(fold(word));
      if (near === null) return word;
      changed++;
      return word === word.toUpperCase() ? near.toUpperCase() : /^\p{Lu}/u.test(word) ? near.charAt(0).toUpperCase() + near.slice(1) : near;
    });
    return changed === 1 && this.kindOf(spelt) !== null ? spelt : null;
  }

  #isKnown(word: string): boolean {
    return this.#kindOfWord(word) !== undefined || this.#words.links.has(word);
  }

  #nearestWord(word: string): string | null {
    if (word.length < SLIP - 1) return null;
    for (const known of this.#words.kinds.keys()) {
      // A slip keeps the first letter or its neighbour, and no word becomes another by its plural.
      if (known.length >= SLIP - 1 && Math.abs(known.length - word.length) <= 1 && Math.max(known.length, word.length) >= SLIP && edits(word, known) === 1) return known;
    }
    return null;
  }

  /** A plain word that stands for a variable in a reading; `before` decides where the name does not. */
  standIn(kind: Kind | null, language: string | null, before: string): string {
    const words = this.#words.standIns[language ?? 'en'] ?? this.#words.standIns['en'] ?? {};
    return words[kind ?? this.#calls(before) ?? 'text'] ?? '';
  }

  /** The names of all dialects, for the configuration. */
  static dialects(lexicons: Readonly<Record<string, unknown>>): readonly string[] {
    return Object.keys(wordsOf(lexicons).dialects);
  }
}

/** Whether a condition has said that the reader's name is not known. */
export function isNameless(empty: ReadonlySet<string>, names: VariableNames): boolean {
  return [...empty].some((name) => ['first-name', 'last-name', 'name', 'civility'].includes(names.kindOf(name) ?? ''));
}

/** Whether a condition has said that the post is not known. */
export function isWithoutJob(empty: ReadonlySet<string>, names: VariableNames): boolean {
  return [...empty].some((name) => names.kindOf(name) === 'job');
}
