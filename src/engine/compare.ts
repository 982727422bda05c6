import { WHOLE } from '../checks/whole-tone.ts';
import type { Finding } from '../rule/types.ts';
import type { FixRefusal } from './refusals.ts';

interface Count {
  readonly errors: number;
  readonly warnings: number;
  readonly all: number;
}

const NONE: Count = { errors: 0, warnings: 0, all: 0 };

function countsOf(findings: readonly Finding[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { ruleId, level, data } of findings) {
    // How a text reads on the whole shifts with each word that is taken out, and is no change's doing.
    if (data['reason'] === WHOLE) continue;
    const { errors, warnings, all } = counts.get(ruleId) ?? NONE;
    // Beyond the limit of one rule the last finding counts the rest.
    const more = typeof data['more'] === 'number' ? data['more'] : 0;
    counts.set(ruleId, { errors: errors + (level === 'error' ? 1 + more : 0), warnings: warnings + (level === 'warning' ? 1 + more : 0), all: all + 1 + more });
  }
  return counts;
}

/**
 * Whether a draft is worse after a change: some rule has more errors, or more errors and warnings, than before; or one of the
 * rules that the change was made for has no fewer findings. Places tell nothing, since they move.
 */
export function compareFindings(before: readonly Finding[], after: readonly Finding[], own: ReadonlySet<string>): FixRefusal | null {
  const were = countsOf(before);
  const are = countsOf(after);
  for (const [rule, now] of are) {
    const then = were.get(rule) ?? NONE;
    if (now.errors > then.errors || now.errors + now.warnings > then.errors + then.warnings) return 'new-finding';
  }
  for (const rule of own) if ((are.get(rule) ?? NONE).all >= (were.get(rule) ?? NONE).all) return 'new-finding';
  return null;
}
