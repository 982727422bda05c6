import { foldedAddress, LONGEST_DOMAIN } from './domains.ts';
import type { Draft } from './types.ts';

/** The lists a message went through, by its own word (RFC 2369 List-Post, RFC 2919 List-Id, X-BeenThere, Mailing-List). */
export function postingAddresses(draft: Draft): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (const { name, value } of draft.fields) {
    if (!LIST_FIELDS.has(name)) continue;
    found ??= new Set();
    if (found.size > MOST_LISTS) break;
    // List-Id: <users.lists.example.org> is what users@lists.example.org is called.
    const address = name === 'list-id' ? value.slice(value.lastIndexOf('<') + 1).replace(/>.*$/s, '').replace('.', '@') : addressIn(value);
    found.add(foldedAddress(address));
  }
  return found ?? NO_LISTS;
}

/** The first address in a value of any form: <mailto:users@example.org?subject=x>. */
function addressIn(value: string): string {
  const at = value.indexOf('@');
  if (at < 0 || at > LONGEST_DOMAIN) return '';
  let start = at;
  while (start > 0 && !DELIMITERS.includes(value[start - 1]!)) start--;
  let end = at;
  while (end < value.length && end - at <= LONGEST_DOMAIN && !DELIMITERS.includes(value[end]!)) end++;
  return value.slice(start, end);
}

const DELIMITERS = ' \t<>:;,?"';
const NO_LISTS: ReadonlySet<string> = new Set();
const LIST_FIELDS: ReadonlySet<string> = new Set(['list-post', 'list-id', 'x-beenthere', 'mailing-list', 'x-mailing-list']);
/** A message comes through one list, or two; who writes a thousand such fields wants to make persons into lists. */
const MOST_LISTS = 8;
