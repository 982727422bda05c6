import { at, fieldsOf, stringOf, type JsonPath, type Problems } from './json-values.ts';
import type { Context, Purpose, Stage } from './types.ts';

type Filled = { -readonly [K in keyof Context]: Context[K] };

const PURPOSES: ReadonlySet<string> = new Set<Purpose>(['rejection', 'hr', 'reply', 'newsletter', 'notice']);
const STAGES: ReadonlySet<string> = new Set<Stage>(['cv', 'interview', 'spontaneous', 'promising']);
const KEYS = new Set(['purpose', 'language', 'stage', 'recipient', 'job', 'appliedat', 'interviewedat', 'receivedat']);
const DATES = { appliedat: 'appliedAt', interviewedat: 'interviewedAt', receivedat: 'receivedAt' } as const;

/** What the sender's system knows beside the mail; see `Context`. A word outside a closed list is a problem, and not taken over. */
export function readJsonContext(value: unknown, path: JsonPath, problems: Problems): Context {
  const context: Filled = {};
  const fields = fieldsOf(value, path, KEYS, problems);
  for (const [name, entry] of fields) {
    if (name === 'recipient' || name === 'job') {
      const inner = fieldsOf(entry.value, entry.path, name === 'job' ? new Set(['title']) : new Set(['firstname', 'lastname']), problems);
      const firstName = stringOf(inner.get('firstname'), problems);
      const lastName = stringOf(inner.get('lastname'), problems);
      const title = stringOf(inner.get('title'), problems);
      if (name === 'job') context.job = title === undefined ? {} : { title };
      else context.recipient = { ...(firstName === undefined ? {} : { firstName }), ...(lastName === undefined ? {} : { lastName }) };
      continue;
    }
    const text = entry.value instanceof Date && !Number.isNaN(entry.value.getTime()) ? entry.value.toISOString() : stringOf(entry, problems)?.trim();
    if (!text) continue;
    if (name === 'purpose' || name === 'stage') {
      const word = text.toLowerCase();
      if (name === 'purpose' && PURPOSES.has(word)) context.purpose = word as Purpose;
      else if (name === 'stage' && STAGES.has(word)) context.stage = word as Stage;
      else problems.add('unknown-field', 'wrong-type', at(entry.path), name);
    } else if (name === 'language') context.language = text.toLowerCase();
    else if (Number.isNaN(Date.parse(text))) problems.add('unknown-field', 'wrong-type', at(entry.path), entry.key);
    else context[DATES[name as keyof typeof DATES]] = text;
  }
  return context;
}
