import { createConnection } from 'vscode-languageserver/node';
import { split, shapeOf } from '../../../tasks/split.ts';
import { OutputExists } from '../../../tasks/split-output.ts';
import { clientFiles } from '../../lsp/client-files.ts';
import { startServer } from '../../lsp/server.ts';
import { nodeHost } from '../../lsp/stdio/host.ts';
import { SPLIT_REQUEST, WRITE_REQUEST, type SplitParams, type SplitResult, type WriteParams } from '../protocol.ts';
import { mostFindings, splitInto, splittable, WISHES, type Splittable } from '../splitting.ts';

/**
 * The language server as a process of its own, started by the extension on a desktop, with what this extension asks beyond it. Files are the
 * editor's, which knows what is trusted and where folders of other machines are; a second reader looks at each fix.
 */
const connection = createConnection();
const { pack, locale, version, fix, charsets } = nodeHost('en');
const server = startServer(connection, { pack, locale, ...(version === undefined ? {} : { version }), ...(fix ? { fix } : {}), ...(charsets ? { charsets } : {}), ...clientFiles(connection) });

connection.onRequest(SPLIT_REQUEST, async ({ uri, path, allowNames }: SplitParams): Promise<SplitResult> => {
  const draft = splittable(await server.look(uri));
  if ('failed' in draft) return draft;
  return path === null ? splitInto(draft, allowNames, (mail: WriteParams) => connection.sendRequest<boolean>(WRITE_REQUEST, mail)) : splitTo(path, draft, allowNames);
});

/** As `undisclosed split --out`. */
function splitTo(out: string, { source, draft, filePath, pack: rules, config }: Splittable, allowNames: boolean): SplitResult {
  if (source.kind === 'json' && shapeOf(out, source.kind) === 'mbox') return { failed: 'not-written' };
  try {
    const report = split({ source, draft, filePath, out, force: false, dryRun: false, greeting: WISHES.greeting, internal: WISHES.internal === 'include', allowNames }, rules, config);
    if (report.refused !== null) return { refused: report.refused };
    const { mails, greeted, unchanged, findings } = report;
    return { mails, greeted, unchanged, findings: mostFindings(findings) };
  } catch (error) {
    if (error instanceof OutputExists) return { failed: error.what === 'file' ? 'exists' : 'other-mails' };
    if (error instanceof Error && 'syscall' in error) return { failed: 'not-written' };
    throw error;
  }
}
