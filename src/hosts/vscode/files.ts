import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { READ_FILE_REQUEST, READ_FOLDER_REQUEST } from '../lsp/types.ts';
import type { FileParams, FileText, FolderEntry } from '../lsp/types.ts';
import { fileText } from './texts.ts';
import { mayRead } from './trust.ts';

/** Bytes; a larger file is not read: no draft or configuration is. */
const LARGEST = 64 * 1024 * 1024;

async function readFile(uri: vscode.Uri): Promise<FileText | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > LARGEST ? null : fileText(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

async function readFolder(uri: vscode.Uri): Promise<FolderEntry[] | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.map(([name, type]) => ({ name, folder: (type & vscode.FileType.Directory) !== 0 }));
  } catch {
    return null;
  }
}

/**
 * The server has no files of its own, on a desktop neither: so folders on other machines work, and one place keeps it from what is not
 * trusted.
 */
export function serveFiles(client: BaseLanguageClient): void {
  client.onRequest(READ_FILE_REQUEST, ({ uri }: FileParams) => {
    const file = vscode.Uri.parse(uri, true);
    const open = vscode.workspace.textDocuments.map((document) => ({ uri: document.uri.toString(), languageId: document.languageId }));
    return mayRead(file.toString(), vscode.workspace.isTrusted, open) ? readFile(file) : null;
  });
  client.onRequest(READ_FOLDER_REQUEST, ({ uri }: FileParams) => (vscode.workspace.isTrusted ? readFolder(vscode.Uri.parse(uri, true)) : null));
}
