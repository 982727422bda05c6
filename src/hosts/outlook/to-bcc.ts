import { asked, type Details, type Item } from './office.ts';
import type { Written } from './read.ts';

/** Recipients that one call takes. */
const BATCH = 100;
/** Recipients that a field takes in every Outlook on a computer. */
export const MOST = 500;

/** What became of it. `half`: nobody is lost, but To and Cc still stand. */
export type Moved = { readonly moved: number } | { readonly failed: 'too-many' | 'refused' | 'half' };

function plain({ displayName, emailAddress }: Details): Office.EmailUser {
  return { displayName, emailAddress };
}

const keyOf = ({ emailAddress }: Details): string => emailAddress.toLowerCase();

async function addTo(field: Office.Recipients, people: readonly Details[]): Promise<void> {
  for (let from = 0; from < people.length; from += BATCH) await asked<void>((done) => field.addAsync(people.slice(from, from + BATCH).map(plain), done));
}

/** Puts everybody into Bcc: first in there, and only when Outlook has them all, out of To and Cc. */
export async function moveToBcc(item: Item, { to, cc, bcc }: Pick<Written, 'to' | 'cc' | 'bcc'>): Promise<Moved> {
  const there = new Set(bcc.map(keyOf));
  const missing = [...to, ...cc].filter((one) => !there.has(keyOf(one)) && there.add(keyOf(one)));
  if (bcc.length + missing.length > MOST) return { failed: 'too-many' };
  try {
    await addTo(item.bcc, missing);
    const after = new Set((await asked<Details[]>((done) => item.bcc.getAsync(done))).map(keyOf));
    if ([...to, ...cc].some((one) => !after.has(keyOf(one)))) throw new Error('not all of them arrived');
  } catch {
    // Who was in Bcc before is put back first; at worst somebody is in there twice.
    const [first, rest] = [bcc.slice(0, BATCH), bcc.slice(BATCH)];
    await asked<void>((done) => item.bcc.setAsync(first.map(plain), done)).then(() => addTo(item.bcc, rest)).catch(() => undefined);
    return { failed: 'refused' };
  }
  try {
    await Promise.all([item.to, item.cc].map((field) => asked<void>((done) => field.setAsync([], done))));
  } catch {
    return { failed: 'half' };
  }
  return { moved: to.length + cc.length };
}
