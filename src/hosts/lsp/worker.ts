import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { pack } from '../../generated/pack.js';
import { clientFiles } from './client-files.ts';
import { startServer } from './server.ts';

/**
 * The language server in a Worker of an editor that runs in a browser. It has no files of its own: the client answers `undisclosed/readFile` and
 * `undisclosed/readFolder`, and says with workspace/didChangeWatchedFiles when one changes; `initializationOptions.docs` says where the rules' pages are.
 */
const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, { pack, locale: 'en', ...clientFiles(connection) });
