import * as vscode from 'vscode';
import type { BaseLanguageClient, CodeAction } from 'vscode-languageclient';
import { FIX_ALL } from '../lsp/types.ts';

/**
 * Makes all safe fixes of an open draft.
 *
 * The server is asked itself: VS Code's own request for actions is dropped, and answered with nothing, when an extension registers a provider meanwhile, so that
 * the command would now and then do nothing at all.
 */
export async function fixAll(client: BaseLanguageClient, document: vscode.TextDocument): Promise<void> {
  const { version } = document;
  const actions = await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } },
    context: { diagnostics: [], only: [FIX_ALL] },
  });
  // What was typed meanwhile has moved the places: they are asked for anew.
  if (document.version !== version) return fixAll(client, document);
  const edit = actions?.find(({ kind }) => kind === FIX_ALL)?.edit;
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (converted === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('Nothing here can be fixed without risk.'));
  else await vscode.workspace.applyEdit(converted);
}
