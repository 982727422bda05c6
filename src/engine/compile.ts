import { addressData } from '../draft/organisations.ts';
import type { AddressData } from '../draft/recipients.ts';
import type { Draft, Purpose } from '../draft/types.ts';
import { CHECKS } from '../checks/index.ts';
import type { Config, Environment, Hit, Locale, Override, Pack, RuleDefinition } from '../rule/types.ts';
import { phraseMarker } from '../pattern/marker.ts';
import { languageLexicon } from '../text/language.ts';
import { TEXT_LISTS } from '../text/lexicons.ts';
import { readMail } from '../text/mail.ts';
import type { Mail, MailSettings, Phase } from '../text/types.ts';
import { matchesAddress, matchesGlob } from './glob.ts';
import { patternsOf } from './patterns.ts';
import { activeRules, type ActiveRule } from './levels.ts';
import { refuseUnknown } from './unknown.ts';

/** The rules of one check, ready to look at mails. */
export interface Finder {
  readonly rules: readonly RuleDefinition[];
  readonly find: (mail: Mail, now: number) => Iterable<Hit>;
}

/** What holds for one kind of draft: the configuration with the overrides that match it. */
export interface RuleSet {
  readonly active: ReadonlyMap<string, ActiveRule>;
  readonly finders: readonly Finder[];
  /** Those that look at attached messages as well. */
  readonly attachedFinders: readonly Finder[];
  readonly settings: Omit<MailSettings, 'phase'>;
  /** Reads a draft as a mail by these settings. */
  readonly read: (draft: Draft, phase: Phase) => Mail;
  readonly locale: Locale;
}

/** A set and what it is made of. */
export interface MatchedSet extends RuleSet {
  /** Indexes of the configuration's overrides that match the draft. */
  readonly overrides: readonly number[];
}

/** Compiled once, used for any number of drafts. */
export interface Rules {
  readonly pack: Pack;
  readonly config: Config;
  /** @param filePath as given to the host, for overrides by path. */
  setFor(draft: Draft, phase: Phase, filePath?: string): MatchedSet;
}

const NO_OVERRIDES: readonly Override[] = [];

function lower(list: readonly string[] | undefined): string[] {
  return (list ?? []).map((entry) => entry.toLowerCase());
}

function ruleSet(pack: Pack, addresses: AddressData, config: Config, overrides: readonly Override[]): RuleSet {
  const pick = <K extends keyof Config & keyof Override>(key: K): Config[K] => (overrides.findLast((override) => override[key] !== undefined)?.[key] ?? config[key]);
  const active = activeRules(pack, config, overrides);
  const patterns = patternsOf(pack);
  const environment: Environment = {
    lexicons: pack.lexicons,
    patterns,
    addresses,
    people: { internalDomains: lower(pick('internalDomains')), colleagues: lower(pick('colleagues')), lists: lower(pick('lists')) },
    allow: [config, ...overrides].flatMap((layer) => layer.allow ?? []),
    jurisdictions: pick('jurisdictions') ?? [],
    learned: pick('learned') ?? true,
  };
  const finders = (rules: readonly ActiveRule[], attached = false): Finder[] => CHECKS.flatMap((check) => {
    const own = rules.filter((rule) => rule.definition.check === check.name).map((rule) => rule.definition);
    return own.length === 0 ? [] : [{ rules: own, find: check.prepare(own, attached ? { ...environment, attached } : environment) }];
  });
  const purpose = pick('purpose') as Purpose | undefined;
  const language = pick('language');
  const settings = {
    people: environment.people,
    addresses,
    lexicons: pack.lexicons,
    marker: phraseMarker(patterns, TEXT_LISTS, languageLexicon(pack.lexicons).codes),
    ...(purpose ? { purpose } : {}),
    ...(language ? { language } : {}),
  };
  const inPhase: Readonly<Record<Phase, MailSettings>> = { compose: { ...settings, phase: 'compose' }, send: { ...settings, phase: 'send' }, sent: { ...settings, phase: 'sent' } };
  return {
    active: new Map(active.map((rule) => [rule.definition.id, rule])),
    finders: finders(active),
    attachedFinders: finders(active.filter((rule) => rule.definition.attached), true),
    settings,
    read: (draft, phase) => readMail(draft, inPhase[phase]),
    locale: config.locale ?? 'en',
  };
}

function senderKey(draft: Draft): string {
  const field = draft.addressFields.find(({ name }) => name === 'from') ?? draft.addressFields.find(({ name }) => name === 'sender');
  return field?.addresses.find(({ valid }) => valid)?.key ?? '';
}

/**
 * Makes rules and configuration ready. The configuration must be valid (see the published schema): the hosts check it before.
 * Each combination of overrides that a draft meets is prepared once and kept.
 * @throws RangeError for a preset, a mode or an action of the policy that there is not
 */
export function compile(pack: Pack, config: Config = {}): Rules {
  refuseUnknown(pack, config);
  const addresses = addressData(pack.lexicons);
  const overrides = config.overrides ?? NO_OVERRIDES;
  const sets = new Map<string, MatchedSet>();
  const setOf = (matching: readonly number[]): MatchedSet => {
    const key = matching.join();
    let set = sets.get(key);
    if (!set) sets.set(key, (set = { ...ruleSet(pack, addresses, config, matching.map((index) => overrides[index]!)), overrides: matching }));
    return set;
  };
  return {
    pack,
    config,
    setFor(draft, phase, filePath = '') {
      if (overrides.length === 0) return setOf([]);
      const sender = senderKey(draft);
      const matching = (purpose: string | null): number[] => overrides.flatMap((override, index) =>
        (!override.files || override.files.some((glob) => matchesGlob(glob, filePath)))
        && (!override.senders || override.senders.some((pattern) => matchesAddress(pattern, sender)))
        && (!override.purposes || (purpose !== null && override.purposes.includes(purpose))) ? [index] : []);
      const plain = setOf(matching(null));
      if (!overrides.some((override) => override.purposes)) return plain;
      return setOf(matching(plain.read(draft, phase).purpose));
    },
  };
}

