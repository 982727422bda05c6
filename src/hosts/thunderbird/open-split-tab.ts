import type { Messenger } from './messenger.ts';

/** In a mail window if there is one, else in a window of its own. */
export async function openSplitTab({ tabs, windows }: Messenger, id: string): Promise<void> {
  const url = `/split.html?job=${id}`;
  const [normal] = await windows.getAll({ windowTypes: ['normal'] });
  if (normal?.id === undefined) {
    await windows.create({ url, type: 'popup', width: 760, height: 620 });
    return;
  }
  await tabs.create({ url, windowId: normal.id, active: true });
}
