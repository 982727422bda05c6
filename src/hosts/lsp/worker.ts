import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { pack } from '../../generated/pack.js';
import { startServer } from './server.ts';
import { READ_FILE_REQUEST, READ_FOLDER_REQUEST, type FileParams, type FileText, type FolderEntry } from './types.ts';

/**
 * The language server in a Worker of an editor that runs in a browser. It has no files of its own: the client answers `undisclosed/readFile` and
 * `undisclosed/readFolder`, and says with workspace/didChangeWatchedFiles when one changes; `initializationOptions.docs` says where the rules' pages are.
 */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

/** A client that does not answer has no such file. */
function ask<Answer>(method: string, uri: string): Promise<Answer | null> {
  const params: FileParams = { uri };
  return connection.sendRequest<Answer | null>(method, params).catch(() => null);
}

startServer(connection, {
  pack,
  locale: 'en',
  folder: null,
  readFile: (uri) => ask<FileText>(READ_FILE_REQUEST, uri),
  readFolder: (uri) => ask<readonly FolderEntry[]>(READ_FOLDER_REQUEST, uri),
  page: () => null,
});
