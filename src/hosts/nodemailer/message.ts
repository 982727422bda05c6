import type { Readable } from 'node:stream';

/** What of Nodemailer's MimeNode is used here. */
interface MimeNode {
  keepBcc?: boolean;
  newline?: string | undefined;
  build(callback: (error: Error | null, bytes: Buffer) => void): void;
  buildHeaders(): string;
  createReadStream(options?: object): Readable;
  getEnvelope(): { from: string | false; to: string[] };
  processFunc(each: unknown): void;
  setRaw(bytes: Buffer): unknown;
  transform(each: unknown): void;
}

/** What of Nodemailer's MailMessage (https://nodemailer.com/plugins/create) is used here. */
export interface MailMessage {
  readonly data: { readonly envelope?: unknown; readonly raw?: unknown };
  readonly mailer: { readonly transporter: { readonly name?: string } };
  readonly message: MimeNode;
}

/** Nodemailer's transports that send the message it built. JSON, and most HTTP services, are sent its pieces. */
const SENDING_BYTES: ReadonlySet<string> = new Set(['SMTP', 'SMTP (pool)', 'Sendmail', 'SESTransport', 'StreamTransport']);

/** Whether what the transport sends is the message as built, so that a change made to its bytes is sent. */
export function sendsBytes({ mailer }: MailMessage): boolean {
  return SENDING_BYTES.has(mailer.transporter.name ?? '');
}

/**
 * The envelope it travels in, as far as it is known. Where the application gave none, a sender that Nodemailer does not find makes no bounce, and
 * the recipients of a raw message are those of its header.
 */
export function envelopeOf({ data, message }: MailMessage): { readonly from?: string; readonly to?: readonly string[] } {
  const { from, to } = message.getEnvelope();
  if (data.envelope) return { from: from || '', to };
  return { ...(from ? { from } : {}), ...(to.length === 0 ? {} : { to }) };
}

/**
 * From now on `bytes` are what is sent of a mail, with what Nodemailer and plugins that come later do to a finished message: DKIM signatures,
 * transforms, line ends. What was done to it before is in `bytes` and is not done again.
 */
export function sendInstead({ data, message }: MailMessage, bytes: Uint8Array): void {
  const sent = new (message.constructor as new (type: string, options: object) => MimeNode)('message/rfc822', { newline: message.newline });
  // Transports that write for another program (stream, sendmail) ask for Bcc after all plugins: Gmail's API, say, finds the blind nowhere else.
  const blind = data.raw || message.keepBcc ? '' : bccOf(message);
  message.transform = (each) => sent.transform(each);
  message.processFunc = (each) => sent.processFunc(each);
  message.createReadStream = (options) => {
    sent.setRaw(Buffer.concat([Buffer.from(message.keepBcc ? blind : ''), bytes]));
    return sent.createReadStream(options);
  };
}

/** The field Bcc as Nodemailer writes it, with its line end; '' if nobody is blind. */
function bccOf(message: MimeNode): string {
  message.keepBcc = true;
  const header = `${message.buildHeaders()}\r\n`;
  message.keepBcc = false;
  return (header.match(/^bcc:.*\r\n(?:[ \t].*\r\n)*/gim) ?? []).join('');
}
