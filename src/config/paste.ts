import type { SchemaError } from '../generated/validate-config.js';
import type { ConfigSource, Place } from './source.ts';

/** Whether what stands at a place is written as JSON: in a file of that name, or given by a program. */
export function isJson({ file }: ConfigSource, { property }: Place): boolean {
  return file.endsWith('.json') || property !== undefined;
}

/** A line with a wrong word that begins at a column (from 1) or behind it replaced: 'on' stands in 'person' as well. Undefined if it does not stand there. */
export function corrected(line: string, column: number, wrong: string, right: string): string | undefined {
  const at = line.indexOf(wrong, column - 1);
  return at < 0 ? undefined : (line.slice(0, at) + right + line.slice(at + wrong.length)).trimStart();
}

/** A day a year from now, as YAML and JSON both need it. */
export function inAYear(): string {
  return `"${new Date(Math.min(Date.now() + 31_536_000_000, 8.64e15)).toISOString().slice(0, 10)}"`;
}

/** A word as YAML takes it without quotation marks, else in them. */
function word(text: string, json: boolean): string {
  return !json && /^[A-Za-z0-9./][\w./@+-]*$/.test(text) && !/^[\d.]+$/.test(text) ? text : JSON.stringify(text);
}

/** Data on one line. @param json as JSON has it */
export function flow(value: unknown, json: boolean): string {
  if (typeof value === 'string') return word(value, json);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => flow(one, json)).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, inner]) => `${json ? JSON.stringify(key) : word(key, false)}: ${flow(inner, json)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** The value that begins at a column, as the line writes it; undefined if it is not all there. */
function written(line: string, column: number, value: unknown): string | undefined {
  const rest = line.slice(column - 1);
  if (typeof value === 'object' && value !== null) return flowAt(rest);
  const forms = typeof value === 'string' ? [JSON.stringify(value), `'${value}'`, value] : [String(value)];
  return forms.find((form) => form !== '' && rest.startsWith(form));
}

/** The flow collection at the beginning of a text; undefined if there is none, or its end stands elsewhere. */
function flowAt(text: string): string | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (piece === '{' || piece === '[') depth++;
    else if (piece === '}' || piece === ']') depth--;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return undefined;
}

/** A line with the value at a column replaced; undefined if it does not stand on it. */
export function replaced(line: string, column: number, value: unknown, right: string): string | undefined {
  const old = written(line, column, value);
  return old === undefined ? undefined : (line.slice(0, column - 1) + right + line.slice(column - 1 + old.length)).trimStart();
}

/** What goes wrong at a place, and the line it stands on. */
export interface Slip {
  readonly error: SchemaError;
  readonly value: unknown;
  /** The last key of its path. */
  readonly key: string;
  readonly line: string;
  /** From 1. */
  readonly column: number;
  /** The wrong word and the one that was probably meant; null if that cannot be told. */
  readonly wrong: string | null;
  readonly near: string | null;
  readonly isLevel: boolean;
  readonly json: boolean;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([...['true', 'yes', 'on', '1'].map((said) => [said, true] as const), ...['false', 'no', 'off', '0'].map((said) => [said, false] as const)]);

/** What stands for a thing where nothing better is known. */
const SAMPLES: Readonly<Record<string, string>> = {
  internalDomains: 'example.com', recipientDomains: 'example.com', colleagues: 'anne@example.com', members: 'anne@example.com', lists: 'list@example.com',
  language: 'en', jurisdictions: 'FR', locale: 'en', extends: 'recommended', networks: '10.0.0.0/8', senders: '@example.com', files: 'drafts/**',
};

/** Levels as other programs number and call them. */
const LEVELS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ...[0, '0', false, 'false', 'no', 'none', 'disabled', 'never'].map((said) => [said, 'off'] as const), ...[2, '2', 'fatal', 'always'].map((said) => [said, 'error'] as const),
]);

/** The line as it should be; undefined where nobody can tell. */
export function pasteFor(slip: Slip): string | undefined {
  const { error: { keyword, params }, value, key, line, column, wrong, near, isLevel, json } = slip;
  const put = (right: string): string | undefined => replaced(line, column, value, right);
  switch (keyword) {
    case 'required': {
      const missing = String(params['missingProperty']);
      return json ? `${JSON.stringify(missing)}: "…"` : `${missing}: …`;
    }
    case 'type':
      return ofType(String(params['type']), slip, put);
    case 'minimum':
    case 'maximum':
      return put(String(params['limit']));
    case 'minLength':
      return put(word(SAMPLES[key] ?? '…', json));
    case 'minItems':
      return SAMPLES[key] === undefined ? undefined : put(flow([SAMPLES[key]], json));
    case 'pattern':
      return ofForm(slip, put);
    default:
      if (near !== null && wrong !== null) return corrected(line, column, wrong, near);
      if (isLevel && value === null) return /:\s*$/.test(line) ? `${line.trim()} warning` : undefined;
      if (isLevel && typeof value !== 'object') return put(flow(LEVELS.get(value) ?? 'warning', json));
      return keyword === 'enum' && typeof value !== 'object' && SAMPLES[key] !== undefined ? put(flow(SAMPLES[key], json)) : undefined;
  }
}

function ofType(type: string, { value, line, column, json }: Slip, put: (right: string) => string | undefined): string | undefined {
  if (type === 'boolean') {
    const truth = typeof value === 'string' || typeof value === 'number' ? TRUTHS.get(String(value).toLowerCase()) : undefined;
    return truth === undefined ? undefined : put(String(truth));
  }
  if (type === 'integer' || type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : typeof value === 'number' ? Math.round(value) : NaN;
    return Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? put(String(number)) : undefined;
  }
  if (type !== 'array' || value === null) return undefined;
  if (typeof value === 'string') return put(flow(entries(value), json));
  if (typeof value !== 'object') return put(flow([value], json));
  const entry = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typeof inner === 'string' && LIST_KEYS.has(key) ? entries(inner) : inner as unknown]));
  const one = flow(entry, json);
  // A mapping of several lines is written as one entry, on one.
  return line.slice(0, column - 1).trim() === '' && !json ? `- ${one}` : put(`[${one}]`);
}

/** Keys of an override or a group that hold a list. */
const LIST_KEYS: ReadonlySet<string> = new Set(['files', 'senders', 'purposes', 'members', 'internalDomains', 'colleagues', 'lists', 'jurisdictions', 'users', 'recipientDomains']);

function entries(text: string): readonly string[] {
  return text.split(/[,;]/).map((entry) => entry.trim()).filter((entry) => entry !== '');
}

function ofForm({ value, key, line, column, wrong, near, json }: Slip, put: (right: string) => string | undefined): string | undefined {
  if (near !== null && wrong !== null) return corrected(line, column, wrong, near);
  if (typeof value !== 'string') return undefined;
  const form = FORMS[key];
  if (form === undefined) return SAMPLES[key] === undefined ? undefined : put(word(SAMPLES[key], json));
  const right = form(value.trim());
  return put(right === null ? SAMPLES[key] === undefined ? inAYear() : word(SAMPLES[key], json) : word(right, json));
}

/** What was meant by a value of the wrong form, by its key; null if that cannot be told. */
const FORMS: Readonly<Record<string, (value: string) => string | null>> = {
  internalDomains: domainIn, recipientDomains: domainIn,
  colleagues: addressIn, lists: addressIn, members: addressIn,
  since: dayIn, until: dayIn,
  language: (value) => (/^[A-Za-z]{2,3}$/.test(value) ? value.toLowerCase() : LANGUAGES.get(value.toLowerCase()) ?? null),
  jurisdictions: (value) => (/^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null),
};

const LANGUAGES: ReadonlyMap<string, string> = new Map([['english', 'en'], ['anglais', 'en'], ['french', 'fr'], ['français', 'fr'], ['francais', 'fr']]);

/** From `https://example.com/`, `anne@example.com`, `*.example.com`, `example.com.` */
function domainIn(value: string): string | null {
  const domain = value.toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '').replace(/^.*@/, '').replace(/^\*?\.|\.$/g, '');
  return /^[^@\s.*]+(?:\.[^@\s.*]+)+$/.test(domain) ? domain : null;
}

/** From `Anne <anne@example.com>`, `@example.com`, `example.com`, `anne`. */
function addressIn(value: string): string | null {
  const [, inside] = /<([^<>@\s]+@[^<>@\s]+)>/.exec(value) ?? [];
  if (inside !== undefined) return inside;
  if (/^@[^@\s]+$/.test(value)) return `anne${value}`;
  if (/^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i.test(value)) return `anne@${value}`;
  return /^[\w.+-]+$/.test(value) ? `${value}@example.com` : null;
}

/** From 30/06/2027, 30.6.2027 or 06/30/2027, where only one order of day and month is possible; 2027/06/30 */
function dayIn(value: string): string | null {
  const [, year = '', middle = '', last = ''] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(value) ?? [];
  if (year !== '') return `${year}-${middle.padStart(2, '0')}-${last.padStart(2, '0')}`;
  const [, first = '', second = '', of = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value) ?? [];
  const [day, month] = Number(first) > 12 || first === second ? [first, second] : Number(second) > 12 ? [second, first] : ['', ''];
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 ? `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
