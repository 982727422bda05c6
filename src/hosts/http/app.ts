import { timingSafeEqual } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { stream } from 'hono/streaming';
import { withEnvelope } from '../../draft/envelope.ts';
import type { Rules } from '../../engine/compile.ts';
import { judge } from '../../engine/judge.ts';
import { draftOf } from '../../engine/lint.ts';
import { unavailableVerdict, type Verdict } from '../../engine/verdict.ts';
import { readInputs, type Input } from '../../io/read.ts';
import { jsonResult, type JsonResult } from '../../report/json.ts';
import { locator } from '../../report/locate.ts';
import type { Phase } from '../../text/types.ts';
import { openapi } from './openapi.ts';

/** What one request came to: numbers, and words from closed lists. */
export interface Entry {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly mails?: number;
  readonly held?: number;
}

export interface AppOptions {
  /** Asked for at each request, so that a configuration can be exchanged under way. */
  readonly rules: () => Rules;
  readonly token: string;
  /** Bytes of one request. */
  readonly maxSize: number;
  /** Host names (without port) by which the server may be called: a page elsewhere must not reach it through a name of its own (DNS rebinding). */
  readonly hosts: ReadonlySet<string>;
  readonly version: string;
  readonly log: (entry: Entry) => void;
  /** The page that looks at mails in a browser, for `GET /`; absent: there is none. */
  readonly page?: string;
}

export interface HttpVerdict extends Omit<Verdict, 'rewrites' | 'headers'> {
  readonly rewrites: readonly { readonly rule: string; readonly fix: string }[];
  readonly headers: Verdict['headers'];
}

/** As `check --format json` has it, and the verdict. */
export interface HttpResult extends JsonResult {
  readonly verdict: HttpVerdict;
}

/** Media types and the name by which our reader knows their form. */
const FORMS: Readonly<Record<string, string>> = {
  'message/rfc822': 'request.eml', 'message/global': 'request.eml', 'application/json': 'request.json',
  'application/x-ndjson': 'request.jsonl', 'application/jsonl': 'request.jsonl', 'application/mbox': 'request.mbox',
};
const BATCHES: ReadonlySet<string> = new Set(['request.jsonl', 'request.mbox']);
const PHASES: readonly string[] = ['compose', 'send', 'sent'] satisfies Phase[];
/** After as many mails others get their turn. */
const TURN = 16;

interface Variables {
  mails: number;
  held: number;
}
type Env = { Variables: Variables };

function problem(c: Context<Env>, status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 500, title: string): Response {
  // RFC 9457
  return c.body(JSON.stringify({ type: 'about:blank', title, status }), status, { 'content-type': 'application/problem+json' });
}

/** The page's own policy as a header, with what only a header can forbid: to be shown within another page. */
function pageHeaders(page: string): Record<string, string> {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page)?.[1] ?? "default-src 'none'";
  return {
    'content-type': 'text/html; charset=utf-8', 'content-security-policy': `${policy}; frame-ancestors 'none'`, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-cache',
  };
}

function sameSecret(given: string, token: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

function resultOf({ filePath, draft: read, source, number, fatal }: Input, rules: Rules, c: Context<Env>): HttpResult {
  const from = c.req.header('x-envelope-from');
  const to = c.req.header('x-envelope-to');
  const phase = (c.req.query('phase') ?? 'send') as Phase;
  const user = c.req.header('x-authenticated-user') ?? null;
  const draft = to === undefined ? read : withEnvelope(read, from, to.split(','));
  const judged = judge(draft, rules, { phase, user });
  const verdict = fatal ? unavailableVerdict(rules.config.policy, { sender: '', user, recipientDomains: [] }) : judged.verdict;
  const place = locator(source);
  const findings = judged.findings.map((finding) => ({ ...finding, ...place(draftOf(draft, finding), finding.spot) }));
  const result = jsonResult({ filePath, ...(number === undefined ? {} : { number }), fatal: fatal === true, findings });
  return { ...result, verdict: { ...verdict, rewrites: verdict.rewrites.map(({ finding, fix }) => ({ rule: finding.ruleId, fix })) } };
}

/** The HTTP face. It holds nothing of a mail beyond its request, and its answers hold no text of it. */
export function createApp({ rules, token, maxSize, hosts, version, log, page }: AppOptions): Hono<Env> {
  const app = new Hono<Env>();

  const logged: MiddlewareHandler<Env> = async (c, next) => {
    const start = performance.now();
    await next();
    // A path that does not exist may be anything that somebody typed.
    const path = c.res.status === 404 ? '' : c.req.path;
    log({ method: c.req.method, path, status: c.res.status, duration: Math.round(performance.now() - start), ...(c.get('mails') > 0 ? { mails: c.get('mails'), held: c.get('held') } : {}) });
  };
  const called: MiddlewareHandler<Env> = async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d*$/, '').toLowerCase();
    if (!hosts.has(host)) return problem(c, 403, 'Not called by a name of this server');
    return next();
  };
  const authenticated: MiddlewareHandler<Env> = async (c, next) => {
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    if (!sameSecret(given, token)) {
      c.header('WWW-Authenticate', 'Bearer');
      return problem(c, 401, 'A token is needed: Authorization: Bearer …');
    }
    return next();
  };

  app.use(logged, called);
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  // It holds nothing and judges in the browser: no token.
  if (page !== undefined) app.get('/', (c) => c.body(page, 200, pageHeaders(page)));
  app.use('/openapi.json', authenticated);
  app.use('/v1/*', authenticated);
  app.get('/openapi.json', (c) => c.json(openapi(version)));

  app.post('/v1/check', bodyLimit({ maxSize, onError: (c: Context<Env>) => problem(c, 413, 'More than a request may hold') }), async (c) => {
    const form = FORMS[(c.req.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()];
    if (form === undefined) return problem(c, 415, `Content-Type must be one of ${Object.keys(FORMS).join(', ')}`);
    if (!PHASES.includes(c.req.query('phase') ?? 'send')) return problem(c, 400, `phase must be one of ${PHASES.join(', ')}`);
    let body: Uint8Array;
    try {
      body = new Uint8Array(await c.req.arrayBuffer());
    } catch {
      return problem(c, 400, 'The request ended early');
    }
    if (body.length === 0) return problem(c, 400, 'There is nothing in the request');
    const inForce = rules();
    const inputs = readInputs(['-'], { stdin: [body], stdinFilename: form });
    const count = (result: HttpResult): HttpResult => {
      c.set('mails', (c.get('mails') ?? 0) + 1);
      if (result.verdict.action === 'hold' || result.verdict.action === 'reject' || result.verdict.action === 'tempfail') c.set('held', (c.get('held') ?? 0) + 1);
      return result;
    };
    if (!BATCHES.has(form)) {
      c.set('held', 0);
      for await (const input of inputs) {
        const result = count(resultOf(input, inForce, c));
        return c.json(result, result.fatalErrorCount > 0 ? 422 : 200);
      }
      return problem(c, 422, 'There is no mail in the request');
    }
    c.header('Content-Type', 'application/x-ndjson');
    return stream(c, async (out) => {
      let done = 0;
      for await (const input of inputs) {
        if (out.aborted) return;
        await out.write(`${JSON.stringify(resultOf(input, inForce, c))}\n`);
        if (++done % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    });
  });
  app.all('/v1/check', (c) => problem(c, 405, 'POST a mail'));
  app.notFound((c) => problem(c, 404, 'There is nothing here'));
  // Whatever went wrong may quote the mail.
  app.onError((_error, c) => problem(c, 500, 'This mail could not be checked'));
  return app;
}
