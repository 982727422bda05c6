import { ErrorCodes, Position, Range, ResponseError, type Connection } from 'vscode-languageserver';

/** Whether the parameters of a request are such that it can be answered. */
export type Accepts = (params: unknown) => boolean;

type Loose = Readonly<Record<string, unknown>> | null | undefined;

const hasUri: Accepts = (value) => typeof (value as Loose)?.['uri'] === 'string';
export const ofDocument: Accepts = (params) => hasUri((params as Loose)?.['textDocument']);
export const atPosition: Accepts = (params) => ofDocument(params) && Position.is((params as Loose)!['position']);
export const ofActions: Accepts = (params) => {
  const { range, context } = params as Exclude<Loose, null | undefined>;
  const only = (context as Loose)?.['only'];
  return ofDocument(params) && Range.is(range) && typeof context === 'object' && context !== null && (only === undefined || Array.isArray(only));
};
export const ofCommand: Accepts = (params) => {
  const { command, arguments: args } = params as Exclude<Loose, null | undefined>;
  return typeof command === 'string' && (args === undefined || args === null || Array.isArray(args));
};
export const ofUri: Accepts = hasUri;

/** What may be asked when: nothing before `initialize`, which is asked once, and nothing after `shutdown`. */
export class Lifecycle {
  #state: 'new' | 'running' | 'ended' = 'new';

  /** Requests that nobody serves are refused for the same reasons first. */
  constructor(connection: Connection) {
    connection.onRequest((method) => {
      this.#running();
      throw new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`);
    });
    connection.onShutdown(() => {
      this.#running();
      this.#state = 'ended';
    });
  }

  /** @throws ResponseError it was asked before */
  initialize(): void {
    if (this.#state !== 'new') throw new ResponseError(ErrorCodes.InvalidRequest, 'initialize was asked before');
    this.#state = 'running';
  }

  /** A handler that is called in its time and with parameters that are some. */
  readonly serve = <Params, Rest extends unknown[], Result>(accepts: Accepts, handle: (params: Params, ...rest: Rest) => Result) => (params: Params, ...rest: Rest): Result => {
    this.#running();
    if (typeof params !== 'object' || params === null || !accepts(params)) throw new ResponseError(ErrorCodes.InvalidParams, 'the parameters are not those of this request');
    return handle(params, ...rest);
  };

  /** @throws ResponseError it is too early or too late for any request */
  #running(): void {
    if (this.#state === 'new') throw new ResponseError(ErrorCodes.ServerNotInitialized, 'initialize comes first');
    if (this.#state === 'ended') throw new ResponseError(ErrorCodes.InvalidRequest, 'shutdown was asked before');
  }
}
