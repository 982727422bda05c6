import type { VariableNames } from './names.ts';
import { unescaped } from './literals.ts';
import { printedOfTag } from './printed-tag.ts';
import type { Printed } from './printed.ts';
import { readTags } from './tags.ts';
import { fold } from '../text/fold.ts';
import type { Arm, Choice, Fault, Kind, Node, Shape, Tag, Template, Test, VariableNode } from './types.ts';

/** Conditions within conditions; deeper ones are read as if they were not there, and that is said. */
const DEPTH = 40;
/** How far before a variable the attribute that it stands in is looked for. */
const ATTRIBUTE = 200;

interface OpenArm {
  readonly id: number;
  readonly test: Test | null;
  readonly nodes: Node[];
}

/** A condition whose end has not come yet. */
interface Frame {
  readonly tag: Tag;
  readonly arms: OpenArm[];
  readonly loop: Choice['loop'];
  /** What `case` asks about. */
  readonly subject: string | null;
}

/** Hands out numbers to the arms of one draft. */
export interface Numbers {
  arms: number;
}

/**
 * Reads the tags of a text into conditions, loops and variables. Never throws: what is not closed or was never opened is among
 * `faults`, and its text is read all the same.
 */
export function parseTemplate(text: string, html: boolean, names: VariableNames, numbers: Numbers): Template {
  const { tags, faults } = readTags(text, html, names);
  return new Parser(text, html, names, numbers, [...faults]).parse(tags);
}

class Parser {
  readonly #text: string;
  readonly #html: boolean;
  readonly #names: VariableNames;
  readonly #numbers: Numbers;
  readonly #faults: Fault[];
  readonly #root: Node[] = [];
  readonly #frames: Frame[] = [];
  readonly #variables: VariableNode[] = [];
  /** Names that the template itself gives a value to. */
  readonly #locals = new Map<string, Kind>();
  #tooDeep = 0;
  #done = 0;

  constructor(text: string, html: boolean, names: VariableNames, numbers: Numbers, faults: Fault[]) {
    this.#text = text;
    this.#html = html;
    this.#names = names;
    this.#numbers = numbers;
    this.#faults = faults;
  }

  parse(tags: readonly Tag[]): Template {
    for (const tag of tags) {
      const line = tag.statement.is === 'variable' ? null : this.#ownLine(tag);
      this.#addText(line?.start ?? tag.start);
      this.#read(tag);
      this.#done = Math.max(this.#done, line?.end ?? tag.end);
    }
    this.#addText(this.#text.length);
    while (this.#frames.length > 0) this.#fault('unclosed-condition', this.#close());
    return { text: this.#text, html: this.#html, nodes: this.#root, variables: this.#variables, faults: this.#faults.sort((a, b) => a.start - b.start) };
  }

  /** A tag alone on its line leaves no line behind. */
  #ownLine({ start, end }: Tag): { start: number; end: number } | null {
    let from = start;
    while (from > this.#done && isBlank(this.#text.charCodeAt(from - 1))) from--;
    let to = end;
    while (to < this.#text.length && to < end + 40 && isBlank(this.#text.charCodeAt(to))) to++;
    if (this.#text.charCodeAt(to) === 13) to++;
    const alone = (from === 0 || this.#text.charCodeAt(from - 1) === 10) && (this.#text.charCodeAt(to) === 10 || to === this.#text.length);
    return alone ? { start: from, end: Math.min(to + 1, this.#text.length) } : null;
  }

  get #nodes(): Node[] {
    // Between `case` and its first `when` there is no arm yet.
    return this.#frames.findLast(({ arms }) => arms.length > 0)?.arms.at(-1)?.nodes ?? this.#root;
  }

  #addText(end: number): void {
    if (end > this.#done) this.#nodes.push({ is: 'text', start: this.#done, end });
    this.#done = Math.max(this.#done, end);
  }

  #arm(test: Test | null): OpenArm {
    return { id: this.#numbers.arms++, test, nodes: [] };
  }

  #read(tag: Tag): void {
    const { statement } = tag;
    switch (statement.is) {
      case 'variable': {
        this.#nodes.push(...this.#printed(printedOfTag(this.#text, tag) ?? { is: 'value', statement }, tag));
        return;
      }
      case 'if': this.#open(tag, [this.#arm(statement.test)], statement.section === undefined ? null : { list: statement.section, item: null }); return;
      case 'loop':
        if (statement.item !== null) this.#locals.set(fold(statement.item), this.#names.kindOf(statement.list) ?? 'text');
        this.#open(tag, [this.#arm({ key: `#${fold(statement.list)}`, negated: false, variable: null })], { list: statement.list, item: statement.item });
        return;
      case 'case': this.#open(tag, [], null, fold(statement.on).replace(/\s+/g, '')); return;
      case 'when': {
        if (this.#tooDeep > 0) return;
        const frame = this.#frame(tag.shape);
        if (frame?.subject == null) this.#fault('unopened-condition', tag);
        else frame.arms.push(this.#arm({ key: `${frame.subject}=${fold(statement.value)}`, negated: false, variable: null }));
        return;
      }
      case 'else-if': case 'else': {
        if (this.#tooDeep > 0) return;
        const frame = this.#frame(tag.shape);
        if (frame === null) this.#fault('unopened-condition', tag);
        else frame.arms.push(this.#arm(statement.is === 'else' ? null : statement.test));
        return;
      }
      case 'end': this.#end(tag, statement.of); return;
      case 'nothing':
        if (statement.local !== undefined) this.#locals.set(fold(statement.local), this.#names.kindOf(statement.local) ?? 'text');
        return;
      default: return;
    }
  }

  /** The strings that an expression may print stand where they are, each as an arm of its own; a variable stands for its whole tag. */
  #printed(printed: Printed, tag: Tag): Node[] {
    switch (printed.is) {
      case 'literal': return unescaped(this.#text, printed.from, printed.to).map((piece) => ({ is: 'text', ...piece }));
      case 'joined': return printed.parts.flatMap((part) => this.#printed(part, tag));
      case 'either': {
        const { start, end } = tag;
        const arms = printed.ways.map(({ test, lacks, prints }): Arm =>
          ({ id: this.#numbers.arms++, test, ...(lacks === undefined ? {} : { lacks }), nodes: prints === null ? [] : this.#printed(prints, tag) }));
        return [{ is: 'choice', arms, loop: null, ...(printed.given === undefined ? {} : { given: printed.given }), start, end }];
      }
      default: {
        const { name, fallback, kind } = printed.statement;
        const node: VariableNode = { is: 'variable', name, kind: kind ?? this.#kindOf(name, tag), fallback, shape: tag.shape, start: tag.start, end: tag.end };
        this.#variables.push(node);
        return [node];
      }
    }
  }

  /** By the name, by what the template says of it, by where it stands; null: nothing tells. */
  #kindOf(name: string, { quiet, start }: Tag): Kind | null {
    const told = this.#names.kindOf(name) ?? this.#locals.get(fold(name).split(/[.[]/, 1)[0]!) ?? (/^(?:this|\.|@\w+)?$/.test(name) ? 'text' : null) ?? this.#names.likelyKindOf(name);
    if (told !== null || this.#names.nearest(name) !== null) return told;
    if (quiet === true) return 'decoration';
    return this.#html && /\s(?:href|src|action)\s?=\s?["'][^"']*$/.test(this.#text.slice(Math.max(0, start - ATTRIBUTE), start)) ? 'link' : null;
  }

  #open(tag: Tag, arms: OpenArm[], loop: Choice['loop'] = null, subject: string | null = null): void {
    if (this.#frames.length >= DEPTH) {
      if (this.#tooDeep++ === 0) this.#fault('too-deep', tag);
      return;
    }
    this.#frames.push({ tag, arms, loop, subject });
  }

  /** The innermost condition, if it is of this dialect and not closed to more arms. */
  #frame(shape: Shape): Frame | null {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return null;
    return frame.tag.shape === shape && frame.arms.at(-1)?.test !== null ? frame : null;
  }

  #end(tag: Tag, of: string): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const fits = (frame: Frame): boolean => frame.tag.shape === tag.shape && (of === '' || frame.tag.opens === of || frame.tag.opens === '{');
    const index = this.#frames.findLastIndex(fits);
    if (index < 0) {
      this.#fault('unopened-condition', tag);
      return;
    }
    while (this.#frames.length > index + 1) this.#fault('unclosed-condition', this.#close());
    this.#close();
  }

  /** Ends the innermost condition: one more arm, unless it has an `else`, for the mail in which no test holds. */
  #close(): Tag {
    const { tag, arms, loop } = this.#frames.pop()!;
    if (arms.at(-1)?.test !== null) arms.push(this.#arm(null));
    this.#nodes.push({ is: 'choice', arms: arms satisfies readonly Arm[], loop, start: tag.start, end: tag.end });
    return tag;
  }

  #fault(reason: Fault['reason'], { start, end }: Tag): void {
    this.#faults.push({ reason, start, end });
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
