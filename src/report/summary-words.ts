import type { Locale } from '../rule/types.ts';
import { en } from './summary-words-en.ts';
import { fr } from './summary-words-fr.ts';

/** What a report says of the run that it is about. */
export interface RunFacts {
  readonly version: string;
  /** Unix time in milliseconds. */
  readonly now: number;
  readonly presets: readonly string[];
  /** How many rules are on. */
  readonly rules: number;
  readonly phase: 'compose' | 'send' | 'sent';
}

/** What a report about many mails says around what the rules say. */
export interface SummaryWords {
  readonly title: (mails: number) => string;
  /** How many people see each other in how many mails. */
  readonly exposed: (mails: number, people: number, sent: boolean) => string;
  readonly atWorst: (people: number) => string;
  readonly clean: (mails: number) => string;
  readonly nothingRead: string;
  readonly first: string;
  readonly quiet: string;
  readonly checked: string;
  readonly made: string;
  readonly program: string;
  readonly presets: string;
  readonly rulesOn: (rules: number) => string;
  readonly noPreset: string;
  readonly phase: string;
  readonly phases: Readonly<Record<RunFacts['phase'], string>>;
  readonly contents: string;
  /** What a figure counts; for a column of them, with any number above 1. */
  readonly figures: Readonly<Record<'mails' | 'flagged' | 'error' | 'warning' | 'info' | 'unread', (count: number) => string>>;
  readonly unread: { readonly title: (inputs: number) => string; readonly lead: string; readonly input: string; readonly reason: string };
  readonly seen: {
    readonly title: string;
    readonly lead: string;
    readonly columns: Readonly<Record<'mail' | 'persons' | 'kinds' | 'organisations' | 'identifiable' | 'visible' | 'external' | 'blind', string>>;
    /** Of the persons, how many at a provider and how many at a company. */
    readonly kinds: (webmail: number, company: number) => string;
    readonly atProvider: string;
    readonly atCompany: string;
    /** In a legend. */
    readonly webmail: string;
    readonly company: string;
    readonly more: (mails: number, persons: number) => string;
    /** Mails with nobody else to see. */
    readonly alone: (mails: number) => string;
  };
  readonly by: {
    readonly title: string;
    readonly lead: string;
    readonly rule: string;
    readonly sender: string;
    readonly month: string;
    readonly name: Readonly<Record<'rule' | 'sender' | 'month', string>>;
    readonly mails: string;
    readonly findings: string;
    readonly people: string;
    readonly chart: string;
    readonly total: string;
    /** @param rows how many are left out; null if nobody counted them */
    readonly others: (rows: number | null) => string;
    readonly noSender: string;
    readonly noDate: string;
  };
  readonly findings: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly count: (findings: number, mails: number) => string;
    readonly where: string;
    readonly line: (line: number) => string;
    readonly more: (causes: number) => string;
    readonly rest: (rules: number) => string;
  };
  readonly notes: { readonly title: string; readonly list: readonly (readonly [term: string, meaning: string])[] };
  /** What is kept out of the report; `plain`, where it was asked for all the same. */
  readonly privacy: string;
  readonly plain: string;
}

export const SUMMARY_WORDS: Readonly<Record<Locale, SummaryWords>> = { en, fr };
