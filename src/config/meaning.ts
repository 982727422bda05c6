import type { Policy, PolicyLayer } from '../rule/policy.ts';
import type { AllowedGroup, Config } from '../rule/types.ts';
import type { Vocabulary } from './check.ts';
import { ConfigError, shown } from './error.ts';
import { corrected, inAYear, isJson } from './paste.ts';
import { checkProviders } from './providers.ts';
import type { ConfigSource, Path } from './source.ts';
import { suggest } from './suggest.ts';

/** A day that the calendar has: 2026-02-30 has the form of a date and is none. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function checkRules(rules: Readonly<Record<string, unknown>> | undefined, source: ConfigSource, path: Path, words: Vocabulary): void {
  const known = new Set([...words.ids, ...words.families]);
  for (const id of Object.keys(rules ?? {})) {
    if (known.has(id)) continue;
    const near = suggest(id, [...known]);
    const position = source.place([...path, 'rules', id], true);
    const paste = near === null ? undefined : corrected(source.lineText(position.line), position.column, id, near);
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
  const dated = (key: string, day = inAYear()): string => `${isJson(source, source.place(path)) ? JSON.stringify(key) : key}: ${day}`;
  (groups ?? []).forEach((group, index) => {
    for (const key of ['since', 'until'] as const) {
      const day = group[key];
      if (day === undefined || isDay(day)) continue;
      throw new ConfigError({
        file: source.file,
        ...source.place([...path, 'allow', index, key]),
        what: { en: `${shown(day)} is not a day of the calendar.`, fr: `${shown(day)} n'est pas un jour du calendrier.` },
        paste: dated(key),
      });
    }
    // Accepted without a day it would be in force for nobody, and nobody would be told.
    if (group.since === undefined && group.until === undefined) {
      throw new ConfigError({
        file: source.file,
        ...source.place([...path, 'allow', index]),
        what: { en: 'This group needs a last day: who knows each other is to be looked at again.', fr: "Ce groupe a besoin d'un dernier jour : qui se connaît est à revoir de temps en temps." },
        paste: dated('until'),
      });
    }
    if (group.since !== undefined && group.until !== undefined && group.until < group.since) {
      throw new ConfigError({
        file: source.file,
        ...source.place([...path, 'allow', index, 'until']),
        what: { en: 'This group ends before it begins.', fr: 'Ce groupe prend fin avant de commencer.' },
        paste: dated('until', JSON.stringify(group.since)),
      });
    }
  });
}

function checkFixes(rules: PolicyLayer['rules'], source: ConfigSource, path: Path, words: Vocabulary): void {
  for (const [id, setting] of Object.entries(rules ?? {})) {
    if (typeof setting === 'string' || !('rewrite' in setting)) continue;
    const known = words.fixesOf(id);
    setting.rewrite.forEach((fix, index) => {
      if (known.includes(fix)) return;
      const near = suggest(fix, [...known]);
      const position = source.place([...path, 'rules', id, 'rewrite', index]);
      const paste = near === null ? undefined : corrected(source.lineText(position.line), position.column, fix, near);
      throw new ConfigError({
        file: source.file,
        ...position,
        what: {
          en: `${id} has no fix ${shown(fix)}${known.length === 0 ? '.' : `; it has: ${known.join(', ')}.`}`,
          fr: `${id} n'a pas de correction ${shown(fix)}${known.length === 0 ? '.' : ` ; elle a : ${known.join(', ')}.`}`,
        },
        ...(paste === undefined ? {} : { paste }),
      });
    });
  }
}

/** An address as IPv4 or IPv6 write it; null if it is neither. */
function addressBits(text: string): 32 | 128 | null {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return text.split('.').every((part) => Number(part) < 256) ? 32 : null;
  try {
    return text.includes(':') && new URL(`http://[${text}]/`).hostname !== '' ? 128 : null;
  } catch {
    return null;
  }
}

function checkNetworks(networks: readonly string[] | undefined, source: ConfigSource, path: Path): void {
  for (const [index, network] of (networks ?? []).entries()) {
    const [address = '', length] = network.split('/');
    const bits = addressBits(address);
    if (bits !== null && (length === undefined || Number(length) <= bits)) continue;
    const position = source.place([...path, 'networks', index]);
    throw new ConfigError({
      file: source.file,
      ...position,
      what: { en: `${shown(network)} is not a network such as 10.0.0.0/8.`, fr: `${shown(network)} n'est pas un réseau comme 10.0.0.0/8.` },
      paste: corrected(source.lineText(position.line), position.column, network, bits === null ? '10.0.0.0/8' : `${address}/${bits}`) ?? '- 10.0.0.0/8',
    });
  }
}

function checkPolicy(policy: Policy | undefined, source: ConfigSource, prefix: Path, words: Vocabulary): void {
  const path = [...prefix, 'policy'];
  checkNetworks(policy?.networks, source, path);
  for (const [layer, at] of [[policy, path], ...(policy?.overrides ?? []).map((override, index) => [override, [...path, 'overrides', index]] as const)] as const) {
    checkRules(layer?.rules, source, at, words);
    checkFixes(layer?.rules, source, at, words);
  }
}

/**
 * What a schema cannot say: rule ids (users' own among them) and fixes that exist, days of the calendar, networks, providers' domains.
 * @param config of the schema's shape
 * @throws ConfigError
 */
export function checkMeaning(config: Config, source: ConfigSource, prefix: Path, words: Vocabulary): void {
  checkRules(config.rules, source, prefix, words);
  checkGroups(config.allow, source, prefix);
  checkProviders(config, source, prefix, words.isProvider);
  checkPolicy(config.policy, source, prefix, words);
  (config.overrides ?? []).forEach((override, index) => {
    const path = [...prefix, 'overrides', index];
    checkRules(override.rules, source, path, words);
    checkGroups(override.allow, source, path);
    checkProviders(override, source, path, words.isProvider);
  });
}
