import type { Address, Draft } from '../draft/types.ts';
import { isNobody } from './split-recipients.ts';
import type { Change } from './types.ts';

/** Everybody in Bcc, nobody in To and Cc. */
export interface Blind {
  readonly change: Change;
  /** How many addresses stood where all could read them. */
  readonly moved: number;
}

/**
 * The change that puts all recipients of To and Cc behind those who are in Bcc already, each once; null if none stands in To or Cc.
 * An entry that is no address goes along, so that nobody is lost without a word.
 */
export function blindChange({ addressFields }: Draft): Blind | null {
  const inFields = (...names: readonly string[]): Address[] => addressFields.flatMap(({ name, addresses }) => (names.includes(name) ? addresses.filter((address) => !isNobody(address)) : []));
  const visible = inFields('to', 'cc');
  if (visible.length === 0) return null;
  const bcc = new Map<string, Address>();
  for (const address of [...inFields('bcc'), ...visible]) {
    const key = address.key || address.address;
    if (!bcc.has(key)) bcc.set(key, address);
  }
  return { change: { kind: 'recipients', to: [], cc: [], bcc: [...bcc.values()] }, moved: new Set(visible.map(({ key, address }) => key || address)).size };
}
