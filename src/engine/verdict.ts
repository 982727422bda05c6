import { ACTIONS, type Action, type Mode, type Policy } from '../rule/policy.ts';
import type { Finding, Level, Locale } from '../rule/types.ts';
import { inMode, layersFor, modeFor, strictestMode, stronger, type Layers, type Parties } from './policy.ts';
import { LONGEST_TEXT, shortened, toAscii, type Reply } from './reply.ts';
import { VERDICT_WORDS, type VerdictWords } from './verdict-words.ts';

/** What a verdict depends on beside the findings; each is asked for only where it is needed. */
export interface VerdictContext extends Parties {
  /** Unique recipients, visible and blind. */
  readonly groupSize: number;
  /** What the mail itself asks for (X-Undisclosed-Action). */
  readonly requested?: Exclude<Action, 'rewrite'>;
  /** Its sender may ask for less than the policy says. */
  readonly trusted?: boolean;
  /** The language of the mail, to speak to its sender in. Default English. */
  readonly locale?: Locale;
}

/** Rules of the policy itself, beside those of the pack. */
export const GROUP_MAILING = 'policy/group-mailing';
export const REQUESTED = 'policy/requested';

/** What one rule comes to. */
export interface RuleVerdict {
  readonly rule: string;
  readonly count: number;
  /** The strongest of its findings; null for the policy's own rules. */
  readonly level: Level | null;
  readonly action: Action;
}

export interface Verdict {
  /** What the host does now. */
  readonly action: Action | 'tempfail';
  /** What it would do if the mode were `enforce`. */
  readonly intended: Action | 'tempfail';
  /** The strictest of those that hold for its recipients. */
  readonly mode: Mode;
  /** Every rule that asks for more than `pass`, the strongest first, then by level, then as found. */
  readonly rules: readonly RuleVerdict[];
  /** The fixes that the policy names, where the action is `rewrite`. */
  readonly rewrites: readonly { readonly finding: Finding; readonly fix: string }[];
  /** For the sender: of `reject` and `tempfail`; of `hold` where nobody can keep the mail, and of `rewrite` where the fixes cannot be made. */
  readonly reply: Reply | null;
  /** One line of ASCII for logs and queues: rules and counts. */
  readonly reason: string;
  /** To be added. Rule ids and counts, no content. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** The field that tells a verdict. What comes in under this name is forged. */
export const VERDICT_FIELD = 'X-Undisclosed';
const LISTED = 5;
const LONGEST_FIELD = 900;
const LEVELS: readonly Level[] = ['info', 'warning', 'error'];

/** The policy's own rules, which have no level, before all others. */
function rank(level: Level | null): number {
  return level === null ? LEVELS.length : LEVELS.indexOf(level);
}

interface Tally {
  count: number;
  level: Level | null;
  action: Action;
}

interface Judged {
  readonly action: Action;
  readonly intended: Action;
  readonly rules: RuleVerdict[];
  readonly rewrites: Verdict['rewrites'];
}

function judgeFor(layers: Layers, findings: readonly Finding[], context: VerdictContext): Judged {
  const { requested, trusted } = context;
  const tallies = new Map<string, Tally>();
  const rewrites: { finding: Finding; fix: string }[] = [];
  const add = (rule: string, level: Level | null, action: Action, count = 1): void => {
    const tally = tallies.get(rule);
    if (!tally) tallies.set(rule, { count, level, action });
    else {
      tally.count += count;
      tally.action = stronger(tally.action, action);
      if (rank(level) > rank(tally.level)) tally.level = level;
    }
  };
  for (const finding of findings) {
    const decision = layers.decide(finding);
    const more = finding.data['more'];
    add(finding.ruleId, finding.level, decision.action, typeof more === 'number' ? more + 1 : 1);
    if (decision.action === 'rewrite') rewrites.push({ finding, fix: decision.fix });
  }
  const { groupMailing } = layers;
  if (groupMailing && context.groupSize >= groupMailing.from) add(GROUP_MAILING, null, groupMailing.action, context.groupSize);
  let intended = [...tallies.values()].reduce<Action>((most, { action }) => stronger(most, action), 'pass');
  if (requested !== undefined && (trusted || stronger(requested, intended) === requested)) {
    if (requested !== intended && requested !== 'pass') add(REQUESTED, null, requested);
    intended = requested;
  }
  const rules = [...tallies].map(([rule, tally]) => ({ rule, ...tally })).filter(({ action }) => action !== 'pass');
  rules.sort((a, b) => ACTIONS.indexOf(b.action) - ACTIONS.indexOf(a.action) || rank(b.level) - rank(a.level));
  return { action: inMode(intended, layers.mode), intended, rules, rewrites: intended === 'rewrite' ? rewrites : [] };
}

function replyTo(action: 'rewrite' | 'hold' | 'reject', rules: readonly RuleVerdict[], findings: readonly Finding[], context: VerdictContext): Reply {
  const { locale = 'en' } = context;
  const words = VERDICT_WORDS[locale];
  const title = action === 'reject' ? words.rejected : words.needsSecond;
  const stopping = rules.filter((rule) => rule.action === action);
  const sayings = stopping.slice(0, LISTED).map(({ rule }) => {
    if (rule === GROUP_MAILING) return { rule, what: words.groupMailing(context.groupSize), why: '', todo: words.askSecond };
    const finding = findings.find(({ ruleId }) => ruleId === rule);
    if (!finding) return { rule, what: words.requested, why: '', todo: words.askSender };
    return { rule, what: toAscii(finding.message), why: toAscii(finding.why), todo: toAscii(finding.suggestion) };
  });
  const lines = sayings.flatMap(({ rule, what, why, todo }) => [`${rule}: ${what}`, ...(why === '' ? [] : [`${words.why} ${why}`]), `${words.todo} ${todo}`]);
  const [first] = sayings;
  const others = stopping.length > 1 ? ` ${words.more(stopping.length - 1)}` : '';
  // The id and what to do stay whole: of a line that is too long, the message gives way.
  const ends = first ? ` ${words.todo} ${shortened(first.todo, 200)} [${first.rule}]${others}` : '';
  const last = `${title} ${shortened(first?.what ?? '', LONGEST_TEXT - title.length - ends.length - 1)}${ends}`;
  return { code: 550, enhanced: '5.7.1', lines: [...lines, last].map((line) => shortened(line, LONGEST_TEXT)) };
}

/** `rule=count` for as many as fit. */
function counted(rules: readonly RuleVerdict[], between: string, limit: number): string {
  let text = '';
  for (const [index, { rule, count }] of rules.entries()) {
    const next = `${index === 0 ? '' : between}${rule}=${count}`;
    if (text.length + next.length > limit) return `${text}${between}more=${rules.length - index}`;
    text += next;
  }
  return text;
}

/**
 * What is to be done about a mail. Pure; takes time in proportion to the findings and the recipients' domains.
 * @param policy of the configuration; absent: DEFAULT_POLICY, which changes nothing
 */
export function verdictOf(findings: readonly Finding[], policy: Policy | undefined, context: VerdictContext): Verdict {
  const combinations = layersFor(policy ?? {}, context);
  const [judged, ...others] = combinations.map((layers) => judgeFor(layers, findings, context));
  let most = judged!;
  for (const other of others) {
    const acts = stronger(other.action, most.action) === other.action;
    if (acts && (other.action !== most.action || (other.intended !== most.intended && stronger(other.intended, most.intended) === other.intended))) most = other;
  }
  const { action, intended, rules, rewrites } = most;
  const told = action === 'rewrite' ? rules.filter((rule) => rule.action === 'tag') : action === 'tag' ? rules : [];
  return {
    action,
    intended,
    mode: strictestMode(combinations),
    rules,
    rewrites,
    reply: action !== 'pass' && action !== 'tag' ? replyTo(action, rules, findings, context) : null,
    reason: rules.length === 0 ? '' : `undisclosed: ${counted(rules, ', ', 200)}`,
    headers: told.length === 0 ? [] : [{ name: VERDICT_FIELD, value: `${action === 'tag' ? intended : 'tag'}; ${counted(told, '; ', LONGEST_FIELD)}` }],
  };
}

/** Where nobody can keep a mail it is refused for good: put off, it would come again and again, and never pass. */
function unavailableReply(action: Verdict['action'], words: VerdictWords): Verdict['reply'] {
  if (action === 'hold') return { code: 550, enhanced: '5.7.1', lines: [words.unchecked] };
  return action === 'tempfail' ? { code: 451, enhanced: '4.7.1', lines: [words.unavailable] } : null;
}

/** The verdict on a mail that could not be judged: it took too long, was too large, or the linter failed. */
export function unavailableVerdict(policy: Policy | undefined, parties: Parties, locale: Locale = 'en'): Verdict {
  const said = policy?.unavailable ?? 'tempfail';
  const mode = modeFor(policy, parties);
  const action = mode === 'enforce' ? said : mode === 'tag' ? 'tag' : 'pass';
  return {
    action,
    intended: said,
    mode,
    rules: [],
    rewrites: [],
    reply: unavailableReply(action, VERDICT_WORDS[locale]),
    reason: 'undisclosed: not checked',
    headers: action === 'tag' ? [{ name: VERDICT_FIELD, value: 'unavailable' }] : [],
  };
}
