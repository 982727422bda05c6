import type { Draft } from '../../draft/types.ts';
import type { Planned } from '../../engine/fix.ts';
import { draftOf } from '../../engine/lint.ts';
import { REFUSAL_WORDS } from '../../engine/refusals.ts';
import { escapeControls } from '../../report/escape.ts';
import { excerptOf } from '../../report/excerpt.ts';
import { groupFindings, joinRepeated, type Repeated } from '../../report/group.ts';
import { locator } from '../../report/locate.ts';
import type { Source } from '../../draft/source.ts';
import type { LocatedFinding } from '../../report/types.ts';
import type { Finding, Locale, Suggestion } from '../../rule/types.ts';
import type { Card, Fix } from './protocol.ts';

/** Cards shown; a mail with more is one whose text nobody wrote by hand. */
export const MOST_CARDS = 100;

/** Findings by their cause, the worst first. */
export function causesOf(findings: readonly Finding[], source: Source, draft: Draft): Repeated[] {
  if (findings.length === 0) return [];
  const place = locator(source);
  return joinRepeated(groupFindings(findings.map((finding): LocatedFinding => ({ ...finding, ...place(draftOf(draft, finding), finding.spot) }))));
}

/** All findings that a cause is about: the same said of several places, and what follows from it. */
export function findingsOf({ headline, again, reasons }: Repeated): LocatedFinding[] {
  return [headline, ...again, ...reasons];
}

export interface CardOptions {
  readonly locale: Locale;
  readonly plan: (finding: Finding, suggestion: Suggestion) => Planned;
  /** Whether a place of it is marked in what is shown. */
  readonly marked: (cause: Repeated) => boolean;
}

/** What a person reads of a cause. */
export function cardOf(cause: Repeated, source: Source, draft: Draft, options: CardOptions): Card {
  const { headline, again, reasons } = cause;
  const clean = escapeControls;
  const excerpt = options.marked(cause) ? null : excerptOf(headline, draftOf(draft, headline), source.text, true);
  return {
    level: headline.level,
    title: clean(headline.title),
    message: clean(headline.message),
    why: clean(headline.why),
    law: headline.law.map(({ ref, jurisdictions, url }) => ({ places: jurisdictions.join(',\u00A0'), ref: clean(ref), url: url !== undefined && url.startsWith('https://') ? url : null })),
    courtesy: headline.law.length === 0 && /^(?:tone|person|letter|reply)\//.test(headline.ruleId),
    reasons: reasons.map(({ level, message }) => ({ level, message: clean(message) })),
    places: 1 + again.length,
    excerpt: excerpt === null ? '' : clean(excerpt.before + excerpt.marked + excerpt.after),
    fixes: headline.suggestions.map((suggestion) => fixOf(headline, suggestion, options)),
    suggestion: headline.suggestions.length > 0 ? '' : clean(headline.suggestion),
  };
}

function fixOf(finding: Finding, suggestion: Suggestion, { locale, plan }: CardOptions): Fix {
  const { id, safety, desc, replacement } = suggestion;
  const planned = safety === 'advice' ? null : plan(finding, suggestion);
  const refused = planned !== null && 'refused' in planned && planned.refused !== 'split' ? planned.refused : null;
  return { id, safety, desc: escapeControls(desc), refused: refused === null ? null : REFUSAL_WORDS[locale][refused], sentence: id === 'alternative' ? replacement ?? null : null };
}
