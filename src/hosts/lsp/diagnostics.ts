import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { draftOf } from '../../engine/lint.ts';
import type { Finding, Level, Locale } from '../../rule/types.ts';
import type { Loaded } from './configurations.ts';
import type { ReadDraft } from './look.ts';
import type { Snapshot } from './snapshot.ts';
import { LSP_WORDS } from './words.ts';

/** Numbers of the protocol: Error, Warning, Information. Advice is no Hint: editors hide these, and nobody would ever read it. */
const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3 };

/** Fields that everybody reads. */
const VISIBLE: ReadonlySet<string> = new Set(['to', 'cc', 'resent-to', 'resent-cc']);

/** Where something is said of a document as a whole. */
export function firstLine(document: TextDocument): Diagnostic['range'] {
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.offsetAt({ line: 1, character: 0 })) };
}

/** By which a finding is known among those of one version: no text of the mail, so that it may travel. */
export function keysOf(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  return findings.map(({ ruleId }) => {
    const number = counts.get(ruleId) ?? 0;
    counts.set(ruleId, number + 1);
    return `${ruleId}#${number}`;
  });
}

/** @param page the address of a rule's page */
export function diagnosticsOf(document: TextDocument, read: ReadDraft, page: (ruleId: string) => string | null): Diagnostic[] {
  const keys = keysOf(read.findings);
  return read.findings.map((finding, index): Diagnostic => {
    const { snapshot } = read;
    const href = page(finding.ruleId);
    const related = relatedTo(document, finding, read);
    return {
      range: snapshot.range(draftOf(snapshot.draft, finding), finding.spot),
      severity: SEVERITY[finding.level],
      source: 'undisclosed',
      code: finding.ruleId,
      ...(href === null ? {} : { codeDescription: { href } }),
      message: finding.message,
      ...(related.length === 0 ? {} : { relatedInformation: related }),
      data: { key: keys[index]! },
    };
  });
}

/** Where else to look: a finding about who sees whom stands in one field and speaks of all of them. */
function relatedTo({ uri }: TextDocument, { attached, data }: Finding, { snapshot, options }: ReadDraft): DiagnosticRelatedInformation[] {
  if (attached.length > 0 || !('persons' in data || 'visible' in data)) return [];
  const { draft } = snapshot;
  const fields = draft.addressFields.filter(({ name, addresses }) => VISIBLE.has(name) && addresses.length > 0);
  if (fields.length < 2) return [];
  const words = LSP_WORDS[options.locale === 'fr' ? 'fr' : 'en'];
  return fields.map(({ spot: at, addresses }) => ({ location: { uri, range: snapshot.range(draft, at) }, message: words.field(addresses.length) }));
}

/** In place of all findings, where there are no rules to look by: silence would look like a clean mail. */
export function notLinted(document: TextDocument, { broken, locale }: Loaded): Diagnostic {
  const start = { line: Math.max(0, (broken?.line ?? 1) - 1), character: Math.max(0, (broken?.column ?? 1) - 1) };
  return {
    range: firstLine(document),
    severity: 1,
    source: 'undisclosed',
    code: 'configuration',
    message: LSP_WORDS[locale].notLinted,
    ...(broken === null || broken.file === null ? {} : { relatedInformation: [{ location: { uri: broken.file, range: { start, end: start } }, message: broken.what[locale] }] }),
  };
}

/** Beside the findings, where words were not read as the recipient will: what is found in such a text is not all. */
export function undecoded({ undecoded: range }: Snapshot, locale: Locale): Diagnostic[] {
  return range === null ? [] : [{ range, severity: 2, source: 'undisclosed', code: 'encoding', message: LSP_WORDS[locale].undecoded }];
}
