import { entriesOf, RECIPIENT_FIELDS } from './draft-json.ts';
import type { ComposeDetails } from './messenger.ts';

/** What an acknowledgement is bound to: any change of these makes another mail of it. */
export async function digestOf(details: ComposeDetails, attachments: readonly { readonly name?: string | undefined; readonly size?: number | undefined }[]): Promise<string> {
  const { from, replyTo, subject, isPlainText, body, plainTextBody, customHeaders } = details;
  const mail = JSON.stringify([
    entriesOf(from), entriesOf(replyTo), ...RECIPIENT_FIELDS.map((field) => entriesOf(details[field])),
    subject ?? '', isPlainText === true ? plainTextBody ?? '' : body ?? '', customHeaders ?? [],
    attachments.map(({ name, size }) => [name ?? '', size ?? 0]),
  ]);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(mail));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
