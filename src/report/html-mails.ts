import { bar, swatch } from './html-bars.ts';
import { levelSign } from './html-level.ts';
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
<th scope="row"><span class="mail">${level ? markup`${levelSign(level, shown)} ` : null}<bdi>${shown.mail(place)}</bdi></span><span class="by">${day} · <bdi>${shown.sender(overview.sender ?? '')}</bdi></span></th>
<td class="n main" data-label="${columns.persons}">${n(persons)}</td>
<td class="kinds"><span class="hidden">${kinds(webmail, persons - webmail)}</span><span class="n" aria-hidden="true">${n(webmail)}</span>${bar([{ kind: 'webmail', value: webmail }, { kind: 'company', value: persons - webmail }], most)}<span aria-hidden="true">${n(persons - webmail)}</span></td>
${NUMBERS.map((key) => markup`<td class="n" data-label="${columns[key].replaceAll('\u00AD', '')}">${n(overview[key])}</td>`)}
</tr>`;
}

/** A word that may be broken, as markup: a soft hyphen as a character would be shown as what it is. */
function breakable(word: string): Markup {
  return markup`${word.split('\u00AD').map((part, index) => (index === 0 ? part : markup`<wbr>${part}`))}`;
}

/** Who sees whom, a row a mail; '' where nothing is known of any. */
export function mailsSection({ mails }: Summary, shown: Shown): Markup {
  const { title, lead, columns, webmail, company, more } = shown.words.seen;
  const rows = mails.items;
  if (rows.length === 0) return markup``;
  const most = rows[0]!.overview.persons;
  return markup`<section aria-labelledby="seen">
<h2 id="seen">${title}</h2>
<p>${lead}</p>
<ul class="legend"><li>${swatch('webmail')} ${webmail}</li><li>${swatch('company')} ${company}</li></ul>
<table class="mails">
<caption class="hidden">${title}</caption>
<thead><tr><th scope="col">${columns.mail}</th><th scope="col" class="n">${columns.persons}</th><th scope="col">${columns.kinds}</th>${NUMBERS.map((key) => markup`<th scope="col" class="n">${breakable(columns[key])}</th>`)}</tr></thead>
<tbody>${rows.map((each) => row(each, most, shown))}</tbody>
</table>
${mails.total > rows.length && markup`<p class="more">${more(mails.total - rows.length, rows.at(-1)!.overview.persons)}</p>`}
</section>`;
}
