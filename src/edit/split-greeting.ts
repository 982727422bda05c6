import { isAscii } from '../draft/bytes.ts';
import type { Draft, TextPart } from '../draft/types.ts';
import { htmlToView } from '../text/html.ts';
import { readFlowed, readPlain } from '../text/plain.ts';
import { apart } from './apply.ts';
import { bodyEdit } from './body.ts';
import { writing } from './characters.ts';
import { contentEdits } from './content.ts';
import type { TextChange } from './content.ts';
import { ownHeader } from './protection.ts';
import { Refused } from './refused.ts';
import { inQuotedPrintable } from './split-encoding.ts';
import { findSalutation } from './split-salutation.ts';
import type { Edit } from './types.ts';

/** The greeting in one body part, with offsets of its content. */
interface GreetingPlace {
  readonly index: number;
  readonly part: TextPart;
  readonly start: number;
  readonly end: number;
  readonly form: string;
  readonly filled: (firstName: string) => string;
}

/** A raw message that can take the greeting, and where its body begins with the empty line. */
interface Form {
  readonly raw: string;
  readonly from: number;
  /** The body of the message itself is quoted-printable here and was not. */
  readonly quoted: boolean;
  readonly places: readonly GreetingPlace[];
}

interface Filled {
  readonly form: Form;
  readonly edits: readonly Edit[];
}

/** A body to be written one piece behind the other; `quoted`: the header of the message has to say that it is quoted-printable. */
export interface FilledBody {
  readonly pieces: readonly string[];
  readonly quoted: boolean;
}

/** First names whose edits are kept, and units of text that are few enough to keep. */
const MOST_NAMES = 2000;
const SHORT = 4096;

const READ: ReadonlySet<string> = new Set(['text/plain', 'text/html']);
/** Alternatives that are not the letter in another form. */
const ASIDE: ReadonlySet<string> = new Set(['text/calendar']);

/** Fills the greeting of a letter to many, in all its alternatives alike or not at all. */
export class Greeting {
  readonly #places: readonly GreetingPlace[];
  readonly #draft: Draft;
  /** Edits by first name: of ten thousand people many share one. */
  readonly #edits = new Map<string, Filled | null>();
  /** Null: there is no such form; undefined: nobody has asked for it. */
  #quoted: Form | null | undefined;

  private constructor(draft: Draft, places: readonly GreetingPlace[]) {
    this.#draft = draft;
    this.#places = places;
  }

  /** Null if the letter greets nobody, somebody in particular, or not alike in its alternatives. */
  static find(draft: Draft): Greeting | null {
    const first = draft.parts.findIndex(({ type }) => READ.has(type));
    const { alternative } = draft.parts[first] ?? {};
    const places: GreetingPlace[] = [];
    for (const [index, part] of draft.parts.entries()) {
      if (index !== first && (alternative === undefined || part.alternative !== alternative || ASIDE.has(part.type))) continue;
      const place = READ.has(part.type) ? placeIn(part, index) : null;
      if (place === null || (places.length > 0 && places[0]!.form !== place.form)) return null;
      places.push(place);
    }
    return places.length === 0 ? null : new Greeting(draft, places);
  }

  #change({ index, start, end, filled }: GreetingPlace, firstName: string): TextChange {
    return { kind: 'text', part: index, start, end, text: filled(firstName) };
  }

  /** Whether it stands in this key of a JSON draft. */
  isIn(key: string): boolean {
    return this.#places.some(({ part: { spot } }) => spot.at === 'json' && spot.path[0] === key);
  }

  /** The raw message from `from` on with the greeting filled; null if the name cannot be written in it. */
  inMessage(raw: string, from: number, firstName: string): FilledBody | null {
    let filled = this.#edits.get(firstName);
    if (filled === undefined) {
      filled = this.#fill({ raw, from, quoted: false, places: this.#places }, firstName) ?? this.#fillQuoted(raw, from, firstName);
      // A base64 body is one edit to its end: of many of them the memory would be full.
      if (this.#edits.size < MOST_NAMES && (filled?.edits ?? []).every(({ text }) => text.length < SHORT)) this.#edits.set(firstName, filled);
    }
    if (filled === null) return null;
    const { form, edits } = filled;
    const pieces: string[] = [];
    let at = form.from;
    for (const { start, end, text } of edits) {
      pieces.push(form.raw.slice(at, start), text);
      at = end;
    }
    return { pieces: [...pieces, form.raw.slice(at)], quoted: form.quoted };
  }

  #fill(form: Form, firstName: string): Filled | null {
    try {
      return { form, edits: apart(form.places.map((place) => bodyEdit(form.raw, place.part, [this.#change(place, firstName)]).edit)) };
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  /** In quoted-printable, where a seven-bit part is all that keeps a letter of its own charset out. */
  #fillQuoted(raw: string, from: number, firstName: string): Filled | null {
    if (isAscii(firstName) || !this.#places.every(({ part, filled }) => writing(part.charset ?? '')(filled(firstName)) !== null)) return null;
    if (this.#quoted === undefined) this.#quoted = this.#inQuotedPrintable(raw, from);
    return this.#quoted === null ? null : this.#fill(this.#quoted, firstName);
  }

  #inQuotedPrintable(raw: string, from: number): Form | null {
    const narrow = this.#places.flatMap(({ part, index }) => (part.encoding === '7bit' ? [index] : []));
    const quoted = narrow.length === 0 ? null : inQuotedPrintable(raw, this.#draft, narrow);
    if (quoted === null) return null;
    // The header is made piece by piece: only what is below it counts, and only a field in it can have moved that.
    const moved = ownHeader(quoted.raw).bodyStart - ownHeader(raw).bodyStart;
    return { raw: quoted.raw, from: from + moved, quoted: quoted.whole, places: this.#places.map((place) => ({ ...place, part: quoted.draft.parts[place.index]! })) };
  }

  /** The texts of a JSON draft with the greeting filled, by key; null if they are not plain strings of it. */
  inJson(firstName: string): ReadonlyMap<string, string> | null {
    try {
      const texts = new Map<string, string>();
      for (const place of this.#places) {
        const { spot, encoding } = place.part;
        if (spot.at !== 'json' || spot.path.length !== 1 || encoding !== undefined) return null;
        texts.set(String(spot.path[0]), contentEdits(place.part, [this.#change(place, firstName)], (text) => text, '\n').content);
      }
      return texts;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
}

/** Units of content that are enough to see how a letter begins. */
const BEGINNING = 1 << 18;

function placeIn(part: TextPart, index: number): GreetingPlace | null {
  const content = part.content.slice(0, BEGINNING);
  const { text, map } = part.type === 'text/html' ? htmlToView(content) : part.format === 'flowed' ? readFlowed(content, part.delSp === true) : readPlain(content);
  const found = findSalutation(text);
  if (found === null) return null;
  const start = map === null ? found.start : map.start(found.start);
  const end = map === null ? found.end : Math.max(start, map.end(found.end));
  return { index, part, start, end, form: found.form, filled: found.filled };
}
