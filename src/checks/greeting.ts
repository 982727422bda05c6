import type { PatternSource } from '../pattern/patterns.ts';
import { readWords } from '../text/fold.ts';
import type { Mail, View } from '../text/types.ts';
import type { Words } from '../text/words.ts';
import type { Hit, RuleDefinition } from '../rule/types.ts';
import { defineCheck } from './define.ts';
import { knownName, onlyPerson } from './names.ts';

/** Where a mail greets, or would. */
interface Greeting {
  readonly view: View;
  readonly start: number;
  readonly end: number;
  readonly words: Words;
  readonly language: string | null;
  /** Nothing there greets: the place is the mail's first words. */
  readonly absent: boolean;
}

/** Shorter texts ('Ok for me') need no greeting. */
const FEWEST_WORDS = 15;
const LOOK = 200;
const LONGEST_LINE = 60;
const BLANK = /[{}[\]<>%«»_*#$]|\bX{2,}\b|\bnull\b|\bundefined\b|\.{4}/;

function findGreeting(mail: Mail): Greeting | null {
  for (const view of mail.bodies) {
    const sections = view.sections();
    const greeting = sections.find(({ kind }) => kind === 'greeting');
    if (greeting !== undefined) {
      const start = greeting.start + /^\s*/.exec(view.text.slice(greeting.start, greeting.end))![0].length;
      const end = lineEnd(view.text, start, greeting.end);
      return { view, start, end, words: readWords(view.text.slice(start, end)), language: greeting.language, absent: false };
    }
    const body = sections.find(({ kind, start, end }) => kind === 'body' && view.text.slice(start, end).trim() !== '');
    if (body === undefined) continue;
    if (view.words().length < FEWEST_WORDS) return null;
    const lead = view.text.slice(body.start, Math.min(body.end, body.start + LOOK));
    const blank = lead.length - lead.trimStart().length;
    const stop = /[\n.!?]/.exec(lead.slice(blank))?.index ?? lead.length - blank;
    const start = body.start + blank;
    const end = start + lead.slice(blank, blank + stop).trimEnd().length;
    return { view, start, end, words: readWords(view.text.slice(start, end)), language: body.language, absent: true };
  }
  return null;
}

/** 'Madame, Monsieur,' goes on behind its first comma: a short line that begins with a greeting is one. */
function lineEnd(text: string, start: number, end: number): number {
  const line = text.slice(start, start + LONGEST_LINE);
  const stop = line.indexOf('\n');
  return stop < 0 ? (start + line.length === text.length ? text.length : end) : Math.max(end, start + stop);
}

/** A capital that no word of greeting explains: it may be a name, nickname or firm, and then nobody can say that the name is missing. */
function mayName(greeting: Greeting, vocabulary: ReadonlySet<string>): boolean {
  const text = greeting.view.text.slice(greeting.start, greeting.end);
  return [...greeting.words].some(({ fold, start }) => !vocabulary.has(fold) && !/^\d/.test(fold) && /^\p{Lu}/u.test(text.slice(start, start + 2)));
}

const ROOT = 'formulas';

/** Of all languages: a greeting is too short to tell its own. */
export function greetingSources(rules: readonly RuleDefinition[]): PatternSource[] {
  return rules.filter(({ check }) => check === 'greeting').flatMap((rule) => Object.entries(rule.languages).map(([language, words]) =>
    ({ root: ROOT, tag: rule.id, language, phrases: (words['formulas'] ?? []) as readonly string[] })));
}

/**
 * How a mail to one person greets.
 * - unnamed: a greeting without the first name that is known
 * - formula: 'Madame, Monsieur', 'Dear candidate'
 * - none: no greeting at all
 */
export const greeting = defineCheck({
  name: 'greeting',
  grades: ['unnamed', 'formula', 'none'],
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { looksFor: { enum: ['name', 'formula'], description: 'A missing first name, or a formula that would suit anybody.' } },
    required: ['looksFor'],
  },
  languageOptions: {
    type: 'object',
    properties: {
      formulas: { type: 'array', items: { type: 'string' }, description: 'Phrases that greet nobody in particular.' },
      vocabulary: { type: 'string', description: 'Words of greeting that are nobody\'s name, folded, with spaces between.' },
    },
  },
  prepare(rules: readonly RuleDefinition[], { addresses, patterns }) {
    const prepared = rules.map((rule) => {
      const vocabulary = new Set<string>();
      for (const words of Object.values(rule.languages)) {
        for (const word of ((words['vocabulary'] ?? '') as string).split(/\s+/)) vocabulary.add(word);
      }
      return { id: rule.id, looksFor: rule.options?.['looksFor'], vocabulary };
    });

    return (mail) => {
      const person = onlyPerson(mail);
      if (person === null) return [];
      const found = findGreeting(mail);
      if (found === null) return [];
      const name = knownName(mail, person, addresses);
      const named = name !== null && found.words.folds().some((fold) => name.words.has(fold));
      const hits: Hit[] = [];
      const hit = (rule: string, grade: 'unnamed' | 'formula' | 'none'): void => {
        hits.push({ rule, grade, spot: found.view.spot(found.start, trimmedEnd(found)), data: {}, section: found.absent ? 'body' : 'greeting' });
      };
      for (const { id, looksFor, vocabulary } of prepared) {
        if (named) continue;
        const formula = patterns.root(ROOT).find(found.words, 0, Math.min(found.words.length, 12))
          .some(({ value, first }) => value === id && (first === 0 || !found.absent));
        if (looksFor === 'formula') {
          if (formula) hit(id, 'formula');
          else if (found.absent && !mail.reply && !mail.thread && !/^\S{2,30},?$/u.test(found.view.text.slice(found.start, found.end))) hit(id, 'none');
          continue;
        }
        if (found.absent && !formula) continue;
        if (name?.hasFirst !== true || BLANK.test(found.view.text.slice(found.start, found.end))) continue;
        if (formula || !mayName(found, vocabulary)) hit(id, 'unnamed');
      }
      return hits;
    };
  },
});

function trimmedEnd({ view, start, end }: Greeting): number {
  return start + view.text.slice(start, end).trimEnd().length;
}
