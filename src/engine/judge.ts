import { groupRecipients } from '../draft/organisations.ts';
import type { Recipients } from '../draft/recipients.ts';
import type { Draft } from '../draft/types.ts';
import type { Action } from '../rule/policy.ts';
import type { Finding } from '../rule/types.ts';
import type { Phase } from '../text/types.ts';
import type { Rules } from './compile.ts';
import { lint, localeFor } from './lint.ts';
import { isUser, stronger } from './policy.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** What the host knows of a mail that the mail does not say. */
export interface JudgeOptions {
  /** The name by which the sender logged in; null or absent: not logged in. */
  readonly user?: string | null;
  /** Reverse path, without angle brackets; absent: that of the draft's envelope, else From. */
  readonly sender?: string;
  /** Default send. */
  readonly phase?: Phase;
  /** Unix time in milliseconds; default: the clock. */
  readonly now?: number;
}

export interface Judgement {
  /** In the mail's language, where we speak it. */
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

/** The field by which a mail asks for an action of its own. */
export const ACTION_FIELD = 'x-undisclosed-action';
const REQUESTS: readonly string[] = ['pass', 'tag', 'hold', 'reject'] satisfies Action[];

function requestOf(draft: Draft): { requested?: Exclude<Action, 'rewrite'> } {
  const value = draft.fields.find(({ name }) => name === ACTION_FIELD)?.value.trim().toLowerCase();
  return value !== undefined && REQUESTS.includes(value) ? { requested: value as Exclude<Action, 'rewrite'> } : {};
}

/** Domains of the envelope's recipients, else of those of the header. */
function domainsOf({ envelope }: Draft, recipients: () => Recipients): string[] {
  if (envelope) return envelope.to.map(({ domain }) => domain);
  const { visible, blind } = recipients();
  return [...visible, ...blind].map(({ key }) => key.slice(key.lastIndexOf('@') + 1));
}

/**
 * How many the mail goes to, and shows itself to be going to: of a list that is sent in parts, each part has the whole list in its header.
 * Whoever writes to a group often names only themselves in To; where it is not delivered to them, they are none of it.
 */
function groupSize({ envelope }: Draft, { visible, blind, sender }: Recipients): number {
  const isSender = ({ key }: { readonly key: string }): boolean => key === sender?.key;
  const named = envelope !== undefined && !envelope.to.some(isSender) && [...visible, ...blind].some(isSender);
  return visible.length + blind.length - (named ? 1 : 0);
}

/**
 * Looks at a mail about to leave and says what is to be done about it, by the policy of the rules' configuration. Pure.
 * What the mail says of itself (its X-Undisclosed- fields) may make a verdict milder only where the policy trusts its sender:
 * for all others it is judged without these fields as well, and the stronger verdict counts.
 */
export function judge(draft: Draft, rules: Rules, options: JudgeOptions = {}): Judgement {
  const { policy } = rules.config;
  const { user = null, sender, phase = 'send', now } = options;
  const trusted = isUser(policy?.trustedUsers, user);
  const request = requestOf(draft);

  const judged = (each: Draft): Judgement => {
    const findings = lint(each, rules, { phase, locale: 'mail', ...(now === undefined ? {} : { now }) });
    const { settings } = rules.setFor(each, phase);
    let known: Recipients | undefined;
    const recipients = (): Recipients => (known ??= groupRecipients(each, settings.people, settings.addresses));
    return {
      findings,
      verdict: verdictOf(findings, policy, {
        user,
        get sender() { return sender ?? each.envelope?.from ?? recipients().sender?.key ?? ''; },
        get recipientDomains() { return domainsOf(each, recipients); },
        get groupSize() { return groupSize(each, recipients()); },
        ...request,
        trusted,
        get locale() { return localeFor(each, rules, phase); },
      }),
    };
  };

  const own = judged(draft);
  if (trusted || Object.keys(draft.context).length === 0) return own;
  const bare = judged({ ...draft, context: {} });
  return stronger(asAction(bare.verdict), asAction(own.verdict)) === asAction(bare.verdict) ? bare : own;
}

/** What is judged is never put off. */
function asAction({ intended }: Verdict): Action {
  return intended === 'tempfail' ? 'hold' : intended;
}
