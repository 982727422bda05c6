import type { Level } from '../../rule/types.ts';
import type { SendPolicy } from './settings.ts';

/** What is done with a mail that somebody wants to send. */
export interface Decision {
  readonly stop: boolean;
  /** Sending anyway takes a reason. */
  readonly reason: boolean;
}

export function decide(findings: readonly { readonly level: Level }[], policy: SendPolicy): Decision {
  const blocking = findings.some(({ level }) => level === 'error');
  return { stop: blocking && policy !== 'never', reason: blocking && policy === 'block' };
}

/** A mail that could not be looked at is not clean. */
export function decideUnchecked(policy: SendPolicy): Decision {
  return { stop: policy !== 'never', reason: policy === 'block' };
}

export interface Badge {
  readonly text: string;
  readonly colour: string;
}

/** White on each of these has a contrast of 4.5 and more. */
const COLOURS: Readonly<Record<Level, string>> = { error: '#c50042', warning: '#8a5300', info: '#0060c0' };
const LOADING: Badge = { text: '…', colour: '#5b5b66' };
const FAILED: Badge = { text: '!', colour: COLOURS.error };
const NOTHING: Badge = { text: '', colour: COLOURS.info };

/** How many people see each other, else how many things there are to say; advice alone is not worth a number. */
export function badgeOf(state: 'loading' | 'failed' | { readonly people: number; readonly findings: readonly { readonly level: Level }[] }): Badge {
  if (state === 'loading') return LOADING;
  if (state === 'failed') return FAILED;
  const worst = (['error', 'warning', 'info'] as const).find((level) => state.findings.some((finding) => finding.level === level));
  if (worst === undefined) return NOTHING;
  const count = state.people > 0 ? state.people : state.findings.filter(({ level }) => level === worst).length;
  return { text: count > 999 ? '999+' : String(count), colour: COLOURS[worst] };
}
