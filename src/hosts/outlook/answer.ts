import type { Locale } from '../../rule/types.ts';
import type { Checked } from './check.ts';
import type { SendAnswer } from './office.ts';
import type { Written } from './read.ts';
import { OUTLOOK_WORDS } from './words.ts';

/** Id of the control in the manifest that opens the task pane. */
export const PANE = 'undisclosedPane';
/** What Outlook shows of a message. */
const LONGEST = 500;
const LISTED = 3;

/** What this Outlook understands of an answer. */
export interface Abilities {
  /** A button of our own, and leaving the decision to the user (Mailbox 1.14). */
  readonly asks: boolean;
  /** Markdown (Mailbox 1.15). */
  readonly markdown: boolean;
}

export const GO: SendAnswer = { allowEvent: true };

/** Findings as Outlook's dialogue has room for them. Holds no text of the mail. */
export function answerFor({ outcome, findings, deciding }: Checked, written: Pick<Written, 'lists' | 'cut'>, locale: Locale, abilities: Abilities): SendAnswer {
  if (outcome === 'go') return GO;
  const words = OUTLOOK_WORDS[locale];
  const said = findings.slice(0, Math.max(1, deciding)).map(({ message }) => message).filter((message, index, all) => all.indexOf(message) === index);
  const hints = [...(written.lists > 0 ? [words.lists(written.lists)] : []), ...(written.cut ? [words.cut] : [])];
  const end = outcome === 'ask' && !abilities.asks ? words.again : words.mend;
  return stopping(said, hints, end, outcome === 'ask', locale, abilities);
}

/** The check did not come to an end. */
export function uncheckedAnswer(locale: Locale, abilities: Abilities): SendAnswer {
  const words = OUTLOOK_WORDS[locale];
  return stopping([words.unchecked], [], abilities.asks ? '' : words.again, true, locale, abilities);
}

function stopping(said: readonly string[], hints: readonly string[], end: string, ask: boolean, locale: Locale, { asks, markdown }: Abilities): SendAnswer {
  const words = OUTLOOK_WORDS[locale];
  // What to do stays whole; of findings there are as many as fit.
  const build = (lines: (shown: readonly string[]) => readonly string[]): string => {
    for (let count = Math.min(LISTED, said.length); count > 0; count--) {
      const rest = said.length - count;
      const text = lines([...said.slice(0, count), ...(rest > 0 ? [words.more(rest)] : []), ...hints]).join('\n');
      if (text.length <= LONGEST) return text;
    }
    return lines([cut(said[0] ?? words.unchecked, LONGEST - end.length - 20)]).join('\n');
  };
  return {
    allowEvent: false,
    errorMessage: build((shown) => [...shown, ...(end === '' ? [] : [end])]),
    ...(markdown ? { errorMessageMarkdown: build((shown) => [`**${plain(shown[0]!)}**`, ...shown.slice(1).map((line) => `- ${plain(line)}`), '', plain(end)]) } : {}),
    ...(asks ? { cancelLabel: words.button, commandId: PANE } : {}),
    ...(asks && ask ? { sendModeOverride: 'promptUser' } : {}),
  };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Our sentences as they are, whatever Markdown makes of their characters. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#+|~]/g, '\\$&');
}
