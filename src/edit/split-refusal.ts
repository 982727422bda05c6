import type { Draft, ProblemReason } from '../draft/types.ts';
import { SIGNATURES } from './signed.ts';
import type { SplitRefusal } from './split-types.ts';

const CLEARSIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
/** Two readers of the header may see two lists of recipients. */
const AMBIGUOUS: ReadonlySet<ProblemReason> = new Set(['control-character', 'address-syntax', 'wrong-type']);

/** Why this mail must stay as it is; null if nothing stands against other recipients for it. */
export function refusalOf({ fields, parts, attachments, problems }: Draft): SplitRefusal | null {
  // A signature tells whom it was made for, or is broken by what is changed; an encrypted mail names the keys of all who can read it.
  if (problems.some(({ kind }) => kind === 'encrypted')) return { reason: 'encrypted' };
  const type = fields.find(({ name }) => name === 'content-type')?.value.toLowerCase() ?? '';
  if (type.startsWith('multipart/signed') || /^application\/(?:x-)?pkcs7-mime/.test(type)) return { reason: 'signed' };
  if (attachments.some((one) => SIGNATURES.has(one.type)) || parts.some(({ content }) => content.includes(CLEARSIGNED))) return { reason: 'signed' };
  if (fields.some(({ name }) => name === 'dkim-signature' || name === 'arc-message-signature')) return { reason: 'dkim' };
  // In what cannot be read nobody can say who is named.
  const ambiguous = problems.some(({ reason, detail }) => AMBIGUOUS.has(reason) && (reason !== 'wrong-type' || RECIPIENT_KEYS.test(detail ?? '')));
  return ambiguous || isUnread(problems) || hasUnread(attachments) ? { reason: 'unreadable' } : null;
}

function isUnread(problems: Draft['problems']): boolean {
  return problems.some(({ kind }) => kind === 'unreadable' || kind === 'encrypted');
}

/** Messages attached, and those attached to them: not deeper than a draft is read. */
function hasUnread(attachments: Draft['attachments']): boolean {
  return attachments.some(({ draft }) => draft !== undefined && (isUnread(draft.problems) || hasUnread(draft.attachments)));
}

const RECIPIENT_KEYS = /^(?:to|cc|bcc|envelope|headers|name|address|group)$/i;
