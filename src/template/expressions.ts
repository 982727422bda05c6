import { fold } from '../text/fold.ts';
import { maskStrings, STRING } from './literals.ts';
import type { Kind, Statement, Test } from './types.ts';

/** Expressions of all dialects, read for what matters here: which variable, and what stands in its place when it is empty. Nothing is ever evaluated. */

/** Nobody names a variable longer; what is, is cut. */
const NAME = 80;
/** Of a longer expression the beginning tells its variable. */
const LONGEST = 400;
const LITERAL = /^(["'])(.*)\1$/s;
const QUOTED = /(["'])((?:(?!\1).)*)\1/s;
const PATH = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[.\-:][\p{L}_][\p{L}\p{M}\p{N}_]*|\[\d{1,4}\])*/gu;
/** Words of expression languages that are no variables. */
const OPERATORS: ReadonlySet<string> = new Set(['if', 'then', 'else', 'and', 'or', 'not', 'is', 'in', 'null', 'nil', 'none', 'true', 'false', 'empty', 'blank', 'default', 'upper', 'lower', 'capitalize', 'iif', 'v', 'propercase', 'lookup', 'concat', 'join', 'raw', 'html', 'escape', 'e', 'h']);

/** The variable of an expression without its decoration: `$x`, `.X`, `@name`, `var:x`, `(x)!`. */
export function nameOf(text: string): string {
  return text.trim().replace(/^[($.@!\s]+|[)!?;\s]+$/g, '').replace(/^(?:var|data|tag):(?=.)/, '').slice(0, NAME).trim();
}

/** A fallback of nothing is none. */
function filled(fallback: string): string | null {
  return fallback.trim() === '' ? null : fallback;
}

function variable(name: string, fallback: string | null, kind?: Kind): Statement {
  return { is: 'variable', name, fallback: fallback === null ? null : filled(fallback), ...(kind === undefined ? {} : { kind }) };
}

/** A name as products write it, with spaces (Candidate first name) or without. */
const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{N}_.\-/ '’]*$/u;

/**
 * `name`, and the fallbacks `| default: 'x'`, `|default('x')`, `:default=x`, `!'x'`, `?: 'x'`, `or 'x'`, `|| 'x'`, `default name 'x'`.
 */
export function expression(content: string): Statement {
  const text = content.trim().replace(/;$/, '');
  // Marketo and Mailjet: {{lead.First Name:default=there}}, {{var:firstname:"there"}}
  const colon = /^(?:(?:var|data):)?([\p{L}_][\p{L}\p{M}\p{N}_. -]*):(?:default=|edit=)?\s*("[^"]*"|'[^']*'|.*)$/su.exec(text);
  if (colon !== null && !/^\s*\w+\s*\|/.test(text) && !text.includes('|')) {
    if (colon[1] === 'var' || colon[1] === 'data') return variable(nameOf(text), null);
    return variable(nameOf(colon[1]!), unquoted(colon[2]!));
  }
  const pipe = splitPipe(text);
  const head = pipe[0]!.trim();
  const filters = pipe.slice(1);
  const fallback = filters.map((filter) => /^\s*(?:default|fallback|if_?empty)\b\s*[:=(]?\s*(.*?)\)?\s*$/s.exec(filter)?.[1]).find((value) => value !== undefined && value !== '');
  const dated = filters.some((filter) => /^\s*(?:date|strftime|time)\b/.test(filter));
  const literal = LITERAL.exec(head);
  if (literal !== null) return variable(nameOf(literal[2]!), dated ? null : literal[2]!, dated ? 'date' : 'text');
  const or = /^(.+?)\s*(?:\|\||\?:|\?\?|\bor\b|!)\s*((["']).*\3|[^"']*)\)?$/s.exec(head);
  if (or !== null && (LITERAL.test(or[2]!) || or[2] === '')) {
    return { ...named(or[1]!, null), fallback: filled(unquoted(or[2]!)) };
  }
  const found = named(head, fallback === undefined ? null : filled(unquoted(fallback)));
  return dated && found.is === 'variable' ? { ...found, kind: 'date' } : found;
}

function named(text: string, fallback: string | null): Extract<Statement, { is: 'variable' }> {
  const bare = nameOf(text);
  const { masked, literals } = maskStrings(text);
  if (PLAIN.test(bare) && literals.length === 0 && !/^(?:default|insert|or|coalesce)\s/i.test(bare)) return { is: 'variable', name: bare.replace(/\?.*$/s, ''), fallback };
  const method = /^([\p{L}_][\p{L}\p{M}\p{N}_.]*)\s*(?:\?\w|!|\.\w+\()/u.exec(bare);
  if (method !== null) return { is: 'variable', name: method[1]!, fallback };
  // A helper, a function, a sum: of its arguments the first that looks like a variable.
  const insert = /^insert\s+(.+?)(?:\s+"?default=([^"]*)"?)?$/s.exec(bare);
  if (insert !== null) return { is: 'variable', name: nameOf(insert[1]!), fallback: insert[2]?.trim() || fallback };
  // The words of a string are no names, nor are those of one that a cut has opened.
  const quoted = QUOTED.exec(text)?.[2] ?? null;
  const paths = (masked.replaceAll(STRING, ' ').slice(0, LONGEST).match(PATH) ?? []).filter((path) => !OPERATORS.has(path.toLowerCase()));
  const chosen = paths.find((path) => /[._]|\p{Ll}\p{Lu}/u.test(path)) ?? paths.at(-1) ?? quoted ?? bare;
  return { is: 'variable', name: chosen.slice(0, NAME), fallback: fallback ?? (/^(?:default|or|coalesce|iif)\b/i.test(bare) && quoted !== null && quoted.trim() !== '' ? quoted : null) };
}

/** At `|`, but not at `||` and not within quotes. */
function splitPipe(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === '\'') quote = character;
    else if (character === '|') {
      if (text.charAt(at + 1) === '|') at++;
      else {
        parts.push(text.slice(from, at));
        from = at + 1;
      }
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const literal = LITERAL.exec(trimmed);
  return literal === null ? trimmed : literal[2]!;
}

const ABSENT = /\s*(?:==|=|\bis\b|\beq\b)\s*(?:blank|empty|nil|null|none|undefined|""|'')$/i;
const PRESENT = /\s*(?:(?:!=|<>|\bis not\b|\bne\b)\s*(?:blank|empty|nil|null|none|undefined|""|'')|\?\?|\?has_content|\.present\?)$/i;
const BARE = /^[\p{L}_][\p{L}\p{M}\p{N}_.\- ]*$/u;

/** A condition; `candidate.name != blank`, `!name`, `not name` and `unless name` all ask about one variable. */
export function testOf(content: string, negated = false): Test {
  let text = content.trim().replace(/^\(([^()]*)\)$/s, '$1').trim();
  let not = negated;
  if (/^(?:!(?!=)|not\b)/i.test(text)) {
    text = text.replace(/^(?:!|not\b)\s*/i, '').replace(/^\(([^()]*)\)$/s, '$1');
    not = !not;
  }
  if (PRESENT.test(text)) text = text.replace(PRESENT, '');
  else if (/\.(?:blank|empty|nil)\?$/.test(text) || ABSENT.test(text)) {
    text = text.replace(ABSENT, '').replace(/\.(?:blank|empty|nil)\?$/, '');
    not = !not;
  }
  const name = nameOf(text);
  const one = BARE.test(name) && !/\b(?:and|or|contains|in|gt|lt|eq|ne)\b/i.test(name);
  return { key: one ? fold(name) : fold(text).replace(/\s+/g, ''), negated: not, variable: one ? name : null };
}
