import type { AllowedGroup, Config } from '../rule/types.ts';
import { corrected, type Vocabulary } from './config-check.ts';
import { ConfigError, shown } from './config-error.ts';
import type { ConfigSource, Path } from './config-source.ts';
import { suggest } from './suggest.ts';

/** A day that the calendar has: 2026-02-30 has the form of a date and is none. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function checkRules(rules: Config['rules'], source: ConfigSource, path: Path, words: Vocabulary): void {
  const known = new Set([...words.ids, ...words.families]);
  for (const id of Object.keys(rules ?? {})) {
    if (known.has(id)) continue;
    const near = suggest(id, [...known]);
    const position = source.place([...path, 'rules', id], true);
    const paste = near === null ? undefined : corrected(source.lineText(position.line), id, near);
    throw new ConfigError({
      file: source.file,
      ...position,
      what: {
        en: `There is no rule ${shown(id)}.${near === null ? '' : ` Did you mean ${near}?`}`,
        fr: `Il n'y a pas de règle ${shown(id)}.${near === null ? '' : ` Vouliez-vous dire ${near} ?`}`,
      },
      ...(paste === undefined ? {} : { paste }),
    });
  }
}

function checkGroups(groups: readonly AllowedGroup[] | undefined, source: ConfigSource, path: Path): void {
  (groups ?? []).forEach((group, index) => {
    for (const key of ['since', 'until'] as const) {
      const day = group[key];
      if (day === undefined || isDay(day)) continue;
      throw new ConfigError({
        file: source.file,
        ...source.place([...path, 'allow', index, key]),
        what: { en: `${shown(day)} is not a day of the calendar.`, fr: `${shown(day)} n'est pas un jour du calendrier.` },
        paste: `${key}: "${new Date(Math.min(Date.now() + 31_536_000_000, 8.64e15)).toISOString().slice(0, 10)}"`,
      });
    }
    if (group.since !== undefined && group.until !== undefined && group.until < group.since) {
      throw new ConfigError({
        file: source.file,
        ...source.place([...path, 'allow', index, 'until']),
        what: { en: 'This group ends before it begins.', fr: 'Ce groupe prend fin avant de commencer.' },
        paste: `until: "${group.since}"`,
      });
    }
  });
}

/**
 * What a schema cannot say: rule ids that exist (users' own among them), days of the calendar.
 * @param config of the schema's shape
 * @throws ConfigError
 */
export function checkMeaning(config: Config, source: ConfigSource, prefix: Path, words: Vocabulary): void {
  checkRules(config.rules, source, prefix, words);
  checkGroups(config.allow, source, prefix);
  (config.overrides ?? []).forEach((override, index) => {
    const path = [...prefix, 'overrides', index];
    checkRules(override.rules, source, path, words);
    checkGroups(override.allow, source, path);
  });
}
