import { groupRecipients } from '../draft/organisations.ts';
import type { Draft } from '../draft/types.ts';
import { firstNames } from '../edit/split-names.ts';
import type { SplitOptions } from '../edit/split-types.ts';
import type { Pack } from '../rule/types.ts';
import type { Rules } from './compile.ts';

/** What `splitMessage` has to know of the configuration: who is a colleague, and which words are names. */
export function splitOptions(draft: Draft, rules: Rules, filePath?: string): Required<Pick<SplitOptions, 'isInternal' | 'addresses' | 'firstNames'>> {
  const { people, addresses } = rules.setFor(draft, 'compose', filePath).settings;
  const { visible, blind } = groupRecipients(draft, people, addresses);
  const inside = new Set([...visible, ...blind].filter(({ internal }) => internal).map(({ key }) => key));
  return { isInternal: ({ key }) => inside.has(key), addresses, firstNames: firstNames(rules.pack.lexicons) };
}

/** The same pack with the rules on recipients alone: what a mail that was split off is looked at with. */
export function recipientRules(pack: Pack): Pack {
  return { ...pack, rules: pack.rules.filter(({ id }) => id.startsWith('recipients/')) };
}
