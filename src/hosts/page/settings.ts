import type { Locale } from '../../rule/types.ts';
import type { PageSettings, Role } from './protocol.ts';

/** What is kept between visits, in this browser: never a word of a mail. */

const KEY = 'undisclosed';
const ROLES: readonly Role[] = ['hr', 'candidate', 'other'];

/** Kept settings, else those of the browser's language. Where nothing may be kept (a file in some browsers) that is no fault. */
export function loadSettings(): PageSettings {
  const preferred: Locale = navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
  let kept: Partial<Record<keyof PageSettings, unknown>> = {};
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof value === 'object' && value !== null) kept = value;
  } catch {
    // Nothing kept, or not ours.
  }
  return {
    role: ROLES.find((role) => role === kept.role) ?? 'other',
    internalDomains: Array.isArray(kept.internalDomains) ? kept.internalDomains.filter((domain) => typeof domain === 'string') : [],
    locale: kept.locale === 'fr' || kept.locale === 'en' ? kept.locale : preferred,
  };
}

export function saveSettings(settings: PageSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Not allowed here: then they hold for this visit.
  }
}

/** Domains as people type them: with '@', commas, blanks, or from the middle of an address. */
export function domainsOf(typed: string): string[] {
  return [...new Set(typed.toLowerCase().split(/[\s,;]+/).map((word) => word.replace(/^.*@/, '').replace(/^\.+|\.+$/g, '')).filter((domain) => domain.includes('.')))];
}
