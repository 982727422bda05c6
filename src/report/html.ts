import { headline, type SummaryOptions } from './headline.ts';
import { FILLINGS } from './html-bars.ts';
import { figuresSection, sendersCut } from './html-figures.ts';
import { findingsSection } from './html-findings.ts';
import { mailsSection } from './html-mails.ts';
import { mailName } from './html-parts.ts';
import { STYLE, STYLE_HASH } from './html-style.ts';
import { Markup, markup } from './markup.ts';
import { senderKeys, Shown } from './shown.ts';
import { firstAdvice, Summary } from './summary.ts';
import type { Report, Result } from './types.ts';
import { grouped } from './words.ts';

/** No script, no picture, nothing from anywhere; of styles, the page's own alone, known by its hash. */
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A page for people who keep files: who sees whom, findings in figures, and the findings. One file, made when all is read. */
export class HtmlReport implements Report {
  readonly wantsOverview = true;
  readonly #summary: Summary;
  readonly #options: SummaryOptions;

  constructor(options: SummaryOptions) {
    this.#summary = new Summary(options.quiet);
    this.#options = options;
  }

  result(result: Result): string {
    this.#summary.add(result);
    return '';
  }

  end(): string {
    const { locale, showContent } = this.#options;
    const summary = this.#summary;
    const shown = new Shown(locale, showContent);
    shown.nameSenders(senderKeys(sendersCut(summary).rows, summary.mails.items));
    const title = shown.words.title(summary.total.mails);
    const page = markup`<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title} · Undisclosed</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
${FILLINGS}
${this.#header(title, shown)}
<main>
${this.#unread(shown)}
${summary.total.mails > 0 && [mailsSection(summary, shown), figuresSection(summary, shown), findingsSection(summary, shown), notes(shown)]}
</main>
<footer><p>${showContent ? shown.words.plain : shown.words.privacy}</p></footer>
</body>
</html>`;
    return `<!doctype html>\n${String(page)}\n`;
  }

  #header(title: string, shown: Shown): Markup {
    const { facts, quiet } = this.#options;
    const { words, locale } = shown;
    const summary = this.#summary;
    const { total, unread, mostSeen } = summary;
    const figures = { mails: total.mails, flagged: total.flagged, error: total.error, warning: total.warning, info: total.info, unread: unread.total };
    const advice = firstAdvice(summary, facts.phase === 'sent');
    const fact = (name: string, value: string): Markup => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return markup`<header>
<p class="brand">Undisclosed</p>
<h1>${title}</h1>
<p class="lead">${headline(summary, shown, facts.phase === 'sent')}</p>
${mostSeen && total.exposed > 1 && markup`<p>${words.atWorst(mostSeen.people)} ${mailName(mostSeen, shown)}</p>`}
${advice !== '' && markup`<p class="first"><span class="term">${words.first}${shown.terms.colon}</span> ${shown.text(advice)}</p>`}
<ul class="totals">${(Object.keys(figures) as (keyof typeof figures)[]).map((key) => markup`<li class="${figures[key] > 0 ? key : 'none'}"><strong>${grouped[locale](figures[key])}</strong> ${words.figures[key](figures[key])}</li>`)}</ul>
<dl class="facts">
${fact(words.made, shown.instant(facts.now))}
${fact(words.program, `undisclosed ${facts.version}`)}
${fact(words.presets, `${facts.presets.length > 0 ? facts.presets.map((preset) => shown.text(preset)).join(', ') : words.noPreset}, ${words.rulesOn(facts.rules)}`)}
${fact(words.phase, words.phases[facts.phase])}
</dl>
${quiet && markup`<p class="more">${words.quiet}</p>`}
${total.mails > 0 && markup`<nav aria-label="${words.contents}"><ul>${[['seen', words.seen.title], ['figures', words.by.title], ['findings', words.findings.title], ['notes', words.notes.title]].map(([id, name]) => markup`<li><a href="#${id!}">${name!}</a></li>`)}</ul></nav>`}
</header>`;
  }

  /** What was not judged comes before all that was. */
  #unread(shown: Shown): Markup {
    const { unread } = this.#summary;
    if (unread.total === 0) return markup``;
    const words = shown.words.unread;
    return markup`<section class="unread" aria-labelledby="unread">
<h2 id="unread">${words.title(unread.total)}</h2>
<p>${words.lead}</p>
<table>
<caption class="hidden">${words.title(unread.total)}</caption>
<thead><tr><th scope="col">${words.input}</th><th scope="col">${words.reason}</th></tr></thead>
<tbody>${unread.items.map((input) => markup`<tr><th scope="row">${mailName(input, shown)}</th><td>${shown.text(input.message)}</td></tr>`)}</tbody>
</table>
${unread.total > unread.items.length && markup`<p class="more">${shown.terms.more(unread.total - unread.items.length)}</p>`}
</section>`;
  }
}

function notes({ words }: Shown): Markup {
  return markup`<section aria-labelledby="notes">
<h2 id="notes">${words.notes.title}</h2>
<dl class="details">${words.notes.list.map(([term, meaning]) => markup`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl>
</section>`;
}
