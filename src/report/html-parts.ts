import type { Level } from '../rule/types.ts';
import { markup, type Markup } from './markup.ts';
import { SIGN } from './sayings.ts';
import type { Shown } from './shown.ts';
import type { MailPlace } from './summary.ts';

/** The sign of a level, for eyes; its word, for ears. */
export function levelSign(level: Level, { terms }: Shown): Markup {
  return markup`<span class="sign ${level}" aria-hidden="true">${SIGN[level]}</span><span class="hidden">${terms.level[level]}${terms.colon}</span>`;
}

/** Sign and word of a level. */
export function levelName(level: Level, { terms }: Shown): Markup {
  return markup`<span class="level ${level}"><span class="sign" aria-hidden="true">${SIGN[level]}</span> ${terms.level[level]}</span>`;
}

/** A mail by its file: the folders step back, and lines break behind them. */
export function mailName(place: MailPlace, shown: Shown): Markup {
  const folders = shown.mail(place).split('/');
  const file = folders.pop()!;
  return markup`<bdi>${folders.length > 0 && markup`<span class="folders">${folders.map((folder) => markup`${folder}/<wbr>`)}</span>`}${file}</bdi>`;
}
