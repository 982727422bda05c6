import { foldWords } from '../text/fold.ts';
import { COMMON, FREQUENT } from './common.ts';

/**
 * A phrase as a rule writes it, over folded words (accents, case, apostrophes do not matter).
 *
 *     votre age          these words, one after the other
 *     ag~                with any ending of number and gender: '', e, s, es; of each alternative: (retenu|choisi)~
 *     refus*             any word that begins so
 *     (plus|trop)        one of these; alternatives may be several words: (trop|beaucoup trop)
 *     tres?              may be missing; (bien trop)? as well
 *     ..                 up to three words within the clause;  ...  up to eight
 *     <number> <age>     digits; digits from 16 to 79
 *     <below-age>        digits from 16 to 79 behind a minus or '<': -30 ans
 *     <noun>             any word that is none of the common ones (articles, pronouns, 'new', 'open' …)
 *     <decision>         a phrase list given by name
 */
export type PhraseLists = Readonly<Record<string, readonly string[]>>;

export type Node =
  | { readonly kind: 'word'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly below: boolean }
  | { readonly kind: 'noun' }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node };

const ENDINGS = ['', 'e', 's', 'es'];
const MAX_NESTING = 12;

/** Says what is wrong with a phrase, for whoever wrote the rule. */
export class PhraseError extends Error {
  constructor(readonly phrase: string, problem: string) {
    super(`${problem} in the phrase '${phrase}'`);
    this.name = 'PhraseError';
  }
}

/** A phrase as read: what it needs is known, how to run it is worked out when it is first run. */
export interface ParsedPhrase {
  readonly source: string;
  readonly node: Node;
  /** Words one of which stands wherever the phrase does, chosen to be rare; null if there are none. */
  readonly required: ReadonlySet<string> | null;
  /** Of a phrase that needs a number: words one of which stands beside it as well; null if there are none. */
  readonly companions: ReadonlySet<string> | null;
  /** Words that the longest text it matches has. */
  readonly longest: number;
}

/** Reads one phrase. Throws PhraseError: phrases come from rules, never from mail. */
export function parsePhrase(source: string, lists: PhraseLists = {}): ParsedPhrase {
  const node = parse(source, lists, 0);
  const words = required(node);
  return { source, node, required: words, companions: words?.has(ANY_AGE) === true && node.kind === 'sequence' ? companionsOf(node.nodes) : null, longest: longest(node) };
}

function longest(node: Node): number {
  switch (node.kind) {
    case 'sequence': return node.nodes.reduce((sum, child) => sum + longest(child), 0);
    case 'choice': return node.nodes.reduce((most, child) => Math.max(most, longest(child)), 0);
    case 'optional': return longest(node.node);
    case 'gap': return node.max;
    default: return 1;
  }
}

function companionsOf(nodes: readonly Node[]): ReadonlySet<string> | null {
  return nodes.map(required).reduce((best, words) => (words !== null && !words.has(ANY_AGE) && (best === null || cost(words) <= cost(best)) ? words : best), null);
}

/** The rarest set of words of which the phrase needs one: no stage of the match is tried in a text without any. */
function required(node: Node): ReadonlySet<string> | null {
  switch (node.kind) {
    case 'word': return node.words;
    case 'sequence': return node.nodes.map(required).reduce((best, words) => (words !== null && (best === null || cost(words) <= cost(best)) ? words : best), null);
    case 'choice': {
      const branches = node.nodes.map(required);
      return branches.some((words) => words === null) ? null : new Set(branches.flatMap((words) => [...words!]));
    }
    // A number that may be an age is rare enough to look for.
    case 'number': return node.to === Infinity ? null : SOME_AGE;
    default: return null;
  }
}

/** Stands for any number of two digits among the words that a phrase needs. */
export const ANY_AGE = '#';
const SOME_AGE: ReadonlySet<string> = new Set([ANY_AGE]);

/** How often one of the words will be met; of two equally common ones ('the role') the longer is the rarer. */
function cost(words: ReadonlySet<string>): number {
  let sum = words.size - Math.min(...[...words].map((word) => word.length)) / 100;
  for (const word of words) sum += COMMON.has(word) ? 1_000 : word === ANY_AGE ? 100 : FREQUENT.has(word) ? 200 : 0;
  return sum;
}

const TOKEN = /\.{2,3}|\)~|[()|?]|<[a-z][a-z-]*>|[^\s()|?<>]+/gu;

function parse(source: string, lists: PhraseLists, nesting: number): Node {
  if (nesting > MAX_NESTING) throw new PhraseError(source, 'lists that name each other');
  const tokens = source.normalize('NFC').match(TOKEN) ?? [];
  let at = 0;

  const choice = (depth: number): Node => {
    if (depth > MAX_NESTING) throw new PhraseError(source, 'too many brackets');
    const branches: Node[] = [];
    for (;;) {
      const nodes: Node[] = [];
      while (at < tokens.length && tokens[at] !== '|' && !tokens[at]!.startsWith(')')) nodes.push(item(depth));
      if (nodes.length === 0) throw new PhraseError(source, 'an empty place');
      branches.push(nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes });
      if (tokens[at] !== '|') break;
      at++;
    }
    return oneOf(branches);
  };

  const item = (depth: number): Node => {
    let node = atom(depth);
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
      if (close === undefined) throw new PhraseError(source, 'a bracket that is not closed');
      return close === ')~' ? inflect(inside) : inside;
    }
    if (token === '?') throw new PhraseError(source, "a '?' behind nothing");
    if (token === '..') return { kind: 'gap', max: 3 };
    if (token === '...') return { kind: 'gap', max: 8 };
    if (token === '<number>') return { kind: 'number', from: 0, to: Infinity, below: false };
    if (token === '<age>' || token === '<below-age>') return { kind: 'number', from: 16, to: 79, below: token === '<below-age>' };
    if (token === '<noun>') return { kind: 'noun' };
    if (token.startsWith('<')) {
      const list = lists[token.slice(1, -1)];
      if (list === undefined || list.length === 0) throw new PhraseError(source, `no list ${token}`);
      return listNode(token, list, lists, nesting);
    }
    return literal(token, source);
  };

  const node = choice(0);
  if (at < tokens.length) throw new PhraseError(source, 'a bracket too many');
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

function listNode(name: string, list: readonly string[], lists: PhraseLists, nesting: number): Node {
  let parsed = parsedLists.get(lists);
  if (parsed === undefined) parsedLists.set(lists, (parsed = new Map<string, Node>()));
  let node = parsed.get(name);
  if (node === undefined) parsed.set(name, (node = oneOf(list.map((phrase) => parse(phrase, lists, nesting + 1)))));
  return node;
}

/** Gives the last word of each branch its endings. */
function inflect(node: Node): Node {
  switch (node.kind) {
    case 'word': return { kind: 'word', words: new Set([...node.words].flatMap((word) => ENDINGS.map((ending) => word + ending))) };
    case 'choice': return oneOf(node.nodes.map(inflect));
    case 'sequence': return { kind: 'sequence', nodes: node.nodes.map((child, index) => (index === node.nodes.length - 1 ? inflect(child) : child)) };
    default: return node;
  }
}

/** A literal goes through the same folding as the mail, so that both cut words at the same places. */
function literal(token: string, source: string): Node {
  const mark = token.endsWith('~') ? '~' : token.endsWith('*') ? '*' : '';
  const words = foldWords(mark === '' ? token : token.slice(0, -1)).map((word) => word.fold);
  if (words.length === 0) throw new PhraseError(source, `no word in '${token}'`);
  const nodes = words.map((word, index): Node => {
    if (mark === '*' && index === words.length - 1) return { kind: 'prefix', prefix: word };
    if (mark === '~' && index === words.length - 1) return { kind: 'word', words: new Set(ENDINGS.map((ending) => word + ending)) };
    return { kind: 'word', words: new Set([word]) };
  });
  return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes };
}
