import { entriesOf, type Mailbox, type People, type RecipientField } from './draft-json.ts';
import type { ComposeDetails, ParsedMailbox, Utilities } from './messenger.ts';

/** Who will really get the mail: mailing lists of the address book are their members. */
export async function peopleOf(details: ComposeDetails, utilities: Utilities): Promise<{ readonly people: People; readonly lists: boolean }> {
  let lists = false;
  const read = async (field: RecipientField): Promise<Mailbox[]> => {
    const entries = entriesOf(details[field]);
    if (entries.length === 0) return [];
    const parsed = await utilities.parseMailboxString(entries.join(', '), { expandMailingLists: true });
    const open = await Promise.all(parsed.map((mailbox) => members(mailbox, utilities)));
    if (open.some(({ length }) => length !== 1) || parsed.length !== entries.length) lists = true;
    return open.flat().map(({ name = '', email = '' }) => ({ name: name === email ? '' : name, address: email }));
  };
  const [to, cc, bcc] = await Promise.all([read('to'), read('cc'), read('bcc')]);
  return { people: { to, cc, bcc }, lists };
}

function isAddress({ email = '' }: ParsedMailbox): boolean {
  return email.includes('@');
}

/** A list that has a description stands as `Name <description>`, and is only known by its name. */
async function members(mailbox: ParsedMailbox, utilities: Utilities): Promise<ParsedMailbox[]> {
  const { name = '' } = mailbox;
  if (name === '' || isAddress(mailbox)) return [mailbox];
  const quoted = `"${name.replace(/["\\]/g, '\\$&')}"`;
  const found = await utilities.parseMailboxString(`${quoted} <${name}>`, { expandMailingLists: true });
  return found.length > 0 && found.every(isAddress) ? found : [mailbox];
}
