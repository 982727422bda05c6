import type { Law, Locale, RuleLaw } from './types.ts';

/** The law of a rule under the names it has in one language. */
export function lawIn(law: readonly RuleLaw[] | undefined, locale: Locale): readonly Law[] {
  return (law ?? []).map(({ ref, ...rest }) => ({ ...rest, ref: typeof ref === 'string' ? ref : ref[locale] ?? ref['en'] ?? Object.values(ref)[0] ?? '' }));
}
