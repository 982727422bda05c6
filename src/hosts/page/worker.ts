import { pack } from '../../generated/pack.js';
import { splitArchive } from './archive.ts';
import type { Answer, CallName, Calls, Request } from './protocol.ts';
import { Session } from './session.ts';

/** The engine of the page, in a Worker: however large a mail is, the page answers. */

const scope = globalThis as unknown as { onmessage: (event: MessageEvent<Request>) => void; postMessage(message: Answer, transfer?: Transferable[]): void };
const session = new Session(pack);
let stopped = false;

const CALLS: { readonly [Name in Exclude<CallName, 'split'>]: (argument: Calls[Name][0]) => Calls[Name][1] } = {
  open: (argument) => session.open(argument),
  answered: (argument) => session.answered(argument),
  settings: (argument) => session.settings(argument),
  preview: (argument) => session.preview(argument),
  apply: (argument) => session.apply(argument),
  applySafe: () => session.applySafe(),
  undo: () => session.undo(),
  mended: () => session.mended(),
  mailboxes: (argument) => session.mailboxes(argument),
  stop: () => {
    stopped = true;
    return null;
  },
};

async function answerTo({ id, call, argument }: Request): Promise<unknown> {
  if (call !== 'split') return CALLS[call](argument as never);
  stopped = false;
  return splitArchive(session.splitting, { progress: (progress, total) => scope.postMessage({ id, progress, total }), stopped: () => stopped });
}

scope.onmessage = ({ data }) => {
  answerTo(data).then((answer) => scope.postMessage({ id: data.id, answer }), () => scope.postMessage({ id: data.id, failed: true }));
};
