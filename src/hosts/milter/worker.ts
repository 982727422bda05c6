import { parentPort, workerData } from 'node:worker_threads';
import { compile } from '../../engine/compile.ts';
import { pack as builtIn } from '../../generated/pack.js';
import type { Config, Lexicons, Pack, RuleDefinition } from '../../rule/types.ts';
import { judgeAndRewrite } from './judge-message.ts';
import type { Judged, Submission } from './types.ts';

/** What tells a thread of ours from any other that loads this file. */
export const ROLE = 'undisclosed-judge';

/** A configuration as it can be handed to another thread: of the rules only the user's own, since compiled phrases go by identity. */
export interface WorkerData {
  readonly role: typeof ROLE;
  readonly config: Config;
  readonly ids: readonly string[];
  readonly own: readonly RuleDefinition[];
  readonly lexicons: Lexicons | null;
}

export interface Job extends Submission {
  readonly job: number;
}

export type Message = { readonly ready: true } | { readonly job: number; readonly judged: Judged | null };

export function dataFor(config: Config, pack: Pack): WorkerData {
  return {
    role: ROLE, config, ids: pack.rules.map(({ id }) => id),
    own: pack.rules.filter((rule) => !builtIn.rules.includes(rule)),
    lexicons: pack.lexicons === builtIn.lexicons ? null : pack.lexicons,
  };
}

export function packFrom({ ids, own, lexicons }: WorkerData): Pack {
  const byId = new Map([...builtIn.rules, ...own].map((rule) => [rule.id, rule]));
  return { ...builtIn, rules: ids.map((id) => byId.get(id)!), ...(lexicons ? { lexicons } : {}) };
}

/** The first mail finds everything loaded. */
const WARM_UP = 'From: a@example.com\r\nTo: b@example.org\r\nSubject: Bonjour\r\nContent-Type: text/html\r\n\r\n<p>Bonjour, voici le compte rendu.</p>\r\n';

/** Judges mails in this thread, one after another, for the thread that started it. */
export async function runWorker(): Promise<void> {
  const port = parentPort!;
  const data = workerData as WorkerData;
  const rules = compile(packFrom(data), data.config);
  const judged = (mail: Submission): Promise<Judged> => judgeAndRewrite(mail, rules);
  await judged({ bytes: new TextEncoder().encode(WARM_UP), sender: 'a@example.com', recipients: ['b@example.org'], user: null });
  port.on('message', ({ job, ...mail }: Job) => {
    judged(mail).then((result) => port.postMessage({ job, judged: result } satisfies Message), () => port.postMessage({ job, judged: null } satisfies Message));
  });
  port.postMessage({ ready: true } satisfies Message);
}
