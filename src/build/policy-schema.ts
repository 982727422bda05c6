import { MODES } from '../rule/policy.ts';

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const list = (description: string, items: Schema): Schema => ({ type: 'array', description, items, minItems: 1 });
const text: Schema = { type: 'string', minLength: 1 };
const LEVELS = ['error', 'warning', 'info'];
const ADDRESS: Schema = { type: 'string', pattern: '^[^@\\s<>]+@[^@\\s<>]+$' };
export const DOMAIN: Schema = { type: 'string', pattern: '^[^@\\s.]+(?:\\.[^@\\s.]+)+$' };

/** What a policy and its overrides can say alike. */
function layer(ids: readonly string[]): Record<string, Schema> {
  const rules = [...new Set(ids.map((id) => `${id.split('/', 1)[0]!}/*`)), ...ids];
  return {
    mode: { type: 'string', enum: MODES, description: 'dry-run: nothing is changed, only recorded; tag: whatever would be stopped leaves with a header field; enforce. Default: dry-run.' },
    levels: { ...ref('policy-levels'), description: 'What happens to a mail by the level of what is found in it.' },
    rules: {
      type: 'object',
      description: 'What happens by rule, `family/*` for all rules of a family; the later of two that match counts.',
      properties: Object.fromEntries(rules.map((id) => [id, ref('policy-rule')])),
      patternProperties: { '^[a-z][a-z0-9-]*/(?:[a-z0-9-]+|\\*)$': ref('policy-rule') },
      additionalProperties: false,
    },
    weighed: { ...ref('policy-action'), description: 'At most this for findings that no words of a rule say, but only what was learned (data.weighed): tag never stops a mail for one.' },
    groupMailing: {
      type: 'object',
      description: 'What happens to any mail to this many recipients, visible and blind together: hold has a second person look at it.',
      properties: { from: { type: 'integer', minimum: 2 }, action: ref('policy-action') },
      required: ['from', 'action'],
      additionalProperties: false,
    },
  };
}

/** Definitions for the key `policy`; `policy` is the one to refer to. */
export function policyDefinitions(ids: readonly string[]): Record<string, Schema> {
  return {
    'policy-action': { type: 'string', enum: ['pass', 'tag', 'hold', 'reject'] },
    'policy-levels': { type: 'object', properties: Object.fromEntries(LEVELS.map((level) => [level, ref('policy-action')])), minProperties: 1, additionalProperties: false },
    'policy-rule': {
      anyOf: [
        ref('policy-action'),
        ref('policy-levels'),
        {
          type: 'object',
          properties: { rewrite: list('Fixes of the rule to be made, the best first.', text), otherwise: { ...ref('policy-action'), description: 'Where none of these fixes is for what was found. Default: hold.' } },
          required: ['rewrite'],
          additionalProperties: false,
        },
      ],
    },
    'policy-override': {
      type: 'object',
      properties: {
        senders: list('Envelope senders: addresses, @domain, or patterns with *.', text),
        users: list('Names by which senders logged in, or patterns with *.', text),
        recipientDomains: list('Domains of recipients, subdomains included. A mail to several is judged for each; the strongest action counts.', DOMAIN),
        ...layer(ids),
      },
      anyOf: [{ required: ['senders'] }, { required: ['users'] }, { required: ['recipientDomains'] }],
      additionalProperties: false,
    },
    policy: {
      type: 'object',
      description: 'What mail servers and other senders do about findings.',
      properties: {
        ...layer(ids),
        unavailable: { type: 'string', enum: ['tempfail', 'pass', 'hold'], description: 'What becomes of a mail that could not be judged. Default: tempfail, so that it is tried again.' },
        timeout: { type: 'integer', minimum: 1, maximum: 120, description: 'Seconds that one mail may take before it counts as one that could not be judged. Default: 30.' },
        networks: list('Networks (10.0.0.0/8, 2001:db8::/32) whose hosts send without logging in. This host always does.', { type: 'string', pattern: '^[0-9a-fA-F.:]+(?:/\\d{1,3})?$' }),
        automatic: { type: 'string', enum: ['pass', 'check'], description: 'Whether mail that programs send of themselves (Auto-Submitted) is looked at. Default: pass.' },
        trustedUsers: list('Names by which senders logged in whose X-Undisclosed- fields may also loosen; those of others only tighten.', text),
        approvers: list('Who may let a held mail go. Without any, nobody can.', {
          type: 'object',
          properties: {
            user: { ...text, description: 'Name of the user on the system of the mail server.' },
            addresses: list('All addresses that this person sends from: own mail is for somebody else to approve.', ADDRESS),
          },
          required: ['user', 'addresses'],
          additionalProperties: false,
        }),
        holdDays: { type: 'integer', minimum: 1, maximum: 365, description: 'Days that a held mail waits for a decision before it is deleted. Default: 7.' },
        notices: { type: 'boolean', description: 'Whether senders and approvers are told by mail, in counts alone, what happens to a held mail. Default: true, where there are approvers.' },
        overrides: { type: 'array', description: 'Other settings for some senders or recipients; later ones win.', items: ref('policy-override') },
      },
      additionalProperties: false,
    },
  };
}
