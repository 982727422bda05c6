import { Worker } from 'node:worker_threads';
import { compile } from '../../engine/compile.ts';
import { loadConfig } from '../../io/config.ts';
import type { Config, Pack } from '../../rule/types.ts';
import { Direction } from './direction.ts';
import { judgeMessage } from './judge-message.ts';
import { Pool } from './pool.ts';
import type { Rulebook } from './types.ts';
import { dataFor } from './worker.ts';

export interface RulebookOptions {
  readonly configPath: string;
  /** The policy is carried out whatever mode it says. */
  readonly enforce: boolean;
  readonly threads: number;
  /** What the threads run: see worker.ts. */
  readonly script: URL;
  readonly onLoss: (reason: 'timeout' | 'crash') => void;
}

/** A configuration in effect, and the threads that judge by it. */
export interface OpenRulebook extends Rulebook {
  readonly config: Config;
  readonly ready: boolean;
  /** Judges what waits, then ends. */
  close(): Promise<void>;
}

/**
 * Bytes up to which a mail is judged by the thread that speaks to the server: handing it to another takes longer than judging it. The
 * work on so small a mail is bounded by its size; see watchdog.ts for the case that this is wrong.
 */
const AT_ONCE = 64 * 1024;

const TIMEOUT_SECONDS = 30;
/** A mail that needs more is one that cannot be judged; without a bound it would take the service with it. */
const MEMORY = { maxOldGenerationSizeMb: 2048 };

function effective(config: Config, enforce: boolean): Config {
  return enforce ? { ...config, policy: { ...config.policy, mode: 'enforce' } } : config;
}

function startPool(config: Config, pack: Pack, { threads, script, onLoss }: RulebookOptions): Pool {
  const data = dataFor(config, pack);
  return new Pool({
    size: threads,
    timeout: (config.policy?.timeout ?? TIMEOUT_SECONDS) * 1000,
    onLoss,
    start: () => new Worker(script, { workerData: data, resourceLimits: MEMORY }),
  });
}

/**
 * Reads the configuration and starts threads that judge by it.
 * @throws ConfigError, or what the first thread died of
 */
export async function openRulebook(options: RulebookOptions): Promise<OpenRulebook> {
  const loaded = await loadConfig({ cwd: process.cwd(), configPath: options.configPath });
  const config = effective(loaded.config, options.enforce);
  const direction = new Direction(config);
  const rules = compile(loaded.pack, config);
  const pool = startPool(config, loaded.pack, options);
  try {
    await pool.started();
  } catch (error) {
    void pool.close();
    throw error;
  }
  return {
    config, direction,
    policy: config.policy,
    locale: config.locale ?? 'en',
    judge: async (mail) => {
      if (mail.bytes.length > AT_ONCE) return pool.judge(mail);
      const judged = await judgeMessage(mail, rules);
      // A mail that no thread can mend is known to need mending: it stays one that is not to leave.
      return judged.verdict.action === 'rewrite' ? pool.judge(mail).catch(() => judged) : judged;
    },
    get ready() { return pool.ready; },
    close: () => pool.close(),
  };
}
