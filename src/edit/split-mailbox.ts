import { parseAddressList } from '../draft/addresses.ts';
import type { Address, Spot } from '../draft/types.ts';
import { mailboxText } from './mailbox.ts';
import type { PeopleFinder } from './split-leaks.ts';

/** One mailbox as the whole value of a To field. */

const LINE = 76;
const ATOMS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x80-\\xff.-]+";
const QUOTED = '"(?:[^"\\\\\\r\\n]|\\\\[\\x20-\\x7e])*"';
const SPEC = `(?:${ATOMS}|${QUOTED})@(?:${ATOMS}|\\[[\\x21-\\x5a\\x5e-\\x7e]*\\])`;
/** What every reader of RFC 5322 takes for one mailbox: words or a quoted name before <address>, or the address alone. */
const MAILBOX = new RegExp(`^(?:(?:(?:${ATOMS}|${QUOTED})[ \\t]+)*(?:${ATOMS}|${QUOTED})?[ \\t]*<${SPEC}>|${SPEC})$`);
const LONGEST = 2000;

/**
 * The mailbox as it stands in `raw`, if it can stand alone; else written anew from its name and address.
 * @param finder knows whom the name must not name: 'Anne, Paul <paul@example.org>' may be two people
 */
export function ownMailbox(raw: string, address: Address, eol: string, finder: PeopleFinder): string {
  if (finder.namesAnother(address)) return ownMailbox(raw, { ...address, name: '' }, eol, finder);
  const { spot } = address;
  const standing = spot.at === 'raw' && spot.end - spot.start <= LONGEST ? raw.slice(spot.start, spot.end).replace(/\r?\n[ \t]*/g, ' ').trim() : '';
  if (MAILBOX.test(standing) && reads(standing, address, true)) return folded(standing, eol);
  const written = mailboxText({ name: address.name.replace(/[\x00-\x1f\x7f]+/g, ' ').trim(), address: address.address }, eol);
  return folded(reads(written, address) ? written : mailboxText({ name: '', address: address.address }, eol), eol);
}

const NOWHERE: Spot = { at: 'raw', start: 0, end: 0 };

/** Whether `text` is read as this one mailbox and nothing else. */
function reads(text: string, { key, name }: Address, exactly = false): boolean {
  const { addresses, groups, broken } = parseAddressList(text, () => NOWHERE, { bytes: true });
  return !broken && groups.length === 0 && addresses.length === 1 && addresses[0]!.key === key && (!exactly || addresses[0]!.name === name);
}

/** Folded before encoded words and before the address, where the line grows too long. */
function folded(mailbox: string, eol: string): string {
  const text = mailbox.replace(/\r?\n[ \t]*/g, ' ');
  if ('To: '.length + text.length <= LINE) return text;
  let length = 'To:'.length;
  return text.split(/ (?==\?|<[^<>]*>$)/).map((piece, index) => {
    length += piece.length + 1;
    if (index === 0 || length <= LINE) return index === 0 ? piece : ` ${piece}`;
    length = piece.length + 1;
    return `${eol} ${piece}`;
  }).join('');
}
