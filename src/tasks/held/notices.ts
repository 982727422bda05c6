import type { Policy } from '../../rule/policy.ts';
import { approverAddresses } from './approvers.ts';
import { NOTICE_WORDS, type NoticeKind } from './notice-words.ts';
import type { MailQueue } from './queue.ts';
import type { HeldStore } from './store.ts';
import type { HeldMail } from './types.ts';

/** What is owed for a mail that was just held. */
export const HELD_NOTICES = ['sender:held', 'approvers:held'] as const;

const TRIES = 5;
const MAILBOX = /^[^\s<>@,;:"()[\]\\]+@[^\s<>@,;:"()[\]\\]+$/;

/** To the minute, in the server's zone. */
function moment(time: number, locale: 'en' | 'fr'): string {
  return new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(time);
}

function encodedWord(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  // RFC 2047 §2: at most 75 characters each, and no character cut in two.
  const words: string[] = [];
  let part = '';
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 42) {
      words.push(part);
      part = '';
    }
    part += character;
  }
  return [...words, part].map((each) => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`).join('\n ');
}

function message(from: string, to: string, subject: string, lines: readonly string[]): string {
  const body = Buffer.from(lines.join('\r\n')).toString('base64').replace(/.{76}/g, '$&\n');
  return [
    `From: Undisclosed <${from}>`, `To: ${to}`, `Subject: ${encodedWord(subject)}`, `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    // RFC 3834 §5: nobody answers this by itself, and we do not look at it.
    'Auto-Submitted: auto-generated', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', body, '',
  ].join('\n');
}

function findings({ findings: found, message: digest, locale }: HeldMail): string[] {
  const words = NOTICE_WORDS[locale];
  const lines = found.map(({ rule, level, count }) => `  ${words.finding(rule, level, count)}`);
  return lines.length > 0 ? [words.because, ...lines, ''] : digest === null ? [words.unread, ''] : [];
}

function toSender(mail: HeldMail, kind: NoticeKind, from: string): string {
  const words = NOTICE_WORDS[mail.locale];
  const reason = kind === 'refused' && mail.reason !== null ? [`${words.reason} ${mail.reason}`, ''] : [];
  return message(from, mail.sender, words.subject[kind](mail.id), [
    words.told[kind](moment(mail.arrived, mail.locale), mail.recipients), '', ...reason, ...(kind === 'released' ? [] : findings(mail)), words.next[kind], '', words.automatic, '',
  ]);
}

function toApprover(mail: HeldMail, to: string, from: string): string {
  const words = NOTICE_WORDS[mail.locale];
  return message(from, to, words.subject.approve(mail.id), [
    words.approve(moment(mail.arrived, mail.locale), mail.recipients), '', ...findings(mail),
    words.look, `  sudo undisclosed held show ${mail.id}`, '', words.decide, `  sudo undisclosed held approve ${mail.id}`, `  sudo undisclosed held refuse ${mail.id} --reason "…"`, '',
    words.until(moment(mail.expires, mail.locale)), '', words.automatic, '',
  ]);
}

/** @returns recipient and message of each; none where there is nobody to tell */
export function composeNotices(mail: HeldMail, kind: string, policy: Policy | undefined): { readonly to: string; readonly message: string }[] {
  const [audience, what] = kind.split(':') as ['sender' | 'approvers', NoticeKind];
  if (!MAILBOX.test(mail.sender)) return [];
  const from = `postmaster${mail.sender.slice(mail.sender.lastIndexOf('@'))}`;
  if (audience === 'sender') return [{ to: mail.sender, message: toSender(mail, what, from) }];
  return approverAddresses(policy?.approvers, mail).filter((to) => MAILBOX.test(to)).map((to) => ({ to, message: toApprover(mail, to, from) }));
}

/**
 * Sends what is owed. Each notice is taken first and sent then, so that two processes do not send it twice.
 * @returns how many could not be sent; those that reached nobody stay owed
 */
export async function sendNotices(store: HeldStore, queue: MailQueue, policy: Policy | undefined, now: number): Promise<number> {
  const owed = store.transaction((transaction) => transaction.claim(now, TRIES).map(({ id, kind }) => ({ id, kind, mail: transaction.find(id) })));
  let failed = 0;
  for (const { id, kind, mail } of owed) {
    const letters = mail ? composeNotices(mail, kind, policy) : [];
    const results = await Promise.allSettled(letters.map(({ to, message: text }) => queue.send(to, text)));
    const lost = results.filter(({ status }) => status === 'rejected').length;
    failed += lost;
    // Where one of several approvers has heard, that is enough: none hears twice.
    if (lost > 0 && lost === letters.length) store.transaction((transaction) => transaction.unclaim(id, kind));
  }
  return failed;
}
