import { fileURLToPath } from 'node:url';
import { compile } from '../../src/engine/compile.ts';
import { lintTemplate } from '../../src/engine/template.ts';
import type { TemplateOptions } from '../../src/engine/template.ts';
import { readBody } from '../../src/template/body.ts';
import { locator } from '../../src/report/locate.ts';
import { readPack } from '../../src/build/pack.ts';
import type { Config, Finding } from '../../src/rule/types.ts';

export const pack = readPack(fileURLToPath(new URL('../..', import.meta.url)));
const hr = compile(pack, { extends: ['hr'] });

export interface Found extends Finding {
  readonly at: string;
}

/** What is said of a bare body, with `line:column-line:column`. */
export function check(text: string, name = 'mail.txt', options: TemplateOptions = {}, config?: Config): Found[] {
  const raw = Buffer.from(text).toString('latin1');
  const draft = readBody(raw, name);
  const place = locator({ kind: 'message', text: raw });
  return lintTemplate(draft, config === undefined ? hr : compile(pack, { extends: ['hr'], ...config }), { now: 0, ...options }).map((finding) => {
    const { line, column, endLine, endColumn } = place(draft, finding.spot);
    return { ...finding, at: `${line}:${column}-${endLine}:${endColumn}` };
  });
}

/** `rule/id grade at`, in order of place. */
export function said(found: readonly Found[]): string[] {
  return found.map(({ ruleId, grade, at }) => `${ruleId} ${grade} ${at}`).sort();
}
