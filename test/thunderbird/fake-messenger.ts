import type { ComposeDetails, Messenger, ParsedMailbox } from '../../src/hosts/thunderbird/messenger.ts';

/** A Thunderbird of which only the programming interface is there. */

type Values = Record<string, unknown>;

class FakeArea {
  readonly values: Values = {};

  get(key?: string): Promise<Values> {
    const all = key === undefined ? this.values : key in this.values ? { [key]: this.values[key] } : {};
    // As stored: what comes back is never what was put in.
    return Promise.resolve(structuredClone(all));
  }

  set(values: Values): Promise<void> {
    Object.assign(this.values, structuredClone(values));
    return Promise.resolve();
  }

  remove(keys: string | readonly string[]): Promise<void> {
    for (const key of [keys].flat()) delete this.values[key];
    return Promise.resolve();
  }
}

export interface FakeWindow {
  details: ComposeDetails;
  attachments: { id: number; name: string; size: number; file: File }[];
}

export interface Fake {
  readonly messenger: Messenger;
  readonly local: FakeArea;
  readonly session: FakeArea;
  /** Compose windows by their tab. */
  readonly windows: Map<number, FakeWindow>;
  /** Members of mailing lists, by their names. */
  readonly lists: Map<string, readonly ParsedMailbox[]>;
  /** What `compose.sendMessage` was asked for; it does what `onSend` says. */
  readonly sent: { tabId: number; mode: string; details: ComposeDetails }[];
  onSend: (tabId: number) => Promise<{ headerMessageId?: string }>;
  /** Answers of the editor's script. */
  onScript: (tabId: number, message: unknown) => unknown;
  readonly opened: { url: string }[];
  /** What the identity adds to each new mail by itself. */
  readonly automatic: { cc: string[]; bcc: string[] };
}

export function fakeMessenger(): Fake {
  const local = new FakeArea();
  const session = new FakeArea();
  const windows: Fake['windows'] = new Map();
  const lists: Fake['lists'] = new Map();
  const window = (tabId: number): FakeWindow => {
    const found = windows.get(tabId);
    if (found === undefined) throw new Error(`Invalid compose tab: ${tabId}`);
    return found;
  };
  const at = async <T>(tabId: number, then: (found: FakeWindow) => T): Promise<T> => {
    await Promise.resolve();
    return then(window(tabId));
  };
  const parse = (text: string): ParsedMailbox[] => text.split(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((entry) => {
    const [, name = '', email = entry] = /^"?([^"<]*?)"?\s*<([^>]*)>$/.exec(entry.trim()) ?? [];
    return name === '' ? { email } : { name, email };
  });
  let tabs = 100;
  const fake: Fake = {
    local, session, windows, lists, sent: [], opened: [], automatic: { cc: [], bcc: [] },
    onSend: (tabId) => {
      windows.delete(tabId);
      return Promise.resolve({ headerMessageId: `${tabId}@maison.example` });
    },
    onScript: () => null,
    messenger: {
      storage: { local, session },
      compose: {
        getComposeDetails: (tabId: number) => at(tabId, ({ details }) => structuredClone(details)),
        setComposeDetails: (tabId: number, changes: ComposeDetails) => at(tabId, (found) => { found.details = { ...found.details, ...changes }; }),
        listAttachments: (tabId: number) => at(tabId, ({ attachments }) => attachments.map(({ id, name, size }) => ({ id, name, size }))),
        getAttachmentFile: (id: number) => Promise.resolve([...windows.values()].flatMap(({ attachments }) => attachments).find((one) => one.id === id)!.file),
        beginNew(details: ComposeDetails) {
          const { attachments = [], ...rest } = details;
          const tabId = tabs++;
          windows.set(tabId, { details: { ...structuredClone(fake.automatic), ...rest }, attachments: attachments.map((one, index) => ({ id: tabId * 100 + index, name: one.name!, size: 1, file: (one as { file: File }).file })) });
          return Promise.resolve({ id: tabId });
        },
        async sendMessage(tabId: number, options?: { mode: string }) {
          fake.sent.push({ tabId, mode: options?.mode ?? 'default', details: window(tabId).details });
          return fake.onSend(tabId);
        },
      },
      messengerUtilities: {
        parseMailboxString: (text: string, { expandMailingLists }: { expandMailingLists: boolean }) => Promise.resolve(parse(text).flatMap((mailbox) =>
          (expandMailingLists && mailbox.name === mailbox.email ? lists.get(mailbox.name ?? '') : undefined) ?? [mailbox])),
      },
      tabs: {
        sendMessage: (tabId: number, message: unknown) => Promise.resolve(fake.onScript(tabId, message)),
        query: () => Promise.resolve([]),
        get: (id: number) => at(id, () => ({ id, windowId: id })),
        remove: (tabId: number) => Promise.resolve(windows.delete(tabId)),
        create: ({ url }: { url: string }) => Promise.resolve(fake.opened.push({ url })),
      },
      windows: { getAll: () => Promise.resolve([{ id: 1 }]), update: () => Promise.resolve(), create: ({ url }: { url: string }) => Promise.resolve(fake.opened.push({ url })) },
      composeAction: { setBadgeText: () => Promise.resolve(), setBadgeBackgroundColor: () => Promise.resolve(), setTitle: () => Promise.resolve() },
    } as unknown as Messenger,
  };
  return fake;
}

/** People who have nothing to do with each other. */
export const strangers = (count: number): string[] => Array.from({ length: count }, (_, index) => `person${index}@firm${index}.example`);

export const mailTo = (to: readonly string[], more: Partial<ComposeDetails> = {}): FakeWindow => ({
  details: { identityId: 'id1', from: 'Claire Morel <claire.morel@maison.example>', to: [...to], cc: [], bcc: [], subject: 'Open day', body: '<html><body><p>Hello,</p><p>The doors open at nine.</p></body></html>', plainTextBody: '', isPlainText: false, ...more },
  attachments: [],
});
