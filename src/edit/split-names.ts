import type { AddressData } from '../draft/recipients.ts';
import type { Address } from '../draft/types.ts';
import { fold } from '../text/fold.ts';

/** What a recipient is called, where the display name leaves no doubt. */
export interface PersonName {
  /** As written: 'Léa', 'Jean-Pierre'. */
  readonly first: string;
  readonly last: string | null;
}

export interface NameData {
  /** First names, folded. */
  readonly firstNames: ReadonlySet<string>;
  readonly addresses: AddressData | null;
}

/** The list rules/lexicons/first-names.yaml. */
export function firstNames(lexicons: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const names = (lexicons['first-names'] as { readonly names?: unknown } | undefined)?.names;
  return new Set(Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : []);
}

const LONGEST = 120;
const TITLE = /^(?:m|mm|mr|mrs|ms|miss|mx|mme|mlle|monsieur|madame|mademoiselle|dr|docteur|doctor|pr|prof|professeur|professor|ma[iî]tre|me|sir)\.?$/iu;
const NAME_WORD = /^[\p{L}\p{M}'’.-]+$/u;
/** A degree, or the word between two people. */
const NO_NAME = /^(?:ph\.?d|md|mba|jr|sr|ii|iii|esq|et|and|und|ou|or)\.?$/iu;
/** A capital and small letters, in each half of a double name: what is all capitals or all small may lack its accents. */
const WRITTEN_NAME = /^\p{Lu}[\p{Ll}\p{M}]+(?:['’-]\p{Lu}[\p{Ll}\p{M}]+)*$/u;
const CAPITALS = /^[\p{Lu}\p{M}'’-]{2,}$/u;

/**
 * First name and surname in any order ('MARTEL Anne', 'Martel, Anne', 'Anne Martel'), by capitals, comma, the list of first names and
 * the address. Null where they leave a doubt: a wrong name hurts more than none.
 */
export function personName({ name, local }: Address, data: NameData): PersonName | null {
  if (name.length > LONGEST || /[@\d]/.test(name)) return null;
  const [shown = ''] = name.split(/\s*[([|/<]|\s[-–—]\s/u, 1);
  const [before = [], behind, ...more] = shown.split(',').map((piece) => piece.trim().split(/\s+/u).filter((word) => word !== '' && !TITLE.test(word)));
  if (more.length > 0) return null;
  const words = behind === undefined ? before : [...before, ...behind];
  const firm = data.addresses?.names?.organisations;
  if (words.length === 0 || words.length > 5 || !words.every((word) => NAME_WORD.test(word))) return null;
  if (words.some((word) => NO_NAME.test(word) || firm?.has(fold(word)) === true || data.addresses?.roles.has(fold(word)) === true)) return null;
  const titled = shown.trim().split(/\s+/u).some((word) => TITLE.test(word));
  const found = behind === undefined ? inOrder(words, local, titled, data) : { first: behind, last: before };
  if (found === null || found.first.length === 0 || found.first.length > 2 || !found.first.every((word) => WRITTEN_NAME.test(word))) return null;
  return { first: found.first.join(' '), last: found.last.length === 0 ? null : found.last.join(' ') };
}

interface Split {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

function inOrder(words: readonly string[], local: string, titled: boolean, data: NameData): Split | null {
  const known = (word: string | undefined): boolean => word !== undefined && data.firstNames.has(fold(word)) || isDouble(word ?? '', data);
  if (words.length === 1) return !titled && known(words[0]) ? { first: words, last: [] } : null;
  const capitals = words.map((word) => CAPITALS.test(word));
  const count = capitals.filter(Boolean).length;
  if (count > 0 && count < words.length) {
    // 'MARTEL Anne', 'Anne MARTEL': capitals are the surname, if they stand together.
    if (capitals.slice(0, count).every(Boolean)) return { first: words.slice(count), last: words.slice(0, count) };
    return capitals.slice(-count).every(Boolean) ? { first: words.slice(0, -count), last: words.slice(-count) } : null;
  }
  const [one, two] = words as readonly [string, string];
  if (isDouble(`${one}-${two}`, data) && words.length > 2) return { first: [one, two], last: words.slice(2) };
  const front = known(one);
  const back = known(words.at(-1));
  if (front && !back && (words.length === 2 || !known(two))) return { first: [one], last: words.slice(1) };
  if (words.length > 2) return null;
  if (back && !front) return { first: [two], last: [one] };
  return addressedAs(local, one, two) ? { first: [one], last: [two] } : null;
}

function isDouble(word: string, { addresses }: NameData): boolean {
  return addresses?.names?.firstNames.has(fold(word)) === true;
}

/** anne.martel@, a.martel@, amartel@: the address has the names in the order in which they are shown. */
function addressedAs(local: string, first: string, last: string): boolean {
  const bare = fold(local).split('+', 1)[0]!.replace(/[._-]|\d+$/g, '');
  const [given, family] = [fold(first), fold(last)].map((name) => name.replace(/['’-]/g, ''));
  return bare === `${given}${family}` || bare === `${given![0]}${family}`;
}
