import { ErrorCodes, MessageType, ResponseError, type ClientCapabilities, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { blindChange } from '../../edit/blind.ts';
import { sourceEdits } from '../../edit/source-edits.ts';
import { REFUSAL_WORDS } from '../../engine/refusals.ts';
import { allowEdit, membersOf } from './allow.ts';
import type { Configurations } from './configurations.ts';
import { workspaceEdit } from './fixes.ts';
import type { Look } from './look.ts';
import type { Looks } from './looks.ts';
import { show } from './send.ts';
import { COMMAND_ALLOW, COMMAND_TO_BCC, type LspHost } from './types.ts';
import { LSP_WORDS } from './words.ts';

export interface CommandContext {
  readonly connection: Connection;
  readonly host: LspHost;
  readonly looks: Looks;
  readonly configurations: Configurations;
  readonly capabilities: () => ClientCapabilities;
  /** Text of an open document; null: not open. */
  readonly open: (uri: string) => string | null;
}

/** Carries out the server's own commands. What cannot be done is said, and nothing is changed. @returns whether anything was; throws ResponseError for others' commands */
export function commandHandler(context: CommandContext): (command: string, args: readonly unknown[]) => Promise<boolean> {
  const { connection, looks, configurations } = context;
  return async (command, args) => {
    if (command !== COMMAND_TO_BCC && command !== COMMAND_ALLOW) throw new ResponseError(ErrorCodes.InvalidParams, 'the command is none of this server');
    const [uri] = args;
    const look = typeof uri === 'string' ? await looks.now(uri) : null;
    const words = LSP_WORDS[look?.locale ?? configurations.locale];
    const done = look === null ? words.unreadDraft : command === COMMAND_TO_BCC ? await toBcc(look, context) : await allow(look, args[1], context);
    if (typeof done === 'string') {
      show(connection, MessageType.Warning, done);
      return false;
    }
    return done;
  };
}

/** Everybody in Bcc, nobody in To and Cc. @returns why not, where it is not done */
async function toBcc(look: Look, { connection, host, capabilities }: CommandContext): Promise<boolean | string> {
  const words = LSP_WORDS[look.locale];
  if (look.draft === null) return words.unreadDraft;
  const { snapshot } = look.draft;
  const { source, draft, editable } = snapshot;
  if (!editable) return words.notUtf8;
  const blind = blindChange(draft);
  if (blind === null) return words.nobody;
  const fallback = (source.kind === 'message' && await host.charsets?.(source.text)) || null;
  const answer = sourceEdits(source, draft, blind.changes, fallback === null ? {} : { fallback });
  if ('refused' in answer) return REFUSAL_WORDS[look.locale][answer.refused];
  const { applied } = await connection.workspace.applyEdit(workspaceEdit(look, snapshot.textEdits(answer.edits), capabilities()));
  if (applied) show(connection, MessageType.Info, words.moved(blind.moved));
  return applied;
}

/** These people know each other: the configuration says so from now on. @returns why not, where it is not done */
async function allow(look: Look, reason: unknown, { connection, host, configurations, open }: CommandContext): Promise<boolean | string> {
  const words = LSP_WORDS[look.locale];
  if (look.draft === null) return words.unreadDraft;
  const { file: uri } = await configurations.for(look.document.uri);
  const text = uri === null || !/\.ya?ml$/.test(uri) ? null : open(uri) ?? (await host.readFile(uri))?.text ?? null;
  if (uri === null || text === null) return words.noConfiguration;
  const members = membersOf(look.draft);
  if (members.length === 0) return words.nobody;
  const edit = await allowEdit(text, members, typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : words.knowEachOther, Date.now());
  if (edit === null) return words.notAllowed;
  const document = TextDocument.create(uri, 'yaml', 0, text);
  const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
  const { applied } = await connection.workspace.applyEdit({ changes: { [uri]: [{ range, newText: edit.text }] } });
  if (applied) show(connection, MessageType.Info, words.allowed(members.length));
  return applied;
}
