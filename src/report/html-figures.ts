import { bar, swatch } from './html-bars.ts';
import { levelName } from './html-parts.ts';
import { markup, type Markup, type Piece } from './markup.ts';
import type { Shown } from './shown.ts';
import { rulesByWeight, type Summary } from './summary.ts';
import { cut, findingsOf, type Count, type Cut } from './tally.ts';
import { grouped } from './words.ts';

/** Rows shown of each table; the rest is one row. */
export const MOST_ROWS = { rules: 80, senders: 20, months: 36 };
const LEVELS = ['error', 'warning', 'info'] as const;

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly cut: Cut;
  readonly label: (key: string) => Piece;
  readonly people: boolean;
  /** Sums at the foot. */
  readonly total: Readonly<Count>;
}

function table({ id, title, name, cut: { rows, more, rest }, label, people, total }: Chart, shown: Shown): Markup {
  const { by, figures } = shown.words;
  const n = grouped[shown.locale];
  const others = findingsOf(rest) + rest.mails > 0;
  const most = Math.max(1, findingsOf(rest), ...rows.map(([, count]) => findingsOf(count)));
  const cells = (count: Readonly<Count>, chart: boolean): Markup => markup`<td class="n" data-label="${by.mails}">${n(count.mails)}</td>
${LEVELS.map((level) => markup`<td class="n${count[level] === 0 ? ' none' : ''}" data-label="${figures[level](2)}">${n(count[level])}</td>`)}
${people && markup`<td class="n${count.people === 0 ? ' none' : ''}" data-label="${by.people}">${n(count.people)}</td>`}
<td class="chart">${chart && bar(LEVELS.map((level) => ({ kind: level, value: count[level] })), most)}</td>`;
  return markup`<h3 id="${id}">${title}</h3>
<table class="figures-table">
<caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${name}</th><th scope="col" class="n">${by.mails}</th>${LEVELS.map((level) => markup`<th scope="col" class="n">${figures[level](2)}</th>`)}${people && markup`<th scope="col" class="n">${by.people}</th>`}<th scope="col" class="chart"><span class="hidden">${by.chart}</span></th></tr></thead>
<tbody>
${rows.map(([key, count]) => markup`<tr><th scope="row">${label(key)}</th>${cells(count, true)}</tr>`)}
${others && markup`<tr class="others"><th scope="row">${by.others(more)}</th>${cells(rest, true)}</tr>`}
</tbody>
<tfoot><tr><th scope="row">${by.total}</th>${cells(total, false)}</tr></tfoot>
</table>`;
}

const byFindings = ([a, x]: readonly [string, Readonly<Count>], [b, y]: readonly [string, Readonly<Count>]): number =>
  y.error - x.error || y.people - x.people || findingsOf(y) - findingsOf(x) || y.mails - x.mails || (a < b ? -1 : 1);

/** The senders to show, the worst first, and one count of the rest. */
export function sendersCut({ senders }: Summary): Cut {
  return cut(senders.entries().sort(byFindings), MOST_ROWS.senders, senders.rest);
}

/** The latest months, and one count of what is before them; mails without a date come last. */
export function monthsCut({ months }: Summary): Cut {
  const entries = months.entries();
  const dated = entries.filter(([month]) => month !== '').sort(([a], [b]) => (a < b ? 1 : -1));
  const latest = cut(dated, MOST_ROWS.months, months.rest);
  return { ...latest, rows: [...latest.rows.toReversed(), ...entries.filter(([month]) => month === '')] };
}

/** Findings by rule, by sender and by month, with a chart each. */
export function figuresSection(summary: Summary, shown: Shown): Markup {
  const { by } = shown.words;
  const rules = rulesByWeight(summary);
  const titles = new Map(rules.map(({ ruleId, title }) => [ruleId, title]));
  const rule = (id: string): Piece => markup`<span class="mail">${shown.text(titles.get(id)!)}</span> <code>${shown.text(id)}</code>`;
  const sender = (key: string): Piece => markup`<bdi>${shown.sender(key)}</bdi>`;
  // A mail may stand in several rows of this one.
  const all: Count = { ...summary.total, mails: summary.total.flagged };
  return markup`<section aria-labelledby="figures">
<h2 id="figures">${by.title}</h2>
<p>${by.lead}</p>
<ul class="legend">${LEVELS.map((level) => markup`<li>${swatch(level)} ${levelName(level, shown)}</li>`)}</ul>
${table({ id: 'by-rule', title: by.rule, name: by.name.rule, cut: cut(rules.map(({ ruleId, count }) => [ruleId, count]), MOST_ROWS.rules), label: rule, people: false, total: all }, shown)}
${table({ id: 'by-sender', title: by.sender, name: by.name.sender, cut: sendersCut(summary), label: sender, people: true, total: summary.total }, shown)}
${table({ id: 'by-month', title: by.month, name: by.name.month, cut: monthsCut(summary), label: (month) => shown.month(month), people: true, total: summary.total }, shown)}
</section>`;
}
