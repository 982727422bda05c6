import type { Config } from '../../rule/types.ts';
import { acknowledge, digestOf, isAcknowledged } from './acknowledge.ts';
import { answerFor, GO, uncheckedAnswer, type Abilities } from './answer.ts';
import type { check } from './check.ts';
import type { Mailbox, SendAnswer, SendEvent } from './office.ts';
import { readWritten } from './read.ts';
import { localeOf } from './words.ts';

export interface SendOptions {
  /** Of the organisation, put in as the add-in is built. */
  readonly config: Config;
  /** The engine, read when it is needed: an Outlook that cannot run it shall still be able to say so. */
  readonly engine: () => Promise<{ readonly check: typeof check }>;
  /** Milliseconds; Outlook complains after 5 s and gives up after 5 min. */
  readonly patience: number;
}

const UNCHECKED = 'unchecked';
/** Milliseconds for what takes an instant, once something has gone wrong. */
const MOMENT = 2000;

/** Answers Outlook, once and always: an event without an answer keeps the mail for five minutes. */
export async function onSend(event: SendEvent, mailbox: () => Mailbox, options: SendOptions): Promise<void> {
  let own: Mailbox | undefined;
  let answer: SendAnswer;
  try {
    own = mailbox();
    answer = await within(options.patience, judged(own, options));
  } catch {
    answer = options.config.policy?.unavailable === 'pass' ? GO : await unchecked(own);
  }
  event.completed(answer);
}

function abilitiesOf({ has }: Mailbox): Abilities {
  return { asks: has('1.14'), markdown: has('1.15') };
}

async function judged(mailbox: Mailbox, { config, engine }: SendOptions): Promise<SendAnswer> {
  const [{ check }, written] = await Promise.all([engine(), readWritten(mailbox)]);
  const locale = localeOf(mailbox.language);
  const checked = check(written, config, mailbox.chosen, locale);
  if (checked.outcome === 'go') return GO;
  const digest = digestOf(written);
  if (await isAcknowledged(mailbox.item, digest)) return GO;
  const abilities = abilitiesOf(mailbox);
  // An Outlook that cannot ask is told twice.
  if (checked.outcome === 'ask' && !abilities.asks) await acknowledge(mailbox.item, digest);
  return answerFor(checked, written, locale, abilities);
}

/** Nobody shall be kept from writing by a fault of ours, nor believe that somebody looked. */
async function unchecked(mailbox: Mailbox | undefined): Promise<SendAnswer> {
  if (mailbox === undefined) return uncheckedAnswer('en', { asks: true, markdown: false });
  const abilities = abilitiesOf(mailbox);
  if (!abilities.asks) {
    const told = await within(MOMENT, isAcknowledged(mailbox.item, UNCHECKED)).catch(() => true);
    if (told) return GO;
    await within(MOMENT, acknowledge(mailbox.item, UNCHECKED)).catch(() => undefined);
  }
  return uncheckedAnswer(localeOf(mailbox.language), abilities);
}

/** @throws Error if it takes longer */
function within<T>(patience: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too slow')), patience);
    const done = <A>(settle: (value: A) => void) => (value: A): void => {
      clearTimeout(timer);
      settle(value);
    };
    work.then(done(resolve), done(reject));
  });
}
