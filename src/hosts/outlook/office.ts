/// <reference types="office-js" />

/** What of Office.js (https://learn.microsoft.com/javascript/api/outlook) is used here. */

export type Item = Pick<Office.MessageCompose, 'to' | 'cc' | 'bcc' | 'subject' | 'body' | 'sessionData' | 'inReplyTo'> & Partial<Pick<Office.MessageCompose, 'from' | 'getAttachmentsAsync'>>;
export type Details = Pick<Office.EmailAddressDetails, 'emailAddress' | 'displayName'> & Partial<Pick<Office.EmailAddressDetails, 'recipientType'>>;
export type SendEvent = Pick<Office.MailboxEvent, 'completed'>;
/** See SmartAlertsEventCompletedOptions: at most 500 characters a message, 20 a label. */
export type SendAnswer = Office.SmartAlertsEventCompletedOptions & { readonly allowEvent: boolean };

export interface Mailbox {
  readonly item: Item;
  /** BCP 47, of Outlook's own words. */
  readonly language: string;
  /** Address of the account, where the item does not tell its sender. */
  readonly account: string;
  /** What the user chose in the task pane. */
  readonly chosen: unknown;
  /** Whether this Outlook has a requirement set of `Mailbox`, '1.14' say. */
  readonly has: (version: string) => boolean;
}

/** The mailbox that an event or a task pane is about. */
export function mailboxOf({ context }: typeof Office): Mailbox {
  return {
    item: context.mailbox.item as unknown as Item,
    language: context.displayLanguage,
    account: context.mailbox.userProfile.emailAddress,
    chosen: context.roamingSettings.get('undisclosed') as unknown,
    has: (version) => context.requirements.isSetSupported('Mailbox', version),
  };
}

/** The value that Outlook calls back with. @throws Error with Outlook's code, never with what it holds */
export function asked<T>(call: (done: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    // 'succeeded' of Office.AsyncResultStatus, which an engine without Office's enums lacks.
    call((result) => (String(result.status) === 'succeeded' ? resolve(result.value) : reject(new Error(`Outlook: ${String(result.error.code)}`))));
  });
}
