import { button, byId, fillWords, host, make, words } from './page.ts';
import type { Done, Request, Shown, ShownFinding, Stopped } from './requests.ts';
import { lawLinks } from './law.ts';

/** What there is to say about the mail in this window, and the buttons that mend it. */

let tabId = -1;
let shown: Shown | null = null;

const ask = async <Answer>(request: Request): Promise<Answer> => await host.runtime.sendMessage(request) as Answer;

function say(text: string): void {
  byId('status').textContent = text;
}

function finding({ key, ruleId, level, title, message, suggestion, why, law, courtesy, more, fixes }: ShownFinding): HTMLLIElement {
  const item = make('li', '', level);
  item.dataset['rule'] = ruleId;
  item.dataset['level'] = level;
  const head = make('h2', '');
  head.append(make('span', words.level[level], 'level'), ' ', title);
  const said = make('p', more === 0 ? message : `${message} (${words.popup.alsoAt(more)})`);
  const reason = make('details', '');
  reason.append(make('summary', words.popup.why), make('p', why));
  const links = lawLinks(law, courtesy, (url) => { void host.windows.openDefaultBrowser(url); });
  if (links !== null) reason.append(links);
  item.append(head, said, make('p', suggestion, 'todo'), reason);
  for (const { index, text, wording } of fixes) {
    item.append(button(text, wording ? 'replace' : 'fix', () => { void act({ kind: 'fix', tabId, key, index }); }));
  }
  return item;
}

function show(next: Shown): void {
  shown = next;
  byId('headline').textContent = next.headline;
  document.body.dataset['state'] = next.stopped ? 'stopped' : next.findings.length > 0 ? 'found' : 'clean';
  byId('stopped').hidden = !next.stopped;
  byId('stopped').textContent = next.unchecked ? words.popup.uncheckedHelp : words.popup.stopped;
  byId('findings').replaceChildren(...next.findings.map(finding));
  byId('one-each').hidden = !next.canSplit;
  byId('to-bcc').hidden = !next.canBlind;
  byId('known-group').hidden = !next.canKnow;
  byId('anyway').hidden = !next.stopped;
  byId('reason-box').hidden = !next.needsReason;
}

async function act(request: Request): Promise<void> {
  const buttons = [...document.querySelectorAll('button')];
  for (const each of buttons) each.disabled = true;
  try {
    const done = await ask<Done>(request);
    say(done.said);
    if (done.shown !== undefined) show(done.shown);
    if (done.close === true) window.close();
  } catch {
    say(words.popup.failed);
  } finally {
    for (const each of buttons) each.disabled = false;
  }
}

function send(later: boolean): void {
  const box = byId<HTMLTextAreaElement>('reason');
  if (shown?.needsReason === true && box.value.trim() === '') {
    say(words.popup.needReason);
    box.focus();
    return;
  }
  void act({ kind: 'send', tabId, digest: shown?.digest ?? '', reason: box.value, later });
}

/** The window that the popup belongs to, unless it stands alone and was told. */
async function ownTab(): Promise<number> {
  const told = new URLSearchParams(location.search).get('tab');
  if (told !== null) return Number(told);
  const [tab] = await host.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

/** What there is to say of the mail as it stands now. */
async function look(): Promise<void> {
  try {
    show(await ask<Shown>({ kind: 'show', tabId }));
    // Whoever reads by ear hears what it is about first.
    byId('headline').focus();
  } catch {
    byId('headline').textContent = words.headline.unchecked;
  }
}

async function start(): Promise<void> {
  fillWords();
  byId('headline').textContent = words.headline.checking;
  byId('one-each').addEventListener('click', () => { void act({ kind: 'one-each', tabId }); });
  byId('to-bcc').addEventListener('click', () => { void act({ kind: 'to-bcc', tabId }); });
  byId('known-group').addEventListener('click', () => { void act({ kind: 'known-group', tabId }); });
  byId('send-anyway').addEventListener('click', () => { send(false); });
  byId('send-later').addEventListener('click', () => { send(true); });
  byId('settings').addEventListener('click', () => { void host.runtime.openOptionsPage().then(() => { window.close(); }); });
  tabId = await ownTab();
  // Send was pressed while the popup stood open.
  host.runtime.onMessage.addListener((message: Stopped) => {
    if (message.kind === 'stopped' && message.tabId === tabId) void look();
  });
  await look();
}

void start();
