import { createHmac, randomBytes } from 'node:crypto';
import type { Draft } from '../draft/types.ts';
import type { Finding } from '../rule/types.ts';
import { findingIdentity } from './finding-identity.ts';
import { FileFault, readWhole } from './open.ts';

const KIND = 'baseline';
const VERSION = 1;
/** 128 bits, as hexadecimal. */
const HEX = /^[0-9a-f]{32}$/;
const RULE_ID = /^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/;

/** Why a file is no baseline. */
export type BaselineFault = 'not-json' | 'not-a-baseline' | 'other-version' | 'edited';

export class BaselineError extends Error {
  readonly fault: BaselineFault;

  constructor(fault: BaselineFault) {
    super(fault);
    this.name = 'BaselineError';
    this.fault = fault;
  }
}

interface Entry {
  readonly rule: string;
  /** How many findings have this id: the same words twice in one mail. */
  readonly count: number;
  readonly id: string;
}

/**
 * Findings that are known, so that only new ones are reported. Of a finding it holds the rule and a digest keyed with the file's own
 * random salt (HMAC-SHA-256): no address, no text, no name of a file, and nothing that could be compared with another baseline.
 */
export class Baseline {
  readonly #salt: string;
  readonly #entries: Map<string, Entry>;
  /** How often each was met in this run. */
  readonly #met = new Map<string, Entry>();

  constructor(salt = randomBytes(16).toString('hex'), entries: readonly Entry[] = []) {
    this.#salt = salt;
    this.#entries = new Map();
    // A merge of two branches may leave a finding twice: it is not more known for that.
    for (const entry of entries) if (entry.count > (this.#entries.get(entry.id)?.count ?? 0)) this.#entries.set(entry.id, entry);
  }

  /** Whether a finding is known. Each call is one occurrence: of two equal findings, a baseline with one knows the first. */
  knows(finding: Finding, draft: Draft): boolean {
    const id = createHmac('sha256', Buffer.from(this.#salt, 'hex')).update(findingIdentity(finding, draft)).digest('hex').slice(0, 32);
    const count = (this.#met.get(id)?.count ?? 0) + 1;
    this.#met.set(id, { rule: finding.ruleId, count, id });
    return count <= (this.#entries.get(id)?.count ?? 0);
  }

  /**
   * What the file is to say after this run.
   * @param add take in what was met and not known
   * @param prune take out what was not met
   * @param ran ids of the rules that looked: of others nothing could be met, and nothing is taken out; absent: all
   * @returns the text, how many findings it lost, and how many it has only because their rules did not look
   */
  text({ add, prune, ran }: { readonly add: boolean; readonly prune: boolean; readonly ran?: ReadonlySet<string> }): { readonly text: string; readonly pruned: number; readonly left: number } {
    const all = new Map<string, Entry>([...(add ? this.#met : []), ...this.#entries]);
    let pruned = 0;
    let left = 0;
    const entries = [...all.values()].flatMap((entry) => {
      const before = this.#entries.get(entry.id)?.count ?? 0;
      const met = this.#met.get(entry.id)?.count ?? 0;
      const looked = ran?.has(entry.rule) ?? true;
      if (prune && !looked) left += before;
      const least = prune && looked ? Math.min(before, met) : before;
      const count = add ? Math.max(least, met) : least;
      pruned += Math.max(0, before - count);
      return count > 0 ? [{ ...entry, count }] : [];
    });
    // One finding a line, in an order of its own: a merge of two branches joins lines.
    const lines = entries.sort((a, b) => (a.rule === b.rule ? compare(a.id, b.id) : compare(a.rule, b.rule))).map((entry) => `\n    ${JSON.stringify(entry)}`);
    return { text: `{\n  "undisclosed": "${KIND}",\n  "version": ${VERSION},\n  "salt": "${this.#salt}",\n  "findings": [${lines.join(',')}\n  ]\n}\n`, pruned, left };
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, count, id } = value as Partial<Record<keyof Entry, unknown>>;
  return typeof rule === 'string' && RULE_ID.test(rule) && typeof id === 'string' && HEX.test(id) && Number.isSafeInteger(count) && (count as number) > 0;
}

/** @throws BaselineError */
export function parseBaseline(text: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BaselineError('not-json');
  }
  const { undisclosed, version, salt, findings } = (value ?? {}) as Record<string, unknown>;
  if (undisclosed !== KIND) throw new BaselineError('not-a-baseline');
  if (version !== VERSION) throw new BaselineError('other-version');
  if (typeof salt !== 'string' || !HEX.test(salt) || !Array.isArray(findings) || !findings.every(isEntry)) throw new BaselineError('edited');
  return new Baseline(salt, findings);
}

/** @returns null if there is no such file. @throws BaselineError, FileFault */
export function readBaseline(path: string): Baseline | null {
  try {
    return parseBaseline(readWhole(path).toString('utf8'));
  } catch (error) {
    if (error instanceof FileFault && error.fault === 'not-found') return null;
    throw error;
  }
}
