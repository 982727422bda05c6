import type { Part, Share } from './figures.ts';
import { isRight, rightLevel, type Outcome } from './outcomes.ts';
import type { Comparison } from './peers.ts';

const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', fr: 'French' };

/** A rate with what it is made of. */
export function rate([part, whole]: Share): string {
  return whole === 0 ? '' : `${(100 * part / whole).toFixed(1)} % (${part}/${whole})`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'No sentences.\n';
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

const languageOf = ({ language }: { readonly language: string }): string => LANGUAGES[language] ?? language;
const where = (part: Part): string[] => [part.set, languageOf(part)];

function overview(parts: readonly Part[]): string {
  return table(
    ['set', 'language', 'explicit, right rule', 'explicit, any ground', 'explicit, an error', 'coded, right rule', 'coded, any ground', 'coded, no error', 'false errors', 'false findings'],
    parts.map((part) => [...where(part), ...[part.explicit.right, part.explicit.any, part.explicit.level, part.coded.right, part.coded.any, part.coded.level, part.falseErrors, part.falseAny].map(rate)]),
  );
}

/** One row a rule, one column a set and language. */
function byRule(parts: readonly Part[], cell: (part: Part, rule: string) => string): string {
  const rules = [...new Set(parts.flatMap((part) => [...part.rules.keys()]))].sort();
  return table(['rule', ...parts.map((part) => `${part.set}, ${languageOf(part)}`)], rules.map((rule) => [rule, ...parts.map((part) => cell(part, rule))]));
}

/** A row for fewer sentences tells nothing. */
const FEWEST = 12;

function counted(parts: readonly Part[], shares: 'frames' | 'near', head: string): string {
  const names = [...new Set(parts.flatMap((part) => [...part[shares].keys()]))].sort();
  const of = (part: Part, name: string): Share => part[shares].get(name) ?? [0, 0];
  const isFew = (name: string): boolean => parts.reduce((sum, part) => sum + of(part, name)[1], 0) < FEWEST;
  const few = names.filter(isFew);
  const rest = (part: Part): Share => few.reduce<Share>(([some, all], name) => [some + of(part, name)[0], all + of(part, name)[1]], [0, 0]);
  return table([head, ...parts.map((part) => `${part.set}, ${languageOf(part)}`)], [
    ...names.filter((name) => !isFew(name)).map((name) => [name, ...parts.map((part) => rate(of(part, name)))]),
    ...(few.length > 0 ? [['all others', ...parts.map((part) => rate(rest(part)))]] : []),
  ]);
}

function confusions(parts: readonly Part[]): string {
  return table(['set', 'language', 'label', 'found (sentences)'], parts.flatMap((part) => [...part.confusion].map(([label, cells]) =>
    [...where(part), label || 'nothing to find', [...cells].sort((a, b) => b[1] - a[1]).map(([rule, count]) => `${rule || 'nothing'} ${count}`).join(', ')])));
}

function discrimination(parts: readonly Part[], comparisons: readonly Comparison[]): string {
  return [
    '## Discrimination\n', overview(parts),
    '### By ground: explicit\n', byRule(parts, (part, rule) => rate(part.rules.get(rule)?.explicit.right ?? [0, 0])),
    '### By ground: coded\n', byRule(parts, (part, rule) => rate(part.rules.get(rule)?.coded.right ?? [0, 0])),
    '### By the way a sentence is built\n\nThe right rule was found, whatever the strength.\n', counted(parts, 'frames', 'frame'),
    '### False alarms, by what the sentence is close to\n', counted(parts, 'near', 'close to'),
    '### Beside other linters\n\nThe English sentences; any message counts as found.\n',
    table(['set', 'linter', 'explicit', 'coded', 'flagged though nothing is to be found'], comparisons.map((one) => [one.set, one.name, rate(one.explicit), rate(one.coded), rate(one.flagged)])),
    '### What is taken for what\n\nA sentence in which several rules speak counts once for each.\n', confusions(parts),
  ].join('\n');
}

function plain(family: string, parts: readonly Part[]): string {
  return [
    `## ${family[0]!.toUpperCase()}${family.slice(1)}\n`,
    byRule(parts, (part, rule) => rate(part.rules.get(rule)!.all)),
    '### Neutral sentences\n',
    table(['set', 'language', 'errors', 'any finding'], parts.map((part) => [...where(part), rate(part.falseErrors), rate(part.falseAny)])),
    '### What is taken for what\n', confusions(parts),
  ].join('\n');
}

/** All tables, as they stand in docs/evaluation.md. */
export function report(parts: readonly Part[], comparisons: readonly Comparison[]): string {
  const families = [...new Set(parts.map(({ family }) => family))];
  return families.map((family) => {
    const own = parts.filter((part) => part.family === family);
    return family === 'discrimination' ? discrimination(own, comparisons) : plain(family, own);
  }).join('\n');
}

const INTRODUCTION = `# Evaluation

How well the rules on wording judge sentences that people might write, each labelled by hand with the rule that is right, or none.

- **kept** sentences were kept away from those who write patterns: they say what to expect of sentences never seen.
- **open** sentences may be looked at to find out what is missing; the weights are learned from them too, so they say little of what to expect.
- **learned** sentences, in no table, were written for the weights; names of grounds are looked for in them as well.
- **explicit**: a decision, preference or exclusion is tied to the ground; right is an error. **coded**: a phrase that stands for the
  ground; right is a warning or advice.
- A false alarm is a finding in a sentence in which nothing is to be found: most of these are close to something, and harder than what
  people write on most days. For alarms in everyday text run \`npm run alarms\`.

Kept sentences on each subject are by four hands or more; a quarter of what the later ones wrote was drawn by lot before anybody read it.

Every sentence is a mail of its own from an employer to one person. Sentences on discrimination come without a purpose; those on tone
stand in a rejection. All rules on discrimination and tone, and letter/vague-decision, are on; others are not counted.

The tables are made by \`npm run eval -- --write\` and checked by the tests.

`;

export function page(parts: readonly Part[], comparisons: readonly Comparison[]): string {
  return INTRODUCTION + (parts.length === 0 ? 'No sentences.\n' : report(parts, comparisons));
}

/** What is wrong with an outcome; null: nothing. */
function fault(outcome: Outcome): 'MISS' | 'ALARM' | 'LEVEL' | 'EXTRA' | null {
  const { sentence: { rules, family, strength }, found } = outcome;
  if (!isRight(outcome)) return rules.length === 0 ? 'ALARM' : 'MISS';
  if (family === 'discrimination' && rules.length > 0 && (rightLevel(outcome) === 'error') !== (strength === 'explicit')) return 'LEVEL';
  return [...found.keys()].some((rule) => rule.startsWith(`${family}/`) && !rules.includes(rule)) ? 'EXTRA' : null;
}

/** Sentences missed, flagged for nothing, at the wrong level, or by a further rule of the family: to be read by eye. */
export function misses(outcomes: readonly Outcome[]): string {
  return outcomes.flatMap((outcome) => {
    const kind = fault(outcome);
    if (kind === null) return [];
    const { sentence, found } = outcome;
    const label = sentence.rules.length > 0 ? [sentence.rules.join(' or '), sentence.strength, sentence.frame] : [sentence.near ? `near ${sentence.near}` : 'none', sentence.because];
    return [`${kind.padEnd(5)} ${sentence.place}  ${label.filter(Boolean).join(', ')}\n      found ${[...found].map(([rule, level]) => `${rule} (${level})`).join(', ') || 'nothing'}\n      ${sentence.text.replace(/\s+/g, ' ')}\n`];
  }).join('');
}
