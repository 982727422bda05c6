import type { Messenger } from './messenger.ts';

/** Closes a compose window and what is written in it. Never rejects: the window may be closed already. */
export async function discard({ compose, tabs }: Messenger, tabId: number): Promise<void> {
  // Else Thunderbird asks whether to keep it.
  await compose.setComposeDetails(tabId, { isModified: false }).catch(() => undefined);
  await tabs.remove(tabId).catch(() => undefined);
}
