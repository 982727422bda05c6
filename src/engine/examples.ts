import { readJsonDraft } from '../draft/json.ts';
import { readMessage } from '../draft/message.ts';
import type { Draft } from '../draft/types.ts';
import type { Config, Example, Finding, Pack, RuleDefinition } from '../rule/types.ts';
import { compile, type Rules } from './compile.ts';
import { lint } from './lint.ts';
import { inventPeople, type Mailbox } from './people.ts';

/** Where an example says its finding must be: offsets within the subject, or within a body part's content. */
export interface Mark {
  readonly in: 'subject' | 'text' | 'html';
  readonly start: number;
  readonly end: number;
}

export interface ExampleDraft {
  readonly draft: Draft;
  /** The draft as given to the reader: a raw message or a JSON value. */
  readonly source: string | Record<string, unknown>;
  readonly marks: readonly Mark[];
}

const OWN = new Set(['lang', 'body', 'raw', 'phase', 'grade', 'because', 'fill', 'config']);
const SENDER: Mailbox = { name: 'Claire Morel', address: 'claire.morel@maison.example' };

function unmark(text: string, where: Mark['in'], marks: Mark[]): string {
  let out = '';
  let rest = text;
  for (;;) {
    const open = rest.indexOf('[[');
    const close = rest.indexOf(']]', open);
    if (open < 0 || close < 0) return out + rest;
    out += rest.slice(0, open);
    const inside = rest.slice(open + 2, close);
    marks.push({ in: where, start: out.length, end: out.length + inside.length });
    out += inside;
    rest = rest.slice(close + 2);
  }
}

/** The draft that an example describes, without its marks. */
export function exampleDraft(example: Example): ExampleDraft {
  const marks: Mark[] = [];
  if (example.raw !== undefined) {
    const raw = example.raw.replace(/\r?\n/g, '\r\n');
    return { draft: readMessage(new TextEncoder().encode(raw)), source: raw, marks };
  }
  const value: Record<string, unknown> = { from: SENDER };
  for (const [key, content] of Object.entries(example)) if (!OWN.has(key)) value[key] = content;
  if (example.body !== undefined) value['text'] = example.body;
  for (const key of ['subject', 'text', 'html'] as const) {
    const text = value[key];
    if (typeof text === 'string') value[key] = example['marks'] === false ? text : unmark(text, key, marks);
  }
  delete value['marks'];
  const own = JSON.stringify(value['from']).match(/@([\w.-]+)/)?.[1] ?? 'maison.example';
  let count = 0;
  for (const [field, people] of Object.entries(example.fill ?? {})) {
    const made = inventPeople(people, own, count);
    count += made.length;
    value[field] = [...(Array.isArray(value[field]) ? value[field] as unknown[] : value[field] === undefined ? [] : [value[field]]), ...made];
  }
  return { draft: readJsonDraft(value), source: value, marks };
}

/** A rule alone, with the options and levels of its own file, as its examples are judged. */
export function rulesFor(rule: RuleDefinition, pack: Pack, config: Config = {}): Rules {
  return compile({ ...pack, rules: pack.rules.map((other) => (other.id === rule.id ? rule : other)) }, {
    extends: [],
    ...config,
    rules: { [rule.id]: rule.severity, ...config.rules },
  });
}

/** Whether a finding stands exactly at one of the marks. */
export function isAt(finding: Finding, marks: readonly Mark[], draft: Draft): boolean {
  const { spot } = finding;
  return marks.some((mark) => {
    if (spot.at === 'raw' || spot.start !== mark.start || spot.end !== mark.end) return false;
    if (spot.at === 'json') return spot.path[0] === mark.in;
    return draft.parts[spot.part]?.type === (mark.in === 'html' ? 'text/html' : 'text/plain');
  });
}

/** How an example is not as it says: the rule is silent, or speaks all the same; it has another grade, or stands at another place. */
export type Difference = 'silent' | 'speaks' | 'grade' | 'place';

/**
 * Runs one example of a rule.
 * @returns the findings of that rule, how they differ from what the example says, and what is wrong with them (null: as it says).
 */
export function runExample(rule: RuleDefinition, example: Example, expected: 'invalid' | 'valid', pack: Pack): { findings: Finding[]; differs: Difference | null; wrong: string | null } {
  const { draft, marks } = exampleDraft(example);
  const findings = lint(draft, rulesFor(rule, pack, example.config), {
    phase: example.phase ?? 'compose',
    locale: example.lang === 'fr' ? 'fr' : 'en',
    now: Date.parse('2026-06-15T10:00:00Z'),
  }).filter(({ ruleId }) => ruleId === rule.id);
  const found = findings.map(({ grade, spot }) => `${grade} at ${JSON.stringify(spot)}`).join('; ');
  const differs = expected === 'valid' ? (findings.length > 0 ? 'speaks' : null)
    : findings.length === 0 ? 'silent'
    : example.grade !== undefined && !findings.some(({ grade }) => grade === example.grade) ? 'grade'
    : marks.length > 0 && !findings.every((finding) => isAt(finding, marks, draft)) ? 'place' : null;
  const wrongs: Readonly<Record<Difference, string>> = {
    speaks: `should give nothing, gives ${found}`, silent: 'should be found, is not',
    grade: `should be ${example.grade}, is ${found}`, place: `should be at ${JSON.stringify(marks)}, is ${found}`,
  };
  return { findings, differs, wrong: differs === null ? null : wrongs[differs] };
}
