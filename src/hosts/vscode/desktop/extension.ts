import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { start } from '../extension.ts';

let stop: (() => Promise<void>) | undefined;

/** The extension on a desktop: the language server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('server.cjs');
  stop = await start(context, {
    makeClient: (options) => new LanguageClient('undisclosed', 'Undisclosed', { module, transport: TransportKind.ipc }, options),
    onDisk: true,
  });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
