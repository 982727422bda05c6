import { Actions } from './actions.ts';
import type { Workshop } from './checker.ts';
import { ComposeReader } from './compose-window.ts';
import { Departures } from './departures.ts';
import { guardSend } from './guard.ts';
import { isDone, sentOf } from './job.ts';
import { LinterClient, type LinterWorker } from './linter-client.ts';
import { Live } from './live.ts';
import type { BeforeSend, ComposeDetails, Messenger } from './messenger.ts';
import { openPopup } from './open-popup.ts';
import { openSplitTab } from './open-split-tab.ts';
import type { Done, Looked, Request, Shown, Stopped } from './requests.ts';
import { Store } from './store.ts';
import { localeOf, WORDS } from './words.ts';

/** The background page. It may be ended and started again at any time: what has to last is in the store. */

const host = messenger as Messenger;
const locale = localeOf(host.i18n.getUILanguage());
const departures = new Departures();
const workshop: Workshop = {
  store: new Store(host),
  reader: new ComposeReader(host, departures),
  departures,
  linter: new LinterClient(() => new Worker('worker.js') as unknown as LinterWorker),
  locale,
};
const actions = new Actions(host, workshop);
const live = new Live(host, workshop);

host.compose.onBeforeSend.addListener(((tab: messenger.tabs.Tab, details: ComposeDetails) => guardSend({ workshop, show: () => { stopped(tab); } }, tab.id!, details)) as BeforeSend);

// Also when Thunderbird or its writer stops it after all: the subject was empty, the server refused it.
host.compose.onAfterSend.addListener(({ id }) => { departures.end(id!); });

function stopped(tab: messenger.tabs.Tab): void {
  // Nobody listens unless a popup stands open already.
  void host.runtime.sendMessage({ kind: 'stopped', tabId: tab.id! } satisfies Stopped).catch(() => undefined);
  void openPopup(host, tab, tab.id!);
}

host.runtime.onMessage.addListener((message: Request, sender: messenger.runtime.MessageSender) => answer(message, sender.tab?.id));

async function answer(request: Request, from: number | undefined): Promise<Shown | Done | Looked> {
  if (request.kind === 'look') return live.look(from!, request);
  if (request.kind === 'show') return actions.show(request.tabId);
  try {
    switch (request.kind) {
      case 'to-bcc': return await actions.moveToBcc(request.tabId);
      case 'known-group': return await actions.knowGroup(request.tabId);
      case 'one-each': return await actions.split(request.tabId);
      case 'fix': return await actions.fix(request);
      case 'send': return await actions.send(request);
    }
  } catch {
    return { said: WORDS[locale].popup.failed, failed: true };
  }
}

host.tabs.onRemoved.addListener((tabId) => {
  departures.end(tabId);
  live.forget(tabId);
  void workshop.store.forgetWindow(tabId);
});

/** A mailing that was cut off goes on only when somebody says so. */
async function tellOfInterrupted(): Promise<void> {
  const words = WORDS[locale].split;
  for (const job of await workshop.store.jobs()) {
    if (isDone(job)) await workshop.store.forgetJob(job.id);
    else await host.notifications.create(job.id, { type: 'basic', iconUrl: 'icons/icon.svg', title: words.interruptedTitle, message: words.interrupted(sentOf(job), job.states.length) });
  }
}

host.notifications.onClicked.addListener((id) => {
  void openSplitTab(host, id);
  void host.notifications.clear(id);
});

host.runtime.onStartup.addListener(() => { void tellOfInterrupted(); });
host.runtime.onInstalled.addListener(({ reason, temporary }) => {
  if (reason === 'install' && !temporary) void host.runtime.openOptionsPage();
});

// The rules are read while the person looks at an empty window, not when they press Send.
workshop.linter.warmUp();
