import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Diagnostic as ProtocolDiagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { fileText } from './texts.ts';

/** More drafts than anybody looks through in an editor. */
const MOST = 5000;

/** Findings of drafts that nobody has opened; those of an open one are its own. */
export class WorkspaceCheck implements vscode.Disposable {
  readonly #found = vscode.languages.createDiagnosticCollection('undisclosed-workspace');
  readonly #disposables: readonly vscode.Disposable[];

  constructor() {
    this.#disposables = [
      this.#found,
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#found.delete(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#found.delete(uri))),
    ];
  }

  /** Looks at every .eml of the workspace, and says how many of them have something blocking. */
  async run(client: BaseLanguageClient): Promise<void> {
    const { t } = vscode.l10n;
    this.#found.clear();
    const counts = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: t('Checking the drafts'), cancellable: true }, async (progress, token) => {
      const drafts = await vscode.workspace.findFiles('**/*.eml', undefined, MOST, token);
      const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
      let checked = 0;
      let blocked = 0;
      for (const uri of drafts) {
        if (token.isCancellationRequested) break;
        progress.report({ increment: 100 / drafts.length, message: `${checked + 1}/${drafts.length}` });
        const found = open.has(uri.toString()) ? vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'undisclosed') : await this.#check(client, uri);
        if (found === null) continue;
        checked++;
        if (found.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error)) blocked++;
      }
      return { checked, blocked, unread: drafts.length - checked };
    });
    const words = [t('Drafts checked: {0}, with something blocking: {1}.', counts.checked, counts.blocked), ...(counts.unread > 0 ? [t('Not checked: {0}.', counts.unread)] : [])];
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    void vscode.window.showInformationMessage(words.join(' '));
  }

  /** Shows the server one file as it would an open one; null: it cannot be read. */
  async #check(client: BaseLanguageClient, uri: vscode.Uri): Promise<vscode.Diagnostic[] | null> {
    const textDocument = { uri: client.code2ProtocolConverter.asUri(uri) };
    let text: string;
    try {
      ({ text } = fileText(await vscode.workspace.fs.readFile(uri)));
    } catch {
      return null;
    }
    await client.sendNotification('textDocument/didOpen', { textDocument: { ...textDocument, languageId: 'eml', version: 0, text } });
    try {
      const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
      const items: ProtocolDiagnostic[] = report.kind === 'full' ? report.items : [];
      const found = await client.protocol2CodeConverter.asDiagnostics(items);
      this.#found.set(uri, found);
      return found;
    } finally {
      await client.sendNotification('textDocument/didClose', { textDocument });
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
