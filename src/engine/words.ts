import type { Data, Locale, Words } from '../rule/types.ts';

/** 1718 → '1,718' or '1 718' (narrow no-break space). Intl would cost more at start than all the rest. */
function number(value: number, locale: Locale): string {
  const digits = String(value);
  return digits.length < 4 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, locale === 'fr' ? '\u202f' : ',');
}

/** `{external}` → its value; `{external:person|people}` → by number: French takes the singular for 0 too. */
export function fill(template: string, data: Data, locale: Locale): string {
  return template.replace(/\{([A-Za-z]\w*)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = data[name];
    if (value === undefined) return whole;
    if (one !== undefined) return (locale === 'fr' ? Number(value) < 2 : Number(value) === 1) ? one : many!;
    return typeof value === 'number' ? number(value, locale) : String(value);
  });
}

/** The words for a grade; rules may instead tell cases apart by `data.reason`. */
export function choose(words: Words, grade: string, data: Data): string {
  if (typeof words === 'string') return words;
  return words[grade] ?? words[String(data['reason'])] ?? words['default'] ?? Object.values(words)[0] ?? '';
}

/** Said behind the last finding of a rule that found more places than are listed. */
export const MORE: Readonly<Record<Locale, string>> = {
  en: ' (and {more} more {more:place|places} like this)',
  fr: ' (et {more} autre{more:|s} endroit{more:|s} du même genre)',
};

/** Before a sentence to write in the place of the one found. */
export const INSTEAD: Readonly<Record<Locale, string>> = { en: 'Write instead: ', fr: 'Écrivez plutôt : ' };
