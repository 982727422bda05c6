import type { PhraseProblem } from '../pattern/phrase-error.ts';
import { shown, type ConfigFault } from './error.ts';
import { suggest } from './suggest.ts';

/** What is wrong with a phrase, and the phrase that was meant if that can be told. */
export interface Misread {
  readonly problem: ConfigFault['what'];
  readonly instead: string | null;
}

/** Words as a mail's are cut: letters and digits, and between them an apostrophe, hyphen, point, slash or ampersand. An elision ends with its apostrophe, an abbreviation with its point. */
const WORD = /^['’]?[\p{L}\p{M}\p{N}]+(?:['’·./&-][\p{L}\p{M}\p{N}]+)*(?:['’]|(?<=\..*)\.)?$/u;
const NAME = /^<[a-z][a-z-]*>$/;

/** The phrase without the signs of a sentence's beginning and end. */
function inside(phrase: string): string {
  return phrase.replace(/^\^\s+/, '').replace(/\s+\$$/, '');
}

function put(phrase: string, wrong: string, right: string): string {
  return phrase.replace(wrong, () => right).replace(/ {2,}/g, ' ').trim();
}

/**
 * Signs that mean nothing in a phrase. They would be dropped in silence, and the phrase would find something else, or nothing: `50%` every 50,
 * `<NUMBER> days` only the word 'number'.
 * @returns the first; null if there is none
 */
export function strayIn(phrase: string): Misread | null {
  const text = inside(phrase);
  // A bracket may be inflected as a word may.
  for (const [piece] of text.replaceAll(')~', ')').matchAll(/<[^<>]*>|[<>]|[^\s()|?,<>]+/g)) {
    const found = piece.startsWith('<') || piece === '>' ? misnamed(piece, phrase) : misspelt(piece, phrase);
    if (found !== null) return found;
  }
  return outsideBrackets(text) ? {
    problem: { en: "alternatives ('|') without brackets around them", fr: 'des choix (« | ») sans parenthèses autour' },
    instead: put(phrase, text, `(${text})`),
  } : null;
}

function misnamed(piece: string, phrase: string): Misread | null {
  if (NAME.test(piece)) return null;
  const small = piece.toLowerCase().replace(/\s+/g, '-');
  return {
    problem: { en: `${shown(piece)} is no name: they are small letters in angle brackets, such as <number>`, fr: `${shown(piece)} n'est pas un nom : ce sont des minuscules entre chevrons, comme <number>` },
    instead: NAME.test(small) ? put(phrase, piece, small) : null,
  };
}

function misspelt(piece: string, phrase: string): Misread | null {
  if (piece === '..' || piece === '...') return null;
  const core = piece.replace(/^=(?=.)/, '').replace(/(?<!^)[~*]$/, '');
  if (WORD.test(core)) return null;
  for (const [sign, form, meant] of PLACES) {
    const right = piece.replace(form, meant);
    if (right !== piece) return { problem: sign, instead: put(phrase, piece, right) };
  }
  const sign = [...core].find((one) => !/[\p{L}\p{M}\p{N}]/u.test(one)) ?? piece;
  return { problem: { en: `the sign ${sign} means nothing here: only words and numbers are compared`, fr: `le signe ${sign} n'a pas de sens ici : seuls les mots et les nombres sont comparés` }, instead: without(piece, phrase) };
}

/** Signs of the language in the wrong place: what they mean, how they were written, and how they are. */
const PLACES: readonly (readonly [ConfigFault['what'], RegExp, string])[] = [
  [{ en: "'~' stands behind its word", fr: '« ~ » se place derrière son mot' }, /^~([\p{L}\p{N}'’-]+)$/u, '$1~'],
  [{ en: "'^' stands by itself before the first word", fr: '« ^ » se place seul devant le premier mot' }, /^\^(?=[\p{L}\p{N}=])/u, '^ '],
  [{ en: "'$' stands by itself behind the last word", fr: '« $ » se place seul derrière le dernier mot' }, /(?<=[\p{L}\p{N}~*])\$$/u, ' $'],
  [{ en: "'..' and '...' stand by themselves between words", fr: '« .. » et « ... » se placent seuls entre des mots' }, /(?<=[^.])(\.{2,3})(?=[^.])/gu, ' $1 '],
];

/** The phrase without what other languages of patterns, or sentences, put around a word; null if something would be lost. */
function without(piece: string, phrase: string): string | null {
  const bare = piece.replace(/\\[bB]/g, '').replace(/^\[(.*)\]$/, '$1').replace(/^["«“/]+|["»”!:;./]+$/g, '');
  return WORD.test(bare) && bare !== piece ? put(phrase, piece, bare) : null;
}

function outsideBrackets(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) return true;
  }
  return false;
}

/** The phrase that was meant by one that could not be read; null if that cannot be told. @param lists names that it may use */
export function meantBy(phrase: string, problem: PhraseProblem, lists: readonly string[]): string | null {
  const brackets = [...phrase].reduce((depth, sign) => depth + (sign === '(' ? 1 : sign === ')' ? -1 : 0), 0);
  switch (problem) {
    case 'open': return brackets > 0 ? phrase + ')'.repeat(brackets) : null;
    case 'closed': return brackets < 0 ? '('.repeat(-brackets) + phrase : null;
    case 'nothing': return phrase.replace(/\?(?=\s*$)/, '');
    case 'gap': return phrase.replace(/^\s*\.{2,3}\s+/, '');
    case 'optional': return phrase.replace(/^\s*\?\s*/, '').replace(/\?{2,}/g, '?');
    case 'comma': return phrase.replace(/[\s,]+$/, '');
    case 'commas': return phrase.replace(/,(?:\s*,)+/g, ',');
    case 'list': {
      const [, wrong] = [...phrase.matchAll(/<([a-z][a-z-]*)>/g)].find(([, name]) => !lists.includes(name!) && !CLASSES.includes(name!)) ?? [];
      const near = wrong === undefined ? null : suggest(wrong, [...lists, ...CLASSES]);
      return near === null ? null : phrase.replace(`<${wrong!}>`, `<${near}>`);
    }
    default: return null;
  }
}

const CLASSES: readonly string[] = ['number', 'age', 'below-age', 'year', 'noun'];

/** A phrase that shows the form, where nothing better is known. */
export function samplePhrase(language: string): string {
  return language === 'fr' ? '(refus*|ecart*) .. candidature' : '(reject*|declin*) .. application';
}
