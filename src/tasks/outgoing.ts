import { saysAutomatic } from '../draft/auto-submitted.ts';
import { LIMITS } from '../draft/limits.ts';
import { withEnvelope } from '../draft/envelope.ts';
import type { Draft } from '../draft/types.ts';
import { outgoingMessage } from '../edit/verdict-fields.ts';
import { compile, type Rules } from '../engine/compile.ts';
import { judge, type Judgement, type JudgeOptions } from '../engine/judge.ts';
import { rewritten } from '../engine/rewrite.ts';
import { unavailableVerdict, type Verdict } from '../engine/verdict.ts';
import { readEml } from '../io/eml.ts';
import type { LoadedConfig } from '../io/config.ts';
import type { Policy } from '../rule/policy.ts';
import type { Finding } from '../rule/types.ts';

/** A raw message on its way out, as the programs know it that hand it to a mail server. */
export interface OutgoingOptions extends JudgeOptions {
  /** Reverse path of the envelope; '': the null sender; absent: not known. */
  readonly from?: string | undefined;
  /** Forward paths; absent: whoever stands in the header. */
  readonly to?: readonly string[] | undefined;
  /** The host sends what it has, whatever `bytes` become: nothing is rewritten. */
  readonly asItIs?: true;
}

export interface Outgoing {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** What is to be sent where the verdict lets it go: the very bytes that came in, but for X-Undisclosed fields. */
  readonly bytes: Uint8Array;
  /** It passed without being looked at: a bounce, or what a program sent of itself. */
  readonly unread?: true;
}

/**
 * The rules of a configuration for a host that a person or program has put in the way of its own mail: there a policy that names no mode is
 * carried out. (A mail server's, which stands in everybody's way, begins with a dry run.)
 */
export function rulesInForce({ pack, config }: Pick<LoadedConfig, 'pack' | 'config'>): Rules {
  return compile(pack, { ...config, policy: { mode: 'enforce', ...config.policy } });
}

const PASSED: Verdict = { mode: 'enforce', action: 'pass', intended: 'pass', rules: [], rewrites: [], reply: null, reason: '', headers: [] };
/** What is said of a mail that passes without being looked at. */
export const UNREAD: Judgement = { findings: [], verdict: PASSED };

/**
 * Whether a mail passes without being looked at: a bounce, and what a program sent of itself where the policy does not want that checked.
 * @param from reverse path of the envelope; '' or '<>': the null sender; undefined: not known
 */
export function passesUnread({ fields }: Draft, from: string | undefined, policy: Policy | undefined): boolean {
  return from === '' || from === '<>' || (policy?.automatic !== 'check' && fields.some(({ name, value }) => name === 'auto-submitted' && saysAutomatic(value)));
}

/** Judges a message before it is handed on. Never throws on a message's content: what could not be judged has the policy's verdict for that. */
export async function judgeOutgoing(bytes: Uint8Array, rules: Rules, options: OutgoingOptions = {}): Promise<Outgoing> {
  const { policy } = rules.config;
  const { from, to, user = null } = options;
  const parties = { sender: from ?? '', user, recipientDomains: (to ?? []).map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()) };
  const unjudged = (): Outgoing => ({ verdict: unavailableVerdict(policy, parties), findings: [], bytes });
  if (bytes.length > LIMITS.message) return unjudged();
  try {
    const read = await readEml(bytes);
    const draft = to === undefined ? read : withEnvelope(read, from, to);
    const exempt = passesUnread(draft, from, policy);
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const judged = exempt ? { text: raw, ...UNREAD } : await rewriteAsTold(raw, draft, rules, options, judge(draft, rules, options));
    const left = outgoingMessage(judged.text, judged.verdict.headers);
    return { verdict: judged.verdict, findings: judged.findings, bytes: left === raw ? bytes : Buffer.from(left, 'latin1'), ...(exempt ? { unread: true as const } : {}) };
  } catch {
    return unjudged();
  }
}

/** Makes the fixes that a verdict asks for, has a second reader look at them, and judges what became of the mail. Where any of it fails, the verdict stays `rewrite`. */
export async function rewriteAsTold(text: string, draft: Draft, rules: Rules, options: Pick<OutgoingOptions, keyof JudgeOptions | 'asItIs'>, judged: Judgement): Promise<Judgement & { readonly text: string }> {
  const as = { ...judged, text };
  if (judged.verdict.action !== 'rewrite' || options.asItIs) return as;
  const after = rewritten({ kind: 'message', text }, draft, rules, judged.verdict, options);
  if (after === null) return as;
  const { verifyMessage } = await import('../io/verify.ts');
  const bytes = Buffer.from(after.source.text, 'latin1');
  if (await verifyMessage({ bytes: Buffer.from(text, 'latin1'), draft }, { bytes, draft: after.draft }) !== null) return as;
  const again = judge(after.draft, rules, options);
  return again.verdict.action === 'rewrite' ? as : { ...again, text: after.source.text };
}
