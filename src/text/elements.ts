import { readAttributes } from './attributes.ts';
import type { Appearance, HiddenReason } from './styles.ts';
import { alike, readColour, readStyle } from './styles.ts';
import type { Writer } from './writer.ts';

export { LINE_BREAK, PARAGRAPH } from './writer.ts';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements whose edges stand apart. Cells too: their words are no sentence together. */
export const BLOCKS = set(
  'address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section select summary table tbody td textarea tfoot th thead tr ul caption',
);
/** Elements whose content is not markup. */
export const RAW_TEXT = set('script style title iframe noembed noframes');
/** … and not text for a reader either. */
export const UNSEEN = RAW_TEXT;
const VOID = set('area base br col embed hr img input link meta param source track wbr');
/** Closing one of these closes what stands open within. */
const STRUCTURE = set('html body div center table tbody thead tfoot tr td th blockquote section article main ul ol li p form');
/** … but an end tag of these alone closes no other block. */
const WEAK = set('p li form');
const CELLS = set('table tbody thead tfoot tr td th caption');

/** Nested changes of appearance that are followed; deeper ones keep what they inherit. */
const DEEPEST = 256;

/** Elements that hold something for a machine. */
const CODES = set('code samp kbd tt xmp listing');
const CODE_CLASS = /(?:^|[\s_-])(?:code|highlight|language-\w+|prettyprint|sourceCode)(?:$|[\s_-])/i;
const QUOTE_CLASS = /(?:^|[\s_-])(?:gmail_quote_container|yahoo_quoted|protonmail_quote|zmail_extra|moz-forward-container|tutanota_quote|OutlookMessageHeader)(?:$|\s)/;
const QUOTE_REST = /divRplyFwdMsg|appendonsend|ms-outlook-mobile-reference-message/;

interface Entry {
  readonly name: string;
  /** By display, visibility, opacity or a clipped box: no child undoes it. */
  readonly hard: HiddenReason | null;
  readonly tiny: boolean;
  readonly colour: number | undefined;
  /** Undefined: as the window; -1: unknown. */
  readonly background: number | undefined;
  readonly quoted: boolean;
  readonly pre: boolean;
  readonly code: boolean;
  /** Elements opened since and not closed, by name. */
  readonly open: Map<string, number>;
}

const ROOT: Entry = { name: '', hard: null, tiny: false, colour: undefined, background: undefined, quoted: false, pre: false, code: false, open: new Map() };

/**
 * What elements say about being seen, quoted and preformatted. Only elements that change something are stacked, so that a million
 * nested tags cost nothing; for each of these, what was opened within is counted, so that its end is known although tags are missing.
 */
export class Elements {
  readonly #markup: string;
  readonly #writer: Writer;
  readonly #stack: Entry[] = [];
  readonly #styles = new Map<string, Appearance>();
  /** A style sheet sets backgrounds: colours alone tell nothing any more. */
  #sheet = false;
  #quoteRest = false;
  tooDeep = false;

  constructor(markup: string, writer: Writer) {
    this.#markup = markup;
    this.#writer = writer;
  }

  /** An element begins; its attributes stand in [from, to) of the markup, its tag at `at`. */
  open(name: string, from: number, to: number, at: number): void {
    if (VOID.has(name)) return;
    this.#closeImplied(name, at);
    const top = this.#stack.at(-1) ?? ROOT;
    const entry = to - from < 4 && name !== 'pre' && name !== 'blockquote' && !CODES.has(name) ? null : this.#entry(name, from, to, top);
    if (entry && this.#stack.length < DEEPEST) {
      this.#stack.push(entry);
      this.#apply(at);
      return;
    }
    if (entry) this.tooDeep = true;
    if (top !== ROOT) top.open.set(name, (top.open.get(name) ?? 0) + 1);
  }

  close(name: string, at: number): void {
    const top = this.#stack.at(-1);
    if (!top) return;
    const open = top.open.get(name) ?? 0;
    if (open > 0) {
      top.open.set(name, open - 1);
      return;
    }
    if (name === top.name) {
      this.#stack.pop();
      this.#apply(at);
    } else if (CELLS.has(top.name) ? CELLS.has(name) : STRUCTURE.has(name) && !(WEAK.has(name) && STRUCTURE.has(top.name))) {
      // An element around it ends, so it ends as well; the end may be that of the entry below.
      this.#stack.pop();
      this.#apply(at);
      this.close(name, at);
    }
  }

  /** A raw text element's content. */
  raw(name: string, from: number, to: number): void {
    if (name === 'style' && /background/i.test(this.#markup.slice(from, to))) this.#sheet = true;
  }

  finish(): void {
    this.#stack.length = 0;
    this.#apply(this.#markup.length);
  }

  /** Tags that people leave out: a paragraph ends at the next block, a cell at the next cell, an item at the next item. */
  #closeImplied(name: string, at: number): void {
    const top = this.#stack.at(-1);
    if (!top) return;
    const nested = (within: string): boolean => (top.open.get(within) ?? 0) > 0;
    const ends =
      (top.name === 'p' && BLOCKS.has(name)) ||
      (top.name === 'li' && name === 'li' && !nested('ul') && !nested('ol')) ||
      ((top.name === 'td' || top.name === 'th') && (name === 'td' || name === 'th' || name === 'tr') && !nested('table')) ||
      (top.name === 'tr' && name === 'tr' && !nested('table'));
    if (!ends) return;
    this.#stack.pop();
    this.#apply(at);
  }

  #entry(name: string, from: number, to: number, top: Entry): Entry | null {
    const attributes = readAttributes(this.#markup, from, to);
    const style = attributes.style === undefined ? undefined : this.#style(attributes.style);
    const marks = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
    if (marks.length > 1 && QUOTE_REST.test(marks)) {
      this.#quoteRest = true;
      this.#writer.setQuoted(true);
    }
    const colour = style?.colour ?? colourOf(attributes.color ?? (name === 'body' ? attributes.text : undefined)) ?? top.colour;
    const background = style?.background ?? (attributes.background ? -1 : undefined) ?? colourOf(attributes.bgcolor) ?? top.background;
    const hard = top.hard ?? (attributes.hidden !== undefined || name === 'template' ? 'display-none' : (style?.hidden ?? null));
    const tiny = style?.tiny ?? top.tiny;
    const quoted = top.quoted || (name === 'blockquote' && !style?.borderless) || (marks.length > 1 && QUOTE_CLASS.test(marks));
    const pre = style?.pre ?? (top.pre || name === 'pre');
    const code = top.code || CODES.has(name) || (pre && marks.length > 1 && CODE_CLASS.test(marks));
    const same = hard === top.hard && tiny === top.tiny && colour === top.colour && background === top.background && quoted === top.quoted && pre === top.pre && code === top.code;
    return same ? null : { name, hard, tiny, colour, background, quoted, pre, code, open: new Map() };
  }

  #style(text: string): Appearance {
    let style = this.#styles.get(text);
    if (style === undefined) {
      style = readStyle(text);
      this.#styles.set(text, style);
    }
    return style;
  }

  #apply(at: number): void {
    const top = this.#stack.at(-1) ?? ROOT;
    this.#writer.setHidden(top.hard ?? (top.tiny ? 'zero-size' : this.#drowned(top) ? 'same-colour' : null), at);
    this.#writer.setQuoted(top.quoted || this.#quoteRest);
    this.#writer.setCode(top.code);
    this.#writer.pre = top.pre;
  }

  #drowned(entry: Entry): boolean {
    if (entry.colour === undefined) return false;
    if (entry.colour === -1) return true;
    if (entry.background === undefined) return !this.#sheet && alike(entry.colour, 0xffffff);
    return entry.background >= 0 && alike(entry.colour, entry.background);
  }
}

function colourOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return readColour(value) ?? readColour(`#${value}`);
}
