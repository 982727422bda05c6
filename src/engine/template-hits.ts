import type { Problem } from '../draft/types.ts';
import { readTags } from '../template/tags.ts';
import { spotOf } from '../template/draft.ts';
import type { TemplateDraft } from '../template/draft.ts';
import { variableKey } from '../template/names.ts';
import type { VariableNames } from '../template/names.ts';
import type { Choice, VariableNode } from '../template/types.ts';
import type { Hit } from '../rule/types.ts';
import type { Judging } from './template-judging.ts';
import { hitsAt } from './template-judging.ts';

/** What a template says about itself, before any mail is made of it. */

/** Names of variables are text of the template, not of a mail; of one that is longer the beginning is shown. */
const SHOWN = 60;

export function shownName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
}

/** Conditions that are not closed; those that are too deep, or too many, to be read are what could not be read. */
export function faultHits(template: TemplateDraft, unread: readonly Choice[], rules: readonly string[]): { hits: Hit[]; problems: Problem[] } {
  const hits: Hit[] = [];
  const problems: Problem[] = [];
  template.templates.forEach(({ faults }, index) => {
    for (const { reason, start, end } of faults) {
      if (reason === 'too-deep') problems.push({ kind: 'unreadable', reason, detail: 'condition', spot: spotOf(template, index, start, end) });
      else hits.push(...hitsAt(rules, template, index, { start, end }, 'template-syntax', { reason }));
    }
  });
  if (unread.length > 0) problems.push({ kind: 'unreadable', reason: 'too-large', detail: 'condition', spot: template.draft.spot });
  return { hits, problems };
}

/** Variables that nobody knows: each once, at its first place. */
export function variableHits({ template, names, placeholderRules }: Judging): Hit[] {
  const unknown = new Map<string, { readonly index: number; readonly node: VariableNode; count: number }>();
  template.templates.forEach(({ variables }, index) => {
    for (const node of variables) {
      if (node.kind !== null) continue;
      const key = variableKey(node.name);
      const before = unknown.get(key);
      if (before === undefined) unknown.set(key, { index, node, count: 1 });
      else before.count++;
    }
  });
  return [...unknown.values()].flatMap(({ index, node, count }) => {
    const near = names.nearest(node.name);
    const variable = shownName(node.name);
    return near === null ? hitsAt(placeholderRules, template, index, node, 'unknown-variable', { variable, count })
      : hitsAt(placeholderRules, template, index, node, 'misspelt-variable', { variable, near: shownName(near), count });
  });
}

/** Brackets of a dialect that nothing fills here: the reader would see them as they stand. */
export function foreignHits(template: TemplateDraft, names: VariableNames, rules: readonly string[]): Hit[] {
  const others = names.others();
  if (others === null) return [];
  return template.templates.flatMap(({ text, html }, index) => {
    const own = readTags(text, html, names).tags;
    let next = 0;
    return readTags(text, html, others).tags.flatMap((tag) => {
      while (next < own.length && own[next]!.end <= tag.start) next++;
      const within = next < own.length && own[next]!.start < tag.end;
      return tag.quiet === true || within ? [] : hitsAt(rules, template, index, tag, 'merge-field', { kind: 'merge-field' });
    });
  });
}
