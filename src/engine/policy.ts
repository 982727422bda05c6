import { foldedDomain, isWithin } from '../draft/domains.ts';
import { ACTIONS, MODES, type Action, type Mode, type Policy, type PolicyLayer, type PolicyOverride, type RuleAction } from '../rule/policy.ts';
import type { Finding } from '../rule/types.ts';
import { matchesAddress } from './glob.ts';

/**
 * Where nothing is said: whoever was shown to others cannot be hidden again, so that waits for a second person; an error of wording
 * is told, and the writer's to judge. None of it happens before a mode is chosen.
 */
export const DEFAULT_POLICY = {
  mode: 'dry-run',
  levels: { error: 'tag', warning: 'pass', info: 'pass' },
  rules: { 'recipients/*': { error: 'hold' }, 'leaks/*': { error: 'hold' } },
} as const satisfies Policy;

/** Who sends to whom, as far as the host knows. */
export interface Parties {
  /** Envelope sender, else From; '' if there is none. */
  readonly sender: string;
  /** The name by which the sender logged in; null: not logged in. */
  readonly user: string | null;
  readonly recipientDomains: Iterable<string>;
}

export function stronger<A extends Action>(a: A, b: A): A {
  return ACTIONS.indexOf(a) >= ACTIONS.indexOf(b) ? a : b;
}

/** What the mode leaves of an action. */
export function inMode(action: Action, mode: Mode): Action {
  return mode === 'enforce' ? action : mode === 'dry-run' || action === 'pass' ? 'pass' : 'tag';
}

/** Fixes to be made for a finding, or what happens to its mail. */
export type Decision = { readonly action: Exclude<Action, 'rewrite'> } | { readonly action: 'rewrite'; readonly fix: string };

/** The settings that hold for some of a mail's recipients, the weakest first. */
export class Layers {
  readonly #layers: readonly PolicyLayer[];

  constructor(layers: readonly PolicyLayer[]) {
    this.#layers = layers;
  }

  get mode(): Mode {
    return this.#layers.findLast(({ mode }) => mode !== undefined)!.mode!;
  }

  get groupMailing(): PolicyLayer['groupMailing'] {
    return this.#layers.findLast(({ groupMailing }) => groupMailing !== undefined)?.groupMailing;
  }

  decide(finding: Finding): Decision {
    const decision = this.#decide(finding);
    const most = finding.data['weighed'] === true ? this.#layers.findLast(({ weighed }) => weighed !== undefined)?.weighed : undefined;
    return most === undefined || stronger(decision.action, most) === most ? decision : { action: most };
  }

  #decide({ ruleId, level, suggestions }: Finding): Decision {
    let decision: Decision = { action: 'pass' };
    const say = (setting: RuleAction): void => {
      if (typeof setting === 'string') decision = { action: setting };
      else if ('rewrite' in setting) {
        const fix = setting.rewrite.find((id) => suggestions.some((suggestion) => suggestion.id === id));
        decision = fix === undefined ? { action: setting.otherwise ?? 'hold' } : { action: 'rewrite', fix };
      } else if (setting[level]) decision = { action: setting[level] };
    };
    for (const { levels, rules } of this.#layers) {
      if (levels) say(levels);
      for (const [id, setting] of Object.entries(rules ?? {})) {
        if (id === ruleId || (id.endsWith('/*') && ruleId.startsWith(id.slice(0, -1)))) say(setting);
      }
    }
    return decision;
  }
}

/** Whether `name`, by which a sender logged in, is one of `patterns`. */
export function isUser(patterns: readonly string[] | undefined, name: string | null): boolean {
  return name !== null && (patterns ?? []).some((pattern) => matchesAddress(pattern, name));
}

/**
 * The settings for a mail's recipients, one for each combination of overrides that any of them meets: a loosening for one
 * recipient must not let the mail go to another.
 */
export function layersFor(policy: Policy, parties: Parties): Layers[] {
  const base: PolicyLayer[] = [DEFAULT_POLICY, policy];
  if (!policy.overrides?.length) return [new Layers(base)];
  const { sender, user } = parties;
  const applying = policy.overrides.filter((override) =>
    (!override.senders || override.senders.some((pattern) => matchesAddress(pattern, sender)))
    && (!override.users || isUser(override.users, user)));
  if (!applying.some((override) => override.recipientDomains)) return [new Layers([...base, ...applying])];
  const within = applying.map((override: PolicyOverride) => override.recipientDomains && new Set(override.recipientDomains.map(foldedDomain)));
  const combinations = new Map<string, Layers>();
  const domains = new Set(Array.from(parties.recipientDomains, foldedDomain));
  for (const domain of domains.size > 0 ? domains : ['']) {
    const matching = applying.filter((_override, index) => !within[index] || isWithin(domain, within[index]));
    const key = matching.map((override) => applying.indexOf(override)).join();
    if (!combinations.has(key)) combinations.set(key, new Layers([...base, ...matching]));
  }
  return [...combinations.values()];
}

export function strictestMode(combinations: readonly Layers[]): Mode {
  return MODES[Math.max(...combinations.map(({ mode }) => MODES.indexOf(mode)))]!;
}

/** The strictest mode that holds for any of a mail's recipients. */
export function modeFor(policy: Policy | undefined, parties: Parties): Mode {
  return strictestMode(layersFor(policy ?? {}, parties));
}
