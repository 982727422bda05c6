import { MODES } from '../../rule/policy.ts';

const MEDIA = ['message/rfc822', 'message/global', 'application/json'];
const BATCH = ['application/x-ndjson', 'application/jsonl', 'application/mbox'];

const problem = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const STRANGE_NAME = problem('Called by a name that is none of this server\'s.');

const integer = { type: 'integer', minimum: 0 };
const strings = (...values: string[]): object => ({ type: 'string', enum: values });
const object = (properties: Record<string, object>, required: readonly string[] = Object.keys(properties)): object => ({ type: 'object', properties, required });

const NUMBER = { type: 'integer', minimum: 1, description: 'Which mail of a batch.' };
const NONE = { type: 'array', maxItems: 0, description: 'Always empty: for programs that read results of ESLint.' };
const UNFIXED = { ...integer, description: 'Always 0, as nothing is changed here: for programs that read results of ESLint.' };

const FINDING = object({
  ruleId: { type: 'string' }, severity: { type: 'integer', enum: [1, 2] }, fatal: { const: true, description: 'Where nothing of the mail could be read.' }, draft: NUMBER, level: strings('error', 'warning', 'info'), grade: { type: 'string' },
  title: { type: 'string' }, message: { type: 'string' }, why: { type: 'string' }, suggestion: { type: 'string' },
  line: integer, column: integer, endLine: integer, endColumn: integer, section: { type: 'string' }, url: { type: 'string' },
  data: { type: 'object' },
  law: { type: 'array', items: object({ ref: { type: 'string' }, jurisdictions: { type: 'array', items: { type: 'string' } }, url: { type: 'string' } }, ['ref', 'jurisdictions']) },
  suggestions: { type: 'array', items: object({ id: { type: 'string' }, desc: { type: 'string' }, safety: strings('safe', 'ask', 'advice'), fix: object({ text: { type: 'string', description: 'From the rule, never from the mail.' } }) }, ['id', 'desc', 'safety']) },
}, [
  'ruleId', 'severity', 'level', 'grade', 'title', 'message', 'why', 'suggestion', 'line', 'column', 'endLine', 'endColumn', 'section', 'url', 'data', 'law', 'suggestions',
]);

const VERDICT = object({
  action: { ...strings('pass', 'tag', 'rewrite', 'hold', 'reject', 'tempfail'), description: 'What to do with the mail now.' },
  intended: { ...strings('pass', 'tag', 'rewrite', 'hold', 'reject', 'tempfail'), description: 'What it would be if the mode were enforce.' },
  mode: { ...strings(...MODES), description: 'The strictest of those that hold for its recipients.' },
  rules: { type: 'array', items: object({ rule: { type: 'string' }, count: integer, level: { enum: ['error', 'warning', 'info', null] }, action: { type: 'string' } }) },
  reply: { anyOf: [object({ code: { type: 'integer' }, enhanced: { type: 'string' }, lines: { type: 'array', items: { type: 'string' } } }), { type: 'null' }] },
  reason: { type: 'string' },
  headers: { type: 'array', items: object({ name: { type: 'string' }, value: { type: 'string' } }) },
  rewrites: { type: 'array', items: object({ rule: { type: 'string' }, fix: { type: 'string' } }) },
});

/** The OpenAPI 3.1 description of the HTTP face. */
export function openapi(version: string): object {
  const header = (name: string, description: string): object => ({ in: 'header', name, required: false, description, schema: { type: 'string' } });
  const body = (types: readonly string[], schema: object): Record<string, object> => Object.fromEntries(types.map((type) => [type, { schema }]));
  return {
    openapi: '3.1.0',
    info: { title: 'Undisclosed', version, description: 'Looks at a mail before it leaves: who will see whom, what the law forbids, what hurts. Answers hold no text of the mail.', license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ token: [] }],
    paths: {
      '/v1/check': {
        post: {
          operationId: 'check',
          summary: 'Findings and verdict for one mail or a batch',
          description: 'A batch (JSON lines or mbox) is answered with one line of JSON a mail, in the order of the mails. Bounces and what a program sent of itself pass without being looked at.',
          parameters: [
            { in: 'query', name: 'phase', required: false, description: 'compose: a draft; send: about to leave (default); sent: a copy of what left.', schema: strings('compose', 'send', 'sent') },
            header('X-Envelope-From', 'Reverse path, where it is known beside the mail; <>: the null sender, whose mail is not looked at.'),
            header('X-Envelope-To', 'Forward paths, parted by commas: blind recipients are counted by them.'),
            header('X-Authenticated-User', 'The name by which the sender logged in to the program that asks.'),
          ],
          requestBody: { required: true, content: { ...body(MEDIA.slice(0, 2), { type: 'string', format: 'binary' }), ...body(MEDIA.slice(2), { type: 'object', description: 'A JSON draft with the fields of Nodemailer\'s messages.' }), ...body(BATCH, { type: 'string', format: 'binary' }) } },
          responses: {
            200: { description: 'Looked at.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Result' } }, 'application/x-ndjson': { schema: { $ref: '#/components/schemas/Result' } } } },
            400: problem('An empty or broken request.'),
            401: problem('No token, or a wrong one.'),
            403: STRANGE_NAME,
            405: { ...problem('Asked by another method than POST.'), headers: { Allow: { schema: { const: 'POST' } } } },
            413: problem('More than a request may hold.'),
            415: { ...problem('A media type that is no mail, or a Content-Encoding other than identity.'), headers: { 'Accept-Encoding': { description: 'Where the Content-Encoding is the reason.', schema: { const: 'identity' } } } },
            422: { description: 'Nothing of the mail could be read; the verdict is the policy\'s for that.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Result' } } } },
            500: problem('This mail could not be checked.'),
          },
        },
      },
      '/healthz': { get: { operationId: 'health', summary: 'Whether the server answers', security: [], responses: { 200: { description: 'It does.', content: { 'application/json': { schema: object({ status: { const: 'ok' } }) } } }, 403: STRANGE_NAME } } },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Result: object({
          filePath: { type: 'string', description: 'A name for what was posted.' }, draft: NUMBER, messages: { type: 'array', items: FINDING }, suppressedMessages: NONE,
          errorCount: integer, fatalErrorCount: integer, warningCount: { ...integer, description: 'Levels warning and info.' }, infoCount: integer,
          fixableErrorCount: UNFIXED, fixableWarningCount: UNFIXED, usedDeprecatedRules: NONE, verdict: VERDICT,
        }, [
          'filePath', 'messages', 'suppressedMessages', 'errorCount', 'fatalErrorCount', 'warningCount', 'infoCount', 'fixableErrorCount', 'fixableWarningCount',
          'usedDeprecatedRules', 'verdict',
        ]),
        Problem: object({ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } }),
      },
    },
  };
}
