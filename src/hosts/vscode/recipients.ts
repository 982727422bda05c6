import * as vscode from 'vscode';
import { COMMAND_ALLOW, COMMAND_SPLIT, COMMAND_TO_BCC } from '../lsp/types.ts';
import type { RecipientsResult } from '../lsp/types.ts';

interface Choice extends vscode.QuickPickItem {
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** What can be done about those who see each other. Nobody sees anybody with one recipient. */
function choices(uri: string, { counts }: RecipientsResult): Choice[] {
  const several = counts.visible > 1;
  const { t } = vscode.l10n;
  return [
    ...(several || counts.blind > 0
      ? [{ command: COMMAND_SPLIT, args: [uri], label: `$(mail) ${t('Write one mail for each person…')}`, detail: t('Each mail has one address in it and names nobody else. The draft stays as it is.') }]
      : []),
    ...(several
      ? [
        { command: COMMAND_TO_BCC, args: [uri], label: `$(eye-closed) ${t('Move all recipients to Bcc')}`, detail: t('Nobody sees anybody. An answer to all reaches you alone.') },
        { command: COMMAND_ALLOW, args: [uri], label: `$(organization) ${t('These people know each other…')}`, detail: t('Writes them into the configuration, with a reason: they may see each other from now on.') },
      ]
      : []),
    { command: 'workbench.actions.view.problems', label: `$(warning) ${t('Show all findings')}` },
    { command: 'undisclosed.showOutput', label: `$(output) ${t('Show the output')}` },
  ];
}

/** Says who sees whom in one draft, and offers what to do about it. */
export async function showRecipients(uri: string, recipients: RecipientsResult): Promise<void> {
  const chosen = await vscode.window.showQuickPick(choices(uri, recipients), { title: recipients.long.replaceAll('\n', ' · '), placeHolder: vscode.l10n.t('What do you want to do?') });
  if (chosen) await vscode.commands.executeCommand(chosen.command, ...(chosen.args ?? []));
}
