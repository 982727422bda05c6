import { groupRecipients } from '../draft/organisations.ts';
import type { Address, Draft } from '../draft/types.ts';
import { firstNames } from '../edit/split-names.ts';
import type { SplitMail, SplitOptions } from '../edit/split-types.ts';
import type { Config, Pack } from '../rule/types.ts';
import { compile } from './compile.ts';

/** What a configuration says of splitting. */

export interface SplitWishes {
  readonly greeting: boolean;
  /** Colleagues get a mail each, too. */
  readonly internal: boolean;
  readonly allowNames: boolean;
}

/** @param filePath as given to the host, for overrides by path */
export function splitOptions(draft: Draft, filePath: string, { greeting, internal, allowNames }: SplitWishes, pack: Pack, config: Config): SplitOptions {
  const { people, addresses } = compile({ ...pack, rules: [] }, config).setFor(draft, 'compose', filePath).settings;
  const { visible, blind } = groupRecipients(draft, people, addresses);
  const inside = new Set([...visible, ...blind].filter((one) => one.internal).map(({ key }) => key));
  return {
    isInternal: ({ key }: Address) => inside.has(key),
    internal: internal ? 'include' : 'leave-out',
    greeting,
    allowNames,
    addresses,
    firstNames: firstNames(pack.lexicons),
  };
}

/**
 * Name of a mail's file: its number in the recipients' order, and what no address can be read from.
 * @param number 1-based
 * @param count of all mails
 */
export function splitFileName({ id }: SplitMail, number: number, count: number, kind: 'message' | 'json'): string {
  return `${String(number).padStart(Math.max(4, String(count).length), '0')}-${id.slice(0, 12)}${kind === 'message' ? '.eml' : '.json'}`;
}
