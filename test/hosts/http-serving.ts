import { connect } from 'node:net';
import { pack } from '../../src/generated/pack.js';
import type { Entry } from '../../src/hosts/http/app.ts';
import { serve, type ServeOptions } from '../../src/hosts/http/serve.ts';
import type { Config } from '../../src/rule/types.ts';
import { rulesInForce } from '../../src/tasks/outgoing.ts';

export const TOKEN = 'a-token-for-the-tests';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => { messages: { ruleId: string; line: number }[]; verdict: { action: string; reply: { lines: string[] } | null }; fatalErrorCount: number; draft?: number; title?: string };
}

/** The HTTP face on a free port of this machine, and what its log was given. */
export interface Served {
  readonly port: number;
  readonly entries: readonly Entry[];
  /** With the token. */
  post(body: BodyInit | undefined, type?: string, more?: Readonly<Record<string, string>>, path?: string): Promise<Answer>;
  /** Writes to a connection of its own. @returns all that is answered until that ends */
  raw(bytes: string): Promise<string>;
  close(): Promise<void>;
}

export async function served(config: Config = {}, more: Partial<ServeOptions> = {}): Promise<Served> {
  const entries: Entry[] = [];
  const serving = await serve({ host: '127.0.0.1', port: 0, token: TOKEN, maxSize: 1 << 20, version: '0.0.0', load: () => Promise.resolve(rulesInForce({ pack, config })), log: (entry) => entries.push(entry), ...more });
  const { port } = serving;
  return {
    port, entries, close: () => serving.close(),
    async post(body, type = 'application/json', headers = {}, path = '/v1/check') {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type, connection: 'close', ...headers }, ...(body === undefined ? {} : { body }) });
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type') ?? '', headers: response.headers, text, json: () => JSON.parse(text) as ReturnType<Answer['json']> };
    },
    raw: (bytes) => new Promise((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => void socket.write(bytes));
      socket.setEncoding('latin1').on('data', (part: string) => (text += part)).on('close', () => resolve(text)).on('error', () => resolve(text));
    }),
  };
}
