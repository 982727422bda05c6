import type { Law } from '../../rule/types.ts';
import { button, make, words } from './page.ts';

/** Where which law speaks. A link is a button: only a click opens the browser. Null if there is nothing to say. */
export function lawLinks(law: readonly Law[], courtesy: boolean, open: (url: string) => void): HTMLElement | null {
  if (law.length === 0) return courtesy ? make('p', words.popup.courtesy) : null;
  const line = make('p', `${words.popup.law} `);
  law.forEach(({ ref, jurisdictions, url }, index) => {
    if (index > 0) line.append(' · ');
    const text = jurisdictions.length === 0 ? ref : `${ref} (${jurisdictions.join(', ')})`;
    line.append(url === undefined ? text : button(text, 'link', () => { open(url); }));
  });
  return line;
}
