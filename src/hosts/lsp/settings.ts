import type { Settings } from './types.ts';

const PHASES: readonly unknown[] = ['compose', 'send', 'sent'];
const LOCALES: readonly unknown[] = ['en', 'fr'];

/** Settings as a client sends them, without what is none: a setting that cannot be meant is as if it were not there. */
export function readSettings(sent: unknown): Settings {
  const { config, preset, phase, locale } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<keyof Settings, unknown>;
  const text = (value: unknown): value is string => typeof value === 'string' && value !== '';
  return {
    ...(text(config) ? { config } : {}),
    ...(text(preset) ? { preset } : {}),
    ...(PHASES.includes(phase) ? { phase: phase as NonNullable<Settings['phase']> } : {}),
    ...(LOCALES.includes(locale) ? { locale: locale as NonNullable<Settings['locale']> } : {}),
  };
}
