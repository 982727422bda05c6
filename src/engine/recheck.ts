import { readJsonText } from '../draft/json.ts';
import { readMessage } from '../draft/message.ts';
import { groupRecipients } from '../draft/organisations.ts';
import type { SplitMail } from '../edit/split-types.ts';
import type { Level } from '../rule/types.ts';
import type { Rules } from './compile.ts';
import { lint } from './lint.ts';

/** A mail that was split off is not what it should be: a defect of this program, not of the draft. */
export class SplitDefect extends Error {
  constructor() {
    super('a mail that was split off goes to somebody else as well');
    this.name = 'SplitDefect';
  }
}

/** Reads every mail again before it is written, as anybody would who receives it, and counts what the rules say of it. */
export class Recheck {
  readonly #kind: 'message' | 'json';
  readonly #rules: Rules;
  readonly #found = new Map<string, { level: Level; mails: number }>();

  /** @param rules those on recipients */
  constructor(kind: 'message' | 'json', rules: Rules) {
    this.#kind = kind;
    this.#rules = rules;
  }

  /** @throws SplitDefect if it does not go to its one recipient alone */
  mail({ to, text }: SplitMail): void {
    const whole = text.join('');
    const draft = this.#kind === 'json' ? readJsonText(whole) : readMessage(whole);
    const { people, addresses } = this.#rules.setFor(draft, 'compose').settings;
    const { visible, blind } = groupRecipients(draft, people, addresses);
    if (visible.length !== 1 || visible[0]!.key !== to.key || blind.length > 0) throw new SplitDefect();
    const levels = new Map(lint(draft, this.#rules).map(({ ruleId, level }) => [ruleId, level]));
    for (const [rule, level] of levels) {
      const known = this.#found.get(rule);
      if (known === undefined) this.#found.set(rule, { level, mails: 1 });
      else known.mails++;
    }
  }

  /** Rule, its level, and in how many mails it has something to say. */
  get findings(): readonly { readonly rule: string; readonly level: Level; readonly mails: number }[] {
    return [...this.#found].map(([rule, { level, mails }]) => ({ rule, level, mails }));
  }
}
