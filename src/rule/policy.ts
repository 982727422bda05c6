import type { Level } from './types.ts';

/** What a host does with a mail, from the weakest to the strongest. */
export const ACTIONS = ['pass', 'tag', 'rewrite', 'hold', 'reject'] as const;
export type Action = (typeof ACTIONS)[number];

/** `rewrite` needs the names of the fixes, so it is none of these. */
export type PlainAction = Exclude<Action, 'rewrite'>;

/** How much of a policy is carried out: nothing, header fields alone, or all. */
export const MODES = ['dry-run', 'tag', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** What becomes of a mail that could not be judged. */
export type Unavailable = 'tempfail' | 'pass' | 'hold';

/** For one rule or family: one action, one a level (a level not named keeps what was said before), or fixes to be made. */
export type RuleAction =
  | PlainAction
  | Readonly<Partial<Record<Level, PlainAction>>>
  | {
    /** Ids of the rule's fixes, the best first. */
    readonly rewrite: readonly string[];
    /** For a finding that none of these fixes is for; default hold. */
    readonly otherwise?: PlainAction;
  };

/** What a policy and its overrides can say alike. */
export interface PolicyLayer {
  readonly mode?: Mode;
  readonly levels?: Readonly<Partial<Record<Level, PlainAction>>>;
  /** By rule id or `family/*`; of two that match, the later. */
  readonly rules?: Readonly<Record<string, RuleAction>>;
  /** At most this for a finding that no words of its rule say, but only what was learned (`data.weighed`); the last layer that says it counts. */
  readonly weighed?: PlainAction;
  /** Any mail to this many recipients at once (visible and blind, inside and outside), whatever it says. */
  readonly groupMailing?: { readonly from: number; readonly action: PlainAction };
}

/** All conditions named must hold. */
export interface PolicyOverride extends PolicyLayer {
  /** Envelope senders (without an envelope: From): addresses, @domain, or patterns with *. */
  readonly senders?: readonly string[];
  /** Names by which senders logged in, or patterns with *. */
  readonly users?: readonly string[];
  /** Domains of recipients, their subdomains included. A mail to several is judged for each; the strongest action wins. */
  readonly recipientDomains?: readonly string[];
}

/** Who may let a held mail go. */
export interface Approver {
  /** Name of the user on the mail server's system. */
  readonly user: string;
  /** All addresses that this person sends from: own mail is for somebody else to approve. */
  readonly addresses: readonly string[];
}

/** The key `policy` of the configuration. */
export interface Policy extends PolicyLayer {
  readonly unavailable?: Unavailable;
  /** Seconds that one mail may take before it counts as one that could not be judged. */
  readonly timeout?: number;
  /** Networks (CIDR) whose hosts send without logging in. */
  readonly networks?: readonly string[];
  /** Whether mail that programs send of themselves (Auto-Submitted) is looked at. */
  readonly automatic?: 'pass' | 'check';
  /** Names by which senders logged in whose X-Undisclosed- fields may also loosen; those of others only tighten. */
  readonly trustedUsers?: readonly string[];
  /** Without any, nobody can approve and nobody is told. */
  readonly approvers?: readonly Approver[];
  /** Days that a held mail waits for a decision. */
  readonly holdDays?: number;
  /** Whether sender and approvers are told by mail; default: they are. */
  readonly notices?: boolean;
  readonly overrides?: readonly PolicyOverride[];
}
