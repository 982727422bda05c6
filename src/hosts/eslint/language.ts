import type { File, Language, OkParseResult, ParseResult } from '@eslint/core';
import { describeFault } from '../../io/faults.ts';
import { locator } from '../../report/locate.ts';
import { disableComments } from './disable-comment.ts';
import { normalizeOptions, validateOptions, type MailOptions } from './options.ts';
import { readFile, type ReadFile } from './read.ts';
import { MailSourceCode, mailNode, type MailNode } from './source-code.ts';
import { HOST_WORDS, localeOf } from './words.ts';

type LangOptions = MailOptions & Record<string, unknown>;

function parse(file: File, kind: 'message' | 'json', options: MailOptions): ParseResult<MailNode> {
  const read = readFile(file, kind);
  const text = String(file.body);
  const { fault, source, draft } = read.input;
  if (fault === undefined || read.other) return { ok: true, ast: mailNode(text), read };
  const locale = localeOf(options);
  // A comment for ESLint may be what makes it unreadable: then that is what has to go.
  const comments = disableComments(text, 'plain', null).map(({ start, end }) => ({ message: HOST_WORDS[locale].disableComment, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }));
  const { line, column } = locator(source)(draft, draft.problems[0]?.spot ?? draft.spot);
  return { ok: false, errors: [{ message: describeFault(fault, locale), line, column }, ...comments] };
}

/** A draft as text: one mail a file. Columns and lines are those of our own reports. */
export function mailLanguage(kind: 'message' | 'json'): Language<{ LangOptions: LangOptions; Code: MailSourceCode; RootNode: MailNode; Node: MailNode }> {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 1,
    nodeTypeKey: 'type',
    visitorKeys: { Mail: [] },
    defaultLanguageOptions: { phase: 'compose', enabledBy: 'eslint' },
    validateLanguageOptions: validateOptions,
    normalizeLanguageOptions: (options) => normalizeOptions(options) as LangOptions,
    parse: (file, { languageOptions }) => parse(file, kind, languageOptions),
    createSourceCode: (file, { ast, read }: OkParseResult<MailNode>) => new MailSourceCode(String(file.body), ast, read as ReadFile),
  };
}
