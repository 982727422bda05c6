import type { AddressData, PeopleSettings } from '../draft/recipients.ts';
import type { Spot } from '../draft/types.ts';
import type { DenseGraph } from '../pattern/dense.ts';
import type { Patterns } from '../pattern/patterns.ts';
import type { TemplateSettings } from '../template/types.ts';
import type { Mail, Phase, SectionKind } from '../text/types.ts';
import type { Policy } from './policy.ts';

export type Level = 'error' | 'warning' | 'info';
export type Locale = 'en' | 'fr';

/** Numbers, and words from closed lists (a kind, a field name, a header name): never text of the mail. */
export type Data = Readonly<Record<string, number | string | boolean>>;

/** What a check found: no words, no level. */
export interface Hit {
  readonly rule: string;
  /** One of the check's grades; the rule's YAML maps it to a level. */
  readonly grade: string;
  readonly spot: Spot;
  readonly data: Data;
  readonly section?: SectionKind | 'subject' | 'header' | 'attachment';
  /** Ids of the rule's fixes that apply here, the best first; absent: all of them in the rule's order. */
  readonly fixes?: readonly string[];
  /** What a fix would write there: from the rule or its word lists, never from the mail. */
  readonly replacement?: string;
  /** Sentences of the rule to write instead, in the language of the mail. */
  readonly alternatives?: readonly string[];
}

export type FixSafety = 'safe' | 'ask' | 'advice';

export interface Law {
  readonly ref: string;
  readonly jurisdictions: readonly string[];
  readonly url?: string;
}

/** As a rule writes it: `ref` once for all languages, or by language where the law itself has a name in each. */
export interface RuleLaw extends Omit<Law, 'ref'> {
  readonly ref: string | Readonly<Record<string, string>>;
}

/** A message by grade, or one for all. `{count}` is replaced from Data; `{count:person|people}` chooses by number. */
export type Words = string | Readonly<Record<string, string>>;

/** What a rule says and looks for in one language. Keys beyond these belong to the check. */
export interface RuleLanguage {
  /** A few plain words, no rule id: 'Recipients see each other'. */
  readonly title: string;
  readonly message: Words;
  readonly why: string;
  /** What to do, in one sentence. */
  readonly suggestion: string;
  /** One line a fix, by fix id. */
  readonly fixes?: Readonly<Record<string, string>>;
  /** What an option means, by name, where the check's own English words will not do. */
  readonly options?: Readonly<Record<string, string>>;
  readonly [checkOption: string]: unknown;
}

/**
 * One example: a draft in JSON form plus these keys. `body` stands for `text`; `[[…]]` in subject, text or html marks the expected place.
 * `fill` puts invented people into a field: { to: '12 webmail', cc: '3 colleagues' }; see examples.ts.
 */
export interface Example {
  readonly lang?: string;
  readonly body?: string;
  /** Whole raw message; LF line ends become CRLF. */
  readonly raw?: string;
  readonly phase?: Phase;
  /** Expected grade, where the check has several. */
  readonly grade?: string;
  /** Why it is (not) flagged. */
  readonly because?: string;
  readonly fill?: Readonly<Record<string, string>>;
  /** Configuration that the example needs. */
  readonly config?: Config;
  readonly [draftKey: string]: unknown;
}

/** A rule as its YAML file says it. */
export interface RuleDefinition {
  readonly id: string;
  readonly severity: Level | Readonly<Record<string, Level>>;
  readonly since: string;
  readonly check: string;
  /** Where wording is looked for; default subject, greeting, body. */
  readonly in?: readonly (SectionKind | 'subject' | 'hidden')[];
  readonly options?: Readonly<Record<string, unknown>>;
  /** Speaks about messages attached to the draft as well. */
  readonly attached?: boolean;
  /** Speaks only for these purposes (declared or inferred); absent: always. */
  readonly purposes?: readonly string[];
  /** Silent in mail with Auto-Submitted other than `no`. */
  readonly human?: boolean;
  readonly languages: Readonly<Record<string, RuleLanguage>>;
  /** The rule's fixes, the best first. */
  readonly fixes?: readonly { readonly id: string; readonly safety: FixSafety }[];
  /** Empty: courtesy, not law. */
  readonly law?: readonly RuleLaw[];
  readonly examples: { readonly invalid: readonly Example[]; readonly valid: readonly Example[] };
}

/** Word lists of rules/lexicons, by file name. */
export type Lexicons = Readonly<Record<string, unknown>>;

/** What a check gets once, before any mail. */
export interface Environment {
  readonly lexicons: Lexicons;
  /** The phrases of all rules and word lists, ready to be looked for. */
  readonly patterns: Patterns;
  readonly addresses: AddressData;
  readonly people: PeopleSettings;
  readonly allow: readonly AllowedGroup[];
  readonly jurisdictions: readonly string[];
  /** Whether learned weights have a say; else the rules' own words alone. */
  readonly learned: boolean;
  /** The mails to come are attached to others: see `RuleDefinition.attached`. */
  readonly attached?: boolean;
}

/** A way of looking. Pure: no Node API, no state between mails. */
export interface Check {
  readonly name: string;
  readonly grades: readonly string[];
  /** JSON Schema of `options`. */
  readonly options: object;
  /** JSON Schema of the check's own keys under `languages.<code>`. */
  readonly languageOptions?: object;
  /** Once, for all rules that use the check. The returned function never throws on a mail's content. */
  prepare(rules: readonly RuleDefinition[], environment: Environment): (mail: Mail, now: number) => Iterable<Hit>;
}

/** A known group that may see each other. */
export interface AllowedGroup {
  readonly name?: string;
  readonly members: readonly string[];
  readonly reason: string;
  /** ISO dates. */
  readonly since?: string;
  readonly until?: string;
}

export type LevelSetting = Level | 'off' | Readonly<Record<string, Level | 'off'>>;
export type RuleSetting = LevelSetting | readonly [LevelSetting, Readonly<Record<string, unknown>>] | { readonly level?: LevelSetting; readonly options?: Readonly<Record<string, unknown>> };

/** undisclosed.config.yaml; its JSON Schema is published. */
export interface Config {
  readonly extends?: string | readonly string[];
  readonly ruleFolders?: readonly string[];
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly internalDomains?: readonly string[];
  readonly colleagues?: readonly string[];
  readonly lists?: readonly string[];
  readonly purpose?: string;
  readonly language?: string;
  readonly locale?: Locale;
  readonly jurisdictions?: readonly string[];
  readonly learned?: boolean;
  readonly allow?: readonly AllowedGroup[];
  readonly overrides?: readonly Override[];
  /** What the system that fills the templates knows. */
  readonly template?: TemplateSettings;
  /** What mail servers and other senders do about findings. */
  readonly policy?: Policy;
}

export interface Override extends Omit<Config, 'extends' | 'overrides' | 'locale' | 'ruleFolders' | 'template' | 'policy'> {
  /** Globs over the path as given. */
  readonly files?: readonly string[];
  /** Addresses, @domain, or globs with *. */
  readonly senders?: readonly string[];
  readonly purposes?: readonly string[];
}

/** All that is built in, made from rules/ at build. */
export interface Pack {
  readonly rules: readonly RuleDefinition[];
  readonly lexicons: Lexicons;
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /** Present where phrases were made ready at build: the rules they are from then come without them. */
  readonly built?: BuiltPatterns;
}

export interface BuiltPatterns {
  /** By part (see `partOf`): an automaton made at build, or what it is made of, in a form to be carried. Each is asked for when the first mail needs it. */
  readonly parts: Readonly<Record<string, () => Uint8Array | DenseGraph>>;
  /** The very rules that it holds the phrases of: a rule put in the place of one of them brings its own. */
  readonly rules: readonly RuleDefinition[];
}

/** A hit with the rule's words. Holds no text of the mail. */
export interface Finding {
  readonly ruleId: string;
  readonly level: Level;
  readonly grade: string;
  readonly spot: Spot;
  readonly section: string;
  /** Indexes in `attachments`, outermost first, when the spot is in an attached message; else empty. */
  readonly attached: readonly number[];
  readonly data: Data;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly suggestion: string;
  readonly law: readonly Law[];
  readonly url: string;
  readonly suggestions: readonly Suggestion[];
}

export interface Suggestion {
  readonly id: string;
  readonly desc: string;
  readonly safety: FixSafety;
  /** Text that comes from the rule or its word lists. */
  readonly replacement?: string;
}
