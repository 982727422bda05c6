import { escapeControls } from './escape.ts';

/** HTML that needs no escaping any more. Made by `markup` alone. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template takes: text is escaped, markup stands as it is, lists are joined, null and false are nothing. */
export type Piece = string | number | Markup | null | false | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(piece: Piece): string {
  if (piece === null || piece === false) return '';
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escapeControls(piece).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
  return piece instanceof Markup ? piece.toString() : piece.map(escaped).join('');
}

/**
 * HTML as a template: whatever is put in is text, for content and for quoted attributes alike, unless it is markup itself. So nothing
 * of a file's name, of a mail or of a rule can become a tag, and characters that turn the direction of writing show as what they are.
 */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.reduce((text, part, index) => text + escaped(pieces[index - 1]!) + part));
}
