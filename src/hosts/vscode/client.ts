import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions, Middleware } from 'vscode-languageclient';
import { COMMAND_ALLOW } from '../lsp/types.ts';
import { serveFiles } from './files.ts';
import { documentSelector, initializationOptions, serverSettings, type EditorSettings } from './settings.ts';
import { mayOpen } from './trust.ts';

/** Makes a client of the platform's kind: a process of its own, or a Worker. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

const PATIENCE = 5000;

function editorSettings(): EditorSettings {
  const section = vscode.workspace.getConfiguration('undisclosed');
  return Object.fromEntries((['preset', 'config', 'phase', 'locale', 'delay'] as const).map((key) => [key, section.get(key)]));
}

function mayTell(document: vscode.TextDocument): boolean {
  return mayOpen({ uri: document.uri.toString(), languageId: document.languageId }, vscode.workspace.isTrusted);
}

/** A command of the server's takes the draft that is looked at where none is named, and asks for the reason of an exception. */
async function completeArguments(command: string, args: unknown[]): Promise<unknown[] | null> {
  const uri = typeof args[0] === 'string' ? args[0] : vscode.window.activeTextEditor?.document.uri.toString();
  if (uri === undefined) return null;
  if (command !== COMMAND_ALLOW || typeof args[1] === 'string') return [uri, ...args.slice(1)];
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('These people know each other'),
    prompt: vscode.l10n.t('Why may they see each other? The reason is written into the configuration.'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('An exception needs a reason.') : undefined),
  });
  return reason === undefined ? null : [uri, reason];
}

const middleware: Middleware = {
  didOpen: (document, next) => (mayTell(document) ? next(document) : Promise.resolve()),
  didChange: (event, next) => (mayTell(event.document) ? next(event) : Promise.resolve()),
  didSave: (document, next) => (mayTell(document) ? next(document) : Promise.resolve()),
  didClose: (document, next) => (mayTell(document) ? next(document) : Promise.resolve()),
  workspace: {
    configuration: ({ items }) => items.map(({ section }) => (section === 'undisclosed' ? serverSettings(editorSettings(), vscode.workspace.isTrusted) : null)),
  },
  executeCommand: async (command, args, next) => {
    const complete = await completeArguments(command, args);
    return complete === null ? undefined : await next(command, complete) as unknown;
  },
};

/** The one language client there is at a time. It is started anew where the workspace becomes trusted, and on request. */
export class Session {
  readonly output: vscode.LogOutputChannel;
  readonly #make: MakeClient;
  readonly #docs: vscode.Uri;
  readonly #started = new vscode.EventEmitter<BaseLanguageClient>();
  #client: BaseLanguageClient | null = null;
  /** Starts and stops come one after the other. */
  #queue: Promise<void> = Promise.resolve();

  /** With a client that has just started, and has yet to be told what to listen for. */
  readonly onDidStart = this.#started.event;

  constructor(make: MakeClient, docs: vscode.Uri) {
    this.#make = make;
    this.#docs = docs;
    this.output = vscode.window.createOutputChannel('Undisclosed', { log: true });
  }

  /** Null while there is none: switched off, or not started yet. */
  get client(): BaseLanguageClient | null {
    return this.#client;
  }

  /** Stops what runs and starts what the settings ask for. */
  restart(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#restart()).catch((error: unknown) => this.output.error(error instanceof Error ? error : String(error)));
    return this.#queue;
  }

  async #restart(): Promise<void> {
    await this.#stop();
    if (vscode.workspace.getConfiguration('undisclosed').get('enable') === false) return;
    const schemes = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
    const client = this.#make({
      documentSelector: documentSelector(schemes),
      outputChannel: this.output,
      initializationOptions: initializationOptions(editorSettings(), vscode.workspace.isTrusted, this.#docs.toString()),
      middleware,
      markdown: { isTrusted: false, supportHtml: false },
    });
    serveFiles(client);
    try {
      await client.start();
    } catch (error) {
      await client.dispose(PATIENCE).catch(() => undefined);
      throw error;
    }
    this.#client = client;
    this.#started.fire(client);
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client === null) return;
    await client.dispose(PATIENCE).catch((error: unknown) => this.output.warn(String(error)));
  }

  stop(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#stop());
    return this.#queue;
  }

  /** Resolves when all is gone. */
  async dispose(): Promise<void> {
    await this.stop();
    this.#started.dispose();
    this.output.dispose();
  }
}
