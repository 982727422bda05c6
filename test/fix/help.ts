import { fileURLToPath } from 'node:url';
import { readPack } from '../../src/build/pack.ts';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import type { Source } from '../../src/draft/source.ts';
import { compile, type Rules } from '../../src/engine/compile.ts';
import { fixDraft, type FixedDraft, type FixOptions } from '../../src/engine/fix-draft.ts';
import type { Config, Finding, Suggestion } from '../../src/rule/types.ts';

const PACK = readPack(fileURLToPath(new URL('../..', import.meta.url)));
const ALL = compile(PACK, { extends: ['all'], internalDomains: ['maison.example'] });

/** All rules, or only some; `maison.example` is inside. */
export function rulesFor(only: readonly string[] = [], config: Config = {}): Rules {
  if (only.length === 0 && Object.keys(config).length === 0) return ALL;
  const pack = only.length === 0 ? PACK : { ...PACK, rules: PACK.rules.filter(({ id }) => only.includes(id)) };
  return compile(pack, { extends: ['all'], internalDomains: ['maison.example'], ...config });
}

/** A message as it stands in a file: one character a byte. */
export function bytes(lines: readonly string[] | string, end = '\r\n'): string {
  const text = typeof lines === 'string' ? lines : `${lines.join(end)}${end}`;
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function asText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** The first suggestion with this id. */
export function suggestionOf(finding: Finding, id: string): Suggestion | null {
  return finding.suggestions.find((one) => one.id === id) ?? null;
}

export interface Wanted {
  /** Which fix. */
  readonly fix: string;
  readonly rules?: readonly string[];
  readonly config?: Config;
  readonly phase?: FixOptions['phase'];
  readonly guard?: Rules;
}

export function fixSource(source: Source, { fix, rules = [], config = {}, phase = 'compose', guard }: Wanted): FixedDraft {
  const draft = source.kind === 'json' ? readJsonText(source.text) : readMessage(source.text);
  return fixDraft(source, draft, rulesFor(rules, config), { phase, now: Date.parse('2026-06-15T10:00:00Z'), choose: (finding) => suggestionOf(finding, fix), guard: guard ?? ALL });
}

export function fixMessage(lines: readonly string[] | string, wanted: Wanted): FixedDraft & { readonly text: string } {
  const result = fixSource({ kind: 'message', text: bytes(lines) }, wanted);
  return { ...result, text: asText(result.source.text) };
}

export function fixJson(draft: unknown, wanted: Wanted): FixedDraft & { readonly value: Record<string, unknown> } {
  const result = fixSource({ kind: 'json', text: typeof draft === 'string' ? draft : JSON.stringify(draft, null, 2) }, wanted);
  return { ...result, value: JSON.parse(result.source.text) as Record<string, unknown> };
}
