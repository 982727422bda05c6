import * as vscode from 'vscode';
import { RECIPIENTS_CHANGED, RECIPIENTS_REQUEST } from '../lsp/types.ts';
import type { RecipientsChanged, RecipientsParams, RecipientsResult } from '../lsp/types.ts';
import type { Session } from './client.ts';

/** Its value: the editor that is looked at shows a draft. For menus and the command palette. */
const DRAFT_CONTEXT = 'undisclosed.draft';

function isBlocking({ source, severity }: vscode.Diagnostic): boolean {
  return source === 'undisclosed' && severity === vscode.DiagnosticSeverity.Error;
}

/** Who sees whom in the draft that is looked at: in the status bar, and for whoever asks. */
export class Status implements vscode.Disposable {
  readonly #session: Session;
  readonly #item: vscode.StatusBarItem;
  readonly #disposables: vscode.Disposable[] = [];
  #shown: { readonly uri: string; readonly recipients: RecipientsResult } | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.#item = vscode.window.createStatusBarItem('recipients', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = vscode.l10n.t('Undisclosed: who sees whom');
    this.#item.command = 'undisclosed.recipients';
    this.#disposables.push(
      this.#item,
      session.onDidStart((client) => {
        client.onNotification(RECIPIENTS_CHANGED, ({ uri, recipients }: RecipientsChanged) => this.#show(uri, recipients));
        void this.refresh();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => void this.refresh()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.#shown?.uri)) this.#colour();
      }),
    );
  }

  /** Of the draft that is shown; null: none is. */
  get shown(): { readonly uri: string; readonly recipients: RecipientsResult } | null {
    return this.#shown;
  }

  /** Asks about the editor that is looked at. */
  async refresh(): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const client = this.#session.client;
    if (uri === undefined || client === null) return this.#show(uri ?? '', null);
    const params: RecipientsParams = { uri };
    // A server that is just stopping does not answer.
    const recipients = await client.sendRequest<RecipientsResult | null>(RECIPIENTS_REQUEST, params).catch(() => null);
    this.#show(uri, recipients);
  }

  /** An answer about another document than the one that is looked at by now is late. */
  #show(uri: string, recipients: RecipientsResult | null): void {
    if (uri !== (vscode.window.activeTextEditor?.document.uri.toString() ?? '')) return;
    this.#shown = recipients === null ? null : { uri, recipients };
    void vscode.commands.executeCommand('setContext', DRAFT_CONTEXT, recipients !== null);
    if (recipients === null) return this.#item.hide();
    this.#item.text = `$(eye) ${recipients.short}`;
    this.#item.tooltip = recipients.long;
    this.#item.accessibilityInformation = { label: `Undisclosed: ${recipients.short}. ${recipients.long}` };
    this.#colour();
    this.#item.show();
  }

  #colour(): void {
    const blocked = this.#shown !== null && vscode.languages.getDiagnostics(vscode.Uri.parse(this.#shown.uri)).some(isBlocking);
    this.#item.backgroundColor = blocked ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
