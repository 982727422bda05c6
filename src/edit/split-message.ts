import { isAscii } from '../draft/bytes.ts';
import type { Address, Draft } from '../draft/types.ts';
import { DEFAULT_STYLE, encodedWords } from './encoded-words.ts';
import { quotedField } from './split-encoding.ts';
import type { Greeting } from './split-greeting.ts';
import { planHeader } from './split-header.ts';
import type { Identifiers } from './split-id.ts';
import type { PeopleFinder } from './split-leaks.ts';
import { ownMailbox } from './split-mailbox.ts';
import type { PersonName } from './split-names.ts';
import type { Scan } from './split-scan.ts';
import type { SplitMail } from './split-types.ts';

/** What is the same for all mails of one draft. */
export interface Shared {
  readonly draft: Draft;
  readonly finder: PeopleFinder;
  readonly scan: Scan;
  readonly greeting: Greeting | null;
  readonly ids: Identifiers;
  /** Null where no name is sure, or none is to be used for this recipient. */
  readonly nameOf: (to: Address) => PersonName | null;
}

/** Makes one recipient's mail out of a raw message; what all would get has then gone through `scan`. */
export function messageSplitter(raw: string, { draft, finder, scan, greeting, ids, nameOf }: Shared): (to: Address) => SplitMail {
  const { pieces, eol, bodyStart } = planHeader(raw, finder, scan);
  scan.message(raw, bodyStart, draft);
  // Cut once, so that all mails share it.
  const body = raw.slice(bodyStart);

  return (to) => {
    const id = ids.id(to.key);
    const name = nameOf(to);
    const filled = greeting === null || name === null ? null : greeting.inMessage(raw, bodyStart, name.first);
    const header = pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.own === 'to') return `To: ${ownMailbox(raw, to, eol, finder)}${eol}`;
      if (piece.own === 'encoding') return filled?.quoted === true ? quotedField(piece.standing, eol) : piece.standing;
      if (piece.own === 'names') return contextFields(name, eol);
      const messageId = ids.messageId(id);
      return messageId === null ? '' : `Message-ID: ${messageId}${eol}`;
    }).join('');
    return { to, id, text: [header, ...(filled?.pieces ?? [body])], greeted: filled !== null };
  };
}

/** What is left of a line behind the longest of these field names. */
const ROOM = 48;

/** Where the draft tells its context, it tells whom it goes to as well; all these fields are taken away before the mail leaves. */
function contextFields(name: PersonName | null, eol: string): string {
  const field = (what: string, value: string | null | undefined): string =>
    value == null ? '' : `X-Undisclosed-${what}: ${isAscii(value) ? value : encodedWords(value, DEFAULT_STYLE, ROOM, eol) ?? ''}${eol}`;
  return field('First-Name', name?.first) + field('Last-Name', name?.last);
}
