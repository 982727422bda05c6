import { fileURLToPath } from 'node:url';
import { readPack } from '../../src/build/pack.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import { addressData, groupRecipients } from '../../src/draft/organisations.ts';
import type { PeopleSettings, Recipients } from '../../src/draft/recipients.ts';
import type { Draft } from '../../src/draft/types.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Config, Finding } from '../../src/rule/types.ts';

export const PACK = readPack(fileURLToPath(new URL('../..', import.meta.url)));
export const ADDRESSES = addressData(PACK.lexicons);
export const NOW = Date.parse('2026-06-15T10:00:00Z');

const NOBODY: PeopleSettings = { internalDomains: [], colleagues: [], lists: [] };

/** A JSON draft of Claire's firm, unless it says otherwise. */
export function draft(keys: Record<string, unknown>): Draft {
  return readJsonDraft({ from: 'Claire Morel <claire.morel@maison.example>', ...keys });
}

/** A raw message; line ends are made CRLF. */
export function message(text: string): Draft {
  return readMessage(new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n')));
}

export function group(one: Draft, people: Partial<PeopleSettings> = {}): Recipients {
  return groupRecipients(one, { ...NOBODY, ...people }, ADDRESSES);
}

export function counts({ visible, external, persons, organisations, identifiable, lists, attendees, blind }: Recipients): Record<string, number> {
  return { visible: visible.length, external: external.length, persons: persons.length, organisations, identifiable, lists: lists.length, attendees, blind: blind.length };
}

const RULES = new Map<string, ReturnType<typeof compile>>();

/** Findings of recipients/* and reading/* under a configuration. */
export function findings(one: Draft, config: Config = {}, phase: 'compose' | 'send' | 'sent' = 'compose'): Finding[] {
  const key = JSON.stringify(config);
  let rules = RULES.get(key);
  if (rules === undefined) RULES.set(key, (rules = compile(PACK, config)));
  return lint(one, rules, { phase, now: NOW }).filter(({ ruleId }) => /^(?:recipients|reading)\//.test(ruleId));
}

/** 'error many' of one rule; null if it says nothing. */
export function verdict(one: Draft, rule: string, config: Config = {}): string | null {
  const found = findings(one, config).find(({ ruleId }) => ruleId === `recipients/${rule}`);
  return found === undefined ? null : `${found.level} ${found.grade}`;
}

/** n persons, each at a firm of their own. */
export function companies(n: number, from = 0): string[] {
  return Array.from({ length: n }, (_, index) => `p${index + from}.martel@company${index + from}.example`);
}

/** n persons at one provider. */
export function webmail(n: number, domain = 'gmail.com'): string[] {
  return Array.from({ length: n }, (_, index) => `p${index}.martel@${domain}`);
}
