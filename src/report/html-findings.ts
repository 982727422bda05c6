import type { Level } from '../rule/types.ts';
import { levelName, levelSign, mailName } from './html-parts.ts';
import { markup, type Markup } from './markup.ts';
import { lawLine } from './sayings.ts';
import type { Shown } from './shown.ts';
import { rulesByWeight, type Cause, type RuleSummary, type Summary } from './summary.ts';
import { findingsOf } from './tally.ts';
import type { Excerpt, LocatedFinding } from './types.ts';

/** Shown of one saying's places, of what follows from it, of a rule's fixes. */
const MOST = { places: 20, lines: 4, reasons: 6, fixes: 6 };
/** UTF-16 units for all findings together: beyond, they are counted. Keeps the page of any archive below 2 MB. */
const ROOM = 500_000;

interface Saying {
  readonly level: Level;
  readonly message: string;
  readonly reasons: readonly LocatedFinding[];
  readonly causes: Cause[];
}

/** What is said word for word of several mails is said once, with all their places. */
function sayings(causes: readonly Cause[]): Saying[] {
  const known = new Map<string, Saying>();
  for (const cause of causes) {
    const { level, message } = cause.headline;
    const key = JSON.stringify([level, message, cause.reasons.map((reason) => [reason.ruleId, reason.message])]);
    const saying = known.get(key);
    if (saying) saying.causes.push(cause);
    else known.set(key, { level, message, reasons: cause.reasons, causes: [cause] });
  }
  return [...known.values()];
}

function excerptOf({ before, marked, after }: Excerpt, shown: Shown): Markup {
  return markup` <q class="excerpt"><bdi>${shown.text(before)}<mark>${shown.text(marked)}</mark>${shown.text(after)}</bdi></q>`;
}

function place(cause: Cause, shown: Shown): Markup {
  const found = [cause.headline, ...cause.again];
  const lines = found.slice(0, MOST.lines).map(({ line }) => shown.words.findings.line(line));
  const more = found.length > MOST.lines ? ` ${shown.terms.more(found.length - MOST.lines)}` : '';
  const excerpts = found.slice(0, MOST.lines).flatMap(({ excerpt }) => (excerpt ? [excerptOf(excerpt, shown)] : []));
  return markup`<li>${mailName(cause, shown)}, ${lines.join(', ')}${more}${excerpts}</li>`;
}

/** A level that is not the rule's own is said in full; else its sign will do. */
function saying({ level, message, reasons, causes }: Saying, own: Level, shown: Shown): Markup {
  const also = reasons.slice(0, MOST.reasons);
  return markup`<li class="saying">
<p>${level === own ? levelSign(level, shown) : levelName(level, shown)} ${shown.text(message)}</p>
${also.length > 0 && markup`<ul class="also">${also.map((reason) => markup`<li><span class="term">${shown.terms.also}</span> ${levelName(reason.level, shown)} ${shown.text(reason.message)}</li>`)}${reasons.length > also.length && markup`<li>${shown.terms.more(reasons.length - also.length)}</li>`}</ul>`}
<ul class="places">${causes.slice(0, MOST.places).map((cause) => place(cause, shown))}${causes.length > MOST.places && markup`<li>${shown.terms.more(causes.length - MOST.places)}</li>`}</ul>
</li>`;
}

/** A law with a page of its own is a link, if it is a page on the web whose address holds nobody's. */
function law(finding: LocatedFinding, shown: Shown): Markup {
  if (finding.law.length === 0) return markup`${lawLine(finding, shown.terms)}`;
  return markup`${finding.law.map(({ ref, jurisdictions, url }, index) => {
    const name = shown.text(ref);
    return markup`${index > 0 && ' · '}${jurisdictions.length > 0 && `${shown.text(jurisdictions.join(',\u00A0'))}${shown.terms.colon} `}${url !== undefined && /^https:\/\//.test(url) && shown.mayStand(url) ? markup`<a href="${url}" rel="noreferrer">${name}</a>` : name}`;
  })}`;
}

function fixes(causes: readonly Cause[], shown: Shown): Markup[] {
  const all = new Map<string, string>();
  for (const { headline } of causes) {
    for (const { desc, safety } of headline.suggestions) all.set(desc, `${shown.text(desc).replace(/\.$/, '')} (${shown.terms.safety[safety]})`);
    if (headline.suggestions.length === 0 && headline.suggestion !== '') all.set(headline.suggestion, shown.text(headline.suggestion));
  }
  return [...all.values()].slice(0, MOST.fixes).map((fix) => markup`<li>${fix}</li>`);
}

/** One rule: what it is about, why, the law, what to do, and what it says where. */
function card({ ruleId, title, count, causes }: RuleSummary, number: number, shown: Shown): Markup {
  const { terms, words: { findings } } = shown;
  const worst = causes.items[0]!.headline;
  const said = law(worst, shown);
  const todo = fixes(causes.items, shown);
  const detail = (name: string, content: Markup): Markup => markup`<div><dt>${name}</dt><dd>${content}</dd></div>`;
  return markup`<article aria-labelledby="rule-${number}">
<h3 id="rule-${number}">${levelName(worst.level, shown)} ${shown.text(title)}</h3>
<p class="by"><code>${shown.text(ruleId)}</code> · ${findings.count(findingsOf(count), count.mails)}</p>
<dl class="details">
${worst.why !== '' && detail(terms.why, markup`${shown.text(worst.why)}`)}
${String(said) !== '' && detail(terms.law, said)}
${todo.length > 0 && detail(terms.todo, markup`<ul>${todo}</ul>`)}
</dl>
<ul class="sayings">${sayings(causes.items).map((each) => saying(each, worst.level, shown))}</ul>
${causes.total > causes.items.length && markup`<p class="more">${findings.more(causes.total - causes.items.length)}</p>`}
</article>`;
}

/** The findings, a rule at a time, as many as there is room for. */
export function findingsSection(summary: Summary, shown: Shown): Markup {
  const { findings } = shown.words;
  const rules = rulesByWeight(summary).filter(({ causes }) => causes.total > 0);
  const cards: Markup[] = [];
  let room = ROOM;
  for (const rule of rules) {
    const next = card(rule, cards.length + 1, shown);
    room -= String(next).length;
    if (room < 0) break;
    cards.push(next);
  }
  const rest = rules.length - cards.length;
  return markup`<section aria-labelledby="findings">
<h2 id="findings">${findings.title}</h2>
<p>${rules.length > 0 ? findings.lead : findings.none}</p>
${cards}
${rest > 0 && markup`<p class="more">${findings.rest(rest)}</p>`}
</section>`;
}
