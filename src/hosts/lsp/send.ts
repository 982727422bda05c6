import { ShowMessageNotification, type Connection, type MessageType } from 'vscode-languageserver';

/** Sends what nobody waits for. A client that is gone meanwhile, or refuses, misses it: that ends nothing here. */
export function quietly(send: () => Promise<unknown>): void {
  void Promise.resolve().then(send).catch(() => undefined);
}

/** Says something without asking for an answer: a question would stop the editor until somebody gives one. */
export function show(connection: Connection, type: MessageType, message: string): void {
  quietly(() => connection.sendNotification(ShowMessageNotification.type, { type, message }));
}

/** Logs the name of what went wrong; its message might hold words of the mail. */
export function logDefect(connection: Connection, error: unknown): void {
  const { name, stack = '' } = error instanceof Error ? error : new Error('unknown');
  const at = stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 4).map((line) => line.trim());
  connection.console.error([name, ...at].join('\n'));
}
