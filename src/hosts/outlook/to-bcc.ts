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

/** Puts everybody into Bcc: first in there, and only when Outlook has them all, out of To and Cc. */
export async function moveToBcc(item: Item, { to, cc, bcc }: Pick<Written, 'to' | 'cc' | 'bcc'>): Promise<Moved> {
  const there = new Set(bcc.map(keyOf));
  const missing = [...to, ...cc].filter((one) => !there.has(keyOf(one)) && there.add(keyOf(one)));
  if (bcc.length + missing.length > MOST) return { failed: 'too-many' };
  try {
    for (let from = 0; from < missing.length; from += BATCH) await asked<void>((done) => item.bcc.addAsync(missing.slice(from, from + BATCH).map(plain), done));
    const after = new Set((await asked<Details[]>((done) => item.bcc.getAsync(done))).map(keyOf));
    if ([...to, ...cc].some((one) => !after.has(keyOf(one)))) throw new Error('not all of them arrived');
  } catch {
    await asked<void>((done) => item.bcc.setAsync(bcc.slice(0, BATCH).map(plain), done)).catch(() => undefined);
    return { failed: 'refused' };
  }
  try {
    await Promise.all([item.to, item.cc].map((field) => asked<void>((done) => field.setAsync([], done))));
  } catch {
    return { failed: 'half' };
  }
  return { moved: to.length + cc.length };
}
