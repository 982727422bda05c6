import { BASE_STYLE } from '../../report/html-style.ts';

/** The page's style, on that of the reports. */
export const PAGE_STYLE = `${BASE_STYLE}
:root { --mark-error: #fbe3e1; --mark-warning: #faecd0; --mark-info: #e1ecf9; --button: #1c2126; --button-ink: #fff; --edge: #767f89; --gone: #fbe3e1; --new: #dff3e4; }
@media screen and (prefers-color-scheme: dark) {
  :root { --mark-error: #4a2220; --mark-warning: #463515; --mark-info: #1f3550; --button: #e7eaed; --button-ink: #15181c; --edge: #7d8792; --gone: #4a2220; --new: #1d3f28; }
}
body { max-width: 84rem; padding-top: 1.5rem; }
h1 { font-size: clamp(1.375rem, 1.1rem + 1.2vw, 1.875rem); font-weight: 650; color: var(--ink); letter-spacing: -.02em; }
[hidden] { display: none !important; }
.skip { position: absolute; left: 1rem; top: -10rem; padding: .5rem .75rem; background: var(--page); }
.skip:focus { top: .5rem; z-index: 2; }
.brand { max-width: none; display: flex; justify-content: space-between; align-items: center; gap: 1rem; margin-bottom: 1.25rem; }
.tagline { margin: .25rem 0 .5rem; font-size: 1.0625rem; }
.privacy { color: var(--soft); font-size: .875rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; margin-top: 1.75rem; }
.form { display: grid; gap: 1.25rem; align-content: start; }
section { margin-top: 0; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
legend { padding: 0; margin-bottom: .25rem; font-weight: 650; float: left; width: 100%; }
label { font-weight: 600; }
.roles label { font-weight: 400; padding: .25rem 0; }
h2 label, h3 label { font: inherit; }
.form h2 { margin-bottom: .125rem; font-size: 1.125rem; }
.form h3, .domains label { font-size: 1rem; font-weight: 650; }
.form .by { margin-bottom: .375rem; }
textarea, input[type=text] { display: block; width: 100%; padding: .625rem .75rem; border: 1px solid var(--edge); border-radius: 4px; background: var(--page); color: var(--ink); font: inherit; font-size: .9375rem; }
textarea { resize: vertical; min-height: 4rem; unicode-bidi: plaintext; overflow-wrap: anywhere; }
input[type=radio] { width: 1.05rem; height: 1.05rem; margin: 0 .125rem 0 0; vertical-align: -.15em; accent-color: var(--link); }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: .625rem 0 0; }
.buttons .by { margin: 0; }
button, .button { display: inline-block; padding: .4375rem .875rem; border: 1px solid var(--edge); border-radius: 4px; background: var(--page); color: var(--ink); font: inherit; font-size: .9375rem; font-weight: 550; line-height: 1.4; text-align: left; cursor: pointer; }
button:hover, .button:hover { background: var(--wash); }
button.main { border-color: var(--button); background: var(--button); color: var(--button-ink); }
button.main:hover { opacity: .88; }
button.quiet { border-color: transparent; padding-inline: .25rem; color: var(--link); background: none; text-decoration: underline; text-underline-offset: .15em; font-weight: 400; }
.chooser { position: relative; display: inline-block; }
.chooser input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
a:focus-visible, button:focus-visible, textarea:focus-visible, input:focus-visible, .chooser input:focus-visible + .button, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.file { margin: .375rem 0 0; padding: .75rem; border: 1px solid var(--line); border-radius: 4px; background: var(--wash); font-weight: 550; overflow-wrap: anywhere; }
.busy { margin: 0; padding: .75rem 1rem; border-left: 4px solid var(--link); background: var(--wash); }
.busy button { margin-left: .75rem; }

.result { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; align-content: start; }
.result:empty { display: none; }
.summary h2.by { margin: 0; font-size: .875rem; font-weight: 400; letter-spacing: 0; }
.summary .lead { margin: .125rem 0 .25rem; max-width: none; }
.lead { font-size: clamp(1.25rem, 1.1rem + .8vw, 1.625rem); }
.split p { margin: .75rem 0 0; }
progress { width: min(18rem, 100%); height: 1rem; accent-color: var(--link); }

.fields > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .125rem 1rem; padding: .3125rem 0; border-bottom: 1px solid var(--line); }
.fields dt { color: var(--soft); }
.mailboxes li { padding: .0625rem 0; overflow-wrap: anywhere; font-size: .9375rem; line-height: 1.45; }
.name { font-weight: 500; }
.text { margin: 1rem 0; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: var(--wash); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.gap { color: var(--soft); font-style: italic; }
.mark { padding: .0625rem .1875rem; border-radius: 3px; color: var(--ink); text-decoration: underline; text-decoration-color: var(--level); text-decoration-thickness: 2px; text-underline-offset: .2em; unicode-bidi: isolate; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.mark.error { background: var(--mark-error); } .mark.warning { background: var(--mark-warning); text-decoration-style: wavy; text-decoration-thickness: 1px; } .mark.info { background: var(--mark-info); text-decoration-style: dotted; }
.mark .by, .mark .name { color: inherit; }
.mark:target, .card:focus { outline: 3px solid var(--link); outline-offset: 2px; }

.card { margin-top: 1rem; padding: 1rem 1.125rem 1.125rem; border: 1px solid var(--line); border-left: 5px solid var(--level, var(--line)); border-radius: 4px; scroll-margin-top: 1rem; }
.card:has(> h3 .error) { --level: var(--error); } .card:has(> h3 .warning) { --level: var(--warning); } .card:has(> h3 .info) { --level: var(--info); }
.card h3 { text-wrap: wrap; }
.card h3 .level { display: block; margin: 0 0 .125rem; font-size: .875rem; }
.card p { margin: .25rem 0 .5rem; }
.links { font-size: .875rem; }
.links a { display: inline-block; padding: .125rem .125rem; }
.details { margin-top: .5rem; font-size: .9375rem; }
.details > div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .125rem 1rem; margin-bottom: .5rem; }
.details > div:has(.change) { display: block; }
.details dt { color: var(--soft); }
.fixes li, .reasons li { margin-bottom: .375rem; }
.excerpt { color: var(--ink); }
.change { display: block; margin: .625rem 0 .25rem; padding: .75rem .875rem; border: 1px solid var(--line); border-radius: 4px; background: var(--wash); }
.change > div { margin-top: .5rem; }
.hunk { margin: 0 0 .75rem; }
.hunk figcaption { color: var(--soft); font-size: .8125rem; }
.line { display: block; padding: .0625rem .375rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-decoration: none; }
del.line { background: var(--gone); text-decoration: line-through; text-decoration-thickness: 1px; }
ins.line { background: var(--new); }
.drop { display: none; position: fixed; inset: 0; place-items: center; background: var(--page); color: var(--ink); font-size: 1.5rem; font-weight: 650; border: 4px dashed var(--link); opacity: .94; z-index: 3; pointer-events: none; }
.dropping .drop { display: grid; }
footer { margin-top: 2.5rem; }
footer p { margin: 0 0 .25rem; }

@media screen and (min-width: 64rem) {
  main { grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); }
  main > .busy { grid-column: 2; }
  .form { grid-row: span 9; }
}
@media screen and (min-width: 78rem) {
  .result { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .summary { grid-column: 1 / -1; }
  .findings { grid-column: 2; grid-row: 2; }
  .mail-view { grid-column: 1; grid-row: 2; }
}
@media screen and (max-width: 36rem) {
  .fields > div, .details > div { display: block; }
  .card { padding-inline: .75rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (forced-colors: active) { .mark { border-bottom: 2px solid; } }
@media print {
  .form, .actions, .skip, .language, .busy, .fixes button + .by, .links { display: none; }
  body { max-width: none; }
  main, .result { display: block; }
  .result > * { margin-bottom: 1.5rem; }
  .text { background: none; }
  .fixes button { padding: 0; border: 0; background: none; color: inherit; font-weight: 400; }
  .card { break-inside: avoid; }
  .mark { color: inherit; }
}
`;
