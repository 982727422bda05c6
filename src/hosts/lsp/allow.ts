import { parseYaml } from '../../config/source.ts';
import { groupRecipients } from '../../draft/organisations.ts';
import type { Edit } from '../../edit/types.ts';
import { difference } from './fixes.ts';
import type { ReadDraft } from './look.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** The addresses outside one's own organisation that everybody sees in a draft, folded. */
export function membersOf({ snapshot: { draft }, rules, options }: ReadDraft): string[] {
  const { people, addresses } = rules.setFor(draft, options.phase ?? 'compose', options.filePath).settings;
  return groupRecipients(draft, people, addresses).external.map(({ key }) => key);
}

/**
 * The edit that writes a group, in force for a year, into the `allow` list of a configuration and leaves every other character as it is.
 * @returns null where that cannot be done so: the list is written in one line, or the file is no YAML
 */
export async function allowEdit(text: string, members: readonly string[], reason: string, now: number): Promise<Edit | null> {
  const [since, until] = [now, now + YEAR].map((time) => new Date(time).toISOString().slice(0, 10)) as [string, string];
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = (indent: string): string => [`${indent}- members:`, ...members.map((member) => `${indent}    - ${JSON.stringify(member)}`), `${indent}  reason: ${JSON.stringify(reason)}`, `${indent}  since: "${since}"`, `${indent}  until: "${until}"`, ''].join(end);
  // The first entry of a list in block style, with its indentation.
  const list = /^allow:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:#.*)?\r?\n)*)([ \t]*)- /m.exec(text);
  const gap = text === '' || text.endsWith('\n') ? '' : end;
  const at = list === null ? text.length : list.index + list[0].length - list[2]!.length - 2;
  const after = list === null ? `${text}${gap}allow:${end}${entry('  ')}` : text.slice(0, at) + entry(list[2]!) + text.slice(at);
  return await isAdded(text, after, { members, reason, since, until }) ? difference(text, after) : null;
}

/** Read as a configuration is read, the file has one group more, and nothing else is different. */
async function isAdded(before: string, after: string, group: object): Promise<boolean> {
  try {
    const was = (await parseYaml('', before)).value as Record<string, unknown> | null;
    const is = (await parseYaml('', after)).value as Record<string, unknown> | null;
    const groups = was?.['allow'] ?? [];
    return Array.isArray(groups) && JSON.stringify(sorted(is)) === JSON.stringify(sorted({ ...was, allow: [group, ...groups as unknown[]] }));
  } catch {
    return false;
  }
}

function sorted(value: Record<string, unknown> | null): [string, unknown][] {
  return Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}
