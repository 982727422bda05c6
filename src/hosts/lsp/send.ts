import { ShowMessageNotification, type Connection, type MessageType } from 'vscode-languageserver';

/** Sends what nobody waits for. A client that is gone meanwhile, or refuses, misses it: that ends nothing here. */
export function quietly(send: () => Promise<unknown>): void {
  void Promise.resolve().then(send).catch(() => undefined);
}

/** Says something without asking for an answer: a question would stop the editor until somebody gives one. */
export function show(connection: Connection, type: MessageType, message: string): void {
  quietly(() => connection.sendNotification(ShowMessageNotification.type, { type, message }));
}
