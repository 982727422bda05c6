/** What all our pages have in common: colours, type, levels. Colours reach a contrast of 4.5 with the page, in light and in dark; nothing is told by colour alone. */
export const BASE_STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #1c2126; --soft: #59626c; --line: #dce0e5; --wash: #f5f6f8; --link: #0b57a4;
  --error: #b3261e; --warning: #8a5300; --info: #2660a4; --webmail: #31527e; --company: #7f9cc4; --company-soft: #dce5f1; --warning-soft: #efd9ae; --info-soft: #c9dcf2; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #15181c; --ink: #e7eaed; --soft: #a3adb8; --line: #333a42; --wash: #1d2126; --link: #8dbcf2;
    --error: #ff8f86; --warning: #eeb558; --info: #8dbcf2; --webmail: #9dbbe6; --company: #5c7ba8; --company-soft: #26344a; --warning-soft: #6b5123; --info-soft: #2c4464; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 66rem; padding: 2.5rem clamp(1rem, 4vw, 2.5rem) 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
p, .also, .places { max-width: 46rem; }
p { margin: 0 0 .75rem; }
h1, h2, h3 { margin: 0; line-height: 1.25; letter-spacing: -.012em; text-wrap: balance; }
h1 { font-size: 1rem; font-weight: 500; letter-spacing: 0; color: var(--soft); }
h2 { font-size: 1.375rem; font-weight: 650; margin-bottom: .5rem; }
h3 { font-size: 1.0625rem; font-weight: 650; margin-bottom: .25rem; }
section { margin-top: 3.5rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; border-radius: 2px; }
ul { list-style: none; margin: 0; padding: 0; }
dl, dd { margin: 0; }
code { font: .8125rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; color: var(--soft); overflow-wrap: anywhere; }
bdi { overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.brand { margin: 0 0 2rem; font-weight: 700; letter-spacing: -.01em; }
.lead { margin: .5rem 0 .75rem; max-width: 40rem; font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.125rem); font-weight: 650; line-height: 1.2; letter-spacing: -.022em; text-wrap: balance; }
.term { font-weight: 600; }
.also .term { font-weight: 400; color: var(--soft); }
.also .level { font-weight: 500; }
.by, .more { color: var(--soft); font-size: .875rem; }
.more { margin: .75rem 0 0; }
.error { --level: var(--error); } .warning { --level: var(--warning); } .info { --level: var(--info); }
.sign, .level { color: var(--level); }
.level { margin-right: .25rem; font-weight: 650; white-space: nowrap; }
h3 .level { margin-right: .375rem; }
.legend .level { font-weight: 400; }
.sign { display: inline-block; font-size: .85em; font-family: "DejaVu Sans", "Segoe UI Symbol", sans-serif; }
`;

/** The report's style. */
export const STYLE = `${BASE_STYLE}
.totals { display: grid; grid-template-columns: repeat(6, 1fr); margin: 2rem 0 1.5rem; border-block: 1px solid var(--line); }
.totals li { padding: .875rem .75rem .75rem 0; font-size: .875rem; color: var(--soft); line-height: 1.3; }
.totals strong { display: block; font-size: 1.75rem; font-weight: 600; line-height: 1.2; letter-spacing: -.02em; color: var(--level, var(--ink)); font-variant-numeric: tabular-nums; }
.totals .none strong { color: var(--soft); font-weight: 400; }
.totals .unread { --level: var(--error); }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; font-size: .875rem; }
.facts div { display: flex; gap: .5rem; }
.facts dt { color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 1.5rem; }
nav a { display: inline-block; padding: .25rem 0; }
section.unread { margin-top: 2.5rem; padding: 1.25rem 1.5rem 1.5rem; border: 1px solid var(--error); border-left-width: 5px; border-radius: 3px; }

.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-bottom: 1rem; font-size: .875rem; color: var(--soft); }
.swatch { vertical-align: -1px; margin-right: .25rem; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
th, td { padding: .5rem 0 .5rem 1rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); font-weight: 400; }
th:first-child { padding-left: 0; }
thead th { vertical-align: bottom; color: var(--soft); font-size: .8125rem; border-bottom-color: var(--soft); }
thead th::first-letter { text-transform: uppercase; }
tfoot th, tfoot td { font-weight: 650; border-bottom: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .n { white-space: normal; }
.n.none { color: var(--soft); }
.main { font-weight: 650; }
.mail { display: block; font-weight: 550; }
.folders { font-weight: 400; color: var(--soft); }
.mails .by { display: block; font-size: .8125rem; }
.mails .sign { float: left; margin: .2em 0 0 -1.1rem; }
.kinds { display: grid; grid-template-columns: 2.75rem 1fr 2.25rem; align-items: center; gap: .5rem; min-width: 10rem; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
.kinds > span { text-align: right; }
.bar { display: block; width: 100%; height: 12px; overflow: visible; }
.mails thead th:first-child { width: 31%; }
.figures-table { margin-bottom: 2.5rem; }
.legend + h3 { margin-top: 1.5rem; }
.figures-table .n { width: 5.5rem; }
.figures-table .chart { width: 28%; }
td.chart { vertical-align: top; }
.figures-table td.chart { padding-top: .7rem; }
.figures-table .others th { color: var(--soft); }
.fillings { position: absolute; }
rect.error { fill: var(--error); } rect.warning { fill: url(#stripes); } rect.info { fill: url(#dots); } rect.webmail { fill: var(--webmail); } rect.company { fill: url(#hatched); }
#hatched .soft { fill: var(--company-soft); } #hatched .line { fill: var(--company); }
#stripes .soft { fill: var(--warning-soft); } #stripes .line { fill: var(--warning); }
#dots .soft { fill: var(--info-soft); } #dots .line { fill: var(--info); }

article { margin-top: 1.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.details div { display: grid; grid-template-columns: 8rem 1fr; gap: .25rem 1rem; margin-bottom: .5rem; }
.details dt { color: var(--soft); }
.details dd { max-width: 44rem; }
.sayings { margin-top: 1rem; border-left: 3px solid var(--line); }
.saying { padding: .5rem 0 .5rem 1rem; }
.saying p { margin: 0; }
.also, .places { padding-left: 1rem; font-size: .875rem; }
.also li { margin-top: .25rem; }
.places { margin-top: .25rem; color: var(--soft); }
.excerpt { display: block; color: var(--ink); quotes: none; }
mark { background: none; color: inherit; font-weight: 650; text-decoration: underline; text-underline-offset: .2em; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }

@media screen and (max-width: 56rem) {
  body { padding-top: 1.5rem; }
  .brand { margin-bottom: 1.25rem; }
  .totals { grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); }
  .facts { display: block; }
  .details div { display: block; }
  section.unread { padding: 1rem; }
  table, tbody, tfoot, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.25rem, 1fr)); gap: .125rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  th, td, th:first-child { padding: 0; border: 0; }
  tbody th, tfoot th, td:not([data-label]) { grid-column: 1 / -1; width: auto; }
  td.n { display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: .375rem; width: auto; }
  .figures-table .n { width: auto; }
  td[data-label]::after { content: attr(data-label); font-weight: 400; color: var(--soft); white-space: normal; text-align: left; }
  .mails .sign { float: none; margin: 0 .25rem 0 0; }
  .kinds { min-width: 0; grid-template-columns: auto 1fr auto; }
  .figures-table td.chart { padding-top: .25rem; }
  .figures-table tfoot .chart { display: none; }
}
@media print {
  @page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #59626c; } }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 2rem; }
  a { color: inherit; }
  h2, h3, .legend, article > .by, dt { break-after: avoid; }
  h2 + p { break-after: avoid; }
  tr, li, .details div, .totals { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  p { orphans: 3; widows: 3; }
  .mails .sign { float: none; margin: 0 .25rem 0 0; }
  .mails thead th:first-child { width: 36%; }
  .kinds { min-width: 8.5rem; grid-template-columns: 2.75rem 1fr 2.25rem; }
  th, td { padding-left: .75rem; }
}
`;

/** What the page's policy knows the style by: SHA-256 of it, in base64. Whoever changes the style reads the new one from the failing test. */
export const STYLE_HASH = 'sha256-Vzv+wBb3bFA0tB+tEVwLbnwtpuQxuf7BDVn77WHvAV4=';
