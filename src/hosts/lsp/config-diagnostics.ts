import type { Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ConfigError } from '../../config/error.ts';
import { loadFrom } from '../../config/load.ts';
import { ruleSteps } from '../../config/rule-files.ts';
import { finish } from '../../config/steps.ts';
import type { Locale, Pack } from '../../rule/types.ts';
import { WatchedFiles } from './config-files.ts';
import { brokenOf } from './configurations.ts';
import { firstLine } from './diagnostics.ts';
import type { LspHost } from './types.ts';
import { folderOf, sameUri } from './uri.ts';
import { LSP_WORDS } from './words.ts';

export interface ConfigContext {
  readonly host: LspHost;
  readonly locale: Locale;
  /** Text of an open document; null: not open. */
  readonly open: (uri: string) => string | null;
  /** A file of users' own rules, by itself; else a configuration with all that it names. */
  readonly rule: boolean;
  /** With the word lists that phrases may name. */
  readonly pack: Pack;
}

/** What the command line would say of a configuration or a rule file as it stands in the editor: its first fault, at its place. */
export async function configDiagnostics(document: TextDocument, { host, locale, open, rule, pack }: ConfigContext): Promise<Diagnostic[]> {
  const { uri } = document;
  const files = new WatchedFiles(host, open);
  try {
    if (rule) {
      const { phraseLexicons } = await import('../../generated/phrase-lexicons.js');
      await finish(ruleSteps(files, uri, { ...phraseLexicons, ...pack.lexicons }));
    } else await loadFrom(files, { folder: folderOf(uri), file: { name: uri, path: uri }, pack: host.pack });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { file, line, column, what } = brokenOf(error);
    const base = { severity: 1, source: 'undisclosed', code: 'configuration' } as const;
    const at = { line: Math.max(0, line - 1), character: Math.max(0, column - 1) };
    if (file === null || sameUri(file, uri)) return [{ ...base, range: { start: at, end: wordEnd(document, at) }, message: what[locale] }];
    return [{ ...base, range: firstLine(document), message: LSP_WORDS[locale].brokenElsewhere, relatedInformation: [{ location: { uri: file, range: { start: at, end: at } }, message: what[locale] }] }];
  }
}

/** A fault has a place; an editor underlines a word. */
function wordEnd(document: TextDocument, start: { readonly line: number; readonly character: number }): Diagnostic['range']['end'] {
  const rest = document.getText({ start, end: { line: start.line + 1, character: 0 } }).replace(/[\r\n]+$/, '');
  const word = /^(?:"[^"]*"|'[^']*'|[^\s,[\]{}"']+)/.exec(rest)?.[0].replace(/:$/, '') ?? '';
  return { line: start.line, character: start.character + Math.max(word.length, rest === '' ? 0 : 1) };
}
