/// <reference types="office-js" />
import type { Config } from '../../rule/types.ts';
import { mailboxOf, type SendEvent } from './office.ts';
import { onSend } from './send.ts';

/** Put in by the build. */
declare const UNDISCLOSED_CONFIG: Config;

/** What answers OnMessageSend. Its name is that of the manifest. */
function onMessageSendHandler(event: SendEvent): void {
  void onSend(event, () => mailboxOf(Office), { config: UNDISCLOSED_CONFIG, engine: () => import('./check.ts'), patience: 20_000 });
}

// Classic Outlook looks for an association, and has no window; Outlook on the web looks for a global function. One that finds neither lets no mail go.
Office.actions.associate('onMessageSendHandler', onMessageSendHandler);
if (typeof window !== 'undefined') Object.assign(window, { onMessageSendHandler });
