import { bar, swatch } from './html-bars.ts';
import { levelSign, mailName } from './html-parts.ts';
import { markup, type Markup } from './markup.ts';
import type { Shown } from './shown.ts';
import type { MailRow, Summary } from './summary.ts';
import { grouped } from './words.ts';

const NUMBERS = ['organisations', 'identifiable', 'visible', 'external', 'blind'] as const;

function row({ overview, level, ...place }: MailRow, most: number, shown: Shown): Markup {
  const n = grouped[shown.locale];
  const { columns, kinds } = shown.words.seen;
  const { persons, webmail, date } = overview;
  const day = date === null ? shown.date(date) : markup`<time datetime="${new Date(date).toISOString()}">${shown.date(date)}</time>`;
  return markup`<tr>
<th scope="row"><span class="mail">${level !== null && markup`${levelSign(level, shown)} `}${mailName(place, shown)}</span><span class="by">${day} · <bdi>${shown.sender(overview.sender ?? '')}</bdi></span></th>
<td class="n main" data-label="${columns.persons}">${n(persons)}</td>
<td class="chart"><span class="hidden">${kinds(webmail, persons - webmail)}</span><div class="kinds" aria-hidden="true"><span>${n(webmail)}</span>${bar([{ kind: 'webmail', value: webmail }, { kind: 'company', value: persons - webmail }], most)}<span>${n(persons - webmail)}</span></div></td>
${NUMBERS.map((key) => markup`<td class="n" data-label="${columns[key]}">${n(overview[key])}</td>`)}
</tr>`;
}

/** Who sees whom, a row a mail that has more than one recipient. */
export function mailsSection({ mails, total }: Summary, shown: Shown): Markup {
  const { title, lead, more, alone } = shown.words.seen;
  const rows = mails.items;
  const others = total.mails - mails.total;
  return markup`<section aria-labelledby="seen">
<h2 id="seen">${title}</h2>
${rows.length > 0 && markup`<p>${lead}</p>${table(rows, shown)}`}
${mails.total > rows.length && markup`<p class="more">${more(mails.total - rows.length, rows.at(-1)!.overview.persons)}</p>`}
${others > 0 && markup`<p class="more">${alone(others)}</p>`}
</section>`;
}

function table(rows: readonly MailRow[], shown: Shown): Markup {
  const { title, columns, webmail, company } = shown.words.seen;
  return markup`<ul class="legend"><li>${swatch('webmail')} ${webmail}</li><li>${swatch('company')} ${company}</li></ul>
<table class="mails">
<caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${columns.mail}</th><th scope="col" class="n">${columns.persons}</th><th scope="col">${columns.kinds}</th>${NUMBERS.map((key) => markup`<th scope="col" class="n">${columns[key]}</th>`)}</tr></thead>
<tbody>${rows.map((each) => row(each, rows[0]!.overview.persons, shown))}</tbody>
</table>`;
}
