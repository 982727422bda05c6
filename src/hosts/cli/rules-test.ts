import { runExample, type Difference } from '../../engine/examples.ts';
import { safeJson } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { wrap } from '../../report/wrap.ts';
import type { Example, Locale, Pack, RuleDefinition } from '../../rule/types.ts';
import { difference, shownExample } from './examples.ts';

const WORDS = {
  en: {
    invalid: 'should be flagged', valid: 'should be left alone', none: 'no examples', noRules: 'There are no rules of your own here. Name their folder under ruleFolders in the configuration.',
    right: (count: number) => `${count} ${count === 1 ? 'example is' : 'examples are'} as ${count === 1 ? 'it says' : 'they say'}`,
    wrong: (count: number) => `${count} ${count === 1 ? 'is' : 'are'} not`,
  },
  fr: {
    invalid: 'à relever', valid: 'à ne pas relever', none: 'aucun exemple', noRules: "Il n'y a pas ici de règles à vous. Nommez leur dossier sous ruleFolders dans la configuration.",
    right: (count: number) => `${count} ${count === 1 ? 'exemple se vérifie' : 'exemples se vérifient'}`,
    wrong: (count: number) => `${count} ne se ${count === 1 ? 'vérifie' : 'vérifient'} pas`,
  },
} as const;

interface Tested {
  readonly rule: RuleDefinition;
  readonly count: number;
  readonly differing: readonly { readonly kind: 'invalid' | 'valid'; /** From 1. */ readonly number: number; readonly example: Example; readonly differs: Difference }[];
}

/** Runs every example of the rules that do not come with the program. */
export function testedRules(pack: Pack, builtIn: Pack): Tested[] {
  const known = new Set(builtIn.rules);
  return pack.rules.filter((rule) => !known.has(rule)).map((rule) => {
    const all = (['invalid', 'valid'] as const).flatMap((kind) => rule.examples[kind].map((example, index) => ({ kind, number: index + 1, example })));
    const differing = all.flatMap((one) => {
      const { differs } = runExample(rule, one.example, one.kind, pack);
      return differs === null ? [] : [{ ...one, differs }];
    });
    return { rule, count: all.length, differing };
  });
}

/** Which examples are not as they say, for a person at a terminal. */
export function testedText(tested: readonly Tested[], pack: Pack, locale: Locale, width: number, style: Style): string {
  const words = WORDS[locale];
  if (tested.length === 0) return `${wrap(words.noRules, width).join('\n')}\n`;
  const lines: string[] = [];
  for (const { rule, count, differing } of tested) {
    lines.push(style.bold(rule.id));
    for (const { kind, number, example } of differing) {
      lines.push(`  ${words[kind]}, ${number}`, ...shownExample(example, style.red('✖'), locale, width, style));
      lines.push(...wrap(difference(rule, example, kind, pack, locale) ?? '', width - 4).map((line) => `    ${style.red(line)}`));
    }
    lines.push(`  ${count === 0 ? style.dim(words.none) : said(count - differing.length, differing.length, words)}`, '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function said(right: number, wrong: number, words: (typeof WORDS)[Locale]): string {
  return [words.right(right), ...(wrong === 0 ? [] : [words.wrong(wrong)])].join(', ');
}

/** The same for a program. */
export function testedJson(tested: readonly Tested[]): string {
  return `${safeJson(tested.map(({ rule, count, differing }) => ({ id: rule.id, examples: count, differing: differing.map(({ kind, number, differs }) => ({ kind, number, differs })) })), 2)}\n`;
}
