import type { Context, Field, Problem } from './types.ts';

/** What a sending system says beside the mail, in X-Undisclosed- fields; they are to be removed before it leaves. */

const PREFIX = 'x-undisclosed-';
const PURPOSES: readonly string[] = ['rejection', 'hr', 'reply', 'newsletter', 'notice'];
const STAGES: readonly string[] = ['cv', 'interview', 'spontaneous', 'promising'];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const LANGUAGE = /^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/i;

/** The context of `fields`; a value that it cannot have is a problem, and left out. The first of repeated fields counts. */
export function readContext(fields: readonly Field[], problem: (problem: Problem) => void): Context {
  let values: Map<string, Field> | null = null;
  for (const field of fields) {
    if (!field.name.startsWith(PREFIX)) continue;
    values ??= new Map();
    const key = field.name.slice(PREFIX.length);
    if (!values.has(key)) values.set(key, field);
  }
  if (values === null) return {};
  const take = (key: string, valid: (value: string) => boolean): string | undefined => {
    const field = values.get(key);
    if (field === undefined || field.value === '') return undefined;
    if (valid(field.value)) return field.value;
    problem({ kind: 'unknown-field', reason: 'wrong-type', detail: field.name, spot: field.spot });
    return undefined;
  };
  const oneOf = (key: string, words: readonly string[]): string | undefined =>
    take(key, (value) => words.includes(value.toLowerCase()))?.toLowerCase();
  const date = (value: string): boolean => ISO_DATE.test(value) && !Number.isNaN(Date.parse(value));
  const any = (): boolean => true;
  const recipient = defined({ firstName: take('first-name', any), lastName: take('last-name', any) });
  const job = defined({ title: take('job-title', any) });
  return defined({
    purpose: oneOf('purpose', PURPOSES),
    language: take('language', (value) => LANGUAGE.test(value))?.toLowerCase(),
    stage: oneOf('stage', STAGES),
    recipient: Object.keys(recipient).length > 0 ? recipient : undefined,
    job: Object.keys(job).length > 0 ? job : undefined,
    appliedAt: take('applied-at', date),
    interviewedAt: take('interviewed-at', date),
    receivedAt: take('received-at', date),
  }) as Context;
}

/** Without keys whose value is undefined: an absent key is absent in JSON too. */
function defined<T extends Record<string, unknown>>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
