import { MessageType, type ClientCapabilities, type Connection } from 'vscode-languageserver';
import { blindChange } from '../../edit/blind.ts';
import { sourceEdits } from '../../edit/source-edits.ts';
import { REFUSAL_WORDS } from '../../engine/refusals.ts';
import type { Configurations } from './configurations.ts';
import { workspaceEdit } from './fixes.ts';
import type { Look } from './look.ts';
import type { Looks } from './looks.ts';
import { show } from './send.ts';
import { COMMAND_TO_BCC, type LspHost } from './types.ts';
import { LSP_WORDS } from './words.ts';

export interface CommandContext {
  readonly connection: Connection;
  readonly host: LspHost;
  readonly looks: Looks;
  readonly configurations: Configurations;
  readonly capabilities: () => ClientCapabilities;
}

/** Carries out the server's own commands. What cannot be done is said, and nothing is changed. @returns whether anything was */
export function commandHandler(context: CommandContext): (command: string, args: readonly unknown[]) => Promise<boolean> {
  const { connection, looks, configurations } = context;
  return async (command, args) => {
    const [uri] = args;
    const look = typeof uri === 'string' ? await looks.now(uri) : null;
    const words = LSP_WORDS[look?.locale ?? configurations.locale];
    const done = look === null ? words.unreadDraft : command === COMMAND_TO_BCC ? await toBcc(look, context) : words.unreadDraft;
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
  const answer = sourceEdits(source, draft, [blind.change], fallback === null ? {} : { fallback });
  if ('refused' in answer) return REFUSAL_WORDS[look.locale][answer.refused];
  const { applied } = await connection.workspace.applyEdit(workspaceEdit(look, snapshot.textEdits(answer.edits), capabilities()));
  if (applied) show(connection, MessageType.Info, words.moved(blind.moved));
  return applied;
}
