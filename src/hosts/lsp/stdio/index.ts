import { createConnection } from 'vscode-languageserver/node';
import type { Locale } from '../../../rule/types.ts';
import { startServer } from '../server.ts';
import { nodeHost } from './host.ts';

/** Serves one editor on standard input and output, until it says `exit`, closes its end or is gone. */
export function serve(locale: Locale): void {
  startServer(createConnection(process.stdin, process.stdout), nodeHost(locale));
}
