import { isAscii } from '../draft/bytes.ts';
import type { ReadCharset } from '../draft/charset.ts';
import { fieldValue } from '../draft/fields.ts';
import type { RawField } from '../draft/fields.ts';
import { applyEdits, apart, isRange, merged } from './apply.ts';
import { utf8 } from './characters.ts';
import { DEFAULT_STYLE, encodedWords, LONGEST_LINE } from './encoded-words.ts';
import type { WordStyle } from './encoded-words.ts';
import { foldedLine } from './folding.ts';
import { lineEndNear } from './line-ends.ts';
import { Refused } from './refused.ts';
import { subjectAtoms } from './subject-atoms.ts';
import type { Atom } from './subject-atoms.ts';
import type { Change, Edit } from './types.ts';

export type SubjectChange = Extract<Change, { kind: 'subject' }>;

/** The longest line that is written; RFC 5322 §2.1.1. */
const LONGEST = 78;

/**
 * Words of the subject of a raw message. Only the encoded words that they touch are encoded anew; where that does not read back as
 * it should, the whole value is.
 * @param value `Draft.subject.value`
 */
export function subjectEdit(raw: string, field: RawField, value: string, changes: readonly SubjectChange[], fallback?: ReadCharset): { edit: Edit; value: string } {
  for (const change of changes) if (!isRange(value, change)) throw new Refused('not-found', change);
  // A line end or NUL in a value would begin another field.
  const wanted = apart(changes.map(({ start, end, text }) => ({ start, end, text: text.replace(/\r\n|[\0-\x1f\x7f]/g, ' ') })));
  const whole = merged(value, wanted);
  const after = trimmed(applyEdits(value, wanted));
  const atoms = subjectAtoms(raw, field, value, fallback);
  const candidates = [atoms && inPlain(raw, atoms, whole), atoms && inWords(raw, atoms, value, whole), anew(raw, field, after, atoms)];
  for (const edit of candidates) {
    if (!edit) continue;
    const text = applyEdits(raw.slice(field.start, field.valueEnd), [{ start: edit.start - field.start, end: edit.end - field.start, text: edit.text }]);
    const read = fieldValue(text, field.valueStart - field.start, text.length, { fallback });
    // A line of blanks alone ends the header for some readers.
    if (read === after && !/\n[ \t]*(?:\r?\n|$)/.test(text)) return { edit, value: after };
  }
  throw new Refused('charset');
}

/** White space and controls at the ends are not read. */
function trimmed(text: string): string {
  return text.replace(/^[\0- ]+/, '').replace(/(?<![\0- ])[\0- ]+$/, '');
}

/** Words that stand there as they are read. */
function inPlain(raw: string, atoms: readonly Atom[], { start, end, text }: Edit): Edit | null {
  const first = atoms.find((atom) => atom.isPlain && atom.at <= start && start <= atom.at + atom.text.length);
  const last = atoms.findLast((atom) => atom.isPlain && atom.at <= end && end <= atom.at + atom.text.length);
  if (first === undefined || last === undefined || last.at < first.at) return null;
  if (atoms.some((atom) => !atom.isPlain && atom.at >= first.at && atom.at < last.at)) return null;
  const eightBit = atoms.some((atom) => atom.isPlain && !isAscii(atom.text) && utf8(atom.text) === raw.slice(atom.start, atom.end));
  const written = isAscii(text) ? text : eightBit ? utf8(text) : null;
  if (written === null) return null;
  const from = placeIn(raw, first, start);
  const to = placeIn(raw, last, end);
  if (from === null || to === null) return null;
  return folded(raw, { start: from, end: to, text: written });
}

/** Raw offset of a unit of a plain atom. */
function placeIn(raw: string, atom: Atom, offset: number): number | null {
  const before = atom.text.slice(0, offset - atom.at);
  if (atom.text.length === atom.end - atom.start) return atom.start + before.length;
  if (before === '' ) return atom.start;
  if (before === atom.text) return atom.end;
  const bytes = utf8(before);
  return bytes !== null && raw.startsWith(bytes, atom.start) ? atom.start + bytes.length : null;
}

/** A line that has become too long is folded at its blanks. */
function folded(raw: string, edit: Edit): Edit {
  const from = raw.lastIndexOf('\n', edit.start - 1) + 1;
  const newline = raw.indexOf('\n', edit.end);
  const to = newline < 0 ? raw.length : raw.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  const line = raw.slice(from, edit.start) + edit.text + raw.slice(edit.end, to);
  if (line.length <= LONGEST) return edit;
  return merged(raw, [{ start: from, end: to, text: foldedLine(line, LONGEST, lineEndNear(raw, edit.start)) }]);
}

/** The encoded words that a change touches, with what adjoins them without a blank. */
function inWords(raw: string, atoms: readonly Atom[], value: string, { start, end, text }: Edit): Edit | null {
  let first = atoms.findIndex((atom) => atom.at + atom.text.length > start || (atom.at + atom.text.length === start && !atom.isGap));
  if (first < 0) first = atoms.length - 1;
  let last = atoms.findLastIndex((atom) => atom.at < end || (atom.at === end && !atom.isGap));
  if (last < first) last = first;
  while (first > 0 && atoms[first]!.isGap) first--;
  while (last + 1 < atoms.length && atoms[last]!.isGap) last++;
  const opening = atoms[first];
  const closing = atoms[last];
  if (opening === undefined || closing === undefined) return null;
  // Of plain text only the word that the change adjoins is encoded.
  const from = opening.isPlain ? opening.at + opening.text.slice(0, Math.max(0, start - opening.at)).lastIndexOf(' ') + 1 : opening.at;
  const blank = closing.isPlain ? closing.text.indexOf(' ', Math.max(0, end - closing.at)) : -1;
  const to = blank < 0 ? closing.at + closing.text.length : closing.at + blank;
  const rawFrom = opening.isPlain ? placeIn(raw, opening, from) : opening.start;
  const rawTo = blank < 0 ? closing.end : placeIn(raw, closing, to);
  if (rawFrom === null || rawTo === null) return null;
  let now = value.slice(from, start) + text + value.slice(end, to);
  // What is not read at the ends of a value is not written there either.
  if (from === 0) now = now.trimStart();
  if (to === value.length) now = now.trimEnd();
  if (now === '') {
    const before = atoms[first - 1];
    return { start: before?.isGap === true && atoms[last + 1]?.isGap !== true ? before.start : rawFrom, end: rawTo, text: '' };
  }
  const lineEnd = lineEndNear(raw, rawFrom);
  const style = atoms.slice(first, last + 1).find((atom) => atom.style !== undefined)?.style ?? DEFAULT_STYLE;
  const column = rawFrom - (raw.lastIndexOf('\n', rawFrom - 1) + 1);
  const inline = encodedWords(now, style, LONGEST_LINE - column, lineEnd);
  if (inline !== null && (column < LONGEST_LINE / 2 || !inline.includes('\n'))) return { start: rawFrom, end: rawTo, text: inline };
  // Not enough room on this line: the blank before becomes a fold.
  if (raw.charAt(rawFrom - 1) !== ' ') return inline === null ? null : { start: rawFrom, end: rawTo, text: inline };
  const below = encodedWords(now, style, LONGEST_LINE - 1, lineEnd);
  return below === null ? null : { start: rawFrom - 1, end: rawTo, text: `${lineEnd} ${below}` };
}

/** The whole value, plain if it can be. */
function anew(raw: string, field: RawField, value: string, atoms: readonly Atom[] | null): Edit | null {
  const lineEnd = lineEndNear(raw, field.start);
  const head = raw.slice(field.start, field.valueStart);
  const style: WordStyle = atoms?.find((atom) => atom.style !== undefined)?.style ?? DEFAULT_STYLE;
  const place = { start: field.valueStart, end: field.valueEnd };
  if (value === '') return { ...place, text: '' };
  if (isAscii(value) && !value.includes('=?')) {
    const line = foldedLine(`${head} ${value}`, LONGEST, lineEnd);
    if (line.length > head.length && line.startsWith(head)) return { ...place, text: line.slice(head.length) };
  }
  const words = encodedWords(value, style, LONGEST_LINE - head.length - 1, lineEnd);
  return words === null ? null : { ...place, text: ` ${words}` };
}
