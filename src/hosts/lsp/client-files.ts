import type { Connection } from 'vscode-languageserver';
import { READ_FILE_REQUEST, READ_FOLDER_REQUEST, type FileParams, type FileText, type FolderEntry, type LspHost } from './types.ts';

/** The files of a server that has none of its own: it asks its client. A client that does not answer has no such file. */
export function clientFiles(connection: Connection): Pick<LspHost, 'folder' | 'readFile' | 'readFolder' | 'page'> {
  const ask = <Answer>(method: string, uri: string): Promise<Answer | null> => {
    const params: FileParams = { uri };
    return connection.sendRequest<Answer | null>(method, params).catch(() => null);
  };
  return {
    folder: null,
    readFile: (uri) => ask<FileText>(READ_FILE_REQUEST, uri),
    readFolder: (uri) => ask<readonly FolderEntry[]>(READ_FOLDER_REQUEST, uri),
    page: () => null,
  };
}
