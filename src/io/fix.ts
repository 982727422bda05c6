import type { Source } from '../draft/source.ts';
import { fixDraft, type FixedDraft, type FixOptions, type NotFixed } from '../engine/fix-draft.ts';
import type { Rules } from '../engine/compile.ts';
import { lint } from '../engine/lint.ts';
import type { FixRefusal } from '../engine/refusals.ts';
import type { Change } from '../edit/types.ts';
import type { Finding } from '../rule/types.ts';
import { fallbackFor } from './eml.ts';
import type { Input } from './read.ts';
import { verifyJson, verifyMessage } from './verify.ts';

/** An input after its fixes; itself, where none was made. */
export interface FixedInput extends Pick<FixedDraft, 'fixed' | 'notFixed' | 'changes'> {
  readonly input: Input;
  readonly changed: boolean;
  /** What is found in `input`. */
  readonly findings: readonly Finding[];
}

/** What `fixDraft` makes of an input, once a second reader agrees with it. Nothing is written. */
export async function fixInput(input: Input, rules: Rules, options: Omit<FixOptions, 'fallback'>): Promise<FixedInput> {
  const { source, draft } = input;
  const fallback = source.kind === 'json' ? null : await fallbackFor(source.text);
  const all: FixOptions = { ...options, filePath: input.filePath, ...(fallback === null ? {} : { fallback }) };
  const result = fixDraft(source, draft, rules, all);
  if (result.fixed.length === 0) return { input, changed: false, findings: result.findings, fixed: [], notFixed: result.notFixed, changes: [] };
  const refused = await verify(input, result);
  if (refused !== null) return { input, changed: false, ...unchanged(input, rules, all, refused) };
  return { input: { ...input, source: result.source, draft: result.draft }, changed: true, findings: result.findings, fixed: result.fixed, notFixed: result.notFixed, changes: result.changes };
}

function bytesOf({ text }: Source): Buffer {
  return Buffer.from(text, 'latin1');
}

async function verify({ source, draft }: Input, result: FixedDraft): Promise<FixRefusal | null> {
  if (source.kind === 'json') return verifyJson(source.text, result.source.text, new Set(result.changes.flatMap((change) => keysOf(change, draft))));
  return verifyMessage({ bytes: bytesOf(source), draft }, { bytes: bytesOf(result.source), draft: result.draft });
}

/** First keys of a JSON draft that a change may touch, lower case. */
function keysOf(change: Change, { parts }: Input['draft']): string[] {
  switch (change.kind) {
    case 'subject': return ['subject', 'headers'];
    case 'recipients': return ['to', 'cc', 'bcc', 'headers'];
    case 'text': {
      const spot = parts[change.part]?.spot;
      return spot?.at === 'json' ? [String(spot.path[0]).toLowerCase()] : [];
    }
    default: return change.spot.at === 'json' ? [String(change.spot.path[0]).toLowerCase()] : [];
  }
}

/** All that was chosen, and not done for one reason. */
function unchanged({ draft }: Input, rules: Rules, options: FixOptions, reason: FixRefusal): Omit<FixedInput, 'input' | 'changed'> {
  const findings = lint(draft, rules, options);
  const notFixed = findings.flatMap((finding): NotFixed[] => {
    const suggestion = options.choose(finding);
    if (suggestion === null) return [];
    return [typeof suggestion === 'string' ? { finding, suggestion: null, reason: suggestion } : { finding, suggestion, reason }];
  });
  return { findings, fixed: [], notFixed, changes: [] };
}
