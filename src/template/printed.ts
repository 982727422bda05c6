import { expression, nameOf, testOf } from './expressions.ts';
import { maskStrings, STRING } from './literals.ts';
import type { Literal } from './literals.ts';
import { Masked } from './masked.ts';
import type { Range } from './masked.ts';
import { variableKey } from './names.ts';
import type { Statement, Test } from './types.ts';

export type Variable = Extract<Statement, { is: 'variable' }>;

/** One of several things that an expression may print. */
export interface Way {
  /** Null: what is left when no test holds. */
  readonly test: Test | null;
  /** The variable that has no value here. */
  readonly lacks?: string;
  /** Null: nothing. */
  readonly prints: Printed | null;
}

/** What an expression prints; places are those of the text it was cut from. */
export type Printed =
  | { readonly is: 'literal'; readonly from: number; readonly to: number }
  | { readonly is: 'value'; readonly statement: Variable }
  | { readonly is: 'joined'; readonly parts: readonly Printed[] }
  /** `given`: the variable whose value alone decides. */
  | { readonly is: 'either'; readonly ways: readonly Way[]; readonly given?: string };

/** Expressions in expressions; deeper ones are a variable that nobody knows. */
const DEPTH = 24;
const EITHER = /^(?:iif|if|ifelse|if_else|cond|choose|ternary)$/i;
const FALLBACK = /^(?:default|fallback|coalesce|if_?null|nvl|or|if_?empty|first_?non_?empty|blankvalue|nullvalue)$/i;
const CONCAT = /^(?:concat|concatenate|append|prepend)$/i;
const DATED = /^(?:date|strftime|time|format|date_?format|format_?date|number_?format)$/i;

/** `a ? b : c`, but no `??`, `?.`, `?:`, nor the `?` that ends a name of Ruby. */
const TERNARY = /(?<!\?)\?(?![?.:[]|\s*\?)/g;
const PIPE = /(?<!\|)\|(?!\|)/g;
const OR = new RegExp(`\\|\\||\\?\\?|\\?:|\\bor\\b|!(?=\\s*${STRING})`, 'g');
const AND = /&&|&amp;&amp;|\band\b/g;
const JOIN = /\+|~|&\s|\s\.\s/g;
const IF = /\b(?:if|unless)\b/g;
const ELSE = /\belse\b/g;
const COMMA = /,/g;
const COLON = /:/g;
const SPACES = /\s*,\s*|\s+/g;
const COMPARED = /(?:[=!<>]=|<>|\[|\b(?:eq|neq?|contains|in|is|matches))\s*$/;
const COMPARES = /^\s*(?:[=!]=|<>)/;
const FORMAT = /%[a-zA-Z]|^[DdMYyHhmsSaAEeLTZ.,:/\s-]+$/;
const SENTENCE = /\p{L}\S*\s+\S*\p{L}\S*\s+\S*\p{L}/u;

/**
 * What the expression in [start, end) of a text prints, where a string of it may be printed; null: none may.
 * Nothing is evaluated. In time bounded by the square of the expression's length.
 */
export function printedOf(text: string, start: number, end: number): Printed | null {
  const strings = maskStrings(text.slice(start, end));
  if (strings.literals.length === 0) return null;
  const printed = new Reader(new Masked(text.slice(start, end), strings), start).print([0, end - start], 0);
  return hasLiteral(printed) ? printed : null;
}

function hasLiteral(printed: Printed | null): boolean {
  if (printed === null) return false;
  switch (printed.is) {
    case 'literal': return true;
    case 'value': return false;
    case 'joined': return printed.parts.some(hasLiteral);
    default: return printed.ways.some(({ prints }) => hasLiteral(prints));
  }
}

class Reader {
  readonly #text: Masked;
  readonly #offset: number;
  #asked = 0;

  constructor(text: Masked, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  print(range: Range, depth: number): Printed {
    const [from, to] = this.#text.trim(range);
    const literal = this.#text.literalOf([from, to]);
    if (literal !== undefined) return this.#literal(literal);
    if (depth > DEPTH || !this.#text.masked.slice(from, to).includes(STRING)) return this.#value([from, to]);
    const inner = (next: Range): Printed => this.print(next, depth + 1);
    if (this.#text.masked[from] === '(' && this.#text.closing(from, to) === to - 1) return inner([from + 1, to - 1]);
    const pipes = this.#text.split([from, to], PIPE);
    if (pipes.length > 1) return this.#piped(pipes, inner);
    return this.#branches(from, to, inner) ?? this.#alternatives(from, to, inner) ?? this.#call(from, to, inner) ?? this.#any([from, to]);
  }

  /** `a ? b : c`, `b if a else c`, `b unless a`, `a?then(b, c)` */
  #branches(from: number, to: number, inner: (range: Range) => Printed): Printed | null {
    for (const [mark] of this.#text.find([from, to], TERNARY)) {
      const colon = this.#colon(mark + 1, to);
      if (colon >= 0) return this.#either(testOf(this.#text.raw([from, mark])), inner([mark + 1, colon]), inner([colon + 1, to]));
      const then = /^\?(?:then|string)\s*(?=\()/.exec(this.#text.masked.slice(mark, to));
      const args = then === null || this.#text.closing(mark + then[0].length, to) !== to - 1 ? [] : this.#text.split([mark + then[0].length + 1, to - 1], COMMA);
      if (args.length === 2) return this.#either(testOf(this.#text.raw([from, mark])), inner(args[0]!), inner(args[1]!));
    }
    const asked = this.#text.find([from, to], IF).find(([start]) => start > from);
    if (asked === undefined) return null;
    const [otherwise] = this.#text.find([asked[1], to], ELSE);
    const test = testOf(this.#text.raw([asked[1], otherwise?.[0] ?? to]), this.#text.masked[asked[0]] === 'u');
    return this.#either(test, inner([from, asked[0]]), otherwise === undefined ? null : inner([otherwise[1], to]));
  }

  /** `a or 'x'`, `a and 'x' or 'y'`, `a + 'x'` */
  #alternatives(from: number, to: number, inner: (range: Range) => Printed): Printed | null {
    const or = this.#text.find([from, to], OR).find(([start]) => start > from);
    if (or !== undefined) return this.#fallback(inner([from, or[0]]), inner([or[1], to]));
    const and = this.#text.find([from, to], AND).find(([start]) => start > from);
    if (and !== undefined) return this.#either(testOf(this.#text.raw([from, and[0]])), inner([and[1], to]), null);
    const parts = this.#text.split([from, to], JOIN);
    return parts.length > 1 ? { is: 'joined', parts: parts.map(inner) } : null;
  }

  /** `name(a, b)`, `name a b` */
  #call(from: number, to: number, inner: (range: Range) => Printed): Printed | null {
    const name = /^[\p{L}_#$][\p{L}\p{N}_.#-]*/u.exec(this.#text.masked.slice(from, to))?.[0] ?? '';
    if (name === '') return null;
    const open = from + name.length + (/^\s*(?=\()/.exec(this.#text.masked.slice(from + name.length, to))?.[0].length ?? 0);
    const bracketed = this.#text.masked[open] === '(' && this.#text.closing(open, to) === to - 1;
    const args = bracketed ? this.#text.split([open + 1, to - 1], COMMA) : this.#text.split([from + name.length, to], SPACES);
    if (EITHER.test(name)) return this.#chosen(args, inner);
    if (FALLBACK.test(name) && args.length > 1) {
      const values = args.filter((arg) => !this.#text.isLiteral(arg));
      return [...values, ...args.filter((arg) => this.#text.isLiteral(arg))].map(inner).reduceRight((right, left) => this.#fallback(left, right));
    }
    if (CONCAT.test(name)) return { is: 'joined', parts: args.map(inner) };
    return bracketed && args.length === 1 && !this.#text.isLiteral(args[0]!) && !DATED.test(name) ? inner(args[0]!) : null;
  }

  /** The test, and two of which one is printed; of helpers that pipe their test, or name it last, the test is what is no string. */
  #chosen(args: readonly Range[], inner: (range: Range) => Printed, test?: Range): Printed | null {
    const asked = test ?? (args.length === 3 && this.#text.isLiteral(args[0]!) ? args[2]! : args[0]);
    const [yes, no] = args.filter((arg) => arg !== asked);
    return asked === undefined || yes === undefined ? null : this.#either(testOf(this.#text.raw(asked)), inner(yes), no === undefined ? null : inner(no));
  }

  #piped(pipes: readonly Range[], inner: (range: Range) => Printed): Printed {
    const [head, ...filters] = pipes as [Range, ...Range[]];
    let printed = inner(head);
    for (const filter of filters) {
      const [from, to] = this.#text.trim(filter);
      const name = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(this.#text.masked.slice(from, to))?.[0] ?? '';
      // `:'x'`, `=x`, `('x')`, ` "x"`
      const args = this.#arguments([from + name.length, to]);
      if (name === '' ? this.#text.isLiteral(filter) : FALLBACK.test(name)) printed = args.length === 0 ? printed : this.#fallback(printed, inner(args[0]!));
      else if (DATED.test(name)) printed = this.#value([head[0], to]);
      else if (EITHER.test(name)) printed = this.#chosen(args, inner, head) ?? printed;
      else if (CONCAT.test(name) && args.length > 0) printed = { is: 'joined', parts: name.startsWith('p') ? [inner(args[0]!), printed] : [printed, inner(args[0]!)] };
      else printed = this.#among(printed, [from, to]);
    }
    return printed;
  }

  #arguments(range: Range): Range[] {
    let [from, to] = this.#text.trim(range);
    if (/[:=]/.test(this.#text.masked.charAt(from))) [from, to] = this.#text.trim([from + 1, to]);
    if (this.#text.masked[from] === '(' && this.#text.closing(from, to) === to - 1) [from, to] = this.#text.trim([from + 1, to - 1]);
    return from >= to ? [] : this.#text.split([from, to], SPACES);
  }

  /** An expression of a kind that nobody knows: its variable, or a string of it that is a sentence. */
  #any(range: Range): Printed {
    return this.#among(this.#value(range), range);
  }

  #among(printed: Printed, [from, to]: Range): Printed {
    const sentences = this.#text.literals.filter(({ start, end, from: first, to: last }) => {
      const text = this.#text.source.slice(first, last);
      return start >= from && end <= to && SENTENCE.test(text) && !FORMAT.test(text) && !text.startsWith('default=')
        && !COMPARED.test(this.#text.masked.slice(from, start)) && !COMPARES.test(this.#text.masked.slice(end, to));
    }).map((literal) => this.#literal(literal));
    return [printed, ...sentences].reduceRight((right, left) => this.#either(this.#own(), left, right));
  }

  #fallback(left: Printed, right: Printed): Printed {
    if (right.is === 'literal' && this.#text.source.slice(right.from - this.#offset, right.to - this.#offset).trim() === '') return left;
    if (left.is === 'either' && left.given === undefined && left.ways.length === 2 && left.ways[1]!.prints === null) return { ...left, ways: [left.ways[0]!, { test: null, prints: right }] };
    if (left.is !== 'value') return this.#either(this.#own(), left, right);
    const { name } = left.statement;
    const fallback = right.is === 'literal' ? this.#text.source.slice(right.from - this.#offset, right.to - this.#offset) : left.statement.fallback;
    return givenOr({ ...left.statement, fallback }, name, right);
  }

  #either(test: Test, yes: Printed, no: Printed | null): Printed {
    return { is: 'either', ways: [{ test, prints: yes }, { test: null, prints: no }] };
  }

  /** A question that nothing else in the template asks. */
  #own(): Test {
    return { key: `"${this.#offset} ${this.#asked++}`, negated: false, variable: null };
  }

  #literal({ from, to }: Literal): Printed {
    return { is: 'literal', from: this.#offset + from, to: this.#offset + to };
  }

  #value(range: Range): Printed {
    const statement = expression(this.#text.raw(range));
    return { is: 'value', statement: statement.is === 'variable' ? statement : { is: 'variable', name: nameOf(this.#text.raw(range)), fallback: null } };
  }

  /** The colon of a condition whose question mark stands before `from`; of those within it there is one each. */
  #colon(from: number, to: number): number {
    const marks = [...this.#text.find([from, to], TERNARY).map(([at]) => at)];
    let open = 0;
    for (const [at] of this.#text.find([from, to], COLON)) {
      while (marks.length > 0 && marks[0]! < at) {
        marks.shift();
        open++;
      }
      if (open-- === 0) return at;
    }
    return -1;
  }
}

/** A variable, or what stands in its place where it has no value. */
export function givenOr(statement: Variable, name: string, right: Printed): Printed {
  return {
    is: 'either', given: name,
    ways: [{ test: { key: `given ${variableKey(name)}`, negated: false, variable: null }, prints: { is: 'value', statement } }, { test: null, lacks: name, prints: right }],
  };
}
