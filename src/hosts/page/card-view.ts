import { SIGN } from '../../report/sayings.ts';
import { REPORT_WORDS, type ReportWords } from '../../report/words.ts';
import type { Level, Locale } from '../../rule/types.ts';
import { focusOn, h, hidden, type Child } from './dom.ts';
import { findingId, linksToMarks, type MailView } from './mail-view.ts';
import type { Card, Fix, FixRequest, Hunk, Preview } from './protocol.ts';
import { PAGE_WORDS, type PageWords } from './words.ts';

/** A finding: what, why, the law, and what can be done about it here. */

export interface CardHandlers {
  preview(request: FixRequest): Promise<Preview | null>;
  apply(request: FixRequest): void;
  /** One mail a person; null where there is nobody to part. */
  readonly split: (() => void) | null;
}

/** Sign and word of a level. */
export function levelName(level: Level, locale: Locale): HTMLElement {
  return h('span', { class: `level ${level}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGN[level]), ` ${REPORT_WORDS[locale].level[level]}`);
}

export function cardView(card: Card, index: number, view: MailView, locale: Locale, handlers: CardHandlers): HTMLElement {
  const terms = REPORT_WORDS[locale];
  const words = PAGE_WORDS[locale];
  const id = findingId(index);
  const detail = (name: string, ...content: Child[]): HTMLElement => h('div', {}, h('dt', {}, name), h('dd', {}, content));
  return h('article', { id, class: 'card', tabindex: -1, 'aria-labelledby': `${id}-title` },
    h('h3', { id: `${id}-title` }, levelName(card.level, locale), ' ', card.title),
    h('p', {}, card.message),
    linksToMarks(view, index, words),
    h('dl', { class: 'details' },
      card.excerpt !== '' && detail(words.notMarked, h('bdi', { class: 'excerpt' }, card.excerpt)),
      card.why !== '' && detail(terms.why, card.why),
      (card.law.length > 0 || card.courtesy) && detail(terms.law, lawOf(card, terms)),
      detail(terms.todo, card.fixes.length === 0 ? card.suggestion : h('ul', { class: 'fixes' }, card.fixes.map((fix, number) => fixView(fix, { card: index, fix: number }, words, terms, handlers)))),
      card.reasons.length > 0 && detail(terms.also, h('ul', { class: 'reasons' }, card.reasons.map(({ level, message }) => h('li', {}, levelName(level, locale), ' ', message))))));
}

function lawOf({ law, courtesy }: Card, terms: ReportWords): Child {
  if (courtesy) return terms.courtesy;
  return law.map(({ places, ref, url }, index) => [
    index > 0 && ' · ',
    places !== '' && `${places}${terms.colon} `,
    url === null ? ref : h('a', { href: url, rel: 'noreferrer', target: '_blank' }, ref),
  ]);
}

function fixView(fix: Fix, request: FixRequest, words: PageWords, terms: ReportWords, handlers: CardHandlers): HTMLElement {
  const desc = fix.desc.replace(/\.$/, '');
  if (fix.id === 'one-mail-a-person' && handlers.split !== null) return h('li', {}, h('button', { type: 'button', onclick: handlers.split }, desc));
  if (fix.safety === 'advice' || fix.id === 'one-mail-a-person') return h('li', {}, `${desc} (${words.byHand})`);
  if (fix.refused !== null) return h('li', {}, desc, h('span', { class: 'by' }, ` ${words.notHere(fix.refused)}`));
  if (fix.safety === 'safe') return h('li', {}, h('button', { type: 'button', onclick: () => { handlers.apply(request); } }, desc), ' ', h('span', { class: 'by' }, terms.safety.safe));
  return askView(fix, desc, request, words, handlers);
}

/** A change that is shown before it is made. */
function askView(fix: Fix, desc: string, request: FixRequest, words: PageWords, handlers: CardHandlers): HTMLElement {
  const id = `change-${request.card + 1}-${request.fix + 1}`;
  const place = h('div', { id, class: 'change', hidden: true });
  const button = h('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => { if (place.hidden) open(); else close(); } }, desc);
  const close = (): void => {
    place.hidden = true;
    place.replaceChildren();
    button.setAttribute('aria-expanded', 'false');
    button.focus();
  };
  const sentence = fix.sentence === null ? null : h('textarea', { id: `${id}-sentence`, rows: 3, 'aria-describedby': `${id}-hint` }, fix.sentence);
  const asked = (): FixRequest => (sentence === null ? request : { ...request, sentence: sentence.value });
  const open = (): void => {
    const shown = h('div', { role: 'group', 'aria-label': words.change });
    const yes = h('button', { type: 'button', class: 'main', onclick: () => { handlers.apply(asked()); } }, words.confirm);
    place.replaceChildren(
      ...(sentence === null ? [] : [h('label', { for: sentence.id }, words.sentence), h('p', { id: `${id}-hint`, class: 'by' }, words.sentenceHint), sentence]),
      shown,
      h('p', { class: 'buttons' }, yes, ' ', h('button', { type: 'button', onclick: close }, words.cancel)));
    place.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    const refresh = async (): Promise<void> => {
      const preview = await handlers.preview(asked());
      if (preview === null) return;
      shown.replaceChildren(...(preview.refused === null ? [...preview.hunks.map((hunk) => hunkView(hunk, words)), ...(preview.more > 0 ? [h('p', { class: 'by' }, words.moreLines(preview.more))] : [])] : [h('p', {}, words.notHere(preview.refused))]));
      yes.hidden = preview.refused !== null;
    };
    if (sentence !== null) sentence.oninput = () => void refresh();
    void refresh().then(() => { focusOn(sentence ?? shown); });
  };
  return h('li', {}, button, place);
}

function hunkView({ where, lines }: Hunk, words: PageWords): HTMLElement {
  return h('figure', { class: 'hunk' }, h('figcaption', {}, words.changeIn[where]),
    lines.map(({ kind, text }) => h(kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'span', { class: 'line', dir: 'auto' }, kind !== 'same' && hidden(`${kind === 'gone' ? words.gone : words.added} `), text === '' ? '\u00A0' : text)));
}
