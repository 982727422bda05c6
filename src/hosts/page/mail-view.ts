import { focusOn, h, hidden, type Child } from './dom.ts';
import type { Card, Segment, Shown, ShownField, ShownMailbox } from './protocol.ts';
import type { PageWords } from './words.ts';

/** The mail with its findings marked; each mark leads to its finding, and back. */

export function findingId(card: number): string {
  return `finding-${card + 1}`;
}

function markId(card: number, place: number): string {
  return `mark-${card + 1}-${place}`;
}

export interface MailViewOptions {
  readonly words: PageWords;
  readonly more: (field: number, from: number) => Promise<readonly ShownMailbox[]>;
}

export class MailView {
  readonly element: HTMLElement;
  readonly #words: PageWords;
  readonly #more: MailViewOptions['more'];
  readonly #cards: readonly Card[];
  /** Places marked so far, by card. */
  readonly #places = new Map<number, number>();

  constructor(shown: Shown, { words, more }: MailViewOptions) {
    this.#words = words;
    this.#more = more;
    this.#cards = shown.cards;
    const { count, first } = shown.attachments;
    const texts = shown.texts.filter(({ segments }) => segments.length > 0);
    this.element = h('section', { class: 'mail-view', 'aria-labelledby': 'mail-title' },
      h('h2', { id: 'mail-title' }, words.mail),
      h('dl', { class: 'fields' }, shown.fields.map((field, index) => this.#field(field, index))),
      texts.length === 0 && h('p', { class: 'by' }, words.noText),
      texts.map(({ segments }) => h('div', { class: 'text', dir: 'auto' }, segments.map((segment) => this.#segment(segment)))),
      count > 0 && h('p', { class: 'by' }, `${words.attachments(count)}${words.colon} `, first.map(({ name, size }, index) => [index > 0 && ', ', h('bdi', {}, name), ` (${words.bytes(size)})`]), count > first.length && ', …'));
  }

  /** How many places of a card are marked. */
  places(card: number): number {
    return this.#places.get(card) ?? 0;
  }

  #field({ name, count, mailboxes, value, cards }: ShownField, index: number): Child {
    const words = this.#words;
    const label = words.fields[name] ?? name;
    const content = h('dd', {});
    if (count > 0) {
      const list = h('ul', { class: 'mailboxes' }, mailboxes.map((one) => this.#mailbox(one)));
      const total = count > 3 ? `${words.recipients(count)}` : '';
      if (cards.length > 0) content.append(this.#mark(cards, total === '' ? words.recipients(count) : total), ' ');
      else if (total !== '') content.append(h('span', { class: 'by' }, total));
      content.append(list);
      if (count > mailboxes.length) content.append(this.#moreButton(list, index, count, mailboxes.length));
    } else if (value.length > 0) {
      const text = value.map((segment) => this.#segment(segment));
      content.append(h('bdi', {}, cards.length > 0 && value.every((segment) => 'text' in segment) ? this.#mark(cards, value.map((segment) => ('text' in segment ? segment.text : '')).join('')) : text));
    } else content.append(cards.length > 0 ? this.#mark(cards, words.nobody) : h('span', { class: 'by' }, name === 'Subject' ? '' : words.nobody));
    return h('div', {}, h('dt', {}, label), content);
  }

  #moreButton(list: HTMLElement, field: number, count: number, shown: number): HTMLElement {
    let from = shown;
    const button = h('button', { type: 'button', class: 'quiet', onclick: () => void load() }, this.#words.moreRecipients(count - from));
    const load = async (): Promise<void> => {
      const next = await this.#more(field, from);
      const items = next.map((one) => this.#mailbox(one));
      list.append(...items);
      from += next.length;
      if (items[0]) focusOn(items[0]);
      if (from >= count || next.length === 0) button.remove();
      else button.textContent = this.#words.moreRecipients(count - from);
    };
    return button;
  }

  #mailbox({ name, address, cards }: ShownMailbox): HTMLElement {
    const text = [name !== '' && h('bdi', { class: 'name' }, name), name !== '' && ' ', h('bdi', { class: name === '' ? 'name' : 'by' }, name === '' ? address : `<${address}>`)];
    return h('li', {}, cards.length === 0 ? text : this.#mark(cards, text));
  }

  #segment(segment: Segment): Child {
    if ('gap' in segment) return h('span', { class: 'gap' }, this.#words.gap(segment.gap));
    return segment.cards.length === 0 ? segment.text : this.#mark(segment.cards, segment.text);
  }

  /** A link to the worst of its findings: cards come in that order. */
  #mark(cards: readonly number[], content: Child): HTMLElement {
    const known = cards.filter((card) => card < this.#cards.length).sort((a, b) => a - b);
    const [first] = known;
    if (first === undefined) return h('span', {}, content);
    const place = (this.#places.get(first) ?? 0) + 1;
    for (const card of known) this.#places.set(card, (this.#places.get(card) ?? 0) + 1);
    const others = known.slice(1).map((card) => h('span', { id: markId(card, this.#places.get(card)!) }));
    return h('a', { class: `mark ${this.#cards[first]!.level}`, id: markId(first, place), href: `#${findingId(first)}` }, others, content, hidden(` (${known.map((card) => this.#words.finding(card + 1)).join(', ')})`));
  }
}

/** Places that a finding links to. */
const LINKED = 8;

/** Links from a finding to its marks. */
export function linksToMarks(view: MailView, card: number, words: PageWords): HTMLElement | null {
  const places = view.places(card);
  if (places === 0) return null;
  const first = h('a', { href: `#${markId(card, 1)}` }, words.inMail(places));
  const others = Array.from({ length: Math.min(places, LINKED) - 1 }, (_, index) => [' ', h('a', { href: `#${markId(card, index + 2)}`, 'aria-label': words.place(index + 2) }, String(index + 2))]);
  return h('p', { class: 'links' }, first, others);
}
