/// <reference types="office-js" />
import type { Details, Item, Mailbox, SendAnswer, SendEvent } from '../../src/hosts/outlook/office.ts';

type Done<T> = (result: Office.AsyncResult<T>) => void;
type Field = 'to' | 'cc' | 'bcc';

/** A compose window as Office.js shows it to an add-in, which calls back later. What it holds is to be read and set by a test. */
export class FakeWindow {
  readonly fields: Record<Field, Details[]> = { to: [], cc: [], bcc: [] };
  subject = 'Bonjour';
  body = 'Bonjour,';
  html = false;
  from: Details = { emailAddress: 'claire@firma.example', displayName: 'Claire' };
  inReplyTo = '';
  attachments: string[] = [];
  readonly session = new Map<string, string>();
  language = 'en-GB';
  version = 1.15;
  chosen: unknown = null;
  /** Names of calls that fail, or (`hangs`) never answer. */
  readonly fails = new Set<string>();
  readonly hangs = new Set<string>();
  /** So many recipients a call takes. */
  readonly batches: number[] = [];

  answer<T>(name: string, done: Done<T> | undefined, value: () => T): void {
    if (this.hangs.has(name)) return;
    setTimeout(() => {
      const failed = this.fails.has(name);
      done?.({ status: failed ? 'failed' : 'succeeded', value: failed ? undefined : value(), error: { code: 9030, name: 'Failed', message: 'x' }, asyncContext: undefined, diagnostics: undefined } as unknown as Office.AsyncResult<T>);
    }, 0);
  }

  #recipients(field: Field): Office.Recipients {
    const put = (name: string, all: readonly Office.EmailUser[], change: (one: Details[]) => Details[], done: Done<void> | undefined): void => {
      this.batches.push(all.length);
      if (all.length > 100) throw new RangeError('Outlook takes 100 recipients a call');
      this.answer(`${field}.${name}`, done, () => {
        this.fields[field] = change(all.map(({ emailAddress, displayName }) => ({ emailAddress, displayName, recipientType: 'externalUser' })));
      });
    };
    return {
      getAsync: (done: Done<Details[]>) => this.answer(`${field}.getAsync`, done, () => this.fields[field]),
      setAsync: (all: Office.EmailUser[], done: Done<void>) => put('setAsync', all, (given) => given, done),
      addAsync: (all: Office.EmailUser[], done: Done<void>) => put('addAsync', all, (given) => [...this.fields[field], ...given], done),
    } as unknown as Office.Recipients;
  }

  get item(): Item {
    return {
      to: this.#recipients('to'),
      cc: this.#recipients('cc'),
      bcc: this.#recipients('bcc'),
      subject: { getAsync: (done: Done<string>) => this.answer('subject.getAsync', done, () => this.subject) } as unknown as Office.Subject,
      body: {
        getTypeAsync: (done: Done<string>) => this.answer('body.getTypeAsync', done, () => (this.html ? 'html' : 'text')),
        getAsync: (type: string, done: Done<string>) => this.answer('body.getAsync', done, () => (type === (this.html ? 'html' : 'text') ? this.body : `as ${type}`)),
      } as unknown as Office.Body,
      from: { getAsync: (done: Done<Details>) => this.answer('from.getAsync', done, () => this.from) } as unknown as Office.From,
      sessionData: {
        getAsync: (key: string, done: Done<string>) => {
          if (!this.session.has(key)) this.fails.add('sessionData.getAsync');
          else this.fails.delete('sessionData.getAsync');
          this.answer('sessionData.getAsync', done, () => this.session.get(key)!);
        },
        setAsync: (key: string, value: string, done: Done<void>) => this.answer('sessionData.setAsync', done, () => void this.session.set(key, value)),
      } as unknown as Office.SessionData,
      inReplyTo: this.inReplyTo,
      getAttachmentsAsync: ((done: Done<object[]>) => this.answer('getAttachmentsAsync', done, () => this.attachments.map((name) => ({ name })))) as unknown as NonNullable<Item['getAttachmentsAsync']>,
    };
  }

  get mailbox(): Mailbox {
    return { item: this.item, language: this.language, account: 'claire@firma.example', chosen: this.chosen, has: (version) => Number(version.slice(2)) <= Math.round((this.version - 1) * 100) };
  }

  /** The global `Office` that Outlook provides. */
  office(associated: Map<string, (event: SendEvent) => void>): object {
    return {
      context: {
        displayLanguage: this.language,
        mailbox: { item: this.item, userProfile: { emailAddress: 'claire@firma.example' } },
        roamingSettings: { get: () => this.chosen },
        requirements: { isSetSupported: (_name: string, version: string) => this.mailbox.has(version) },
      },
      actions: { associate: (name: string, handler: (event: SendEvent) => void) => void associated.set(name, handler) },
    };
  }

  to(count: number): this {
    this.fields.to = people(count);
    return this;
  }
}

export function people(count: number, name = 'p'): Details[] {
  return Array.from({ length: count }, (_one, index) => ({ emailAddress: `${name}${String(index)}@company${String(index)}.example`, displayName: `Anne Martel ${String(index)}`, recipientType: 'externalUser' }));
}

/** What an event is completed with; Outlook takes one answer. */
export function sending(): { readonly event: SendEvent; readonly answer: Promise<SendAnswer>; readonly answers: SendAnswer[] } {
  const answers: SendAnswer[] = [];
  let given: (answer: SendAnswer) => void;
  const answer = new Promise<SendAnswer>((resolve) => (given = resolve));
  const completed = (options: SendAnswer): void => {
    answers.push(options);
    given(options);
  };
  return { event: { completed: completed }, answer, answers };
}
