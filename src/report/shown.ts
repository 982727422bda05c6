import type { Locale } from '../rule/types.ts';
import { maskAddress, maskAddresses } from './mask.ts';
import { REPORT_WORDS, type ReportWords } from './words.ts';
import type { MailPlace, MailRow } from './summary.ts';
import { SUMMARY_WORDS, type SummaryWords } from './summary-words.ts';

/** UTF-16 units shown of a sentence, and of the name of a file. */
const LONGEST = { text: 1_000, path: 160 };

/** What of somebody else's words a report shows, and how: addresses masked unless asked for, cut to a bounded length, dates as the language has them. */
export class Shown {
  readonly locale: Locale;
  readonly words: SummaryWords;
  readonly terms: ReportWords;
  readonly plain: boolean;
  readonly #date: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;
  #senders: ReadonlyMap<string, string> = new Map();

  /** @param plain show addresses as they are */
  constructor(locale: Locale, plain: boolean) {
    this.locale = locale;
    this.words = SUMMARY_WORDS[locale];
    this.terms = REPORT_WORDS[locale];
    this.plain = plain;
    const tag = locale === 'fr' ? 'fr-FR' : 'en-GB';
    this.#date = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
    this.#time = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
    this.#month = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  }

  /** A sentence on one line. */
  text(text: string): string {
    const line = (this.plain ? text : maskAddresses(text)).replace(/[\r\n]+/g, ' ');
    return line.length > LONGEST.text ? `${line.slice(0, LONGEST.text)}…` : line;
  }

  /** Whether a text holds no address that must be masked; for what is worth nothing once masked. */
  mayStand(text: string): boolean {
    return this.plain || maskAddresses(text) === text;
  }

  /** The file and, of several mails in it, which; of a long path the end. */
  mail({ filePath, number }: MailPlace): string {
    const path = this.plain ? filePath : maskAddresses(filePath);
    const short = path.length > LONGEST.path ? `…${path.slice(-LONGEST.path)}` : path;
    return number === undefined ? short : `${short} · ${this.terms.mail(number)}`;
  }

  /**
   * Settles how senders are called: two whose masks are alike get a number, so that they do not look like one.
   * @param keys folded addresses of all that will be shown, '' for none
   */
  nameSenders(keys: Iterable<string>): void {
    const unique = [...new Set(keys)];
    const masks = unique.map((key) => (key === '' ? this.words.by.noSender : this.plain ? key : maskAddress(key)));
    const times = new Map<string, number>();
    for (const mask of masks) times.set(mask, (times.get(mask) ?? 0) + 1);
    const given = new Map<string, number>();
    this.#senders = new Map(unique.map((key, index) => {
      const mask = masks[index]!;
      if (times.get(mask) === 1) return [key, mask];
      const number = (given.get(mask) ?? 0) + 1;
      given.set(mask, number);
      return [key, `${mask} (${number})`];
    }));
  }

  /** @param key one of those given to `nameSenders` */
  sender(key: string): string {
    const name = this.#senders.get(key) ?? this.words.by.noSender;
    return name.length > LONGEST.path ? `${name.slice(0, LONGEST.path)}…` : name;
  }

  date(time: number | null): string {
    return time === null ? this.words.by.noDate : this.#date.format(time);
  }

  /** @param month `2026-05`; '' for none */
  month(month: string): string {
    return month === '' ? this.words.by.noDate : this.#month.format(Date.parse(`${month}-01T00:00:00Z`));
  }

  /** Date and time in UTC. */
  instant(time: number): string {
    return `${this.#time.format(time)} UTC`;
  }
}

/** All senders that a report on these shows. */
export function senderKeys(senders: Iterable<readonly [key: string, count: unknown]>, mails: Iterable<MailRow>): string[] {
  return [...Array.from(senders, ([key]) => key), ...Array.from(mails, ({ overview }) => overview.sender ?? '')];
}
