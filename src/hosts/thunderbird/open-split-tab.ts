import type { Messenger } from './messenger.ts';

/**
 * In a mail window if there is one, else in a window of its own.
 * @param draftTab of the mail to all, whose window would stay in front and hide the tab
 */
export async function openSplitTab({ tabs, windows }: Messenger, id: string, draftTab?: number): Promise<void> {
  const url = `/split.html?job=${id}`;
  const [normal] = await windows.getAll({ windowTypes: ['normal'] });
  if (normal?.id === undefined) {
    await windows.create({ url, type: 'popup', width: 760, height: 620 });
    return;
  }
  await tabs.create({ url, windowId: normal.id, active: true });
  if (draftTab !== undefined) await windows.update((await tabs.get(draftTab)).windowId!, { state: 'minimized' });
  await windows.update(normal.id, { focused: true });
}
