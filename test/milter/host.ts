import type { Verdict } from '../../src/engine/verdict.ts';
import type { Difference } from '../../src/hosts/milter/difference.ts';
import { Direction } from '../../src/hosts/milter/direction.ts';
import { JudgeError, type Failure, type Outcome, type Rulebook, type SessionHost, type Submission } from '../../src/hosts/milter/types.ts';
import type { Config } from '../../src/rule/types.ts';

export const PASS: Verdict = { action: 'pass', intended: 'pass', mode: 'enforce', rules: [], rewrites: [], reply: null, reason: '', headers: [] };
export const HOLD: Verdict = { ...PASS, action: 'hold', intended: 'hold', reason: 'undisclosed: recipients/x=1', reply: { code: 550, enhanced: '5.7.1', lines: ['Not sent.'] } };

/** A host that judges as it is told, and keeps what it was given. */
export class TestHost implements SessionHost {
  network = false;
  held = 0;
  room = Number.POSITIVE_INFINITY;
  readonly seen: { message: string; mail: Submission }[] = [];
  readonly outcomes: Outcome[] = [];
  config: Config;
  verdict: Verdict | Failure | Error = PASS;
  rewriting: Difference | undefined;

  constructor(config: Config = {}) {
    this.config = { internalDomains: ['example.com'], ...config, policy: { mode: 'enforce', ...config.policy } };
  }

  rulebook(): Rulebook {
    return {
      policy: this.config.policy, direction: new Direction(this.config), locale: 'en',
      judge: (mail) => {
        this.seen.push({ message: Buffer.from(mail.bytes).toString('latin1'), mail });
        if (this.verdict instanceof Error) return Promise.reject(this.verdict);
        return typeof this.verdict === 'string' ? Promise.reject(new JudgeError(this.verdict)) : Promise.resolve({ verdict: this.verdict, digest: null, ...(this.rewriting ? { rewriting: this.rewriting } : {}) });
      },
    };
  }

  claim(bytes: number): boolean {
    if (this.held + bytes > this.room) return false;
    this.held += bytes;
    return true;
  }

  done(outcome: Outcome): void {
    this.outcomes.push(outcome);
  }
}
