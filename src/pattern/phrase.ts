import { foldWords } from '../text/fold.ts';
import { inflect } from './inflect.ts';
import { WordNumbers, beginning, border, choice, digits, gap, noun, oneWord, optional, sequence } from './node.ts';
import type { Node, NumberKind } from './node.ts';
import { PhraseError } from './phrase-error.ts';
import { asSet } from './sets.ts';

/**
 * A phrase as a rule writes it, over folded words (accents, case, apostrophes do not matter). docs/phrases.md teaches it.
 *
 *     votre age          these words, one after the other
 *     age~               with the endings of number and gender; in English -s, 's, -ed, -ing: of each alternative: (retenu|choisi)~
 *     refus*             any word that begins so
 *     (plus|trop)        one of these; alternatives may be several words: (trop|beaucoup trop)
 *     tres?              may be missing; (bien trop)? as well
 *     ..                 up to three words within the clause;  ...  up to eight
 *     , mais             a clause begins here: a comma, colon, bracket or dash stands before the word
 *     ^ bonjour          at the beginning of the sentence;  $ at its end
 *     =AIDS              written just so, with its capitals and accents
 *     <number> <age>     digits; digits from 16 to 79; <below-age>: behind a minus or '<' ('-30 ans'); <year>: of a birth or a diploma
 *     <noun>             any word that is none of the common ones (articles, pronouns, 'new', 'open' …)
 *     <decision>         a phrase list given by name
 */
export type PhraseLists = Readonly<Record<string, readonly string[]>>;

const MAX_NESTING = 12;

/** A phrase as read. */
export interface ParsedPhrase {
  readonly source: string;
  readonly node: Node;
  /** Only as the first, or up to the last, word of a sentence. */
  readonly start: boolean;
  readonly end: boolean;
  /** Words that must stand in the text just as they are: all of them, so none may be optional or one of several. */
  readonly exact: readonly string[];
}

/** A bracket that holds nothing but words is one token: most brackets do, and many phrases have the same. */
const TOKEN = /\([^()<>=]*\)~?|\.{2,3}|\)~|[()|?,]|<[a-z][a-z-]*>|[^\s()|?<>,]+/gu;

/** What has been read before, for phrases that are read together: they share most of their words, brackets and lists. */
export class Readings {
  readonly words = new WordNumbers();
  readonly #tokens = new Map<string, Map<string, Node>>();
  readonly #lists = new WeakMap<PhraseLists, Map<string, Listed>>();

  /** By word or bracket of one language. */
  tokens(language: string): Map<string, Node> {
    let known = this.#tokens.get(language);
    if (known === undefined) this.#tokens.set(language, (known = new Map<string, Node>()));
    return known;
  }

  /** By language and name. */
  lists(lists: PhraseLists): Map<string, Listed> {
    let known = this.#lists.get(lists);
    if (known === undefined) this.#lists.set(lists, (known = new Map<string, Listed>()));
    return known;
  }
}

interface Listed {
  readonly node: Node;
  readonly exact: readonly string[];
}

/**
 * Reads one phrase. Throws PhraseError: phrases come from rules, never from mail.
 * @param language of the phrase, for its endings
 * @param readings shared by phrases that are read together
 */
export function parsePhrase(source: string, lists: PhraseLists = {}, language = '', readings = new Readings()): ParsedPhrase {
  const start = /^\^\s/.test(source);
  const end = /\s\$$/.test(source);
  const reading: Reading = { source, lists, language, readings, tokens: readings.tokens(language), exact: [] };
  const node = parse(source.slice(start ? 2 : 0, end ? -2 : undefined).normalize('NFC'), reading, 0, 0);
  return { source, node, start, end, exact: reading.exact };
}

interface Reading {
  /** The phrase or the entry of a list that is read, for what is said of it. */
  readonly source: string;
  readonly lists: PhraseLists;
  readonly language: string;
  readonly readings: Readings;
  readonly tokens: Map<string, Node>;
  readonly exact: string[];
}

/**
 * @param nesting lists that stand around, `depth`: brackets
 */
function parse(text: string, reading: Reading, nesting: number, depth: number): Node {
  const { source } = reading;
  if (nesting > MAX_NESTING) throw new PhraseError(source, 'circle');
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;

  const choices = (depth: number): Node => {
    if (depth > MAX_NESTING) throw new PhraseError(source, 'nesting');
    const branches: Node[] = [];
    const exact = reading.exact.length;
    for (;;) {
      const nodes: Node[] = [];
      while (at < tokens.length && tokens[at] !== '|' && !tokens[at]!.startsWith(')')) nodes.push(item(depth));
      if (nodes.length === 0) throw new PhraseError(source, 'empty');
      branches.push(sequence(nodes));
      if (tokens[at] !== '|') break;
      at++;
    }
    if (branches.length > 1 && reading.exact.length > exact) throw new PhraseError(source, 'exact');
    return oneOf(branches, reading);
  };

  const item = (depth: number): Node => {
    const atBorder = tokens[at] === ',';
    if (atBorder) at++;
    if (at >= tokens.length) throw new PhraseError(source, 'comma');
    const exact = reading.exact.length;
    let node = atom(depth);
    if (atBorder) node = border(node);
    if (tokens[at] === '?') {
      at++;
      if (reading.exact.length > exact) throw new PhraseError(source, 'exact');
      node = optional(node);
    }
    return node;
  };

  const atom = (depth: number): Node => {
    const token = tokens[at++]!;
    if (token === '(') {
      const inside = choices(depth + 1);
      const close = tokens[at++];
      if (close === undefined) throw new PhraseError(source, 'open');
      return close === ')~' ? inflectLast(inside, reading) : inside;
    }
    if (token.startsWith('(')) return bracket(token, reading, nesting, depth + 1);
    if (token === '?') throw new PhraseError(source, 'optional');
    if (token === ',') throw new PhraseError(source, 'commas');
    if (token === '..') return gap(3);
    if (token === '...') return gap(8);
    if (token === '<number>' || token === '<age>' || token === '<below-age>' || token === '<year>') return digits(token.slice(1, -1) as NumberKind);
    if (token === '<noun>') return noun();
    if (token.startsWith('<')) {
      const list = reading.lists[token.slice(1, -1)];
      if (list === undefined || list.length === 0) throw new PhraseError(source, 'list');
      return listNode(token, list, reading, nesting);
    }
    return literal(token, reading);
  };

  const node = choices(depth);
  if (at < tokens.length) throw new PhraseError(source, 'closed');
  return node;
}

/** '(trop|beaucoup trop)~' */
function bracket(token: string, reading: Reading, nesting: number, depth: number): Node {
  if (depth > MAX_NESTING) throw new PhraseError(reading.source, 'nesting');
  let node = reading.tokens.get(token);
  if (node === undefined) {
    const endings = token.endsWith('~');
    const inside = parse(token.slice(1, endings ? -2 : -1), reading, nesting, depth);
    reading.tokens.set(token, (node = endings ? inflectLast(inside, reading) : inside));
  }
  return node;
}

/** Alternatives that are one word each are one step: most lists are long and plain. */
function oneOf(branches: readonly Node[], { readings }: Reading): Node {
  if (branches.length === 1) return branches[0]!;
  const words: number[] = [];
  const others: Node[] = [];
  let count = 0;
  for (const branch of branches) {
    if (branch.kind === 'word') {
      count++;
      words.push(...branch.words);
    } else {
      others.push(branch);
    }
  }
  if (count < 2) return choice(branches);
  const merged = oneWord(asSet(words), readings.words.often);
  return others.length === 0 ? merged : choice([merged, ...others]);
}

/** Lists are named by many phrases and read once. */
function listNode(name: string, list: readonly string[], reading: Reading, nesting: number): Node {
  const known = reading.readings.lists(reading.lists);
  const key = `${reading.language} ${name}`;
  let listed = known.get(key);
  if (listed === undefined) {
    const exact: string[] = [];
    const node = oneOf(list.map((phrase) => parse(phrase.normalize('NFC'), { ...reading, source: phrase, exact }, nesting + 1, 0)), reading);
    if (list.length > 1 && exact.length > 0) throw new PhraseError(reading.source, 'exact');
    known.set(key, (listed = { node, exact }));
  }
  reading.exact.push(...listed.exact);
  return listed.node;
}

/** Gives the last word of each branch its endings. */
function inflectLast(node: Node, reading: Reading): Node {
  switch (node.kind) {
    case 'word': return forms(node.words.map((word) => reading.readings.words.words[word]!), reading);
    case 'choice': return oneOf(node.nodes.map((child) => inflectLast(child, reading)), reading);
    case 'sequence': return sequence(node.nodes.map((child, index) => (index === node.nodes.length - 1 ? inflectLast(child, reading) : child)));
    default: return node;
  }
}

function forms(words: readonly string[], { language, readings: { words: numbers } }: Reading): Node {
  return oneWord(asSet(words.flatMap((word) => inflect(word, language)).map((form) => numbers.numberOf(form))), numbers.often);
}

function literal(token: string, reading: Reading): Node {
  let node = reading.tokens.get(token);
  if (node === undefined) reading.tokens.set(token, (node = word(token, reading)));
  if (isExact(token)) reading.exact.push(token.slice(1));
  return node;
}

function isExact(token: string): boolean {
  return token.startsWith('=') && token.length > 1;
}

/** A literal goes through the same folding as the mail, so that both cut words at the same places. */
function word(token: string, reading: Reading): Node {
  const exact = isExact(token);
  const mark = exact ? '' : token.endsWith('~') ? '~' : token.endsWith('*') ? '*' : '';
  const words = foldWords(exact ? token.slice(1) : mark === '' ? token : token.slice(0, -1)).map(({ fold }) => fold);
  if (words.length === 0) throw new PhraseError(reading.source, 'wordless');
  const { words: numbers } = reading.readings;
  return sequence(words.map((one, index) => {
    const marked = index === words.length - 1 ? mark : '';
    return marked === '*' ? beginning(one) : marked === '~' ? forms([one], reading) : oneWord([numbers.numberOf(one)], numbers.often);
  }));
}
