import { contains } from '../draft/spots.ts';
import type { Draft, Spot } from '../draft/types.ts';
import type { Finding } from '../rule/types.ts';
import { maskAddress, maskAddresses, maskWords } from './mask.ts';
import type { Excerpt } from './types.ts';

/** UTF-16 units shown before, within and after the marked place. */
const BEFORE = 32;
const MARKED = 56;
const AFTER = 32;
/** Addresses shown of a field. */
const ADDRESSES = 3;

/** What these mark is a phrase that the rule knows, no personal data: without it the writer could not see what is meant. */
const PHRASE = /^(?:tone|discrimination|letter|reply)\/|^person\/(?:placeholder|impersonal-greeting)$/;

interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The spot marks the phrase itself, not the whole text that it stands in. */
  readonly exact: boolean;
  readonly html: boolean;
}

/** A raw message is one character a byte; what the writer knows is the text that the bytes spell. */
function decoded(bytes: string): string {
  const array = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) array[index] = bytes.charCodeAt(index);
  return new TextDecoder().decode(array);
}

function samePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

/** The text that a spot lies in, as the writer knows it; null where there is nothing to show. */
function stretchOf(spot: Spot, draft: Draft, source: string): Stretch | null {
  if (spot.at === 'text') {
    const part = draft.parts[spot.part];
    return part ? { text: part.content, start: spot.start, end: spot.end, exact: true, html: part.type === 'text/html' } : null;
  }
  const { subject } = draft;
  if (spot.at === 'json') {
    const inSubject = subject?.spot.at === 'json' && samePath(subject.spot.path, spot.path);
    const part = inSubject ? null : draft.parts.find((each) => each.spot.at === 'json' && samePath(each.spot.path, spot.path));
    const text = inSubject ? subject.value : part?.content;
    return text === undefined ? null : { text, html: part?.type === 'text/html', start: spot.start ?? 0, end: spot.end ?? text.length, exact: spot.start !== undefined };
  }
  if (subject?.spot.at === 'raw' && spot.start >= subject.spot.start && spot.end <= subject.spot.end) {
    const { value } = spot;
    if (value) return { text: subject.value, start: value.start, end: value.end, exact: true, html: false };
    const first = subject.valueSpot?.start;
    const exact = first !== undefined && spot.start >= first;
    return { text: subject.value, start: exact ? spot.start - first : 0, end: exact ? spot.end - first : subject.value.length, exact, html: false };
  }
  if (spot.end <= spot.start) return null;
  // Only as much as is shown is decoded; a field may be megabytes long.
  const from = Math.max(0, spot.start - 4 * BEFORE, source.lastIndexOf('\n', spot.start - 1) + 1);
  const marked = decoded(source.slice(spot.start, Math.min(spot.end, spot.start + 4 * MARKED)));
  const before = decoded(source.slice(from, spot.start));
  const after = spot.end - spot.start > 4 * MARKED ? '' : decoded(source.slice(spot.end, spot.end + 4 * AFTER));
  return { text: before + marked + after, start: before.length, end: before.length + marked.length, exact: false, html: false };
}

/** A spot in an address field: the first addresses there, as they are read and not as they are encoded. */
function addressesAt(spot: Spot, draft: Draft, plain: boolean): Excerpt | null {
  const field = draft.addressFields.find((each) => contains(each.spot, spot));
  if (!field) return null;
  // A spot of one address marks that; one of the field, or of a stretch of it, all that begin there.
  const some = field.addresses.filter((address) => contains(spot, address.spot) || contains(address.spot, spot));
  if (some.length === 0) return null;
  const shown = some.slice(0, ADDRESSES).map(({ name, address }) => (plain ? (name === '' ? address : `${name} <${address}>`) : maskAddress(address)));
  return {
    before: `${field.name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase())}: `,
    marked: shown.join(', '),
    after: some.length > ADDRESSES ? ', …' : '',
  };
}

/** One line, without markup, of text that is already cut to a bounded length. */
function flat(text: string, html: boolean): string {
  return (html ? text.replace(/<[^<>]*>/g, ' ') : text).replace(/\s+/g, ' ');
}

/** Words from the beginning (or the end) that fit; where some do not, an ellipsis says so. */
function clip(text: string, size: number, keep: 'start' | 'end'): string {
  if (text.length <= size) return text;
  if (keep === 'start') {
    const space = text.lastIndexOf(' ', size);
    return `${text.slice(0, space > 0 ? space : size)} …`;
  }
  const space = text.indexOf(' ', text.length - size);
  return `… ${text.slice(space < 0 ? -size : space + 1)}`;
}

/**
 * The marked place and a little around it. Masked: addresses as `c•••@g•••.com`, words as dots but for a phrase that the rule knows.
 * All is masked before it is cut: half an address would not be known for one.
 * @param source text of what was read; of a message one character a byte
 */
export function excerptOf({ spot, ruleId }: Finding, draft: Draft, source: string, plain: boolean): Excerpt | null {
  const addresses = addressesAt(spot, draft, plain);
  if (addresses) return addresses;
  const stretch = stretchOf(spot, draft, source);
  if (!stretch || stretch.end <= stretch.start) return null;
  const { text, start, end, exact, html } = stretch;
  // A line of the mail, not its neighbours: those may belong to somebody else's quotation.
  const lead = text.slice(Math.max(0, start - 4 * BEFORE), start);
  const before = lead.slice(Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')) + 1);
  const after = end - start > MARKED ? '' : text.slice(end, end + 4 * AFTER).split(/[\r\n]/, 1)[0]!;
  const inside = flat(text.slice(start, Math.min(end, start + 4 * MARKED)), html);
  // The name of a header field is no word of the mail.
  const masked = (part: string): string => (plain || /^[A-Za-z-]{1,40}:\s*$/.test(part) ? part : maskWords(part));
  const marked = plain ? inside : exact && PHRASE.test(ruleId) ? maskAddresses(inside).replace(/\d/g, '•') : maskWords(inside);
  return {
    before: clip(masked(flat(before, html)).trimStart(), BEFORE, 'end'),
    marked: marked.length > MARKED || end - start > 4 * MARKED ? clip(marked, Math.min(MARKED, marked.length - 1), 'start') : marked,
    after: clip(masked(flat(after, html)).trimEnd(), AFTER, 'start'),
  };
}
