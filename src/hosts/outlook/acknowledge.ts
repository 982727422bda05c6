import { asked, type Item } from './office.ts';
import type { Written } from './read.ts';

const KEY = 'undisclosed';

/** Changes with whatever the recipients or the text are changed to. It guards against no one but oversight. */
export function digestOf({ json }: Pick<Written, 'json'>): string {
  const text = JSON.stringify(json);
  let hash = 0x811c9dc5;
  // FNV-1a, 32 bits, over UTF-16 units.
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return `${String(text.length)}.${hash.toString(36)}`;
}

/** Whether the user has let go exactly this, or (`unchecked`) has been told that nothing was looked at. */
export function isAcknowledged({ sessionData }: Item, digest: string): Promise<boolean> {
  // A key that was never set is an error to Outlook.
  return asked<string>((done) => sessionData.getAsync(KEY, done)).then((kept) => kept === digest, () => false);
}

/** For as long as the window is open. */
export function acknowledge({ sessionData }: Item, digest: string): Promise<void> {
  return asked<void>((done) => sessionData.setAsync(KEY, digest, done));
}
