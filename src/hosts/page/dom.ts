/** Elements are made here and nowhere else: whatever a mail holds becomes text, and no string becomes markup. */

type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
export type Child = Node | string | null | false | undefined | readonly Child[];

/** Attributes by name; true is an empty one, false and null none. Handlers (onclick …) are listeners: an attribute would be script. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, Attribute>> = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else if (child !== null && child !== undefined && child !== false) parent.append(child as Node | string);
  }
}

/** Text for ears alone. */
export function hidden(text: string): HTMLElement {
  return h('span', { class: 'hidden' }, text);
}

/** Puts the keyboard, and whoever listens, at a place; also at one that is no control. */
export function focusOn(element: HTMLElement): void {
  if (!element.matches('a, button, input, textarea')) element.tabIndex = -1;
  element.focus();
}

/** Saves bytes as a file, as if a link to it had been followed. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun when this turn is over; the address is not needed for long.
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}
