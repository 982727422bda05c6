import { readPack } from '../src/build/pack.ts';
import type { Draft, Spot } from '../src/draft/types.ts';
import { compile } from '../src/engine/compile.ts';
import { lint } from '../src/engine/lint.ts';
import type { Level } from '../src/rule/types.ts';
import { compilerMessages, fetchLabour, ham, labourLaw, LEARNED_HALF, OTHER_HALF, socialSystem, type RealText } from './real-text.ts';

const COUNTED = /^(?:discrimination|tone|letter)\//;
const LEVELS: readonly Level[] = ['error', 'warning', 'info'];
/** Characters shown around the place. */
const AROUND = 100;

export interface Options {
  /** Prefix of rule ids. */
  readonly rule?: string | undefined;
  /** As if every mail were written for this; without it few rules on tone and letters speak. */
  readonly purpose?: string | undefined;
  /** Prefix of the texts' names. */
  readonly text?: string | undefined;
  readonly show?: boolean | undefined;
  /** Gets the pages on the law of work from the registry first. */
  readonly fetch?: boolean | undefined;
}

/** The text that a spot lies in. */
function stretch(spot: Spot, draft: Draft, source: string): { text: string; start: number; end: number } {
  if (spot.at === 'text') return { text: draft.parts[spot.part]?.content ?? '', start: spot.start, end: spot.end };
  if (spot.at === 'raw') return { text: source, start: spot.start, end: spot.end };
  const text = spot.path[0] === 'subject' ? draft.subject?.value ?? '' : source;
  return { text, start: spot.start ?? 0, end: spot.end ?? Math.min(text.length, AROUND) };
}

/** One line, the place in brackets. */
function excerpt(spot: Spot, draft: Draft, source: string): string {
  const { text, start, end } = stretch(spot, draft, source);
  const before = text.slice(Math.max(0, start - AROUND), start);
  return `${before}[[${text.slice(start, end)}]]${text.slice(end, end + AROUND)}`.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ').trim();
}

function rate(count: number, pieces: number): string {
  return count === 0 ? '' : `${(1000 * count / pieces).toFixed(2)} (${count})`;
}

async function texts({ text = '', fetch }: Options): Promise<RealText[]> {
  if (fetch) fetchLabour();
  const labour = labourLaw();
  const all: RealText[] = [
    { name: 'ham, English', pieces: 'mails', drafts: ham(OTHER_HALF) },
    { name: 'learned ham, English', pieces: 'mails', drafts: ham(LEARNED_HALF) },
    { name: 'social system, French', pieces: 'paragraphs', drafts: await socialSystem(OTHER_HALF) },
    { name: 'learned social system, French', pieces: 'paragraphs', drafts: await socialSystem(LEARNED_HALF) },
    { name: 'compiler messages, French', pieces: 'paragraphs', drafts: compilerMessages() },
    ...(labour ? [{ name: 'law of work, French', pieces: 'paragraphs', drafts: labour }] : []),
  ];
  if (!labour && 'law of work'.startsWith(text)) console.log('The pages on the law of work in French (3 MB) are not here; with --fetch they are got from the registry.\n');
  return all.filter(({ name }) => name.startsWith(text));
}

/** Prints findings per 1,000 mails or paragraphs, by rule. */
export async function main(root: string, options: Options): Promise<void> {
  const rules = compile(readPack(root), { extends: 'all', ...(options.purpose ? { purpose: options.purpose } : {}) });
  const now = Date.parse('2026-06-15T10:00:00Z');
  for (const { name, pieces, drafts } of await texts(options)) {
    const counts = new Map<string, Record<Level, number>>();
    const flagged: Record<Level, number> = { error: 0, warning: 0, info: 0 };
    let read = 0;
    let characters = 0;
    for (const { place, draft, source } of drafts) {
      read++;
      characters += source.length;
      const findings = lint(draft, rules, { phase: 'sent', now }).filter(({ ruleId, attached }) => COUNTED.test(ruleId) && ruleId.startsWith(options.rule ?? '') && attached.length === 0);
      for (const level of LEVELS) if (findings.some((finding) => finding.level === level)) flagged[level]++;
      for (const { ruleId, level, spot } of findings) {
        const own = counts.get(ruleId) ?? { error: 0, warning: 0, info: 0 };
        own[level]++;
        counts.set(ruleId, own);
        if (options.show) console.log(`${level.padEnd(7)} ${ruleId}  ${place}\n        ${excerpt(spot, draft, source)}`);
      }
    }
    console.log(`## ${name}: ${read} ${pieces}, ${Math.round(characters / 1000)} kB; findings per 1,000 ${pieces} (and how many)\n`);
    console.log('| rule | errors | warnings | advice |\n| --- | --- | --- | --- |');
    for (const [rule, own] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`| ${rule} | ${LEVELS.map((level) => rate(own[level], read)).join(' | ')} |`);
    console.log(`| ${pieces} with one or more | ${LEVELS.map((level) => rate(flagged[level], read)).join(' | ')} |\n`);
  }
}
