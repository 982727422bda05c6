import type { Locale } from '../../rule/types.ts';
import { decide, decideUnchecked } from './decision.ts';
import type { ComposeWindow } from './compose-window.ts';
import { RECIPIENT_FIELDS } from './draft-json.ts';
import type { Report, ReportedFinding } from './questions.ts';
import type { Shown, ShownFinding } from './requests.ts';
import type { Settings } from './settings.ts';
import type { Failure } from './store.ts';
import { headline, WORDS } from './words.ts';

const COURTESY = /^(?:tone|person|letter|reply)\//;

/** What the popup shows of a mail that was looked at. */
export function shownOf(report: Report, window: ComposeWindow, settings: Settings, locale: Locale): Shown {
  const { stop, reason } = decide(report.findings, settings.policy);
  const seen = report.findings.some(({ ruleId, level }) => ruleId.startsWith('recipients/') && level !== 'info');
  return {
    headline: headline(report, WORDS[locale]),
    unchecked: false,
    stopped: stop,
    needsReason: reason,
    digest: window.digest,
    findings: joined(report.findings, window.lists),
    ...buttons(window, seen),
    canKnow: report.group.length > 1 && report.findings.some(({ ruleId, level }) => level !== 'info' && GROUP_RULES.has(ruleId)),
  };
}

/** What a known group is not told of. */
const GROUP_RULES: ReadonlySet<string> = new Set(['recipients/visible-recipients', 'recipients/missing-bcc', 'recipients/reply-all']);

/** What it shows of one that could not be: the buttons that make it harmless in any case stay. */
export function uncheckedOf(failure: Failure, window: ComposeWindow, settings: Settings, locale: Locale): Shown {
  const { headline: words } = WORDS[locale];
  const { stop, reason } = decideUnchecked(settings.policy);
  return {
    headline: failure === 'timeout' ? words.timeout : words.unchecked,
    unchecked: true, stopped: stop, needsReason: reason, digest: window.digest, findings: [], ...buttons(window, false), canKnow: false,
  };
}

function buttons({ details, people }: ComposeWindow, seen: boolean): Pick<Shown, 'canSplit' | 'canBlind'> {
  const all = RECIPIENT_FIELDS.reduce((count, field) => count + people[field].length, 0);
  const visible = people.to.length + people.cc.length;
  const encrypted = (details as { readonly selectedEncryptionTechnology?: { readonly encryptBody?: boolean } }).selectedEncryptionTechnology?.encryptBody === true;
  return { canSplit: all > 1 && !encrypted, canBlind: visible > 1 || (seen && visible > 0) };
}

/** The same said of several places is one thing to read. A list has no places of its own, so its header is changed by hand. */
function joined(findings: readonly ReportedFinding[], lists: boolean): ShownFinding[] {
  const shown = new Map<string, ShownFinding>();
  for (const { key, ruleId, level, title, message, suggestion, why, law, fixes } of findings) {
    const saying = JSON.stringify([ruleId, level, message]);
    const known = shown.get(saying);
    if (known) shown.set(saying, { ...known, more: known.more + 1 });
    else {
      const kept = fixes.filter(({ wording }) => wording || !lists);
      shown.set(saying, { key, ruleId, level, title, message, suggestion, why, law, courtesy: law.length === 0 && COURTESY.test(ruleId), more: 0, fixes: kept });
    }
  }
  return [...shown.values()];
}
