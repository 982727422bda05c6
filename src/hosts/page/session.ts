import { toBytes } from '../../draft/bytes.ts';
import type { Draft, Problem, Spot } from '../../draft/types.ts';
import type { Source } from '../../draft/source.ts';
import { groupRecipients } from '../../draft/organisations.ts';
import { compile, type Rules } from '../../engine/compile.ts';
import { fixDraft, type FixedDraft, type FixOptions } from '../../engine/fix-draft.ts';
import { firstFix, fixPlanner } from '../../engine/fix.ts';
import { lint, type LintOptions } from '../../engine/lint.ts';
import { REFUSAL_WORDS } from '../../engine/refusals.ts';
import type { Repeated } from '../../report/group.ts';
import { peopleSeen } from '../../report/sayings.ts';
import type { Config, Finding, Level, Pack, Suggestion } from '../../rule/types.ts';
import { readMail } from '../../text/mail.ts';
import { cardOf, causesOf, findingsOf, MOST_CARDS } from './cards.ts';
import { comparison } from './comparison.ts';
import { open, type Opened } from './open.ts';
import type { Calls, FixRequest, PageInput, PageSettings, Preview, Role, Shown, ShownMailbox } from './protocol.ts';
import { mailbox, shownMail } from './show.ts';
import { textOf } from './text-of.ts';

const PRESETS: Readonly<Record<Role, Config>> = {
  hr: { extends: ['hr'] },
  candidate: { extends: ['candidate-reply'], purpose: 'reply' },
  // A mail that says itself what it is for is looked at as if that had been chosen.
  other: {
    extends: ['recommended'],
    overrides: [
      { purposes: ['rejection', 'hr'], rules: { 'discrimination/*': {}, 'tone/*': {}, 'person/*': {}, 'letter/*': {} } },
      { purposes: ['reply'], rules: { 'tone/*': {}, 'reply/*': {} } },
    ],
  },
};
/** Changes that can be taken back. */
const MOST_CHANGES = 100;
/** More addresses of a field, a call. */
const PAGE = 500;
/** Of what was lost before there was a source. */
const NOWHERE: Spot = { at: 'raw', start: 0, end: 0 };
/** Of a mail that is answered and does not say what it is called. */
const NAMELESS = '<answered@mail.invalid>';

interface State {
  readonly source: Source;
  readonly draft: Draft;
  readonly opened: Opened;
  /** What the box holds, to the letter; null: the mail was a file. */
  readonly text: string | null;
  /** It came of typing on after a change. */
  readonly edited: boolean;
}

/** One mail on the page: what it is, what is found in it, what was changed. Pure but for its state. */
export class Session {
  readonly #pack: Pack;
  #settings: PageSettings = { role: 'other', internalDomains: [], locale: 'en' };
  #answered: Opened | null = null;
  #state: State | null = null;
  #before: State[] = [];
  #rules: Rules;
  #findings: readonly Finding[] = [];
  #causes: readonly Repeated[] = [];

  constructor(pack: Pack) {
    this.#pack = pack;
    this.#rules = this.#compiled();
  }

  open({ input, settings, edited = false }: Calls['open'][0]): Shown {
    this.#use(settings);
    const opened = open(input);
    const on = edited && this.#before.length > 0;
    if (!on) this.#before = [];
    // All that is typed after a change is one more, however often it was looked at.
    else if (!this.#mail().edited) this.#keep(this.#mail());
    return this.#look({ source: opened.source, draft: opened.draft, opened, text: opened.text, edited: on });
  }

  /** The mail that is answered: when it came, and that this is an answer. Null: none. */
  answered({ input }: { readonly input: PageInput | null }): Shown | null {
    this.#answered = input === null || (input.from === 'text' && input.text.trim() === '') ? null : open(input);
    return this.#again();
  }

  settings({ settings }: { readonly settings: PageSettings }): Shown | null {
    this.#use(settings);
    return this.#again();
  }

  preview(request: FixRequest): Preview {
    const { before, fixed } = this.#try(request);
    const seen = { ...fixed.draft };
    const { hunks, more } = comparison(before.draft, seen);
    if (hunks.length > 0 || more > 0) return { hunks, more, refused: null };
    return { hunks: [], more: 0, refused: REFUSAL_WORDS[this.#settings.locale][fixed.notFixed[0]?.reason ?? 'not-found'] };
  }

  apply(request: FixRequest): Shown {
    return this.#take(this.#try(request).fixed);
  }

  /** All that is safe. */
  applySafe(): Shown {
    return this.#take(this.#fix(firstFix('safe')));
  }

  undo(): Shown {
    const before = this.#before.pop();
    return this.#look(before ?? this.#mail(), true);
  }

  /** The mail as it is now. */
  mended(): Calls['mended'][1] {
    const { source, opened } = this.#mail();
    const base = opened.name.replace(/\.[^.]{1,5}$/, '') || (this.#settings.locale === 'fr' ? 'message' : 'mail');
    const changed = this.#before.length > 0 ? (this.#settings.locale === 'fr' ? '-corrige' : '-mended') : '';
    if (source.kind === 'json') return { name: `${base}${changed}.json`, type: 'application/json', bytes: new TextEncoder().encode(source.text) };
    return { name: `${base}${changed}.eml`, type: 'message/rfc822', bytes: toBytes(source.text) as Uint8Array<ArrayBuffer> };
  }

  mailboxes({ field, from }: Calls['mailboxes'][0]): readonly ShownMailbox[] {
    return (this.#mail().draft.addressFields[field]?.addresses ?? []).slice(from, from + PAGE).map((address) => mailbox(address, []));
  }

  /** What splitting needs. */
  get splitting(): Pick<State, 'source' | 'draft'> & { readonly rules: Rules; readonly name: string; readonly locale: PageSettings['locale'] } {
    const { source, draft, opened } = this.#mail();
    return { source, draft: this.#complete(draft), rules: this.#rules, name: opened.name, locale: this.#settings.locale };
  }

  #use(settings: PageSettings): void {
    const same = JSON.stringify(settings) === JSON.stringify(this.#settings);
    this.#settings = settings;
    if (!same) this.#rules = this.#compiled();
  }

  #compiled(): Rules {
    const { role, internalDomains, locale } = this.#settings;
    return compile(this.#pack, { ...PRESETS[role], internalDomains: [...internalDomains], locale });
  }

  #mail(): State {
    if (this.#state === null) throw new Error('there is no mail yet');
    return this.#state;
  }

  #again(): Shown | null {
    return this.#state === null ? null : this.#look(this.#state);
  }

  /** What the page knows beside the source. */
  readonly #complete = (draft: Draft): Draft => {
    const lost = (this.#state?.opened.problems ?? []).map((problem): Problem => ({ ...problem, spot: NOWHERE }));
    const read = lost.length === 0 ? draft : { ...draft, problems: [...draft.problems, ...lost] };
    const answered = this.#settings.role === 'candidate' ? this.#answered?.draft : undefined;
    if (answered === undefined) return read;
    return {
      ...read,
      inReplyTo: read.inReplyTo ?? answered.messageId ?? NAMELESS,
      context: { ...(answered.date === null ? {} : { receivedAt: new Date(answered.date).toISOString() }), ...read.context },
    };
  };

  get #options(): LintOptions {
    return { phase: 'compose', locale: this.#settings.locale };
  }

  #fix(choose: FixOptions['choose']): FixedDraft {
    const { source, draft } = this.#mail();
    return fixDraft(source, draft, this.#rules, { ...this.#options, choose, complete: this.#complete });
  }

  /** One suggestion for all places of its card. */
  #try({ card, fix, sentence }: FixRequest): { readonly before: State; readonly fixed: FixedDraft } {
    const cause = this.#causes[card];
    const suggestion = cause?.headline.suggestions[fix];
    const keyOf = ({ ruleId, grade, spot }: Finding): string => JSON.stringify([ruleId, grade, spot]);
    const wanted = new Set(cause === undefined ? [] : [cause.headline, ...cause.again].map(keyOf));
    const choose = (finding: Finding): Suggestion | null => {
      // Each once: after a change another finding may stand at the same place.
      if (suggestion === undefined || !wanted.delete(keyOf(finding))) return null;
      const own = finding.suggestions[fix] ?? null;
      return own === null || sentence === undefined ? own : { ...own, replacement: sentence };
    };
    return { before: this.#mail(), fixed: this.#fix(choose) };
  }

  #take({ source, draft }: FixedDraft): Shown {
    const before = this.#mail();
    if (source.text === before.source.text) return this.#look(before);
    this.#keep(before);
    const { opened, text } = before;
    return this.#look({ source, draft, opened, text: text === null ? null : textOf(opened.kind, source, draft, this.#settings.locale, { draft: opened.draft, head: opened.head }), edited: false }, true);
  }

  #keep(state: State): void {
    this.#before.push(state);
    if (this.#before.length > MOST_CHANGES) this.#before.shift();
  }

  #look(state: State, changed = false): Shown {
    const { source, draft: read, opened } = state;
    this.#state = state;
    const draft = this.#complete(read);
    this.#findings = lint(draft, this.#rules, this.#options);
    this.#causes = causesOf(this.#findings, source, draft);
    const plan = fixPlanner(draft, this.#findings, this.#rules, this.#options);
    const { settings, active } = this.#rules.setFor(draft, 'compose');
    const { fields, texts, attachments, marked } = shownMail(readMail(draft, { ...settings, phase: 'compose' }), this.#causes);
    const { visible, blind } = groupRecipients(draft, settings.people, settings.addresses);
    const counts: Record<Level, number> = { error: 0, warning: 0, info: 0 };
    for (const { level } of this.#findings) counts[level]++;
    const shown = this.#causes.slice(0, MOST_CARDS);
    return {
      kind: opened.kind,
      size: opened.size,
      recipients: visible.length + blind.length,
      exposed: Math.max(0, ...this.#causes.flatMap((cause) => findingsOf(cause).map(peopleSeen))),
      counts,
      fields,
      texts,
      attachments,
      cards: shown.map((cause, index) => cardOf(cause, source, draft, { locale: this.#settings.locale, plan, marked: () => marked.has(index) })),
      more: this.#findings.length - shown.reduce((sum, cause) => sum + findingsOf(cause).length, 0),
      changes: this.#before.length,
      safe: this.#findings.filter((finding) => finding.suggestions.some((one) => one.safety === 'safe' && !('refused' in plan(finding, one)))).length,
      unread: draft.problems.some((problem) => problem.kind === 'unreadable'),
      unreadRecipients: opened.problems.some(({ detail }) => detail === 'To'),
      wording: [...active.keys()].some((id) => id.startsWith('tone/')),
      text: changed ? state.text : null,
    };
  }
}

