import { makeDraft, spotOf } from '../template/draft.ts';
import type { Made } from '../template/draft.ts';
import { variableKey } from '../template/names.ts';
import { readingsOf } from '../template/readings.ts';
import type { Values } from '../template/render.ts';
import { answersOf, isNothing, Scope } from '../template/samples.ts';
import type { Sample } from '../template/samples.ts';
import type { VariableNode } from '../template/types.ts';
import { fold } from '../text/fold.ts';
import type { Finding, Hit } from '../rule/types.ts';
import { shownName } from './template-hits.ts';
import { hitsAt, lintMade, standIns, touches } from './template-judging.ts';
import type { Judging } from './template-judging.ts';

/** Readings of one sample: it answers most conditions, and the rest are tried both ways. */
const READINGS = 4;
/** Variables that are tried empty, and units of text in all the mails that this takes. */
const VARIABLES = 200;
const RENDERED = 8 * 1024 * 1024;
/** Samples that a finding names. */
const NAMED = 5;

/** A variable without a value, where it would have stood. */
interface Missing {
  readonly index: number;
  readonly node: VariableNode;
  readonly samples: Set<number>;
}

/** The mail that each sample gives; `missing`: variables without a value in one of them. */
export function fillSamples(judging: Judging, samples: readonly Sample[]): { hits: Hit[]; findings: Finding[]; missing: ReadonlySet<string> } {
  const { template, names, placeholderRules, set } = judging;
  const missing = new Map<string, Missing>();
  const findings: Finding[] = [];
  const indexOf = new Map(template.templates.flatMap(({ variables }, index) => variables.map((node) => [node, index] as const)));
  samples.forEach((sample, number) => {
    const scope = new Scope(sample);
    const { readings } = readingsOf(template.templates, READINGS, answersOf(template.templates, scope));
    for (const { choices } of readings) {
      const absent: { node: VariableNode; index: number }[] = [];
      const values: Values = {
        choices,
        value(node) {
          const { text, absence } = scope.look(node.name);
          if (absence === null) return text;
          if (node.fallback !== null && isNothing(absence)) return node.fallback;
          const index = indexOf.get(node)!;
          if (node.kind !== 'decoration' && (!isNothing(absence) || leavesHole(template.templates[index]!.text, node))) {
            absent.push({ node, index });
            const key = `${index} ${variableKey(node.name)}`;
            const before = missing.get(key) ?? { index, node, samples: new Set() };
            before.samples.add(number + 1);
            missing.set(key, before);
          }
          return text;
        },
        passes: (choice) => scope.passes(choice),
        given: (name) => scope.isGiven(name),
      };
      const made = makeDraft(template, values, null, names);
      // The greeting is judged with a name that is known; here a person may have none, and an empty variable is said to be one.
      findings.push(...lintMade(made, judging).filter(({ ruleId, spot }) => {
        const check = set.active.get(ruleId)?.definition.check;
        if (check === 'greeting' || check === 'job-title') return false;
        return check !== 'placeholder' || !absent.some(({ node, index }) => touches(spot, spotOf(template, index, node.start, node.end)));
      }));
    }
  });
  const hits = [...missing.values()].flatMap(({ index, node, samples: numbers }) => {
    const listed = [...numbers].slice(0, NAMED).join(', ') + (numbers.size > NAMED ? ' …' : '');
    return hitsAt(placeholderRules, template, index, node, 'empty-in-sample', { variable: shownName(node.name), samples: listed, count: numbers.size });
  });
  return { hits, findings, missing: new Set([...missing.values()].map(({ node }) => variableKey(node.name))) };
}

const NEAR = 200;

/** Whether words stand beside a variable in its line: an empty line, or an empty cell, is no hole. */
function leavesHole(text: string, { start, end }: VariableNode): boolean {
  const lead = text.slice(Math.max(0, start - NEAR), start);
  const rest = text.slice(end, end + NEAR);
  const before = lead.slice(Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('>'), lead.lastIndexOf('}')) + 1);
  const after = /^[^\n<{]*/.exec(rest)![0];
  return /[\p{L}\p{N}]/u.test(before) || /[\p{L}\p{N},.;:!?]/u.test(after);
}

/** Places where a variable without a value, a fallback or a condition leaves a hole that the rules about placeholders know; `missing` are known already. */
export function emptySamples(judging: Judging, missing: ReadonlySet<string>): Hit[] {
  const { template, placeholderRules } = judging;
  const most = Math.min(VARIABLES, Math.floor(RENDERED / template.templates.reduce((sum, { text }) => sum + text.length, 1)));
  // What a sample has shown need not be said again.
  const tried = new Set(missing);
  const hits: Hit[] = [];
  const base = holes(judging, null, '');
  template.templates.forEach(({ variables }, index) => {
    for (const node of variables) {
      const key = variableKey(node.name);
      if (node.fallback !== null || tried.has(key) || tried.size >= most) continue;
      tried.add(key);
      const found = ['', 'null'].some((value) => [...holes(judging, node, value)].some((place) => !base.has(place)));
      if (found) hits.push(...hitsAt(placeholderRules, template, index, node, 'no-fallback', { variable: shownName(node.name) }));
    }
  });
  return hits;
}

/** Places of placeholders and holes in the mail in which one variable has this value; conditions that ask for it do not hold. */
function holes(judging: Judging, empty: VariableNode | null, value: string): Set<string> {
  const { template, names, set, options } = judging;
  const given = new Map<string, boolean>(empty === null ? [] : [[fold(empty.name), false]]);
  const places = new Set<string>();
  for (const reading of readingsOf(template.templates, 1, given).readings) {
    const plain = standIns(judging, reading);
    const key = empty === null ? null : variableKey(empty.name);
    const made: Made = makeDraft(template, { ...plain, value: (node, before) => (variableKey(node.name) === key ? node.fallback ?? value : plain.value(node, before)) }, null, names);
    const mail = set.read(made.draft, options.phase ?? 'compose');
    for (const { rules, find } of set.finders) {
      if (rules[0]?.check !== 'placeholder') continue;
      for (const { spot } of find(mail, options.now ?? 0)) places.add(JSON.stringify(made.back(spot)));
    }
  }
  return places;
}
