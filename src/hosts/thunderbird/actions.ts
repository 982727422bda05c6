import type { SplitRefusal } from '../../edit/split-types.ts';
import { checkWindow, CHECK_TIMEOUT, type Workshop } from './checker.ts';
import { copiesOf, draftWithout } from './copies.ts';
import { decide } from './decision.ts';
import { addressOf, draftJson, entriesOf, mailboxText, RECIPIENT_FIELDS } from './draft-json.ts';
import type { Job, JobContent } from './job.ts';
import { NotChecked } from './linter-client.ts';
import type { ComposeDetails, Messenger } from './messenger.ts';
import { openSplitTab } from './open-split-tab.ts';
import type { SplitAnswer } from './questions.ts';
import type { Done, Request, Shown, ToScript } from './requests.ts';
import { knownGroup } from './settings.ts';
import { shownOf, uncheckedOf } from './shown.ts';
import type { Failure } from './store.ts';
import { countLevels, WORDS } from './words.ts';

/** The buttons of the popup. Each does one short thing: the background page may end between two of them. */
export class Actions {
  readonly #messenger: Messenger;
  readonly #workshop: Workshop;

  constructor(messenger: Messenger, workshop: Workshop) {
    this.#messenger = messenger;
    this.#workshop = workshop;
  }

  async show(tabId: number): Promise<Shown> {
    const { store, reader, locale } = this.#workshop;
    const [window, settings] = await Promise.all([reader.read(tabId), store.settings()]);
    const known = await store.failure(tabId, window.digest);
    if (known !== null) return uncheckedOf(known, window, settings, locale);
    try {
      const { report } = await checkWindow(this.#workshop, tabId, window.details);
      return shownOf(report, window, settings, locale);
    } catch (error) {
      const failure: Failure = error instanceof NotChecked ? error.reason : 'failed';
      await store.saveFailure(tabId, window.digest, failure);
      return uncheckedOf(failure, window, settings, locale);
    }
  }

  /** Lists stay lists: Thunderbird puts their members where the list stands. */
  async moveToBcc(tabId: number): Promise<Done> {
    const { compose } = this.#messenger;
    const details = await this.#workshop.reader.details(tabId);
    const once = new Map<string, string>();
    for (const entry of RECIPIENT_FIELDS.flatMap((field) => entriesOf(details[field]))) once.set(addressOf(entry), once.get(addressOf(entry)) ?? entry);
    await compose.setComposeDetails(tabId, { to: [], cc: [], bcc: [...once.values()] });
    return { said: this.#words.popup.moved, shown: await this.show(tabId) };
  }

  async knowGroup(tabId: number): Promise<Done> {
    const { store } = this.#workshop;
    const { report } = await checkWindow(this.#workshop, tabId);
    await store.saveAllowed([...await store.allowed(), knownGroup(report.group, this.#words.group.reason, Date.now())]);
    return { said: this.#words.popup.known, shown: await this.show(tabId) };
  }

  async fix({ tabId, key, index }: Extract<Request, { readonly kind: 'fix' }>): Promise<Done> {
    const { reader, store, linter, locale } = this.#workshop;
    const { compose, tabs } = this.#messenger;
    const [window, { config }] = await Promise.all([reader.read(tabId), store.config(locale)]);
    const plain = window.details.isPlainText === true;
    const content = await tabs.sendMessage(tabId, { kind: 'read', plain } satisfies ToScript) as string;
    const text = JSON.stringify(draftJson(window.details, window.people, window.attachments, content));
    const answer = await linter.ask({ kind: 'fix', config, text, key, index, locale }, CHECK_TIMEOUT);
    if (answer.refused !== null) return { said: answer.refused, failed: true, shown: await this.show(tabId) };
    const { edits, header: { subject, recipients } } = answer;
    if (recipients !== undefined && window.lists) return { said: this.#words.popup.noList, failed: true };
    if (edits.length > 0 && !(await tabs.sendMessage(tabId, { kind: 'edit', plain, content, edits } satisfies ToScript) as boolean)) {
      return { said: this.#words.popup.changedMeanwhile, failed: true, shown: await this.show(tabId) };
    }
    if (subject !== undefined) await compose.setComposeDetails(tabId, { subject });
    if (recipients !== undefined) {
      const [to, cc, bcc] = RECIPIENT_FIELDS.map((field) => recipients[field].map(mailboxText)) as [string[], string[], string[]];
      await compose.setComposeDetails(tabId, { to, cc, bcc });
    }
    return { said: this.#words.popup.replaced, shown: await this.show(tabId) };
  }

  /** Lets this very mail go. What was changed since the popup showed it is another mail. */
  async send({ tabId, digest, reason, later }: Extract<Request, { readonly kind: 'send' }>): Promise<Done> {
    const { store } = this.#workshop;
    const shown = await this.show(tabId);
    if (shown.digest !== digest) return { said: this.#words.popup.changedMeanwhile, failed: true, shown };
    if (shown.needsReason && reason.trim() === '') return { said: this.#words.popup.needReason, failed: true };
    if (shown.stopped) await store.addReason({ at: Date.now(), rules: [...new Set(shown.findings.filter(({ level }) => level === 'error').map(({ ruleId }) => ruleId))], reason: reason.trim() });
    await store.acknowledge(tabId, digest);
    // Not waited for: with it the window closes, and the popup in it.
    void this.#messenger.compose.sendMessage(tabId, { mode: later ? 'sendLater' : 'sendNow' }).catch(() => store.forgetWindow(tabId));
    return { said: this.#words.popup.sending, close: true };
  }

  /** Makes the mails ready and opens the tab from which a person sends them. */
  async split(tabId: number): Promise<Done> {
    const { reader, store, linter, locale } = this.#workshop;
    const { compose } = this.#messenger;
    const [window, { settings, config }] = await Promise.all([reader.read(tabId), store.config(locale)]);
    const ask = (text: string): Promise<SplitAnswer> => linter.ask({ kind: 'split', config, text }, CHECK_TIMEOUT);
    const refused = (refusal: SplitRefusal): Done => ({ said: this.#words.split.refused(refusal), failed: true });
    const all = await ask(window.draft);
    // Said now: the window that is opened next may close the popup.
    if (all.refused !== null) return refused(all.refused);
    const copies = await copiesOf(this.#messenger, window.details);
    const draft = await draftWithout(copies, window, this.#messenger);
    const answer = draft === null ? all : await ask(draft);
    if (answer.refused !== null) return refused(answer.refused);
    const { mails, texts, left } = answer;
    const attachments = await Promise.all((await compose.listAttachments(tabId)).map(async ({ id, name = '' }) => ({ name, file: await compose.getAttachmentFile(id) })));
    const job: Job = {
      id: crypto.randomUUID(),
      created: Date.now(),
      recipients: mails.map(({ to }) => to),
      states: mails.map(() => 'waiting'),
      left: countLevels(left),
      needsReason: decide(left, settings.policy).reason,
      rules: [...new Set(left.filter(({ level }) => level === 'error').map(({ ruleId }) => ruleId))],
      reply: isReply(window.details),
    };
    const content: JobContent = { details: { ...common(window.details), cc: [...copies.cc], bcc: [...copies.bcc] }, texts, textOf: mails.map(({ text }) => text), attachments };
    // The content first: a job without it could not be sent.
    await store.saveContent(job.id, content);
    await store.saveJob(job);
    await store.saveDraftTab(job.id, tabId);
    await openSplitTab(this.#messenger, job.id, tabId);
    return { said: '', close: true };
  }

  get #words(): (typeof WORDS)['en'] {
    return WORDS[this.#workshop.locale];
  }
}

/** What a compose window can be opened with that is not one recipient's own. */
const COMMON = [
  'additionalFccFolderId', 'attachPublicPGPKey', 'attachVCard', 'customHeaders', 'deliveryFormat', 'deliveryStatusNotification', 'from', 'identityId', 'isPlainText',
  'overrideDefaultFccFolderId', 'priority', 'replyTo', 'returnReceipt', 'selectedEncryptionTechnology', 'subject',
];

/** Of an answer that was kept as a draft Thunderbird says only that it is a draft; before its subject stands Re:, whatever the language. */
function isReply({ type, subject = '' }: ComposeDetails): boolean {
  return type === 'reply' || (type === 'draft' && /^re:/i.test(subject));
}

function common(details: ComposeDetails): ComposeDetails {
  return Object.fromEntries(Object.entries(details).filter(([key, value]) => COMMON.includes(key) && value !== undefined && value !== null));
}
