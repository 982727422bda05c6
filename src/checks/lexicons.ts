import { record, strings } from '../text/lists.ts';

export { perLexicons, record, strings } from '../text/lists.ts';

/** A map of lists by name, as phrases refer to them. */
export function lists(value: unknown): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(record(value)).map(([key, list]) => [key, strings(list)]));
}
