import { replyText } from '../../engine/reply.ts';
import type { Verdict } from '../../engine/verdict.ts';
import { loadConfig, loadConfigNow } from '../../io/config.ts';
import { MODULES } from '../../io/modules-now.ts';
import type { Config, Finding } from '../../rule/types.ts';
import type { Rules } from '../../engine/compile.ts';
import { judgeOutgoing, rulesInForce } from '../../tasks/outgoing.ts';
import { envelopeOf, sendInstead, sendsBytes, type MailMessage } from './message.ts';

export interface UndisclosedOptions {
  /** Path of a configuration file, or the configuration itself; default: the preset `recommended`. Nothing is searched for. */
  readonly config?: string | Config;
  /** The name by which the sender logged in to the application, for policies that ask. */
  readonly user?: string;
  /** Called for every mail, also for those that go: for logs. It gets no text of the mail. */
  readonly onVerdict?: (verdict: Verdict, findings: readonly Finding[]) => void;
}

/** What `sendMail` is rejected with when a mail is stopped. */
export class UndisclosedError extends Error {
  /** `EUNDISCLOSED`; `EUNDISCLOSEDTEMP` where trying again may help. */
  readonly code: 'EUNDISCLOSED' | 'EUNDISCLOSEDTEMP';
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** As a mail server would have said it. */
  readonly response: string;
  readonly responseCode: number;

  constructor(verdict: Verdict, findings: readonly Finding[]) {
    const { reply } = verdict;
    super(reply?.lines.at(-1) ?? 'This mail could not be checked and was not sent.');
    this.name = 'UndisclosedError';
    this.code = verdict.action === 'tempfail' ? 'EUNDISCLOSEDTEMP' : 'EUNDISCLOSED';
    this.verdict = verdict;
    this.findings = findings;
    this.response = reply ? replyText(reply) : '';
    this.responseCode = reply?.code ?? 451;
  }
}

const OPTIONS: readonly string[] = ['config', 'user', 'onVerdict'] satisfies (keyof UndisclosedOptions)[];

/**
 * The rules of a configuration given as data; of one in a file undefined, for it is read with the first mail.
 * @throws ConfigError, TypeError
 */
function rulesGiven(options: UndisclosedOptions): Rules | undefined {
  // A configuration under a name that is not looked at would be none, and nobody would be told.
  const strange = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (strange !== undefined) throw new TypeError(`Unknown option "${strange}"; there are: ${OPTIONS.join(', ')}.`);
  const { config = {} } = options;
  return typeof config === 'string' ? undefined : rulesInForce(loadConfigNow({ cwd: process.cwd(), given: { name: 'config', config } }, MODULES));
}

/** Nobody can keep a mail here, so what is held is refused. */
const STOPPING: ReadonlySet<Verdict['action']> = new Set(['hold', 'reject', 'rewrite', 'tempfail']);

/**
 * A plugin for Nodemailer that judges each mail as it is about to leave: `transporter.use('stream', undisclosed({ config }))`. It looks at the very
 * bytes that would be sent and at their envelope, and these bytes are sent, or none: `sendMail` is then rejected with an UndisclosedError.
 * @throws ConfigError for a configuration given as data that cannot be used; for one in a file `sendMail` is rejected with it
 */
export function undisclosed(options: UndisclosedOptions = {}): (mail: MailMessage, callback: (error?: Error | null) => void) => void {
  const { config, user, onVerdict } = options;
  const given = rulesGiven(options);
  let loading: Promise<Rules> | undefined;
  const load = async (): Promise<Rules> => given ?? rulesInForce(await loadConfig({ cwd: process.cwd(), configPath: config as string }));

  const judged = async (mail: MailMessage): Promise<Error | null> => {
    const rules = await (loading ??= load());
    const built = await new Promise<Buffer>((resolve, reject) => mail.message.build((error, bytes) => (error ? reject(error) : resolve(bytes))));
    const { verdict, findings, bytes } = await judgeOutgoing(built, rules, {
      ...envelopeOf(mail),
      ...(user === undefined ? {} : { user }),
      ...(sendsBytes(mail) ? {} : { asItIs: true }),
    });
    onVerdict?.(verdict, findings);
    if (STOPPING.has(verdict.action)) return new UndisclosedError(verdict, findings);
    // A stream cannot be read twice, and a file or page may have changed since it was judged.
    sendInstead(mail, bytes);
    return null;
  };

  return (mail, callback) => {
    judged(mail).then(callback, (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))));
  };
}
