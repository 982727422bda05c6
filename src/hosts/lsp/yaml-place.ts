/** Where in a YAML file a cursor stands, told from the lines above it: while somebody types, the file is seldom YAML that a parser would take. */
export interface YamlPlace {
  /** Keys and list positions down to the cursor; of a key being typed, without it. */
  readonly path: readonly (string | number)[];
  /** Whether a key or a value is being typed there. */
  readonly what: 'key' | 'value';
  /** What of it is typed already, and the columns of the whole word. */
  readonly typed: string;
  readonly start: number;
  readonly end: number;
}

interface Level {
  readonly column: number;
  readonly step: string | number;
}

/** A key in block style, plain or in quotes, at the beginning of a text. @returns it with the length of all up to its colon; null: there is none */
function keyOf(text: string): { readonly key: string; readonly length: number } | null {
  const colon = /:(?=\s|$)/.exec(text)?.index;
  const written = colon === undefined ? '' : text.slice(0, colon).trimEnd();
  if (written === '' || /^[[\]{},&*!|>%@`#]|#/.test(written)) return null;
  return { key: /^(["']).*\1$/.test(written) ? written.slice(1, -1) : written, length: colon! + 1 };
}

/** Lines of a file that are looked at: nobody writes more by hand. */
const LINES = 20_000;

/** One line's dashes and key. */
class Outline {
  readonly levels: Level[] = [];
  readonly #counts = new Map<string, number>();

  /** @returns column at which the rest of the line begins: the value behind a key, or whatever stands there without one */
  line(text: string): { readonly key: string | null; readonly keyColumn: number; readonly rest: number } {
    let column = text.length - text.trimStart().length;
    for (;;) {
      const dash = /^-(?:[ \t]+|$)/.exec(text.slice(column));
      if (!dash) break;
      this.#leave(column, true);
      const place = JSON.stringify([column, ...this.levels.map(({ step }) => step)]);
      const count = (this.#counts.get(place) ?? -1) + 1;
      this.#counts.set(place, count);
      this.levels.push({ column, step: count });
      column += dash[0].length;
    }
    const found = keyOf(text.slice(column));
    if (text.length > column) this.#leave(column, false);
    if (found === null) return { key: null, keyColumn: column, rest: column };
    this.levels.push({ column, step: found.key });
    return { key: found.key, keyColumn: column, rest: text.length - text.slice(column + found.length).trimStart().length };
  }

  /** A list may stand at the column of the key that holds it. */
  #leave(column: number, dash: boolean): void {
    while (this.levels.length > 0) {
      const last = this.levels.at(-1)!;
      const stays = last.column < column || (dash && last.column === column && typeof last.step === 'string');
      if (stays) return;
      this.levels.pop();
    }
  }
}

function isEmpty(text: string): boolean {
  return /^\s*(?:#|$)/.test(text);
}

/** Whether a comment stands at a cursor: '#' at the beginning or behind a blank, outside of quotes. */
export function isComment(line: string, character: number): boolean {
  let quote = '';
  for (let at = 0; at < character; at++) {
    const unit = line[at]!;
    // Within a word a quote is a letter: l'autre.
    const opens = at === 0 || /[\s,[{]/.test(line[at - 1]!);
    if (quote !== '') quote = unit === quote ? '' : quote;
    else if (opens && unit === '#') return true;
    else if (opens && (unit === '"' || unit === "'")) quote = unit;
  }
  return false;
}

interface Flow {
  readonly list: boolean;
  key: string | null;
}

/** Where within `[…]` or `{…}` the end of a text stands, and where its last word begins; null: not within. Places in a list are all 0. */
function flowPlace(value: string): (Pick<YamlPlace, 'path' | 'what'> & { readonly start: number }) | null {
  const open: Flow[] = [];
  const tokens = /("[^"]*"?|'[^']*'?)|([[{])|([\]}])|(,)|(:(?=[\s"'[{]|$))|[^\s,[\]{}"':]+|:|\s+/y;
  let word = '';
  let start = value.length;
  for (let found = tokens.exec(value); found !== null; found = tokens.exec(value)) {
    const [text, , opens, closes, comma, colon] = found;
    const last = open.at(-1);
    if (last === undefined && opens === undefined) return null;
    if (/^\s/.test(text) || text === '') continue;
    if (opens === undefined && closes === undefined && comma === undefined && colon === undefined) {
      if (word === '') start = found.index;
      word += text;
      continue;
    }
    if (opens !== undefined) open.push({ list: opens === '[', key: null });
    else if (closes !== undefined) open.pop();
    else if (comma !== undefined) last!.key = null;
    else if (colon !== undefined) last!.key = word.replace(/^(["'])(.*)\1$/, '$2');
    word = '';
    start = value.length;
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  const path = open.flatMap(({ list, key }): (string | number)[] => (list ? [0] : key === null ? [] : [key]));
  return { path, what: !last.list && last.key === null ? 'key' : 'value', start };
}

export function yamlPlace(lines: readonly string[], line: number, character: number): YamlPlace {
  const outline = new Outline();
  for (const text of lines.slice(Math.max(0, line - LINES), line)) if (!isEmpty(text)) outline.line(text);
  const text = lines[line] ?? '';
  const word = (from: number): Pick<YamlPlace, 'typed' | 'start' | 'end'> => {
    const end = character + /^[^\s,:#[\]{}"']*/.exec(text.slice(character))![0].length;
    return { typed: text.slice(from, character), start: from, end };
  };
  const { key, keyColumn, rest } = outline.line(isEmpty(text) ? `${' '.repeat(character)}x` : text);
  const path = outline.levels.map(({ step }) => step);
  if (key === null || character <= keyColumn + key.length) return { path: key === null ? path : path.slice(0, -1), what: 'key', ...word(Math.min(keyColumn, character)) };
  const flow = flowPlace(text.slice(rest, character));
  if (flow !== null) return { path: [...path, ...flow.path], what: flow.what, ...word(rest + flow.start) };
  return { path, what: 'value', ...word(Math.min(rest, character)) };
}
