import type { ClientCapabilities, CodeAction, Command, CompletionItem, Hover, InitializeParams, MarkupContent, MarkupKind } from 'vscode-languageserver';
import { plainText, withoutPlaceholders } from './plain-text.ts';

/** Answers as the client can take them: what it did not declare is not sent. */

/** InsertTextFormat. */
const PLAIN = 1, SNIPPET = 2;

/** The format that a client prefers; a client that says nothing of it is older than the plain one. */
function formatOf(formats: readonly MarkupKind[] | undefined): MarkupKind {
  return formats === undefined ? 'markdown' : formats.find((format) => format === 'markdown' || format === 'plaintext') ?? 'plaintext';
}

function marked<Text extends MarkupContent>(text: Text, format: MarkupKind): MarkupContent {
  return text.kind === 'markdown' && format === 'plaintext' ? { kind: 'plaintext', value: plainText(text.value) } : text;
}

export function hoverFor(hover: Hover | null, { textDocument }: ClientCapabilities): Hover | null {
  if (hover === null || typeof hover.contents !== 'object' || !('kind' in hover.contents)) return hover;
  return { ...hover, contents: marked(hover.contents, formatOf(textDocument?.hover?.contentFormat)) };
}

/** @param carriesOut whether a command is one of the client's */
export function completionsFor(items: readonly CompletionItem[], { textDocument }: ClientCapabilities, carriesOut: (command: string) => boolean): CompletionItem[] {
  const { snippetSupport, documentationFormat } = textDocument?.completion?.completionItem ?? {};
  return items.map(({ command, documentation, ...item }) => ({
    ...(item.insertTextFormat === SNIPPET && snippetSupport !== true ? withoutSnippet(item) : item),
    ...(documentation === undefined ? {} : { documentation: typeof documentation === 'string' ? documentation : marked(documentation, formatOf(documentationFormat)) }),
    ...(command !== undefined && carriesOut(command.command) ? { command } : {}),
  }));
}

function withoutSnippet({ insertText, textEdit, ...item }: CompletionItem): CompletionItem {
  return {
    ...item,
    insertTextFormat: PLAIN,
    ...(insertText === undefined ? {} : { insertText: withoutPlaceholders(insertText) }),
    ...(textEdit === undefined ? {} : { textEdit: { ...textEdit, newText: withoutPlaceholders(textEdit.newText) } }),
  };
}

/** A client that takes no literal gets the commands among them: an edit could not be carried out there. */
export function actionsFor(actions: readonly CodeAction[], { textDocument }: ClientCapabilities): (CodeAction | Command)[] {
  return textDocument?.codeAction?.codeActionLiteralSupport ? [...actions] : actions.flatMap(({ edit, command }) => (edit === undefined && command !== undefined ? [command] : []));
}

/** The commands that a client carries out itself: what it lists, and the one of VS Code that completions of JSON end with. */
export function commandsOf(listed: readonly string[] = [], clientInfo: InitializeParams['clientInfo']): string[] {
  return [...listed, ...(clientInfo?.name.startsWith('Visual Studio Code') ? ['editor.action.triggerSuggest'] : [])];
}
