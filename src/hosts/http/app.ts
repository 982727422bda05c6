import { timingSafeEqual } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { stream } from 'hono/streaming';
import type { StreamingApi } from 'hono/utils/stream';
import { barePath, withEnvelope } from '../../draft/envelope.ts';
import type { Rules } from '../../engine/compile.ts';
import { judge } from '../../engine/judge.ts';
import { draftOf } from '../../engine/lint.ts';
import { unavailableVerdict, type Verdict } from '../../engine/verdict.ts';
import { readInputs, type Input } from '../../io/read.ts';
import { jsonResult, type JsonResult } from '../../report/json.ts';
import { locator } from '../../report/locate.ts';
import { passesUnread, UNREAD } from '../../tasks/outgoing.ts';
import type { Phase } from '../../text/types.ts';
import { openapi } from './openapi.ts';
import { contentOf, formOf, isPlain, MEDIA_TYPES } from './request.ts';

/** What one request came to: numbers, and words from closed lists. */
export interface Entry {
  readonly method: string;
  /** One of the server's own; '': another. */
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

const PHASES: readonly string[] = ['compose', 'send', 'sent'] satisfies Phase[];
const STOPPED: ReadonlySet<string> = new Set(['hold', 'reject', 'tempfail'] satisfies Verdict['action'][]);
/** After as many mails others get their turn. */
const TURN = 16;

interface Variables {
  mails: number;
  held: number;
  /** Of a batch: until its last line is written. */
  written?: Promise<void>;
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
  // An empty field is a caller's variable without a value, and no null sender: that is <>.
  const from = c.req.header('x-envelope-from') || read.envelope?.from;
  const to = c.req.header('x-envelope-to') || undefined;
  const phase = (c.req.query('phase') ?? 'send') as Phase;
  const user = c.req.header('x-authenticated-user') ?? null;
  const draft = to === undefined ? read : withEnvelope(read, from, to.split(','));
  const { policy } = rules.config;
  const sender = from === undefined ? {} : { sender: barePath(from) };
  const judged = !fatal && passesUnread(draft, from, policy) ? UNREAD : judge(draft, rules, { phase, user, ...sender });
  const verdict = fatal ? unavailableVerdict(policy, { sender: '', ...sender, user, recipientDomains: (draft.envelope?.to ?? []).map(({ domain }) => domain) }) : judged.verdict;
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
    const { method } = c.req;
    const { status } = c.res;
    // Any other path may be anything that somebody typed or pasted.
    const path = app.routes.some((route) => route.path === c.req.path) ? c.req.path : '';
    const tell = (): void => {
      const { mails, held } = c.var;
      log({ method, path, status, duration: Math.round(performance.now() - start), ...(mails > 0 ? { mails, held } : {}) });
    };
    const { written } = c.var;
    if (written) void written.then(tell);
    else tell();
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

  app.post('/v1/check', async (c) => {
    const form = formOf(c.req.header('content-type') ?? '');
    if (form === null) return problem(c, 415, `Content-Type must be one of ${MEDIA_TYPES.join(', ')}`);
    if (!isPlain(c.req.header('content-encoding') ?? '')) {
      // By this field a client tells this 415 from the other (RFC 9110 §12.5.3).
      c.header('Accept-Encoding', 'identity');
      return problem(c, 415, 'Content-Encoding must be identity');
    }
    if (!PHASES.includes(c.req.query('phase') ?? 'send')) return problem(c, 400, `phase must be one of ${PHASES.join(', ')}`);
    let content: Uint8Array | null;
    try {
      content = await contentOf(c.req.raw, maxSize);
    } catch {
      return problem(c, 400, 'The request ended early');
    }
    if (content === null) return problem(c, 413, 'More than a request may hold');
    if (content.length === 0) return problem(c, 400, 'There is nothing in the request');
    const inForce = rules();
    const inputs = readInputs(['-'], { stdin: [content], stdinFilename: form.name });
    c.set('mails', 0);
    c.set('held', 0);
    const result = (input: Input): HttpResult => {
      const made = resultOf(input, inForce, c);
      c.set('mails', c.get('mails') + 1);
      if (STOPPED.has(made.verdict.action)) c.set('held', c.get('held') + 1);
      return made;
    };
    if (!form.batch) {
      for await (const input of inputs) {
        const made = result(input);
        return c.json(made, made.fatalErrorCount > 0 ? 422 : 200);
      }
      return problem(c, 422, 'There is no mail in the request');
    }
    c.header('Content-Type', 'application/x-ndjson');
    const write = async (out: StreamingApi): Promise<void> => {
      for await (const input of inputs) {
        if (out.aborted) return;
        await out.write(`${JSON.stringify(result(input))}\n`);
        if (c.get('mails') % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    };
    return stream(c, (out) => {
      // An error that reached the stream would be printed, and may quote the mail.
      const written = write(out).catch(() => undefined);
      c.set('written', written);
      return written;
    });
  });
  app.all('/v1/check', (c) => {
    c.header('Allow', 'POST');
    return problem(c, 405, 'POST a mail');
  });
  app.notFound((c) => problem(c, 404, 'There is nothing here'));
  // Whatever went wrong may quote the mail.
  app.onError((_error, c) => problem(c, 500, 'This mail could not be checked'));
  return app;
}
