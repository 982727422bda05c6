/* What the tests do inside Thunderbird, in its parent process. Sent as text by application.ts; nothing here can see the rest of the tests. */
/* global Cc, Ci, ChromeUtils, Services, WebExtensionPolicy */
const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what, ask, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(10);
  }
}

const composeWindows = () => [...Services.wm.getEnumerator('msgcompose')];
const windowOf = (id) => composeWindows().find((window) => window.docShell.outerWindowID === id);

function opened(id) {
  const window = windowOf(id);
  if (!window) throw new Error('the compose window is closed');
  return window;
}

const messageBoxes = () => [...Services.wm.getEnumerator(null)].filter(({ document }) => document.readyState === 'complete').map(({ document }) => document.getElementById('commonDialog')).filter(Boolean);

const pills = (window, field) => [...window.document.querySelectorAll(`#${field}AddrContainer > mail-address-pill`)].map((pill) => pill.fullAddress);
const buttonOf = (window, addOn) => window.document.getElementById(`${addOn.replace(/[^a-z0-9_-]/gi, '_').toLowerCase()}-composeAction-toolbarbutton`);

/** The page of an add-on that is open somewhere (a popup, a tab), and not about to close. */
function pageOf(path) {
  for (const window of Services.wm.getEnumerator(null)) {
    for (const browser of window.document.querySelectorAll('browser')) {
      const panel = browser.closest('panel');
      if (panel && panel.state !== 'open') continue;
      const uri = browser.browsingContext?.currentURI;
      if (uri?.schemeIs('moz-extension') && uri.pathQueryRef.includes(path)) return browser;
    }
  }
  return null;
}

/** Runs in the process of the page, and so has to stand alone: what `task` says, on the elements that the selector finds. */
async function inPage(content, { action, selector, value }) {
  const { document } = content;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  if (action === 'storage') {
    return JSON.parse(JSON.stringify(await content.wrappedJSObject.browser.storage[value].get(null)));
  }
  const found = [...document.querySelectorAll(selector)];
  if (action === 'read') {
    return found.map((element) => ({
      text: element.textContent.replace(/\s+/g, ' ').trim(), shown: visible(element), value: element.value ?? null, max: element.max ?? null, checked: element.checked ?? null,
      disabled: element.disabled ?? false, dataset: { ...element.dataset },
    }));
  }
  const target = found.find((element) => visible(element) && !element.disabled);
  if (!target) throw new Error(`nothing to ${action} at ${selector}; the page says: ${document.body.innerText.slice(0, 500)}`);
  target.focus();
  if (action === 'click') {
    target.click();
  } else if (action === 'fill') {
    target.value = value;
    for (const type of ['input', 'change']) target.dispatchEvent(new content.Event(type, { bubbles: true }));
  } else {
    throw new Error(`no action ${action}`);
  }
  return null;
}

/** The text gets the focus: keys and commands go to it. */
async function focusText(window) {
  window.focus();
  window.focusMsgBody();
  await until('the focus', () => Services.focus.focusedWindow === window.GetCurrentEditor().document.defaultView);
}

/** Types as a keyboard does, into what has the focus. */
function typeKeys(window, text) {
  const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
  if (!keyboard.beginInputTransactionForTests(window)) throw new Error('the window takes no keys');
  for (const key of text) {
    const event = new window.KeyboardEvent('', { key });
    keyboard.keydown(event);
    keyboard.keyup(event);
  }
}

/** A click anywhere else closes an open popup. */
async function closePopups(window) {
  const panels = [...window.document.querySelectorAll('panel')].filter((panel) => panel.state === 'open' && panel.querySelector('browser'));
  for (const panel of panels) panel.hidePopup();
  await until('the popup to close', () => panels.every(({ state }) => state === 'closed'));
}

const SEND = {
  now: (window) => window.document.getElementById('button-send').click(),
  later: (window) => window.document.getElementById('cmd_sendLater').doCommand(),
};

globalThis.inside = {
  async mainWindow() {
    await until('the main window', () => Services.wm.getMostRecentWindow('mail:3pane')?.document.getElementById('tabmail')?.currentTabInfo);
  },

  /** Opens a compose window; returns its id when all of its fields are there. */
  async openCompose({ plain = false, reply = false, ...fields }) {
    const before = new Set(composeWindows());
    const parameters = Cc['@mozilla.org/messengercompose/composeparams;1'].createInstance(Ci.nsIMsgComposeParams);
    parameters.type = reply ? Ci.nsIMsgCompType.ReplyAll : Ci.nsIMsgCompType.New;
    parameters.format = plain ? Ci.nsIMsgCompFormat.PlainText : Ci.nsIMsgCompFormat.HTML;
    parameters.identity = MailServices.accounts.defaultAccount.defaultIdentity;
    parameters.composeFields = Cc['@mozilla.org/messengercompose/composefields;1'].createInstance(Ci.nsIMsgCompFields);
    Object.assign(parameters.composeFields, fields);
    MailServices.compose.OpenComposeWindowWithParams(null, parameters);
    const window = await until('a compose window', () => composeWindows().find((one) => !before.has(one) && one.composeEditorReady && one.gLoadingComplete !== false));
    return window.docShell.outerWindowID;
  },

  /** Chooses another sender in the window, as its menu does. */
  chooseIdentity(id, key) {
    const window = opened(id);
    const menu = window.document.getElementById('msgIdentity');
    menu.selectedItem = [...menu.menupopup.children].find((item) => item.getAttribute('identitykey') === key);
    window.LoadIdentity(false);
  },

  /** Takes an identity out of the account that has it. */
  removeIdentity(key) {
    const identity = MailServices.accounts.getIdentity(key);
    MailServices.accounts.accounts.find(({ identities }) => identities.includes(identity)).removeIdentity(identity);
  },

  /** Closes it without asking whether to save. */
  async closeCompose(id) {
    const window = windowOf(id);
    if (!window) return;
    window.ToggleWindowLock(false);
    window.SetContentAndBodyAsUnmodified();
    window.close();
    await until('the window to close', () => !windowOf(id));
  },

  /** What Thunderbird's own message boxes say. */
  messages: () => messageBoxes().map(({ ownerDocument }) => ownerDocument.getElementById('infoBody').textContent),

  composeState(id, addOn) {
    const window = windowOf(id);
    if (!window) return { open: false };
    const button = buttonOf(window, addOn);
    return {
      open: true, locked: Boolean(window.gWindowLocked), maySend: !window.document.getElementById('button-send').disabled,
      to: pills(window, 'to'), cc: pills(window, 'cc'), bcc: pills(window, 'bcc'), subject: window.document.getElementById('msgSubject').value,
      text: window.GetCurrentEditor().document.body.innerText, html: window.GetCurrentEditor().document.documentElement.outerHTML,
      badge: button?.getAttribute('badge') ?? '', label: button?.getAttribute('label') ?? '', title: button?.getAttribute('tooltiptext') ?? '',
    };
  },

  /** Writes into the To field without finishing: no Enter, no comma, so there is no pill. */
  typeRecipient(id, text) {
    const window = opened(id);
    const input = window.document.getElementById('toAddrInput');
    input.focus();
    input.value = text;
    input.dispatchEvent(new window.Event('input', { bubbles: true }));
  },

  /** Types at the start or the end of the text. */
  async typeText(id, text, at) {
    const window = opened(id);
    await focusText(window);
    const editor = window.GetCurrentEditor();
    if (at === 'start') editor.beginningOfDocument();
    else editor.endOfDocument();
    typeKeys(window, text);
  },

  setSubject(id, text) {
    const window = opened(id);
    const input = window.document.getElementById('msgSubject');
    input.value = text;
    input.dispatchEvent(new window.Event('input', { bubbles: true }));
  },

  async undo(id) {
    const window = opened(id);
    await focusText(window);
    window.goDoCommand('cmd_undo');
  },

  /** What is marked in the editor, by the name of the mark. */
  marks(id) {
    const { CSS } = opened(id).GetCurrentEditor().document.defaultView;
    const marks = [];
    // Objects of a page, seen from here, have forEach but no iterators.
    CSS.highlights.forEach((highlight, name) => {
      const texts = [];
      highlight.forEach((range) => texts.push(range.toString()));
      marks.push({ name, texts });
    });
    return marks;
  },

  /** Presses Send (now) or Send Later; returns at once. */
  async press(id, how) {
    const window = opened(id);
    await closePopups(window);
    SEND[how](window);
  },

  /** Presses Send, and measures in milliseconds until the popup of the add-on stands on the screen and the window can be used again. */
  async pressAndMeasure(id, how, popup) {
    const window = opened(id);
    await closePopups(window);
    const start = Date.now();
    SEND[how](window);
    await until('the window to be locked', () => window.closed || window.gWindowLocked);
    await until('the send to be stopped', () => !window.gWindowLocked);
    const stopped = Date.now() - start;
    await until('the popup', () => pageOf(popup));
    return { stopped, shown: Date.now() - start };
  },

  /** Opens the popup by the button, as a click does. */
  openPopup(id, addOn) {
    buttonOf(opened(id), addOn).click();
  },

  hasPage: (path) => Boolean(pageOf(path)),

  async onPage(path, task) {
    const browser = await until(`the page ${path}`, () => pageOf(path));
    const name = `undisclosed-test-${Math.random()}`;
    const script = `(${inPage})(content, ${JSON.stringify(task)}).then((value) => sendAsyncMessage(${JSON.stringify(name)}, { value }), (error) => sendAsyncMessage(${JSON.stringify(name)}, { error: String(error) }))`;
    return new Promise((resolve, reject) => {
      const { messageManager } = browser;
      // A popup that is just put on the screen changes the process behind it: what was asked of the first is lost.
      if (task.action === 'read') setTimeout(() => { resolve(null); }, 2_000);
      messageManager.addMessageListener(name, function listener({ data }) {
        messageManager.removeMessageListener(name, listener);
        if (data.error) reject(new Error(data.error));
        else resolve(data.value);
      });
      messageManager.loadFrameScript(`data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
    });
  },

  openTab(addOn, path) {
    const policy = WebExtensionPolicy.getByID(addOn);
    Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').openTab('contentTab', {
      url: policy.getURL(path), linkHandler: 'single-page', triggeringPrincipal: policy.extension.principal, initialBrowsingContextGroupId: policy.browsingContextGroupId, duplicate: true,
    });
  },

  async closeTab(path) {
    const tabmail = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail');
    const tab = tabmail.tabInfo.find(({ browser }) => browser?.currentURI?.spec.includes(path));
    if (!tab) throw new Error(`no tab ${path}`);
    tabmail.closeTab(tab);
    await until('the tab to close', () => !tabmail.tabInfo.includes(tab));
  },

  /** Presses the button of a message box of Thunderbird's own, as soon as there is one. */
  async acceptDialog() {
    // It has its buttons a moment after it is there.
    const dialog = await until('a message box', () => messageBoxes().find(({ shadowRoot }) => shadowRoot?.querySelector('[dlgtype="accept"]')));
    dialog.getButton('accept').click();
    await until('the message box to close', () => !messageBoxes().includes(dialog));
  },

  /** Closes all that a test may have left open; first what asks something, since the window below it cannot close. */
  async tidy() {
    for (const dialog of messageBoxes()) dialog.cancelDialog();
    await until('the message boxes to close', () => messageBoxes().length === 0);
    for (const window of composeWindows()) await globalThis.inside.closeCompose(window.docShell.outerWindowID);
    const tabmail = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail');
    for (const tab of tabmail.tabInfo.slice(1)) tabmail.closeTab(tab);
    await until('the tabs to close', () => tabmail.tabInfo.length === 1);
  },

  /** A mailing list of the personal address book. */
  addList(name, addresses) {
    const book = MailServices.ab.getDirectory('jsaddrbook://abook.sqlite');
    const plan = Cc['@mozilla.org/addressbook/directoryproperty;1'].createInstance(Ci.nsIAbDirectory);
    plan.isMailList = true;
    plan.dirName = name;
    const list = book.addMailList(plan);
    for (const address of addresses) {
      const card = Cc['@mozilla.org/addressbook/cardproperty;1'].createInstance(Ci.nsIAbCard);
      card.displayName = address.split('@')[0];
      card.primaryEmail = address;
      list.addCard(book.addCard(card));
    }
  },

  /** Puts the background page to sleep, as Thunderbird does when nothing has happened for a while. */
  async sleep(addOn) {
    const { extension } = WebExtensionPolicy.getByID(addOn);
    await until('the background page to start', () => extension.backgroundState === 'running');
    await extension.terminateBackground({ ignoreDevToolsAttached: true });
    await until('the background page to end', () => extension.backgroundState === 'stopped');
  },

  /** What the add-on's pages reported as errors; that a window was closed while its script was asking is none. */
  errors: (addOn) => {
    const { mozExtensionHostname } = WebExtensionPolicy.getByID(addOn);
    return Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & Ci.nsIScriptError.warningFlag))
      .filter(({ sourceName, errorMessage }) => `${sourceName} ${errorMessage}`.includes(mozExtensionHostname) && !errorMessage.includes('after context unloaded'))
      .map(({ errorMessage, sourceName, lineNumber }) => `${errorMessage} (${sourceName}:${lineNumber})`);
  },
};
