import type { Locale } from '../rule/types.ts';
import { escapeControls } from './escape.ts';
import { groupFindings, joinRepeated, type Block, type Repeated } from './group.ts';
import { maskAddresses } from './mask.ts';
import { PLAIN_STYLE, type Excerpt, type LocatedFinding, type Report, type Result, type Style } from './types.ts';
import { lawLine, peopleSeen, SIGN } from './sayings.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';
import { columns, pad, wrap } from './wrap.ts';

export interface PrettyOptions {
  readonly locale?: Locale;
  /** The mail has left: what the recipients will see, they have seen. */
  readonly sent?: boolean;
  /** Columns to wrap to. */
  readonly width?: number;
  readonly style?: Style;
  /** Show errors only; what else there is stays in the counts. */
  readonly quiet?: boolean;
  /** What was fixed was only shown. */
  readonly dryRun?: boolean;
  /** Mask addresses wherever they come from, file names included. */
  readonly mask?: boolean;
  /** Where the page about a finding's rule is; default its `url`. */
  readonly page?: (finding: LocatedFinding) => string;
}

const COLOUR = { error: 'red', warning: 'yellow', info: 'blue' } as const;
/** Of one thing said of many places. */
const MOST_PLACES = 4;
/** By id of the fix. */
const COMMANDS: Readonly<Record<string, (path: string) => string>> = {
  'one-mail-a-person': (path) => `undisclosed split ${path} --out mails/`,
  'move-to-bcc': (path) => `undisclosed to-bcc ${path} --in-place`,
};
const INDENT = '  ';
const BODY = '    ';

/**
 * Findings for people: a file, under it each cause with its reasons, at the end what it comes to and what to do next.
 * Made a message at a time. A rule gives its reason, its law and its page the first time it speaks; the next times only what differs.
 */
export class PrettyReport implements Report {
  readonly #words: ReportWords;
  readonly #style: Style;
  readonly #sent: boolean;
  readonly #width: number;
  readonly #quiet: boolean;
  readonly #mask: boolean;
  readonly #dryRun: boolean;
  readonly #page: (finding: LocatedFinding) => string;
  readonly #explained = new Set<string>();
  readonly #counts = { error: 0, warning: 0, info: 0 };
  #total = 0;
  #flagged = 0;
  #fatal = 0;
  #fixable = 0;
  #fixed = 0;
  #exposed = 0;
  #mostSeen = { people: 0, filePath: '' };
  #first: Block | null = null;
  /** The draft of `#first`, where that is a file of its own. */
  #firstDraft: string | null = null;

  constructor(options: PrettyOptions = {}) {
    this.#words = REPORT_WORDS[options.locale ?? 'en'];
    this.#style = options.style ?? PLAIN_STYLE;
    this.#sent = options.sent ?? false;
    this.#width = Math.max(40, Math.min(options.width ?? 80, 100));
    this.#quiet = options.quiet ?? false;
    this.#mask = options.mask ?? true;
    this.#dryRun = options.dryRun ?? false;
    this.#page = options.page ?? (({ url }) => url);
  }

  /** What there is to print about one message; '' for a clean one. */
  result(result: Result): string {
    if (result.fatal) return this.#unread(result);
    this.#total++;
    this.#fixed += result.fixed ?? 0;
    this.#fixable += result.findings.filter(({ fixable }) => fixable).length;
    if (result.findings.length === 0) return '';
    this.#flagged++;
    for (const { level } of result.findings) this.#counts[level]++;
    const blocks = joinRepeated(groupFindings(this.#quiet ? result.findings.filter(({ level }) => level === 'error') : result.findings));
    const head = blocks[0];
    const before = this.#first;
    if (head && (!this.#first || rank(head) < rank(this.#first))) this.#first = head;
    this.#countSeen(result, blocks);
    if (this.#first !== before) this.#firstDraft = result.number === undefined ? result.filePath : null;
    if (!head) return '';
    return this.#heading(result) + blocks.map((block) => this.#block(block)).join('');
  }

  #countSeen({ findings, filePath }: Result, blocks: readonly Block[]): void {
    const seen = Math.max(0, ...findings.map(peopleSeen));
    if (seen > 0) this.#exposed++;
    if (seen <= this.#mostSeen.people) return;
    this.#mostSeen = { people: seen, filePath };
    // What to do next is what to do about this.
    this.#first = blocks.find(({ headline, reasons }) => [headline, ...reasons].some((finding) => peopleSeen(finding) === seen)) ?? this.#first;
  }

  /** The last words: how many people see each other, how much there is of what, what to do next. */
  end(): string {
    const { bold, green, dim, red } = this.#style;
    const words = this.#words;
    const clean = this.#total > 0 && this.#flagged === 0 ? `${green('✓')} ${words.clean(this.#total)}\n` : '';
    const fixed = this.#fixed > 0 ? `${green('✓')} ${words.fixed(this.#fixed, this.#dryRun)}\n` : '';
    if (this.#flagged + this.#fatal === 0) return fixed + clean;
    const lines = [dim('─'.repeat(Math.min(this.#width, 60)))];
    if (this.#exposed > 0) lines.push(...this.#wrapped(words.seen(this.#mostSeen.people, this.#exposed - 1, this.#sent, this.#total > 1 ? this.#mostSeen.filePath : null), 0).map((line) => bold(this.#counts.error > 0 ? red(line) : line)));
    if (this.#flagged > 0) lines.push(...this.#wrapped(`${words.counts(this.#counts)} ${words.mails(this.#flagged, this.#total)}.`, 0));
    if (this.#fixable > 0) lines.push(words.fixable(this.#fixable));
    if (this.#fatal > 0) lines.push(...this.#wrapped(words.unread(this.#fatal), 0).map(red));
    const first = this.#first;
    if (first) {
      const advice = first.headline.suggestions[0]?.desc ?? first.headline.suggestion;
      if (advice !== '') lines.push(...this.#field(words.next, advice, columns(words.next) + 2, ''));
      const command = this.#command(first);
      if (command !== null) lines.push(' '.repeat(columns(words.next) + 2) + command);
      lines.push(...this.#wrapped(`${words.explain} undisclosed\u00A0explain\u00A0${first.headline.ruleId}`, 0).map(dim));
    }
    return `${lines.join('\n')}\n${fixed}${clean}`;
  }

  /** What to type, where a command does what is to be done next. Never wrapped, so that it can be copied. */
  #command({ headline: { suggestions } }: Block): string | null {
    const command = COMMANDS[suggestions[0]?.id ?? ''];
    if (command === undefined || this.#sent || this.#firstDraft === null || !/\.(?:eml|json)$/i.test(this.#firstDraft)) return null;
    const path = this.#clean(this.#firstDraft);
    return this.#style.cyan(command(/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`));
  }

  /** An input of which nothing was read: where, and why. No rule, no law, nothing to look up. */
  #unread(result: Result): string {
    this.#fatal++;
    const lines = result.findings.flatMap(({ message }) => this.#wrapped(message, BODY.length)).map((line) => BODY + line);
    return `${this.#heading(result)}${INDENT}${this.#style.red(`${SIGN.error} ${this.#style.bold(this.#words.unreadable)}`)}\n${lines.join('\n')}\n\n`;
  }

  #heading(result: Result): string {
    const path = this.#clean(result.filePath);
    const number = result.number === undefined ? '' : ` · ${this.#words.mail(result.number)}`;
    return `${this.#style.underline(this.#style.bold(path))}${this.#style.dim(number)}\n\n`;
  }

  #block({ headline, reasons, again }: Repeated): string {
    const { bold, dim } = this.#style;
    const words = this.#words;
    const colour = this.#style[COLOUR[headline.level]];
    const labels = [words.why, words.law, words.todo, words.also, words.page, ...(headline.notFixed === undefined ? [] : [words.notFixed])];
    const label = Math.max(...labels.map(columns)) + 2;
    const lines = [`${INDENT}${colour(`${SIGN[headline.level]} ${bold(words.level[headline.level])}`)}  ${dim(`${this.#places([headline, ...again])}  ${this.#clean(headline.ruleId)}`)}`];
    lines.push(...this.#wrapped(headline.message, BODY.length).map((line) => BODY + bold(line)));
    const excerpts = [headline, ...again].flatMap(({ excerpt }) => excerpt ?? []).slice(0, MOST_PLACES).map((excerpt) => this.#excerpt(excerpt));
    if (excerpts.length > 0) lines.push('', ...new Set(excerpts));
    const news = !this.#explained.has(headline.ruleId);
    this.#explained.add(headline.ruleId);
    const details: string[] = [];
    if (news && headline.why !== '') details.push(...this.#field(words.why, headline.why, label));
    if (news) {
      const law = lawLine(headline, words);
      if (law !== '') details.push(...this.#field(words.law, law, label));
    }
    details.push(...this.#fixes(headline, label));
    reasons.forEach((reason, index) => details.push(...this.#reason(reason, index === 0 ? words.also : '', label)));
    if (headline.notFixed !== undefined) details.push(...this.#field(words.notFixed, headline.notFixed, label));
    const page = news ? this.#page(headline) : '';
    if (page !== '') details.push(`${BODY}${dim(pad(words.page, label) + this.#clean(page))}`);
    if (details.length > 0 && (news || excerpts.length > 0)) lines.push('');
    return `${[...lines, ...details].join('\n')}\n\n`;
  }

  #places(findings: readonly LocatedFinding[]): string {
    const shown = findings.slice(0, MOST_PLACES).map(({ line, column }) => `${line}:${column}`).join(', ');
    return findings.length > MOST_PLACES ? `${shown} ${this.#words.more(findings.length - MOST_PLACES)}` : shown;
  }

  #reason(finding: LocatedFinding, title: string, label: number): string[] {
    const { level, ruleId, message } = finding;
    const name = this.#style[COLOUR[level]](`${SIGN[level]} ${this.#words.level[level]}`);
    return [
      `${BODY}${this.#style.dim(pad(title, label))}${name}  ${this.#style.dim(this.#clean(ruleId))}`,
      ...this.#wrapped(message, BODY.length + label).map((line) => BODY + ' '.repeat(label) + line),
    ];
  }

  #fixes(finding: LocatedFinding, label: number): string[] {
    const fixes = finding.suggestions.length > 0
      ? finding.suggestions.map(({ desc, safety }) => `${desc.replace(/\.$/, '')} (${this.#words.safety[safety]})`)
      : finding.suggestion === '' ? [] : [finding.suggestion];
    return fixes.flatMap((fix, index) => this.#field(index === 0 ? this.#words.todo : '', `→ ${fix}`, label));
  }

  #excerpt({ before, marked, after }: Excerpt): string {
    const { dim } = this.#style;
    return `${BODY}${dim('│')} ${dim(this.#clean(before, false))}${this.#style.cyan(this.#clean(marked, false))}${dim(this.#clean(after, false))}`;
  }

  /** A label and, beside it, a wrapped paragraph. */
  #field(name: string, text: string, label: number, indent = BODY): string[] {
    return this.#wrapped(text, indent.length + label).map((line, index) =>
      `${indent}${this.#style.dim(pad(index === 0 ? name : '', label))}${line}`);
  }

  #wrapped(text: string, used: number): string[] {
    return wrap(this.#clean(text.replace(/\s*\n\s*/g, ' ')), this.#width - used);
  }

  #clean(text: string, mask = this.#mask): string {
    return escapeControls(mask ? maskAddresses(text) : text);
  }
}

function rank({ headline }: Block): number {
  const level = { error: 0, warning: 2, info: 4 }[headline.level];
  return level + (headline.ruleId.startsWith('recipients/') ? 0 : 1);
}
