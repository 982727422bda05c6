import { headline, type SummaryOptions } from './headline.ts';
import { markdownCode as code, markdownHtml, markdownText as text } from './markdown-text.ts';
import { lawLine, SIGN } from './sayings.ts';
import { senderKeys, Shown } from './shown.ts';
import { firstAdvice, rulesByWeight, Summary, type Cause, type RuleSummary } from './summary.ts';
import { findingsOf } from './tally.ts';
import type { Report, Result } from './types.ts';
import { grouped } from './words.ts';

/** Rows shown of each table, and causes of a rule; the rest is a number. */
const MOST = { mails: 20, rules: 40, causes: 8, unread: 20, lines: 4, reasons: 4 };
/** UTF-16 units: what a comment on a forge can take is 65,536 characters. */
const ROOM = 55_000;

/** A report for a comment or a ticket: the numbers to see, the rest to unfold. Made when all is read. */
export class MarkdownReport implements Report {
  readonly wantsOverview = true;
  readonly #summary: Summary;
  readonly #options: SummaryOptions;
  readonly #shown: Shown;

  constructor(options: SummaryOptions) {
    this.#summary = new Summary(options.quiet);
    this.#options = options;
    this.#shown = new Shown(options.locale, options.showContent);
  }

  result(result: Result): string {
    this.#summary.add(result);
    return '';
  }

  end(): string {
    const { facts, quiet } = this.#options;
    const { words, terms } = this.#shown;
    const summary = this.#summary;
    const { total } = summary;
    this.#shown.nameSenders(senderKeys([], summary.mails.items.slice(0, MOST.mails)));
    const advice = firstAdvice(summary, facts.phase === 'sent');
    const blocks = [
      `### ${text(headline(summary, this.#shown, facts.phase === 'sent'))}`,
      ...(total.exposed > 0 ? [`${text(terms.counts(total))} ${text(terms.mails(total.flagged, total.mails))}.`] : []),
      ...(advice === '' ? [] : [`**${text(words.first + terms.colon)}** ${this.#text(advice)}`]),
      ...this.#unread(),
      ...this.#rules(),
      ...(quiet ? [text(words.quiet)] : []),
      ...this.#mails(),
    ];
    let room = ROOM - blocks.join('\n\n').length;
    const rules = rulesByWeight(summary).filter(({ causes }) => causes.total > 0);
    const shown = rules.map((rule) => this.#rule(rule)).filter((block) => (room -= block.length) > 0);
    if (shown.length < rules.length) shown.push(text(words.findings.rest(rules.length - shown.length)));
    const presets = facts.presets.length > 0 ? facts.presets.join(', ') : words.noPreset;
    const foot = `<sub>undisclosed ${text(facts.version)} · ${this.#text(presets)}, ${text(words.rulesOn(facts.rules))} · ${text(`${words.phase} ${words.phases[facts.phase]}`)} · ${text(this.#shown.instant(facts.now))}</sub>`;
    return `${[...blocks, ...shown, foot].join('\n\n')}\n`;
  }

  /** A sentence that is not ours. */
  #text(sentence: string): string {
    return text(this.#shown.text(sentence));
  }

  #unread(): string[] {
    const { unread } = this.#summary;
    if (unread.total === 0) return [];
    const { words, terms } = this.#shown;
    const items = unread.items.slice(0, MOST.unread);
    const rows = items.map((input) => `| ${code(this.#shown.mail(input))} | ${this.#text(input.message)} |`);
    return [
      `**${SIGN.error} ${text(words.unread.title(unread.total))}.** ${text(words.unread.lead)}`,
      table([words.unread.input, words.unread.reason], '--', rows),
      ...(unread.total > items.length ? [text(terms.more(unread.total - items.length))] : []),
    ];
  }

  #rules(): string[] {
    const { locale, words, terms } = this.#shown;
    const n = grouped[locale];
    const rules = rulesByWeight(this.#summary);
    if (rules.length === 0) return [];
    const rows = rules.slice(0, MOST.rules).map(({ ruleId, title, count }) =>
      `| ${this.#text(title)}<br>${code(this.#shown.text(ruleId))} | ${[count.mails, count.error, count.warning, count.info].map(n).join(' | ')} |`);
    const levels = (['error', 'warning', 'info'] as const).map((level) => `${SIGN[level]} ${words.figures[level](2)}`);
    return [
      table([words.by.name.rule, words.by.mails, ...levels], '-nnnn', rows),
      ...(rules.length > MOST.rules ? [text(terms.more(rules.length - MOST.rules))] : []),
    ];
  }

  #mails(): string[] {
    const { locale, words: { seen } } = this.#shown;
    const n = grouped[locale];
    const { mails, total } = this.#summary;
    if (mails.total === 0) return [];
    const items = mails.items.slice(0, MOST.mails);
    const rows = items.map(({ overview, level, ...place }) => {
      const { date, sender, persons, webmail, organisations, identifiable, blind } = overview;
      const numbers = [persons, webmail, persons - webmail, organisations, identifiable, blind].map(n).join(' | ');
      return `| ${level ? `${SIGN[level]} ` : ''}${code(this.#shown.mail(place))}<br>${text(this.#shown.date(date))} · ${code(this.#shown.sender(sender ?? ''))} | ${numbers} |`;
    });
    const { mail, persons, organisations, identifiable, blind } = seen.columns;
    const more = mails.total > items.length ? [text(seen.more(mails.total - items.length, items.at(-1)!.overview.persons))] : [];
    if (total.mails > mails.total) more.push(text(seen.alone(total.mails - mails.total)));
    return [details(seen.title, [table([mail, persons, seen.atProvider, seen.atCompany, organisations, identifiable, blind], '-nnnnnn', rows), ...more].join('\n\n'))];
  }

  #rule({ title, ruleId, count, causes }: RuleSummary): string {
    const { words: { findings }, terms } = this.#shown;
    const { headline: worst } = causes.items[0]!;
    const law = lawLine(worst, terms);
    const todo = worst.suggestions.map(({ desc, safety }) => `${desc.replace(/\.$/, '')} (${terms.safety[safety]})`);
    if (todo.length === 0 && worst.suggestion !== '') todo.push(worst.suggestion);
    const field = (name: string, value: string): string[] => (value === '' ? [] : [`**${text(name + terms.colon)}** ${this.#text(value)}`]);
    const shown = causes.items.slice(0, MOST.causes);
    const rest = causes.total - shown.length;
    const places = [...shown.map((cause) => this.#cause(cause)), ...(rest > 0 ? [`- ${text(findings.more(rest))}`] : [])];
    const name = `${SIGN[worst.level]} ${this.#shown.text(title)} · ${findings.count(findingsOf(count), count.mails)}`;
    return details(name, [code(this.#shown.text(ruleId)), ...field(terms.why, worst.why), ...field(terms.law, law), ...field(terms.todo, todo.join(' · ')), places.join('\n')].join('\n\n'));
  }

  #cause({ headline: { level, message, line }, again, reasons, ...place }: Cause): string {
    const { words: { findings }, terms } = this.#shown;
    const lines = [line, ...again.map((finding) => finding.line)];
    const where = `${code(this.#shown.mail(place))}, ${text(lines.slice(0, MOST.lines).map(findings.line).join(', '))}${lines.length > MOST.lines ? ` ${text(terms.more(lines.length - MOST.lines))}` : ''}`;
    const also = reasons.slice(0, MOST.reasons).map((reason) => `\n  - ${text(terms.also)}: ${SIGN[reason.level]} ${this.#text(reason.message)}`);
    return `- ${SIGN[level]} ${this.#text(message)}<br>${where}${also.join('')}`;
  }
}

/** @param align a letter a column: `n` for numbers */
function table(columns: readonly string[], align: string, rows: readonly string[]): string {
  return [`| ${columns.map(text).join(' | ')} |`, `|${[...align].map((each) => (each === 'n' ? '---:' : '---')).join('|')}|`, ...rows].join('\n');
}

function details(title: string, content: string): string {
  return `<details><summary>${markdownHtml(title)}</summary>\n\n${content}\n\n</details>`;
}
