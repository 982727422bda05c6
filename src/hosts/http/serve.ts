import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Rules } from '../../engine/compile.ts';
import { createApp, type Entry } from './app.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Read again by `reload`. */
  readonly load: () => Promise<Rules>;
  readonly token: string;
  /** Bytes of one request. */
  readonly maxSize: number;
  /** More names by which the server may be called, beside localhost and `host`. */
  readonly names?: readonly string[];
  readonly version: string;
  readonly log: (entry: Entry) => void;
  /** See `AppOptions.page`. */
  readonly page?: string | undefined;
  /** Milliseconds in which a request must have arrived; default 30,000. */
  readonly requestTimeout?: number;
}

export interface Serving {
  readonly port: number;
  /** Takes the configuration anew; where it is wrong, throws and goes on with the one it had. */
  reload(): Promise<void>;
  /** Takes no more requests and ends when those at hand are done. */
  close(): Promise<void>;
}

/** Milliseconds; a request that takes longer to arrive is not waited for. */
const REQUEST_TIMEOUT = 30_000;
const HEADERS_TIMEOUT = 10_000;
const MOST_CONNECTIONS = 128;

/** The token of a file or of the environment; null: none was given. */
export function givenToken(file: string | undefined, env: NodeJS.ProcessEnv): string | null {
  const token = (file === undefined ? env['UNDISCLOSED_TOKEN'] ?? '' : readFileSync(file, 'utf8')).trim();
  return token === '' ? null : token;
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Starts the HTTP face. @throws where the address is taken or the configuration is wrong */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host, token, maxSize, names = [], version, log, page, requestTimeout = REQUEST_TIMEOUT } = options;
  let rules = await options.load();
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', host, ...names].map((name) => name.toLowerCase()));
  const app = createApp({ rules: () => rules, token, maxSize, hosts, version, log, ...(page === undefined ? {} : { page }) });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server: Server = createServer({ requestTimeout, headersTimeout: Math.min(HEADERS_TIMEOUT, requestTimeout), keepAliveTimeout: 5_000, connectionsCheckingInterval: Math.min(1_000, requestTimeout) }, (request, response) => void listener(request, response));
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async reload() {
      rules = await options.load();
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    }),
  };
}
