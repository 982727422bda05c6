import { asked, type Details, type Mailbox } from './office.ts';

/** A message being written, and what Outlook does not tell of it. */
export interface Written {
  /** As JSON drafts are written. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly to: readonly Details[];
  readonly cc: readonly Details[];
  readonly bcc: readonly Details[];
  /** Distribution lists, each of which counts as one address: Outlook does not tell who is in them. */
  readonly lists: number;
  /** A field is as full as Outlook fills it for an add-in: there may be more in it. */
  readonly cut: boolean;
}

/** So many recipients of a field an add-in gets to see: 500 or 1000 on a computer, 100 on a phone. */
const FULL: readonly number[] = [100, 500, 1000];

function mailbox({ displayName, emailAddress }: Details): { name: string; address: string } {
  return { name: displayName === emailAddress ? '' : displayName, address: emailAddress };
}

/** @throws Error if Outlook does not tell something that everything hangs on */
export async function readWritten({ item, account }: Mailbox): Promise<Written> {
  const all = (field: 'to' | 'cc' | 'bcc'): Promise<Details[]> => asked((done) => item[field].getAsync(done));
  const [to, cc, bcc, subject, type] = await Promise.all([all('to'), all('cc'), all('bcc'), asked<string>((done) => item.subject.getAsync(done)), asked<string>((done) => item.body.getTypeAsync(done as never))]);
  const html = String(type) === 'html';
  const [body, from, attachments] = await Promise.all([
    asked<string>((done) => item.body.getAsync((html ? 'html' : 'text') as never, done)),
    sender(item.from, account),
    attachmentsOf(item.getAttachmentsAsync?.bind(item)),
  ]);
  const fields = [to, cc, bcc];
  return {
    json: {
      from,
      ...Object.assign({}, ...(['to', 'cc', 'bcc'] as const).map((name, index) => (fields[index]!.length > 0 ? { [name]: fields[index]!.map(mailbox) } : {}))) as object,
      subject,
      ...(html ? { html: body } : { text: body }),
      ...(typeof item.inReplyTo === 'string' && item.inReplyTo !== '' ? { inReplyTo: item.inReplyTo } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
    },
    to, cc, bcc,
    lists: fields.reduce((sum, field) => sum + field.filter(({ recipientType }) => String(recipientType) === 'distributionList').length, 0),
    cut: fields.some(({ length }) => FULL.indexOf(length) >= 0),
  };
}

/** Another account of the user's, or a shared mailbox; where Outlook does not say, that of the window. */
function sender(from: Mailbox['item']['from'], account: string): Promise<{ name: string; address: string }> {
  const own = { name: '', address: account };
  return from === undefined ? Promise.resolve(own) : asked<Details>((done) => from.getAsync(done)).then(mailbox, () => own);
}

/** Their names: what is in them is not asked for. Rules about them are not worth keeping a mail for. */
function attachmentsOf(call: Mailbox['item']['getAttachmentsAsync']): Promise<{ filename: string; content: string }[]> {
  if (call === undefined) return Promise.resolve([]);
  return asked<Office.AttachmentDetailsCompose[]>((done) => call(done)).then((all) => all.map(({ name }) => ({ filename: name, content: '' })), () => []);
}
