import type { AllowedGroup, Config, Locale } from '../../rule/types.ts';

/** What a person chose on the options page, and the configuration that it comes to. */

export const ROLES = ['candidates', 'apply', 'other'] as const;
export type Role = (typeof ROLES)[number];

/**
 * - block: what is blocking stops the send until it is mended or a reason is given
 * - warn: it stops the send once; one click lets it go
 * - never: it is only shown
 */
export const POLICIES = ['block', 'warn', 'never'] as const;
export type SendPolicy = (typeof POLICIES)[number];

export interface Settings {
  readonly role: Role;
  readonly policy: SendPolicy;
  /** Lower case, without @; empty: the domain of the sender's address. */
  readonly ownDomains: readonly string[];
  readonly colleagues: readonly string[];
  /** A warning for more than this many persons outside who see each other, and an error for more than `many`. */
  readonly some: number;
  readonly many: number;
}

export const DEFAULT_SETTINGS: Settings = { role: 'other', policy: 'block', ownDomains: [], colleagues: [], some: 5, many: 10 };

const PRESETS: Readonly<Record<Role, readonly string[]>> = { candidates: ['recommended', 'hr'], apply: ['recommended', 'candidate-reply'], other: ['recommended'] };
const DOMAIN = /^[^@\s,;<>]+\.[^@\s,;<>]+$/;
const ADDRESS = /^[^@\s,;<>]+@[^@\s,;<>]+$/;
/** People who see each other, beyond which no mail is small. */
const MOST = 100_000;

/** Settings as stored, whatever became of them: what is not understood is as it was at first. */
export function readSettings(value: unknown): Settings {
  const stored = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const word = <T extends string>(key: string, words: readonly T[], or: T): T => words.find((each) => each === stored[key]) ?? or;
  const count = (key: 'some' | 'many'): number => {
    const number = stored[key];
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MOST ? number : DEFAULT_SETTINGS[key];
  };
  const list = (key: string, pattern: RegExp): string[] => (Array.isArray(stored[key]) ? stored[key].filter((entry): entry is string => typeof entry === 'string' && pattern.test(entry)) : []);
  const some = count('some');
  return {
    role: word('role', ROLES, DEFAULT_SETTINGS.role),
    policy: word('policy', POLICIES, DEFAULT_SETTINGS.policy),
    ownDomains: list('ownDomains', DOMAIN),
    colleagues: list('colleagues', ADDRESS),
    some,
    many: Math.max(some, count('many')),
  };
}

/** A list as written into a box, one a line or with commas, and what of it is none. */
export function readList(text: string, kind: 'domains' | 'addresses'): { readonly entries: readonly string[]; readonly wrong: readonly string[] } {
  const words = text.split(/[\s,;]+/).map((word) => (kind === 'domains' ? word.replace(/^@/, '') : word).toLowerCase()).filter((word) => word !== '');
  const pattern = kind === 'domains' ? DOMAIN : ADDRESS;
  return { entries: [...new Set(words.filter((word) => pattern.test(word)))], wrong: words.filter((word) => !pattern.test(word)) };
}

/** Known groups as stored; what is none is left out, so that nothing broken lets a mail pass. */
export function readAllowed(value: unknown): AllowedGroup[] {
  if (!Array.isArray(value)) return [];
  return value.filter((group: unknown): group is AllowedGroup => {
    const { members, reason, since, until } = (typeof group === 'object' && group !== null ? group : {}) as Partial<Record<keyof AllowedGroup, unknown>>;
    return Array.isArray(members) && members.every((member) => typeof member === 'string' && ADDRESS.test(member)) && typeof reason === 'string'
      && [since, until].every((date) => date === undefined || typeof date === 'string');
  });
}

/** The configuration that the settings come to. */
export function configOf({ role, ownDomains, colleagues, some, many }: Settings, allow: readonly AllowedGroup[], locale: Locale): Config {
  return {
    extends: PRESETS[role],
    locale,
    internalDomains: ownDomains,
    colleagues,
    allow,
    rules: { 'recipients/visible-recipients': { options: { some, many } } },
  };
}

/** A known group lasts a year: groups change, and nobody remembers to take them out. */
export function knownGroup(members: readonly string[], reason: string, now: number): AllowedGroup {
  const day = (time: Date): string => time.toISOString().slice(0, 10);
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + 1);
  return { members: [...new Set(members)].sort(), reason, since: day(new Date(now)), until: day(until) };
}
