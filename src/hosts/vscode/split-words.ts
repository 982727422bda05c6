import * as vscode from 'vscode';
import type { Leak, SplitRefusal } from '../../edit/split-types.ts';
import type { SplitDone, SplitFailure } from './protocol.ts';

/** What splitting says. Counts only: no address, no word of the mail. */

function place(leak: Leak): string {
  const { t } = vscode.l10n;
  const count = leak.addresses + leak.names;
  switch (leak.place) {
    case 'header': return t('{0} in the header (Reply-To, say)', count);
    case 'subject': return t('{0} in the subject', count);
    case 'body': return t('{0} in the text', count);
    case 'attachment': return t('{0} in an attachment', count);
  }
}

export function refusalWords(refusal: SplitRefusal): string {
  const { t } = vscode.l10n;
  switch (refusal.reason) {
    case 'signed': return t('This mail is signed, and the signature belongs to one text for all. Split it first, then sign each mail.');
    case 'dkim': return t('This mail carries a DKIM signature, so it has left already; a change breaks it. Split the draft before it is sent.');
    case 'encrypted': return t('This mail is encrypted: the keys in it tell whom else it is for. Split it first, then encrypt each mail.');
    case 'unreadable': return t('Something in this mail cannot be read, and nobody can say who is named there. The findings say where.');
    case 'no-recipients': return t('Nobody is named in To, Cc or Bcc.');
    case 'invalid-recipient': return t('Recipients without a valid address would be left out: {0}. The findings say where.', refusal.count);
    case 'others': return t('Everybody would read of other recipients: {0}. Take them out.', refusal.leaks.map(place).join(', '));
  }
}

export function failureWords(failure: SplitFailure): string {
  const { t } = vscode.l10n;
  switch (failure) {
    case 'no-draft': return t('This is not a mail, or not one that can be split.');
    case 'configuration': return t('The configuration cannot be read. The findings in it say why.');
    case 'not-utf8': return t('This file is not UTF-8, and the editor shows other characters than stand in it. Split it with: undisclosed split');
    case 'exists': return t('There is something else of the same name already. Choose an empty folder.');
    case 'other-mails': return t('There are mails in that folder that do not come from this one; whoever sends the folder would send them, too. Choose an empty folder.');
    case 'not-written': return t('The mails cannot be written there.');
  }
}

export function doneWords({ mails, greeted, unchanged, findings }: SplitDone, where: string): string {
  const { t } = vscode.l10n;
  if (unchanged) return t('It goes to one person already and was written to {0} as it stands.', where);
  const written = t('{0} mails written to {1}, one for each person.', mails.toLocaleString(vscode.env.language), where);
  const greetings = greeted === 0 ? '' : ` ${t('Greetings that name the person: {0}.', greeted.toLocaleString(vscode.env.language))}`;
  return `${written}${greetings} ${findings === 0 ? t('Read again: each goes to one person and names no other recipient.') : t('Mails that a rule still has something to say of: {0}.', findings.toLocaleString(vscode.env.language))}`;
}
