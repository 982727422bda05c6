import type { Config } from '../../rule/types.ts';

/** What a user chooses in the task pane; kept by Outlook for all their devices. */
export interface Choice {
  readonly preset?: 'recommended' | 'hr' | 'candidate-reply' | undefined;
  readonly internalDomains?: readonly string[] | undefined;
}

const PRESETS: readonly string[] = ['recommended', 'hr', 'candidate-reply'];

/** What was kept may be of another version, or of another add-in. */
export function choiceOf(kept: unknown): Choice {
  if (typeof kept !== 'object' || kept === null) return {};
  const { preset, internalDomains } = kept as { preset?: unknown; internalDomains?: unknown };
  return {
    ...(PRESETS.indexOf(preset as string) >= 0 ? { preset: preset as NonNullable<Choice['preset']> } : {}),
    ...(Array.isArray(internalDomains) ? { internalDomains: internalDomains.filter((domain): domain is string => typeof domain === 'string' && /^[^\s@]{1,253}$/.test(domain)) } : {}),
  };
}

/** The organisation's configuration, with what the user may choose. Whoever puts this in the way of their mail wants it to act. */
export function configFor(base: Config, { preset, internalDomains = [] }: Choice): Config {
  return {
    ...base,
    ...(base.extends === undefined && preset !== undefined ? { extends: [preset] } : {}),
    internalDomains: [...base.internalDomains ?? [], ...internalDomains],
    policy: { mode: 'enforce', ...base.policy },
  };
}
