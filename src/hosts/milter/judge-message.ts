import { makeAddress, noAddress, splitAddress } from '../../draft/address.ts';
import type { Address } from '../../draft/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { judge } from '../../engine/judge.ts';
import { localeFor } from '../../engine/lint.ts';
import { readEml } from '../../io/eml.ts';
import { authorsOf } from '../../tasks/held/carry-out.ts';
import { messageDigest } from '../../tasks/held/digest.ts';
import type { Judged, Submission } from './types.ts';

const NOWHERE = { at: 'raw', start: 0, end: 0 } as const;

function envelopeAddress(text: string): Address {
  const parts = splitAddress(text);
  return parts ? makeAddress('', parts.local, parts.domain, null, NOWHERE) : noAddress('', text, null, NOWHERE);
}

/** Reads a submitted message with its envelope, which alone knows the blind recipients, and judges it. */
export async function judgeMessage({ bytes, sender, recipients, user }: Submission, rules: Rules): Promise<Judged> {
  const draft = { ...await readEml(bytes), envelope: { from: sender, to: recipients.map(envelopeAddress) } };
  const { verdict } = judge(draft, rules, { user });
  return {
    verdict,
    digest: verdict.intended === 'pass' ? null : messageDigest(bytes),
    ...(verdict.action === 'hold' || verdict.action === 'rewrite' ? { author: { addresses: authorsOf(draft), locale: localeFor(draft, rules, 'send') } } : {}),
  };
}
