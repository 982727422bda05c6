import type { ReportingDescriptor } from 'sarif';
import { lawIn } from '../../rule/law.ts';
import type { Law, Level, Locale, RuleDefinition } from '../../rule/types.ts';
import { LEVEL_ORDER } from '../group.ts';
import { REPORT_WORDS } from '../words.ts';

export const SARIF_LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The laws that servers are searched for by name, whatever the language of the report. */
const KNOWN: readonly (readonly [RegExp, string])[] = [[/\bGDPR\b|\bRGPD\b/, 'GDPR']];

function worst({ severity }: RuleDefinition): Level {
  const levels: readonly Level[] = typeof severity === 'string' ? [severity] : Object.values(severity);
  return [...levels].sort((a, b) => LEVEL_ORDER[a] - LEVEL_ORDER[b])[0] ?? 'warning';
}

/** The family, the laws with a name of their own, the jurisdictions. */
function tags(id: string, law: readonly Law[]): string[] {
  const names = KNOWN.filter(([pattern]) => law.some(({ ref }) => pattern.test(ref))).map(([, name]) => name);
  return [...new Set([id.split('/')[0]!, ...names, ...law.flatMap(({ jurisdictions }) => jurisdictions)])];
}

/** `recipients/visible-recipients` → `RecipientsVisibleRecipients`, as the standard wants a rule's name (§3.49.7). */
function pascal(id: string): string {
  return id.split(/[/-]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

const inMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&');

/** What a rule is, in the language of the report: shown beside each of its findings. */
export function sarifRule(rule: RuleDefinition, locale: Locale): ReportingDescriptor {
  const words = rule.languages[locale] ?? rule.languages['en'] ?? Object.values(rule.languages)[0]!;
  const said = REPORT_WORDS[locale];
  const law = lawIn(rule.law, locale);
  const places = (jurisdictions: readonly string[]): string => (jurisdictions.length > 0 ? `${jurisdictions.join(', ')}${said.colon} ` : '');
  const plainLaw = law.map(({ ref, jurisdictions }) => places(jurisdictions) + ref).join('; ');
  const linkedLaw = law.map(({ ref, jurisdictions, url }) => `- ${places(jurisdictions)}${url === undefined ? inMarkdown(ref) : `[${inMarkdown(ref)}](${url})`}`);
  const text = [words.why, `${said.todo}${said.colon} ${words.suggestion}`, ...(plainLaw === '' ? [] : [`${said.law}${said.colon} ${plainLaw}`])].join('\n\n');
  const markdown = [
    inMarkdown(words.why), `**${said.todo}**${said.colon} ${inMarkdown(words.suggestion)}`,
    ...(law.length > 0 ? [`**${said.law}**`, linkedLaw.join('\n')] : []),
    `\`undisclosed explain ${rule.id}\``,
  ].join('\n\n');
  return {
    id: rule.id,
    name: pascal(rule.id),
    shortDescription: { text: words.title },
    fullDescription: { text: words.why },
    help: { text, markdown },
    defaultConfiguration: { level: SARIF_LEVEL[worst(rule)] },
    properties: { tags: tags(rule.id, law) },
  };
}
