import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { pack } from '../../generated/pack.js';
import { clientFiles } from '../lsp/client-files.ts';
import { startServer } from '../lsp/server.ts';
import { SPLIT_REQUEST, WRITE_REQUEST, type SplitParams, type SplitResult, type WriteParams } from './protocol.ts';
import { splitInto, splittable } from './splitting.ts';

/** The language server in a browser's Worker, with what this extension asks beyond it. */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
const server = startServer(connection, { pack, locale: 'en', ...clientFiles(connection) });

connection.onRequest(SPLIT_REQUEST, async ({ uri, allowNames }: SplitParams): Promise<SplitResult> => {
  const draft = splittable(await server.look(uri));
  return 'failed' in draft ? draft : splitInto(draft, allowNames, (mail: WriteParams) => connection.sendRequest<boolean>(WRITE_REQUEST, mail));
});
