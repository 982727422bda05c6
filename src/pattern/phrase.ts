import { foldWords } from '../text/fold.ts';
import { inflect } from './inflect.ts';

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

export type NumberKind = 'number' | 'age' | 'below-age' | 'year';

export type Node =
  | { readonly kind: 'word'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number'; readonly of: NumberKind }
  | { readonly kind: 'noun' }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'border'; readonly node: Node }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node };

const MAX_NESTING = 12;

const PROBLEMS = {
  circle: { en: 'lists that name each other', fr: 'des listes qui se nomment l\'une l\'autre' },
  nesting: { en: 'too many brackets', fr: 'trop de parenthèses' },
  empty: { en: 'an empty place', fr: 'une place vide' },
  open: { en: 'a bracket that is not closed', fr: 'une parenthèse qui n\'est pas fermée' },
  closed: { en: 'a bracket too many', fr: 'une parenthèse de trop' },
  optional: { en: "a '?' behind nothing", fr: 'un « ? » derrière rien' },
  comma: { en: 'a comma before nothing', fr: 'une virgule devant rien' },
  commas: { en: 'two commas', fr: 'deux virgules' },
  list: { en: 'a list that is not there', fr: 'une liste qui n\'existe pas' },
  wordless: { en: 'a piece without a word', fr: 'un morceau sans mot' },
  long: { en: 'more than a phrase may hold', fr: 'plus que ce qu\'une expression peut contenir' },
  nothing: { en: 'nothing that must be there', fr: 'rien qui doive s\'y trouver' },
  gap: { en: 'a gap at the beginning', fr: 'un vide au début' },
  prefix: { en: 'a beginning of a word that is too short or too long (2 to 24 letters)', fr: 'un début de mot trop court ou trop long (2 à 24 lettres)' },
} as const;

/** Says what is wrong with a phrase, for whoever wrote the rule. */
export class PhraseError extends Error {
  readonly problem: { readonly en: string; readonly fr: string };

  constructor(readonly phrase: string, problem: keyof typeof PROBLEMS) {
    super(`${PROBLEMS[problem].en} in the phrase '${phrase}'`);
    this.name = 'PhraseError';
    this.problem = PROBLEMS[problem];
  }
}

/** A phrase as read. */
export interface ParsedPhrase {
  readonly source: string;
  readonly node: Node;
  /** Only as the first, or up to the last, word of a sentence. */
  readonly start: boolean;
  readonly end: boolean;
  /** Words that must stand in the text just as they are. */
  readonly exact: readonly string[];
}

const TOKEN = /\.{2,3}|\)~|[()|?,]|<[a-z][a-z-]*>|[^\s()|?<>,]+/gu;

/**
 * Reads one phrase. Throws PhraseError: phrases come from rules, never from mail.
 * @param language of the phrase, for its endings
 */
export function parsePhrase(source: string, lists: PhraseLists = {}, language = ''): ParsedPhrase {
  const start = /^\^\s/.test(source);
  const end = /\s\$$/.test(source);
  const reading: Reading = { lists, language, exact: [] };
  const node = parse(source.slice(start ? 2 : 0, end ? -2 : undefined), reading, 0);
  return { source, node, start, end, exact: reading.exact };
}

interface Reading {
  readonly lists: PhraseLists;
  readonly language: string;
  readonly exact: string[];
}

function parse(source: string, reading: Reading, nesting: number): Node {
  if (nesting > MAX_NESTING) throw new PhraseError(source, 'circle');
  const tokens = source.normalize('NFC').match(TOKEN) ?? [];
  let at = 0;

  const choice = (depth: number): Node => {
    if (depth > MAX_NESTING) throw new PhraseError(source, 'nesting');
    const branches: Node[] = [];
    for (;;) {
      const nodes: Node[] = [];
      while (at < tokens.length && tokens[at] !== '|' && !tokens[at]!.startsWith(')')) nodes.push(item(depth));
      if (nodes.length === 0) throw new PhraseError(source, 'empty');
      branches.push(nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes });
      if (tokens[at] !== '|') break;
      at++;
    }
    return oneOf(branches);
  };

  const item = (depth: number): Node => {
    const border = tokens[at] === ',';
    if (border) at++;
    if (at >= tokens.length) throw new PhraseError(source, 'comma');
    let node = atom(depth);
    if (border) node = { kind: 'border', node };
    if (tokens[at] === '?') {
      at++;
      node = { kind: 'optional', node };
    }
    return node;
  };

  const atom = (depth: number): Node => {
    const token = tokens[at++]!;
    if (token === '(') {
      const inside = choice(depth + 1);
      const close = tokens[at++];
      if (close === undefined) throw new PhraseError(source, 'open');
      return close === ')~' ? inflectLast(inside, reading.language) : inside;
    }
    if (token === '?') throw new PhraseError(source, 'optional');
    if (token === ',') throw new PhraseError(source, 'commas');
    if (token === '..') return { kind: 'gap', max: 3 };
    if (token === '...') return { kind: 'gap', max: 8 };
    if (token === '<number>' || token === '<age>' || token === '<below-age>' || token === '<year>') return { kind: 'number', of: token.slice(1, -1) as NumberKind };
    if (token === '<noun>') return { kind: 'noun' };
    if (token.startsWith('<')) {
      const list = reading.lists[token.slice(1, -1)];
      if (list === undefined || list.length === 0) throw new PhraseError(source, 'list');
      return listNode(token, list, reading, nesting);
    }
    return literal(token, source, reading);
  };

  const node = choice(0);
  if (at < tokens.length) throw new PhraseError(source, 'closed');
  return node;
}

/** Alternatives that are one word each are one step: most lists are long and plain. */
function oneOf(branches: readonly Node[]): Node {
  if (branches.length === 1) return branches[0]!;
  const words = branches.filter((branch) => branch.kind === 'word');
  if (words.length < 2) return { kind: 'choice', nodes: branches };
  const merged: Node = { kind: 'word', words: new Set(words.flatMap((branch) => [...branch.words])) };
  return words.length === branches.length ? merged : { kind: 'choice', nodes: [merged, ...branches.filter((branch) => branch.kind !== 'word')] };
}

/** Lists are named by many phrases and read once. */
const parsedLists = new WeakMap<PhraseLists, Map<string, Node>>();

function listNode(name: string, list: readonly string[], reading: Reading, nesting: number): Node {
  let parsed = parsedLists.get(reading.lists);
  if (parsed === undefined) parsedLists.set(reading.lists, (parsed = new Map<string, Node>()));
  const key = `${reading.language} ${name}`;
  let node = parsed.get(key);
  if (node === undefined) parsed.set(key, (node = oneOf(list.map((phrase) => parse(phrase, reading, nesting + 1)))));
  return node;
}

/** Gives the last word of each branch its endings. */
function inflectLast(node: Node, language: string): Node {
  switch (node.kind) {
    case 'word': return { kind: 'word', words: new Set([...node.words].flatMap((word) => inflect(word, language))) };
    case 'choice': return oneOf(node.nodes.map((child) => inflectLast(child, language)));
    case 'sequence': return { kind: 'sequence', nodes: node.nodes.map((child, index) => (index === node.nodes.length - 1 ? inflectLast(child, language) : child)) };
    default: return node;
  }
}

/** A literal goes through the same folding as the mail, so that both cut words at the same places. */
function literal(token: string, source: string, reading: Reading): Node {
  const exact = token.startsWith('=') && token.length > 1;
  const mark = exact ? '' : token.endsWith('~') ? '~' : token.endsWith('*') ? '*' : '';
  const written = exact ? token.slice(1) : mark === '' ? token : token.slice(0, -1);
  const words = foldWords(written).map((word) => word.fold);
  if (words.length === 0) throw new PhraseError(source, 'wordless');
  if (exact) reading.exact.push(written);
  const nodes = words.map((word, index): Node => {
    if (mark === '*' && index === words.length - 1) return { kind: 'prefix', prefix: word };
    if (mark === '~' && index === words.length - 1) return { kind: 'word', words: new Set(inflect(word, reading.language)) };
    return { kind: 'word', words: new Set([word]) };
  });
  return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes };
}
