import type { Level } from '../rule/types.ts';
import type { LocatedFinding } from './types.ts';
import type { ReportWords } from './words.ts';

/** A level can be told by its sign alone, where there is no colour. */
export const SIGN: Readonly<Record<Level, string>> = { error: '✖', warning: '▲', info: '●' };

const COURTESY = /^(?:tone|person|letter|reply)\//;

/** How many people a finding says see each other, in the number that its message gives; 0 if it is about something else. */
export function peopleSeen({ ruleId, data, level }: Pick<LocatedFinding, 'ruleId' | 'data' | 'level'>): number {
  const { persons } = data;
  return ruleId === 'recipients/visible-recipients' && level !== 'info' && typeof persons === 'number' ? persons : 0;
}

/** Where which law speaks: `EU, UK: GDPR Art. 32; … · FR: …`. */
export function lawLine({ law, ruleId }: LocatedFinding, words: ReportWords): string {
  const byPlace = new Map<string, string[]>();
  for (const { ref, jurisdictions } of law) {
    const place = jurisdictions.join(',\u00A0');
    byPlace.set(place, [...(byPlace.get(place) ?? []), ref]);
  }
  if (byPlace.size === 0) return COURTESY.test(ruleId) ? words.courtesy : '';
  return [...byPlace].map(([place, refs]) => `${place === '' ? '' : `${place}${words.colon} `}${refs.join('; ')}`).join(' · ');
}
