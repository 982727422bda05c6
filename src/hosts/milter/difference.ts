/** What makes one message another, said in the words that a mail server understands. */

/** One field, the how-many-eth of its name, from 1. */
export interface FieldChange {
  readonly name: string;
  readonly index: number;
  /** What is to stand behind the colon, bytes (latin1), lines folded with CRLF; absent: the field goes. */
  readonly value?: string;
}

export interface Difference {
  readonly fields: readonly FieldChange[];
  /** Absent: it stays as it stands. */
  readonly body?: Uint8Array;
}

interface Field {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** The longest value that fits into a packet with its name; mail servers take no longer ones. */
const LONGEST_VALUE = 60_000;
/** Beside folds: NUL ends a value in the protocol, and a line end by halves is not left as it is. */
const UNSAYABLE = /[\0\r\n]/;

/**
 * How a message (bytes as latin1, CRLF) becomes another.
 * @returns null where that cannot be said exactly: a field was added or moved, or a mail server would not keep every byte
 */
export function difference(before: string, after: string): Difference | null {
  const old = split(before);
  const fresh = split(after);
  if (!old || !fresh) return null;
  const fields = changesOf(old.fields, fresh.fields);
  if (!fields || textOf(changed(old.fields, fields)) !== textOf(fresh.fields)) return null;
  if (old.body === fresh.body) return { fields };
  return !fresh.body.endsWith('\r\n') || /(?<!\r)\n/.test(fresh.body) ? null : { fields, body: Buffer.from(fresh.body, 'latin1') };
}

function split(message: string): { readonly fields: readonly Field[]; readonly body: string } | null {
  const end = message.startsWith('\r\n') ? 0 : message.indexOf('\r\n\r\n') + 2;
  const lines = message.slice(0, end).split(/\r\n(?![ \t])/).slice(0, -1);
  const fields = lines.flatMap((line) => {
    const name = /^[!-9;-~]+[ \t]*(?=:)/.exec(line)?.[0];
    return name === undefined ? [] : [{ key: name.trimEnd().toLowerCase(), name, value: line.slice(name.length + 1) }];
  });
  return fields.length < lines.length || !message.startsWith('\r\n', end) ? null : { fields, body: message.slice(end + 2) };
}

function textOf(fields: readonly Field[]): string {
  return fields.map(({ name, value }) => `${name}:${value}\r\n`).join('');
}

function byName(fields: readonly Field[]): Map<string, Field[]> {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const group = groups.get(field.key);
    if (group) group.push(field);
    else groups.set(field.key, [field]);
  }
  return groups;
}

function changesOf(before: readonly Field[], after: readonly Field[]): FieldChange[] | null {
  const fresh = byName(after);
  const changes: FieldChange[] = [];
  for (const [key, old] of byName(before)) {
    const left = fresh.get(key) ?? [];
    let at = 0;
    for (const [index, { name, value }] of old.entries()) {
      const place = { name: name.trimEnd(), index: index + 1 };
      const other = left[at];
      if (old.length > left.length && other?.value !== value) changes.push(place);
      else if (other) {
        at++;
        if (other.value === value) continue;
        if (other.value.trim() === '' || other.value.length > LONGEST_VALUE || UNSAYABLE.test(other.value.replaceAll('\r\n', ''))) return null;
        changes.push({ ...place, value: other.value });
      }
    }
  }
  return changes;
}

/** The fields as the mail server will have them: it is told the name without the white space behind it. */
function changed(fields: readonly Field[], changes: readonly FieldChange[]): Field[] {
  const byPlace = new Map(changes.map((change) => [`${change.name.toLowerCase()}:${change.index}`, change]));
  const counts = new Map<string, number>();
  return fields.flatMap((field) => {
    const index = (counts.get(field.key) ?? 0) + 1;
    counts.set(field.key, index);
    const change = byPlace.get(`${field.key}:${index}`);
    if (!change) return [field];
    return change.value === undefined ? [] : [{ key: field.key, name: change.name, value: change.value }];
  });
}
