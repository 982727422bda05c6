import type { Messenger } from './messenger.ts';

/** Thunderbird unlocks the window only after it has heard that the send is cancelled; until then no popup opens. */
const TRIES = 30;
const PAUSE = 100;

/** Shows the popup at its button; where a person has taken the button away, in a window of its own. */
export async function openPopup({ composeAction, windows }: Messenger, { windowId }: messenger.tabs.Tab, tabId: number): Promise<void> {
  for (let turn = 0; turn < TRIES; turn++) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    try {
      if (await composeAction.openPopup({ windowId: windowId! })) return;
    } catch {
      // The window is not ready, or gone.
    }
  }
  await windows.create({ url: `/popup.html?tab=${tabId}`, type: 'popup', width: 480, height: 640 });
}
