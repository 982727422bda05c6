import type { Hover, Position, Range } from 'vscode-languageserver';
import type { Finding, Locale } from '../../rule/types.ts';
import { keysOf } from './diagnostics.ts';
import type { Look } from './look.ts';
import { recipientsOf } from './recipients.ts';
import { LSP_WORDS } from './words.ts';

const RECIPIENT_FIELDS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);

function holds({ start, end }: Range, { line, character }: Position): boolean {
  return (start.line < line || (start.line === line && start.character <= character)) && (line < end.line || (line === end.line && character <= end.character));
}

/** A field with its name, or the key that a JSON draft has for it. */
function withName({ document }: Pick<Look, 'document'>, { start, end }: Range): Range {
  const before = document.getText({ start: { line: start.line, character: 0 }, end: start });
  const name = /(?:^[\w-]{1,40}|"[\w-]{1,40}")[ \t]*:[ \t]*$/.exec(before);
  return name === null ? { start, end } : { start: { line: start.line, character: name.index }, end };
}

/** So that words of ours are not taken for markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

function said({ title, message, why, suggestion, law, ruleId }: Finding, href: string | null, locale: Locale): string {
  const words = LSP_WORDS[locale];
  const colon = locale === 'fr' ? '\u00A0:' : ':';
  const laws = law.map(({ ref, url }) => (url === undefined ? plain(ref) : `[${plain(ref)}](${url})`));
  return [
    `**${plain(title)}**`,
    plain(message),
    plain(why),
    `**${words.whatToDo}**${colon} ${plain(suggestion)}`,
    ...(laws.length === 0 ? [] : [`**${words.law}**${colon} ${laws.join(' · ')}`]),
    href === null ? `\`${ruleId}\`` : `[${words.page}](${href}) · \`${ruleId}\``,
  ].filter((part) => part !== '').join('\n\n');
}

/** Why there is a finding here, what the law says, what to do; in a field of recipients, who sees whom. */
export function hoverAt({ document, draft: read, diagnostics, locale }: Look, position: Position): Hover | null {
  if (read === null) return null;
  const { snapshot, findings } = read;
  const keys = keysOf(findings);
  const here = findings.flatMap((finding, index) => {
    const diagnostic = diagnostics.find(({ data }) => (data as { key?: string } | undefined)?.key === keys[index]);
    return diagnostic && holds(diagnostic.range, position) ? [{ text: said(finding, diagnostic.codeDescription?.href ?? null, locale), range: diagnostic.range }] : [];
  });
  const field = snapshot.draft.addressFields.map(({ name, spot }) => ({ name, range: withName({ document }, snapshot.range(snapshot.draft, spot)) })).find(({ name, range }) => RECIPIENT_FIELDS.has(name) && holds(range, position));
  const recipients = field === undefined ? [] : [{ text: recipientsOf(read, locale).long.split('\n').map((line) => `- ${line}`).join('\n'), range: field.range }];
  const all = [...here, ...recipients];
  return all.length === 0 ? null : { contents: { kind: 'markdown', value: all.map(({ text }) => text).join('\n\n---\n\n') }, range: all[0]!.range };
}
