import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { SPLIT_REQUEST, WRITE_REQUEST, type SplitParams, type SplitResult, type WriteParams } from './protocol.ts';
import { doneWords, failureWords, refusalWords } from './split-words.ts';
import { isMailFile, mailBytes } from './texts.ts';

/** Where split mails go. */
interface Place {
  readonly uri: vscode.Uri;
  /** A file *.mbox or *.jsonl, which only a process with files of its own writes. */
  readonly file: boolean;
}

/** Beside the draft, under its name; null for what has no file yet. */
function besides(draft: vscode.Uri): vscode.Uri | null {
  if (draft.scheme === 'untitled') return null;
  const name = draft.path.slice(draft.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return vscode.Uri.joinPath(draft, '..', `${name || 'mails'}-mails`);
}

async function choosePlace(draft: vscode.Uri, onDisk: boolean): Promise<Place | null> {
  const { t } = vscode.l10n;
  const beside = besides(draft);
  const chosen = await vscode.window.showQuickPick([
    ...(beside ? [{ id: 'beside', label: `$(new-folder) ${vscode.workspace.asRelativePath(beside)}`, detail: t('A folder beside the draft, a file for each mail') } as const] : []),
    { id: 'folder', label: `$(folder) ${t('Another folder…')}` } as const,
    ...(onDisk ? [{ id: 'file', label: `$(file) ${t('One file (.mbox or .jsonl)…')}` } as const] : []),
  ], { title: t('One mail for each person'), placeHolder: t('Where do the mails go?') });
  switch (chosen?.id) {
    case 'beside': return { uri: beside!, file: false };
    case 'folder': {
      const [uri] = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: t('Write the mails here'), ...(beside ? { defaultUri: vscode.Uri.joinPath(draft, '..') } : {}) }) ?? [];
      return uri ? { uri, file: false } : null;
    }
    case 'file': {
      const uri = await vscode.window.showSaveDialog({ filters: { mbox: ['mbox'], 'JSON Lines': ['jsonl'] }, saveLabel: t('Write the mails here') });
      return uri ? { uri, file: true } : null;
    }
    default: return null;
  }
}

/** Mails in a folder that the editor knows of: all of them, or none. */
class FolderWriter {
  readonly #folder: vscode.Uri;
  readonly #written: vscode.Uri[] = [];
  #madeFolder = false;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** Whoever sends the folder would send what else is in it. */
  async holdsMails(): Promise<boolean> {
    try {
      return (await vscode.workspace.fs.readDirectory(this.#folder)).some(([name]) => /\.(?:eml|json)$/i.test(name));
    } catch {
      await vscode.workspace.fs.createDirectory(this.#folder);
      this.#madeFolder = true;
      return false;
    }
  }

  async write(mail: WriteParams): Promise<boolean> {
    if (!isMailFile(mail.name)) return false;
    const uri = vscode.Uri.joinPath(this.#folder, mail.name);
    try {
      await vscode.workspace.fs.writeFile(uri, mailBytes(mail));
    } catch {
      return false;
    }
    this.#written.push(uri);
    return true;
  }

  async discard(): Promise<void> {
    for (const uri of this.#written.splice(0)) await vscode.workspace.fs.delete(uri);
    if (this.#madeFolder) await vscode.workspace.fs.delete(this.#folder);
  }
}

/** By the server where it has the disk, else by the editor. @throws what the server's failure says */
async function write(client: BaseLanguageClient, params: Omit<SplitParams, 'path'>, { uri }: Place, onDisk: boolean): Promise<SplitResult> {
  if (onDisk && uri.scheme === 'file') return client.sendRequest<SplitResult>(SPLIT_REQUEST, { ...params, path: uri.fsPath } satisfies SplitParams);
  const writer = new FolderWriter(uri);
  if (await writer.holdsMails()) return { failed: 'other-mails' };
  const listening = client.onRequest(WRITE_REQUEST, (mail: WriteParams) => writer.write(mail));
  try {
    const result = await client.sendRequest<SplitResult>(SPLIT_REQUEST, { ...params, path: null } satisfies SplitParams);
    if (!('mails' in result)) await writer.discard();
    return result;
  } catch (error) {
    await writer.discard();
    throw error;
  } finally {
    listening.dispose();
  }
}

/** The names, and no address, of others are all that stands in the way. */
function onlyNames(result: SplitResult): boolean {
  return 'refused' in result && result.refused.reason === 'others' && result.refused.leaks.every(({ addresses }) => addresses === 0);
}

/**
 * Asks where, and writes one mail for each recipient of an open draft.
 * @param onDisk the server can write files by itself
 */
export async function splitDraft(client: BaseLanguageClient, draft: vscode.Uri, onDisk: boolean, place?: Place): Promise<void> {
  const chosen = place ?? await choosePlace(draft, onDisk && draft.scheme !== 'vscode-remote');
  if (chosen === null) return;
  const { t } = vscode.l10n;
  const run = (allowNames: boolean): Thenable<SplitResult> => vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Writing one mail for each person') },
    () => write(client, { uri: draft.toString(), allowNames }, chosen, onDisk),
  );
  let result = await run(false);
  if (onlyNames(result) && 'refused' in result) {
    const leave = t('Leave the names in');
    const answer = await vscode.window.showWarningMessage(refusalWords(result.refused), { modal: true }, leave);
    if (answer !== leave) return;
    result = await run(true);
  }
  if ('refused' in result) return void vscode.window.showErrorMessage(`${refusalWords(result.refused)} ${t('Nothing was written.')}`);
  if ('failed' in result) return void vscode.window.showErrorMessage(`${failureWords(result.failed)} ${t('Nothing was written.')}`);
  const show = t('Show them');
  const answer = await vscode.window.showInformationMessage(doneWords(result, vscode.workspace.asRelativePath(chosen.uri)), show);
  if (answer === show) await vscode.commands.executeCommand(vscode.workspace.getWorkspaceFolder(chosen.uri) ? 'revealInExplorer' : 'revealFileInOS', chosen.uri);
}
