import { isAscii } from '../draft/bytes.ts';
import type { Address } from '../draft/types.ts';
import { utf8 } from './characters.ts';
import { DEFAULT_STYLE, encodedWords } from './encoded-words.ts';
import { Refused } from './refused.ts';

/** Room for a name's first encoded word: what a line has once a field's name and a comma stand there. */
const ROOM = 60;

/** A mailbox (RFC 5322 §3.4) written anew, for one that stands nowhere as such. `lineEnd` folds a long name; null: a JSON string, which needs no encoding. */
export function mailboxText({ name, address }: Pick<Address, 'name' | 'address'>, lineEnd: string | null): string {
  if (/[\0-\x1f\x7f]/.test(name + address)) throw new Refused('unverified');
  const written = lineEnd === null ? address : utf8(address);
  if (written === null) throw new Refused('charset');
  if (name === '') return written;
  if (!isAscii(name) && lineEnd !== null) {
    const words = encodedWords(name, DEFAULT_STYLE, ROOM, lineEnd);
    if (words === null) throw new Refused('charset');
    return `${words} <${written}>`;
  }
  return `${/^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(name) && !name.includes('=?') ? name : quoted(name)} <${written}>`;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}
