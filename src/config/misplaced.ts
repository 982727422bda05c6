import { flow, replaced } from './paste.ts';
import { suggest } from './suggest.ts';

export const LEVELS: ReadonlySet<unknown> = new Set<unknown>(['off', 'info', 'warning', 'error']);

/** Where the setting of a rule stands. */
interface Standing {
  readonly id: string;
  readonly line: string;
  /** From 1. */
  readonly column: number;
  readonly json: boolean;
}

/**
 * A rule's setting with the options that stand beside `options` under it, all of them at once: put right one by one, `options` would stand there twice.
 * Undefined if what was meant by the key that was found cannot be told.
 * @param own the rule's options
 * @param found the key that was meant for an option
 */
export function optionsTogether(setting: Readonly<Record<string, unknown>>, own: readonly string[], found: string, { id, line, column, json }: Standing): string | undefined {
  const meant = (key: string): string | null => (own.includes(key) ? key : suggest(key, own));
  if (meant(found) === null) return undefined;
  const { level, options: there, ...beside } = setting;
  const grades: Record<string, unknown> = {};
  const options: Record<string, unknown> = typeof there === 'object' ? { ...there } : {};
  for (const [key, value] of Object.entries(beside)) {
    if (LEVELS.has(value)) grades[key] = value;
    else options[meant(key) ?? key] = value;
  }
  const graded = Object.keys(grades).length > 0;
  if (graded && typeof level === 'string') return undefined;
  const levels = graded ? { level: { ...(level as object | undefined), ...grades } } : level === undefined ? {} : { level };
  const together = flow({ ...levels, options }, json);
  const inPlace = replaced(line, column, setting, together);
  if (inPlace !== undefined) return inPlace;
  // Over several lines: the one that is wrong, or else the whole setting on one.
  if (!graded && Object.keys(options).length === 1) return json ? `"options": ${flow(options, true)}` : `options: ${flow(options, false)}`;
  return `${json ? JSON.stringify(id) : id}: ${together}`;
}
