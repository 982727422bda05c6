import { fileURLToPath } from 'node:url';
import { readPack } from '../../src/build/pack.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Config, Finding } from '../../src/rule/types.ts';

export const pack = readPack(fileURLToPath(new URL('../../', import.meta.url)));

/** Findings of one rule, or of a family ('discrimination/*'), in a draft given as JSON. */
export function linter(pattern: string, config: Config = {}): (draft: Record<string, unknown>) => Finding[] {
  const rules = compile(pack, { extends: 'all', ...config });
  const matches = (id: string): boolean => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern);
  return (draft) => lint(readJsonDraft({ from: 'Claire Morel <claire.morel@maison.example>', to: 'Jane Doe <jane.doe@gmail.com>', ...draft }), rules).filter(({ ruleId }) => matches(ruleId));
}
