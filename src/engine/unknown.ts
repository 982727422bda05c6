import { ACTIONS, MODES, type PolicyLayer, type RuleAction } from '../rule/policy.ts';
import type { Config, Pack } from '../rule/types.ts';

const PLAIN: readonly unknown[] = ACTIONS.filter((action) => action !== 'rewrite');

function known(what: string, value: unknown, among: readonly unknown[]): void {
  if (value !== undefined && !among.includes(value)) throw new RangeError(`There is no ${what} ${JSON.stringify(value)}; there are: ${among.join(', ')}.`);
}

function actionsOf(setting: RuleAction): readonly unknown[] {
  if (typeof setting !== 'object') return [setting];
  return 'rewrite' in setting ? [setting.otherwise] : Object.values(setting);
}

function actionsIn({ levels = {}, rules = {}, weighed, groupMailing }: PolicyLayer): readonly unknown[] {
  return [...Object.values(levels), ...Object.values(rules).flatMap(actionsOf), weighed, groupMailing?.action];
}

/**
 * No more than what would let a mail go in silence; the schema refuses much else.
 * @throws RangeError for a preset, a mode or an action that there is not
 */
export function refuseUnknown({ presets }: Pack, { extends: names = [], policy }: Config): void {
  for (const name of typeof names === 'string' ? [names] : names) known('preset', name, Object.keys(presets));
  for (const layer of policy ? [policy, ...policy.overrides ?? []] : []) {
    known('mode', layer.mode, MODES);
    for (const action of actionsIn(layer)) known('action', action, PLAIN);
  }
}
