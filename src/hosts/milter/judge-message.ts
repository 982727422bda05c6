import { withEnvelope } from '../../draft/envelope.ts';
import type { Draft } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { judge } from '../../engine/judge.ts';
import { localeFor } from '../../engine/lint.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { readEml } from '../../io/eml.ts';
import { authorsOf } from '../../tasks/held/carry-out.ts';
import { messageDigest } from '../../tasks/held/digest.ts';
import { rewriteAsTold } from '../../tasks/outgoing.ts';
import { difference } from './difference.ts';
import type { Judged, Submission } from './types.ts';

/** With its envelope, which alone knows the blind recipients. */
async function read({ bytes, sender, recipients }: Submission): Promise<Draft> {
  return withEnvelope(await readEml(bytes), sender, recipients);
}

function judgedAs({ bytes }: Submission, draft: Draft, rules: Rules, verdict: Verdict): Judged {
  return {
    verdict,
    digest: verdict.intended === 'pass' ? null : messageDigest(bytes),
    ...(verdict.action === 'hold' || verdict.action === 'rewrite' ? { author: { addresses: authorsOf(draft), locale: localeFor(draft, rules, 'send') } } : {}),
  };
}

/** Judges a submitted message, and changes nothing. */
export async function judgeMessage(mail: Submission, rules: Rules): Promise<Judged> {
  const draft = await read(mail);
  return judgedAs(mail, draft, rules, judge(draft, rules, { user: mail.user }).verdict);
}

/**
 * Judges a submitted message, and works out the changes that a verdict of `rewrite` asks for. Has a second reader look at what becomes of
 * it, which nobody bounds: for a thread that can be ended.
 */
export async function judgeAndRewrite(mail: Submission, rules: Rules): Promise<Judged> {
  const draft = await read(mail);
  const options = { user: mail.user };
  const judged = judge(draft, rules, options);
  const { verdict } = judged;
  const as = judgedAs(mail, draft, rules, verdict);
  if (verdict.action !== 'rewrite') return as;
  const text = Buffer.from(mail.bytes.buffer, mail.bytes.byteOffset, mail.bytes.byteLength).toString('latin1');
  const after = await rewriteAsTold(text, draft, rules, options, judged);
  if (after.verdict.action !== 'pass' && after.verdict.action !== 'tag') return as;
  const rewriting = difference(text, after.text);
  return rewriting ? { ...as, verdict: { ...verdict, headers: after.verdict.headers }, rewriting } : as;
}
