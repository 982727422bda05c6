import type { Messenger } from './messenger.ts';
import { localeOf, WORDS, type Words } from './words.ts';

/** What the pages of the add-on have in common. */

export const host = messenger as Messenger;
export const locale = localeOf(host.i18n.getUILanguage());
export const words: Words = WORDS[locale];

/** @throws Error if the page has no such element */
export function byId<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no #${id}`);
  return element as T;
}

/** An element with its text: never markup, whatever the text holds. */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string, className = ''): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.textContent = text;
  if (className !== '') element.className = className;
  return element;
}

export function button(text: string, className: string, pressed: () => void): HTMLButtonElement {
  const element = make('button', text, className);
  element.type = 'button';
  element.addEventListener('click', pressed);
  return element;
}

/** Fills in the fixed texts, in the language of Thunderbird. */
export function fillWords(): void {
  document.documentElement.lang = locale;
  for (const element of document.querySelectorAll<HTMLElement>('[data-words]')) element.textContent = words.page[element.dataset['words']!] ?? '';
}
