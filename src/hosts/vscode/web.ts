import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/browser';
import { start } from './extension.ts';

let stop: (() => Promise<void>) | undefined;

/** A client that takes its Worker along when it goes. */
class WorkerClient extends LanguageClient {
  readonly #worker: Worker;

  constructor(script: string, options: LanguageClientOptions) {
    const worker = new Worker(script);
    super('undisclosed', 'Undisclosed', worker, options);
    this.#worker = worker;
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#worker.terminate();
    }
  }
}

/** The extension in a browser: the language server is a Worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'server.js').toString(true);
  stop = await start(context, { makeClient: (options) => new WorkerClient(script, options), onDisk: false });
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
