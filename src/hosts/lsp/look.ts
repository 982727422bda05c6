import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lint, type LintOptions } from '../../engine/lint.ts';
import type { Rules } from '../../engine/compile.ts';
import type { Finding, Locale } from '../../rule/types.ts';
import type { Configurations, Loaded } from './configurations.ts';
import { diagnosticsOf, firstLine, notLinted, undecoded } from './diagnostics.ts';
import { kindOf, mayBeBodyAlone, mayBeDraft } from './kinds.ts';
import { jsonSnapshot, messageSnapshot, type Snapshot } from './snapshot.ts';
import type { LspHost } from './types.ts';
import { LSP_WORDS } from './words.ts';

/** A draft that was read under rules that are whole. */
export interface ReadDraft {
  readonly snapshot: Snapshot;
  readonly rules: Rules;
  readonly options: LintOptions;
  readonly findings: readonly Finding[];
}

/** What there is to say about one version of a document. */
export interface Look {
  readonly document: TextDocument;
  readonly version: number;
  /** Of the configurations; another one makes this stale. */
  readonly generation: number;
  readonly locale: Locale;
  readonly diagnostics: readonly Diagnostic[];
  /** Null: no draft, or no rules to read it by, or the linter failed. */
  readonly draft: ReadDraft | null;
}

export interface LookContext {
  readonly host: LspHost;
  readonly configurations: Configurations;
  /** Whether the file behind a document holds valid UTF-8. */
  readonly utf8: (document: TextDocument) => Promise<boolean>;
  /** Diagnostics of configurations, rule files and JSON that the linter does not read. */
  readonly others: (document: TextDocument, loaded: Loaded) => Promise<readonly Diagnostic[]>;
  readonly defect: (error: unknown) => void;
  readonly page: (ruleId: string, locale: Locale) => string | null;
}

/** Looks at a document as it is now. Never rejects: what fails is said in the document. */
export async function lookAt(open: TextDocument, context: LookContext): Promise<Look> {
  const { configurations } = context;
  const { version } = open;
  // An open document changes under whoever waits for something.
  const document = TextDocument.create(open.uri, open.languageId, version, open.getText());
  const { generation } = configurations;
  const base = { document, version, generation, locale: configurations.locale };
  try {
    const loaded = await configurations.for(document.uri);
    const told = { ...base, generation: loaded.generation, locale: loaded.locale };
    const others = await context.others(document, loaded);
    const snapshot = await snapshotOf(document, context);
    if (snapshot === null) return { ...told, diagnostics: others, draft: null };
    if (loaded.rules === null) return { ...told, diagnostics: [notLinted(document, loaded), ...others], draft: null };
    const options: LintOptions = { phase: loaded.phase, locale: loaded.locale, filePath: configurations.pathFor(document.uri) };
    const findings = lint(snapshot.draft, loaded.rules, options);
    const draft: ReadDraft = { snapshot, rules: loaded.rules, options, findings };
    return { ...told, diagnostics: [...undecoded(snapshot, loaded.locale), ...diagnosticsOf(document, draft, (id) => context.page(id, loaded.locale)), ...others], draft };
  } catch (error) {
    context.defect(error);
    return { ...base, diagnostics: [{ range: firstLine(document), severity: 1, source: 'undisclosed', code: 'defect', message: LSP_WORDS[base.locale].defect }], draft: null };
  }
}

async function snapshotOf(document: TextDocument, { host, utf8 }: LookContext): Promise<Snapshot | null> {
  const kind = kindOf(document);
  if (kind === 'message') {
    // A window just opened has nothing to find fault with.
    if (document.getText().trim() === '') return null;
    return messageSnapshot(document, { utf8: await utf8(document), charsets: host.charsets }, mayBeBodyAlone(document));
  }
  if (kind !== 'json' || !mayBeDraft(document.getText())) return null;
  const snapshot = jsonSnapshot(document, await utf8(document));
  const { addressFields, problems } = snapshot.draft;
  const isDraft = problems.some(({ reason }) => reason === 'invalid-json')
    || addressFields.some(({ name, spot }) => /^(?:from|to|cc|bcc)$/.test(name) && spot.at === 'json' && spot.path.length === 1);
  return isDraft ? snapshot : null;
}
