import * as vscode from 'vscode';
import type { Action, Found, Operations } from './vscode-operations.ts';

/** Runs within VS Code, where it carries out what the test asks for: the test is a server, and this asks it what comes next. */
declare const TEST_SERVER: string;

const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;
const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), path);
const uriOf = (path: string): vscode.Uri => (path.includes(':') ? vscode.Uri.parse(path) : at(path));

const SEVERITIES: readonly Found['severity'][] = ['error', 'warning', 'info', 'hint'];

function found({ code, message, range, severity, source, relatedInformation }: vscode.Diagnostic): Found {
  const id = typeof code === 'object' ? code.value : code;
  return {
    rule: String(id ?? ''),
    message,
    severity: SEVERITIES[severity]!,
    source: source ?? '',
    range: [range.start.line, range.start.character, range.end.line, range.end.character],
    href: typeof code === 'object' ? code.target.toString() : '',
    related: relatedInformation?.length ?? 0,
  };
}

const mine = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'undisclosed');

/** Longer than VS Code takes to register its own providers of actions once it has begun to. */
const SETTLED = 1000;

/**
 * VS Code drops a request and answers with nothing when a provider registers meanwhile, as its own do in the first seconds: an editor would ask again by itself.
 * So nothing counts when it is said twice.
 */
async function codeActions(path: string, rule: string): Promise<vscode.CodeAction[]> {
  const once = await askForActions(path, rule);
  if (once.length > 0) return once;
  await new Promise((resolve) => setTimeout(resolve, SETTLED));
  return askForActions(path, rule);
}

async function askForActions(path: string, rule: string): Promise<vscode.CodeAction[]> {
  const uri = uriOf(path);
  const diagnostic = mine(uri).find(({ code }) => String(typeof code === 'object' ? code.value : code) === rule);
  if (!diagnostic) throw new Error(`no finding of ${rule}`);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, diagnostic.range);
  return actions.filter(({ diagnostics }) => !diagnostics?.length || diagnostics.some(({ code }) => String(typeof code === 'object' ? code.value : code) === rule));
}

const operations: Operations = {
  async open(path) {
    const document = await vscode.workspace.openTextDocument(uriOf(path));
    await vscode.window.showTextDocument(document);
    return document.languageId;
  },
  async untitled(languageId, content) {
    const document = await vscode.workspace.openTextDocument({ language: languageId, content });
    await vscode.window.showTextDocument(document);
    return document.uri.toString();
  },
  text: async (path) => (await vscode.workspace.openTextDocument(uriOf(path))).getText(),
  read: async (path) => new TextDecoder('latin1').decode(await vscode.workspace.fs.readFile(uriOf(path))),
  async write(path, text) {
    await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
  },
  files: async (path) => (await vscode.workspace.fs.readDirectory(uriOf(path))).map(([name]) => name),
  async readAll(path) {
    const names = (await vscode.workspace.fs.readDirectory(uriOf(path))).map(([name]) => name);
    return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await operations.read(`${path}/${name}`)] as const)));
  },
  diagnostics: (path) => Promise.resolve(mine(uriOf(path)).map(found)),
  async actions(path, rule) {
    return (await codeActions(path, rule)).map(({ title, kind, isPreferred, command }): Action => ({ title, kind: kind?.value ?? '', preferred: isPreferred === true, command: command?.command ?? '' }));
  },
  async apply(path, rule, title) {
    const action = (await codeActions(path, rule)).find((one) => one.title === title);
    if (!action) throw new Error(`no action ${title}`);
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    if (action.command) await vscode.commands.executeCommand(action.command.command, ...action.command.arguments as unknown[] ?? []);
  },
  async replace(path, from, to) {
    const document = await vscode.workspace.openTextDocument(uriOf(path));
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${from} does not stand there`);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)), to);
    await vscode.workspace.applyEdit(edit);
  },
  async save(path) {
    await (await vscode.workspace.openTextDocument(uriOf(path))).save();
  },
  async reveal(line) {
    const editor = vscode.window.activeTextEditor!;
    editor.selection = new vscode.Selection(line, 0, line, 0);
    editor.revealRange(new vscode.Range(line, 0, line, 0));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  },
  hover: async (path, line, character) => (await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uriOf(path), new vscode.Position(line, character)))
    .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n'),
  complete: async (path, line, character) => (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uriOf(path), new vscode.Position(line, character)))
    .items.map(({ label }) => (typeof label === 'string' ? label : label.label)),
  async set(key, value) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  },
  async command(id, ...args) {
    await vscode.commands.executeCommand(id, ...args);
  },
  async disturbed(id, ...args) {
    const registered: vscode.Disposable[] = [];
    const other = setInterval(() => registered.push(vscode.languages.registerCodeActionsProvider('eml', { provideCodeActions: () => [] })), 2);
    try {
      await vscode.commands.executeCommand(id, ...args);
    } finally {
      clearInterval(other);
      vscode.Disposable.from(...registered).dispose();
    }
  },
  begin(id, ...args) {
    void vscode.commands.executeCommand(id, ...args);
    return Promise.resolve();
  },
  environment: () => Promise.resolve({ language: vscode.env.language, kind: vscode.env.uiKind, active: vscode.extensions.getExtension('undisclosed.undisclosed')?.isActive === true, trusted: vscode.workspace.isTrusted }),
};

interface Asked {
  readonly id: number;
  readonly operation: keyof Operations | 'end';
  readonly args: readonly unknown[];
}

export async function run(): Promise<void> {
  for (;;) {
    const { id, operation, args } = await (await fetch(`${TEST_SERVER}/next`)).json() as Asked;
    if (operation === 'end') return;
    let answer: { value?: unknown } | { error: string };
    try {
      answer = { value: await (operations[operation] as (...all: readonly unknown[]) => Promise<unknown>)(...args) };
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    await fetch(`${TEST_SERVER}/answer`, { method: 'POST', body: JSON.stringify({ id, ...answer }) });
  }
}
