import { DidChangeConfigurationNotification, LSPErrorCodes, MessageType, ResponseError, TextDocuments, TextDocumentSyncKind, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale } from '../../rule/types.ts';
import { actionsFor, commandsOf, completionsFor, hoverFor } from './client-limits.ts';
import { commandHandler } from './commands.ts';
import { Configurations } from './configurations.ts';
import { Encodings } from './encodings.ts';
import { codeActions, Fixes } from './fixes.ts';
import { hoverAt } from './hover.ts';
import { Languages } from './languages.ts';
import { atPosition, Lifecycle, ofActions, ofCommand, ofDocument, ofUri } from './lifecycle.ts';
import type { Look } from './look.ts';
import { Looks } from './looks.ts';
import { recipientsOf } from './recipients.ts';
import { logDefect, quietly, show } from './send.ts';
import { readSettings } from './settings.ts';
import { COMMAND_ALLOW, COMMAND_TO_BCC, FIX_ALL, RECIPIENTS_CHANGED, RECIPIENTS_REQUEST, type InitializationOptions, type LspHost, type RecipientsChanged, type RecipientsParams, type RecipientsResult } from './types.ts';
import { sameUri } from './uri.ts';
import { Watching } from './watching.ts';
import { LSP_WORDS } from './words.ts';

const DEBOUNCE = 150;

function localeOf(tag: string | undefined): Locale | null {
  const language = tag?.toLowerCase().slice(0, 2);
  return language === 'fr' || language === 'en' ? language : null;
}

/** The language server, on whatever carries its messages. Nothing happens before `connection.listen()`. */
export class LanguageServer {
  readonly #connection: Connection;
  readonly #host: LspHost;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #configurations: Configurations;
  readonly #looks: Looks;
  readonly #fixes: Fixes;
  readonly #watching: Watching;
  readonly #languages: Languages;
  readonly #lifecycle: Lifecycle;
  #capabilities: ClientCapabilities = {};
  /** That the client carries out itself. */
  #commands: readonly string[] = [];
  #options: InitializationOptions = {};
  readonly #encodings: Encodings;
  /** Configurations of which it was said that they are wrong: once is enough. */
  readonly #complained = new Set<string>();
  /** What was last said of who sees whom; null until somebody asks. */
  #recipients: Map<string, string> | null = null;

  constructor(connection: Connection, host: LspHost) {
    this.#connection = connection;
    this.#host = host;
    this.#lifecycle = new Lifecycle(connection);
    this.#configurations = new Configurations(host);
    this.#encodings = new Encodings(host);
    this.#fixes = new Fixes(host);
    this.#languages = new Languages({ host, configurations: this.#configurations, open: (uri) => this.#textOf(uri), page: (id, locale) => this.#page(id, locale) });
    this.#looks = new Looks({
      debounce: () => this.#options.debounce ?? DEBOUNCE,
      due: () => this.#watching.look(),
      told: (look) => this.#tell(look),
      context: {
        host,
        configurations: this.#configurations,
        utf8: (document) => this.#encodings.isUtf8(document),
        others: (document, loaded) => this.#languages.diagnostics(document, loaded),
        page: (id, locale) => this.#page(id, locale),
        defect: (error) => logDefect(connection, error),
      },
    });
    this.#watching = new Watching(connection, this.#configurations, () => this.#again());
    this.#handle();
  }

  /** An open document as it is now, for requests that an editor's own build of the server adds; null: it is not open. */
  look(uri: string): Promise<Look | null> {
    return this.#looks.now(uri);
  }

  listen(): void {
    this.#documents.listen(this.#connection);
    this.#connection.listen();
  }

  #handle(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => quietly(() => this.#initialized()));
    connection.onDidChangeConfiguration(({ settings }) => quietly(() => this.#readSettings((settings as { undisclosed?: unknown } | null)?.undisclosed)));
    this.#documents.onDidOpen(({ document }) => this.#looks.opened(document));
    // An opened document is told of as changed as well; what is current is not looked at twice.
    this.#documents.onDidChangeContent(({ document }) => this.#looks.changed(document));
    this.#documents.onDidSave(({ document }) => quietly(async () => {
      if (this.#configurations.concerns(document.uri) || await this.#encodings.saved(document)) this.#watching.changed();
      else this.#watching.look();
    }));
    this.#documents.onDidClose(({ document: { uri } }) => this.#closed(uri));
    const { serve } = this.#lifecycle;
    connection.languages.diagnostics.on(serve(ofDocument, async ({ textDocument: { uri }, previousResultId }, token) => {
      this.#watching.look();
      const look = await this.#looks.settled(uri, token);
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'taken back');
      if (look === null) return { kind: 'full', items: [] };
      const resultId = `${look.version}.${look.generation}`;
      return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...look.diagnostics] };
    }));
    connection.onCodeAction(serve(ofActions, async (params) => {
      const look = await this.#looks.now(params.textDocument.uri);
      if (look === null) return [];
      const { file } = await this.#configurations.for(params.textDocument.uri);
      const allows = file !== null && /\.ya?ml$/.test(file) && this.#capabilities.workspace?.applyEdit === true;
      return actionsFor(await codeActions(look, params, { fixes: this.#fixes, capabilities: this.#capabilities, commands: this.#commands, allows }), this.#capabilities);
    }));
    connection.onHover(serve(atPosition, async ({ textDocument: { uri }, position }) => {
      const look = await this.#looks.now(uri);
      return look && hoverFor(hoverAt(look, position) ?? await this.#languages.hover(look.document, position), this.#capabilities);
    }));
    connection.onCompletion(serve(atPosition, async ({ textDocument: { uri }, position }) => {
      const document = this.#documents.get(uri);
      return document ? completionsFor(await this.#languages.complete(document, position), this.#capabilities, (command) => this.#commands.includes(command)) : [];
    }));
    const execute = commandHandler({ connection, host: this.#host, looks: this.#looks, configurations: this.#configurations, capabilities: () => this.#capabilities, open: (uri) => this.#textOf(uri) });
    connection.onExecuteCommand(serve(ofCommand, ({ command, arguments: args }) => execute(command, args ?? [])));
    connection.onRequest(RECIPIENTS_REQUEST, serve(ofUri, ({ uri }: RecipientsParams) => this.#askRecipients(uri)));
  }

  #initialize({ capabilities, clientInfo, initializationOptions, locale, workspaceFolders, rootUri }: InitializeParams): InitializeResult {
    this.#lifecycle.initialize();
    this.#capabilities = capabilities;
    this.#options = (initializationOptions ?? {}) as InitializationOptions;
    this.#commands = commandsOf(this.#options.commands, clientInfo);
    this.#configurations.clientLocale = localeOf(locale);
    this.#configurations.settings = readSettings(initializationOptions);
    this.#configurations.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    return {
      serverInfo: { name: 'undisclosed', ...(this.#host.version === undefined ? {} : { version: this.#host.version }) },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        diagnosticProvider: { identifier: 'undisclosed', interFileDependencies: false, workspaceDiagnostics: false },
        codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['"', '/', ':'] },
        executeCommandProvider: { commands: [COMMAND_TO_BCC, COMMAND_ALLOW] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  async #initialized(): Promise<void> {
    const { workspace } = this.#capabilities;
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(() => quietly(async () => {
        this.#configurations.folders = (await this.#connection.workspace.getWorkspaceFolders())?.map(({ uri }) => uri) ?? [];
        this.#again();
      }));
    }
    this.#watching.register(workspace?.didChangeWatchedFiles?.dynamicRegistration === true);
    if (workspace?.didChangeConfiguration?.dynamicRegistration) await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'undisclosed' });
    if (workspace?.configuration) await this.#readSettings(undefined);
  }

  /** The client's settings stand above the options that it was started with. */
  async #readSettings(sent: unknown): Promise<void> {
    const told: unknown = this.#capabilities.workspace?.configuration ? await this.#connection.workspace.getConfiguration('undisclosed').catch(() => undefined) : sent;
    this.#configurations.settings = { ...readSettings(this.#options), ...readSettings(told) };
    this.#again();
  }

  get #pulls(): boolean {
    return this.#capabilities.textDocument?.diagnostic !== undefined;
  }

  /** What was said of open documents may no longer hold. */
  #again(): void {
    this.#complained.clear();
    if (this.#pulls && this.#capabilities.workspace?.diagnostics?.refreshSupport) quietly(() => this.#connection.languages.diagnostics.refresh());
    this.#looks.again();
  }

  /** A client that asks for diagnostics gets them when it asks, and not a second time. */
  #tell(look: Look): void {
    const { document: { uri }, version, diagnostics } = look;
    if (!this.#pulls) quietly(() => this.#connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] }));
    this.#watching.update();
    quietly(() => this.#complain(look));
    if (this.#recipients !== null) this.#tellRecipients(this.#recipients, look);
  }

  async #complain({ document }: Look): Promise<void> {
    const { broken, locale } = await this.#configurations.for(document.uri);
    if (broken === null) return;
    const place = broken.file === null ? '' : `${decodeURIComponent(broken.file.slice(broken.file.lastIndexOf('/') + 1))}:${broken.line}:${broken.column}`;
    const text = LSP_WORDS[locale].brokenConfiguration(place, broken.what[locale]);
    if (this.#complained.has(text)) return;
    this.#complained.add(text);
    show(this.#connection, MessageType.Error, text);
  }

  #closed(uri: string): void {
    this.#looks.closed(uri);
    this.#encodings.forget(uri);
    this.#recipients?.delete(uri);
    if (!this.#pulls) quietly(() => this.#connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  async #askRecipients(uri: string): Promise<RecipientsResult | null> {
    const look = await this.#looks.now(uri);
    const told = look?.draft ? recipientsOf(look.draft, look.locale) : null;
    this.#recipients ??= new Map();
    this.#recipients.set(uri, JSON.stringify(told));
    return told;
  }

  #tellRecipients(before: Map<string, string>, { document: { uri }, draft, locale }: Look): void {
    const recipients = draft === null ? null : recipientsOf(draft, locale);
    const text = JSON.stringify(recipients);
    if (before.get(uri) === text) return;
    before.set(uri, text);
    const params: RecipientsChanged = { uri, recipients };
    quietly(() => this.#connection.sendNotification(RECIPIENTS_CHANGED, params));
  }

  #textOf(uri: string): string | null {
    return (this.#documents.get(uri) ?? this.#documents.all().find((document) => sameUri(document.uri, uri)))?.getText() ?? null;
  }

  #page(ruleId: string, locale: Locale): string | null {
    const { docs } = this.#options;
    if (docs === undefined) return this.#host.page(ruleId, locale);
    return this.#host.pack.rules.some(({ id }) => id === ruleId) ? `${docs.replace(/\/?$/, '/')}${ruleId}${locale === 'fr' ? '.fr' : ''}.md` : null;
  }
}

/** Starts a server on a connection that does not listen yet. */
export function startServer(connection: Connection, host: LspHost): LanguageServer {
  const server = new LanguageServer(connection, host);
  server.listen();
  return server;
}
