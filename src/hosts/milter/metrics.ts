import { createServer, type Server } from 'node:http';
import type { MilterServer } from './server.ts';
import type { Outcome } from './types.ts';

/** What an operator watches. Labels are words of closed lists and rule ids, never anything of a mail. */
export interface Metrics {
  count(outcome: Outcome): void;
  reloaded(ok: boolean): void;
  text(): Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/** Loaded with the first use: without an address to serve them on there are none. */
export async function makeMetrics(server: MilterServer): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const mails = new Counter({ name: 'undisclosed_mails_total', help: 'Mails judged, by what was done and what enforcing would do.', labelNames: ['action', 'intended', 'mode'], registers });
  const unread = new Counter({ name: 'undisclosed_unread_total', help: 'Mails passed unread, by reason.', labelNames: ['reason'], registers });
  const failures = new Counter({ name: 'undisclosed_failures_total', help: 'Mails that could not be judged, by reason.', labelNames: ['reason'], registers });
  const rules = new Counter({ name: 'undisclosed_rule_mails_total', help: 'Mails for which a rule asked for more than to pass.', labelNames: ['rule'], registers });
  const seconds = new Histogram({ name: 'undisclosed_judging_seconds', help: 'Time from the end of a message to its verdict.', buckets: SECONDS, registers });
  const reloads = new Counter({ name: 'undisclosed_reloads_total', help: 'Configurations loaded while running.', labelNames: ['result'], registers });
  new Gauge({ name: 'undisclosed_connections', help: 'Open connections of mail servers.', registers, collect() { this.set(server.connections); } });
  new Gauge({ name: 'undisclosed_message_bytes', help: 'Bytes of messages in hand.', registers, collect() { this.set(server.bytes); } });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    reloaded: (ok) => reloads.inc({ result: ok ? 'ok' : 'kept' }),
    count({ unread: reason, verdict, failure, milliseconds }) {
      if (reason !== null) unread.inc({ reason });
      if (!verdict) return;
      if (failure !== null) failures.inc({ reason: failure });
      mails.inc({ action: verdict.action, intended: verdict.intended, mode: verdict.mode });
      for (const { rule } of verdict.rules) rules.inc({ rule });
      seconds.observe(milliseconds / 1000);
    },
  };
}

/** `127.0.0.1:9460`, `[::1]:9460`, `localhost:9460` or a port alone; null for anything that others could reach. */
export function parseLoopback(text: string): { readonly host: string; readonly port: number } | null {
  const found = /^(?:(?<host>127(?:\.\d{1,3}){3}|localhost|\[::1\]):)?(?<port>\d{1,5})$/.exec(text)?.groups;
  const port = Number(found?.['port']);
  return found && port > 0 && port < 65536 ? { host: (found['host'] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'), port } : null;
}

/** `/healthz` and `/metrics`, for who asks from this host. */
export function serveStatus(metrics: Metrics, healthy: () => boolean): Server {
  return createServer((request, response) => {
    const path = request.url?.split('?', 1)[0];
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(request.method === 'HEAD' ? '' : text);
    };
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(405, 'only GET\n');
    else if (path === '/healthz') answer(healthy() ? 200 : 503, healthy() ? 'ok\n' : 'not ready\n');
    else if (path === '/metrics') metrics.text().then((text) => answer(200, text, metrics.contentType), () => answer(500, 'no metrics\n'));
    else answer(404, 'there are /healthz and /metrics\n');
  });
}
