import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { Session, type MakeClient } from './client.ts';
import { fixAll } from './fix-all.ts';
import { showRecipients } from './recipients.ts';
import { splitDraft } from './split.ts';
import { Status } from './status.ts';
import { WorkspaceCheck } from './workspace.ts';

export interface Platform {
  readonly makeClient: MakeClient;
  /** The server has the files of the workspace on its own disk. */
  readonly onDisk: boolean;
}

/** The draft that a command is about: the one named by a quick fix, else the one looked at. */
function draftOf(uri: unknown): vscode.Uri | null {
  if (uri instanceof vscode.Uri) return uri;
  return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : vscode.window.activeTextEditor?.document.uri ?? null;
}

/**
 * What both builds of the extension, for desktops and for browsers, have in common.
 * @returns once the language server runs, what ends it
 */
export async function start(context: vscode.ExtensionContext, { makeClient, onDisk }: Platform): Promise<() => Promise<void>> {
  const session = new Session(makeClient, vscode.Uri.joinPath(context.extensionUri, 'rules'));
  const status = new Status(session);
  const check = new WorkspaceCheck();
  /** Commands find the server running, or say why not. */
  const withClient = async (act: (client: BaseLanguageClient) => Promise<void>): Promise<void> => {
    if (session.client) await act(session.client);
    else void vscode.window.showWarningMessage(vscode.l10n.t('Undisclosed is switched off, or its language server does not run: see the output.'));
  };
  const commands: Record<string, (uri?: unknown) => unknown> = {
    'undisclosed.recipients': () => status.shown && showRecipients(status.shown.uri, status.shown.recipients),
    'undisclosed.split': (uri) => withClient(async (client) => {
      const draft = draftOf(uri);
      if (draft) await splitDraft(client, draft, onDisk);
    }),
    'undisclosed.fixAll': () => withClient(async (client) => {
      const editor = vscode.window.activeTextEditor;
      if (editor) await fixAll(client, editor.document);
    }),
    'undisclosed.checkWorkspace': () => withClient((client) => check.run(client)),
    'undisclosed.showOutput': () => session.output.show(true),
    'undisclosed.restart': () => session.restart(),
  };
  context.subscriptions.push(
    status, check,
    ...Object.entries(commands).map(([name, act]) => vscode.commands.registerCommand(name, act)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void session.restart()),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
      // Documents of another kind of place are not among those that the server was told of.
      if (added.some(({ uri }) => uri.scheme !== 'file')) void session.restart();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The rest the server asks for by itself.
      if (change.affectsConfiguration('undisclosed.enable') || change.affectsConfiguration('undisclosed.delay')) void session.restart();
    }),
  );
  await session.restart();
  return () => session.dispose();
}
