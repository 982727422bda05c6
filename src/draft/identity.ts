import { isAscii } from './ascii.ts';
import type { AddressData } from './recipients.ts';

/** A title says nothing about who it is: 'M. Martin' is a surname alone. */
const TITLES = new Set([
  'm', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle', 'me', 'maitre', 'dr', 'docteur', 'doctor', 'pr', 'prof', 'professeur', 'professor',
  'mrs', 'ms', 'miss', 'mx', 'sir', 'dame', 'lord', 'lady', 'herr', 'frau', 'dipl', 'ing', 'sr', 'sra', 'don', 'dona', 'dott', 'sig', 'signora', 'rev',
]);

/** Longer than any name; what is longer is not looked at. */
const LONGEST_NAME = 120;

/** A name's letters, with the marks that stand inside one: Jean-Pierre, O'Neill, D’Alembert. */
const NAME_WORD = { ascii: /^[A-Za-z][A-Za-z'.-]*$/, any: /^[\p{L}\p{M}][\p{L}\p{M}'’.-]*$/u };
const TWO_LETTERS = { ascii: /[A-Za-z]['-]?[A-Za-z]/, any: /[\p{L}\p{M}]['’-]?[\p{L}\p{M}]/u };
/** Chinese, Japanese and Korean names are written without a space. */
const UNSPACED_NAME = /^(?:\p{Script=Han}{2,5}|\p{Script=Hangul}{2,5})$/u;
const LOCAL_WORD = { ascii: /^[A-Za-z]+$/, any: /^\p{L}+$/u };

function is(kind: { readonly ascii: RegExp; readonly any: RegExp }, text: string): boolean {
  return (isAscii(text) ? kind.ascii : kind.any).test(text);
}

/** Lower case without accents, for comparison with word lists. */
export function plain(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const bare = text.normalize('NFD').replace(/[\u0300-\u036f]+/g, '');
  return (isAscii(bare) ? bare : bare.replace(/\p{M}+/gu, '')).toLowerCase();
}

/** The local part without its +detail (RFC 5233), lower case. */
export function mailboxName(local: string): string {
  const lower = local.toLowerCase();
  const plus = lower.indexOf('+');
  return plus > 0 ? lower.slice(0, plus) : lower;
}

/**
 * Could a stranger name the person behind this address? With first name and surname in the display name ('Anne Martin',
 * 'MARTIN, Anne'), or in the local part (anne.martin, a.martin, martin_anne2). Not with a lone first name, a nickname,
 * a number, a title and a surname, or the name of a firm or service.
 */
export function isIdentifiable(displayName: string, local: string, data: AddressData): boolean {
  return isFullName(displayName, data) || isTellingLocal(local, data);
}

function isFullName(displayName: string, data: AddressData): boolean {
  if (displayName === '' || displayName.length > LONGEST_NAME || displayName.includes('@')) return false;
  // 'Anne Martin (Acme)', 'Anne Martin | Acme', 'Anne Martin - Acme': the name comes first.
  const behind = displayName.search(/[([|/<]|\s[-–—]\s/u);
  const name = (behind < 0 ? displayName : displayName.slice(0, behind)).trim();
  if (!isAscii(name) && UNSPACED_NAME.test(name)) return true;
  // 'Martin, Anne' is one name, 'Anne Martin, Acme' holds one.
  return isName(name, data) || (name.includes(',') && name.split(',').some((piece) => isName(piece, data)));
}

function isName(name: string, data: AddressData): boolean {
  const words = name.split(/[\s,;]+/u).filter((word) => word !== '');
  let told = 0;
  let long = 0;
  for (const word of words) {
    const folded = plain(word).replace(/\.+$/u, '');
    if (TITLES.has(folded)) continue;
    if (!is(NAME_WORD, word) || isFirmWord(word, folded, data)) return false;
    told += 1;
    if (is(TWO_LETTERS, word)) long += 1;
  }
  return told >= 2 && told <= 6 && long >= 1;
}

/** 'SA', 'AG' in capitals are legal forms; 'Ana Sá' is not. */
function isFirmWord(word: string, folded: string, { names }: AddressData): boolean {
  return names?.organisations.has(folded) === true && (folded.length > 2 || word === word.toUpperCase());
}

function isTellingLocal(local: string, data: AddressData): boolean {
  const name = mailboxName(local);
  if (name.length > LONGEST_NAME) return false;
  const words = name.replace(/\d+$/u, '').split(/[._-]/u).filter((word) => word !== '');
  if (words.length < 2 || words.length > 4) return false;
  let long = 0;
  for (const word of words) {
    const folded = plain(word);
    if (!is(LOCAL_WORD, word) || (folded.length > 2 && data.names?.organisations.has(folded) === true)) return false;
    if (word.length > 1) long += 1;
  }
  if (long === 0 || data.roles.has(plain(words[0]!))) return false;
  // jean-pierre@… is one first name, not a first name and a surname.
  return !(words.length === 2 && data.names?.firstNames.has(plain(words.join('-'))) === true);
}
