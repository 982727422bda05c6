import type { Mailbox } from './draft-json.ts';
import type { ComposeDetails } from './messenger.ts';

/**
 * One mail to each person: who has got theirs. A mail is `sending` from before Thunderbird is asked to send it until it has said that it did,
 * and both are written down. So a mail found `sending` when nobody is sending may have left or not: a person is asked, and it never goes
 * out by itself.
 */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface Job {
  readonly id: string;
  /** Unix time in milliseconds. */
  readonly created: number;
  readonly recipients: readonly Mailbox[];
  /** One for each recipient. */
  readonly states: readonly MailState[];
  /** What there is still to say of each mail, by level; a blocking one takes a reason. */
  readonly left: Readonly<Record<'error' | 'warning' | 'info', number>>;
  readonly needsReason: boolean;
  readonly rules: readonly string[];
  /** The mail to all answers another; each of these begins a conversation of its own. */
  readonly reply?: boolean;
}

/** What the mails of a job have in common; kept apart, since it is written once and may be large. */
export interface JobContent {
  readonly details: ComposeDetails;
  readonly texts: readonly string[];
  /** For each recipient, which of the texts. */
  readonly textOf: readonly number[];
  readonly attachments: readonly { readonly name: string; readonly file: File }[];
}

export const jobKey = (id: string): string => `job:${id}`;
export const contentKey = (id: string): string => `mails:${id}`;

/** A job as stored; null for what is none. */
export function readJob(value: unknown): Job | null {
  const job = value as Job | null | undefined;
  if (typeof job !== 'object' || job === null || !Array.isArray(job.recipients) || !Array.isArray(job.states)) return null;
  return job.recipients.length === job.states.length && job.states.every((state: MailState) => MAIL_STATES.includes(state)) ? job : null;
}

export function withState(job: Job, index: number, state: MailState): Job {
  return { ...job, states: job.states.map((old, at) => (at === index ? state : old)) };
}

export function nextOf({ states }: Job): number | null {
  const index = states.indexOf('waiting');
  return index < 0 ? null : index;
}

/** Mails of which nobody but a person can say whether they left. Only while nobody is sending. */
export function unsureOf({ states }: Job): number[] {
  return states.flatMap((state, index) => (state === 'sending' || state === 'failed' ? [index] : []));
}

export function sentOf({ states }: Job): number {
  return states.filter((state) => state === 'sent').length;
}

export function isDone({ states }: Job): boolean {
  return states.every((state) => state === 'sent');
}
