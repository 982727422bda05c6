import { foldWords } from '../text/fold.ts';

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

type Node =
  | { readonly kind: 'word'; readonly words: ReadonlySet<string> }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly below: boolean }
  | { readonly kind: 'noun' }
  | { readonly kind: 'gap'; readonly max: number }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'optional'; readonly node: Node };

/** One step of a compiled phrase; `next` are indexes of steps. */
export type Step =
  | { readonly test: 'words'; readonly words: ReadonlySet<string>; readonly gap: false; next: number }
  | { readonly test: 'prefix'; readonly prefix: string; readonly gap: false; next: number }
  | { readonly test: 'number'; readonly from: number; readonly to: number; readonly below: boolean; readonly gap: false; next: number }
  | { readonly test: 'noun'; readonly gap: false; next: number }
  | { readonly test: 'any'; readonly gap: true; next: number }
  | { readonly test: 'split'; next: number; other: number }
  | { readonly test: 'end' };

/** A phrase ready to run, with what its first word may be. */
export interface Phrase {
  readonly source: string;
  readonly steps: readonly Step[];
  readonly start: number;
  /** Words that can begin it. */
  readonly firstWords: ReadonlySet<string>;
  readonly firstPrefixes: readonly string[];
  /** Begins with a number. */
  readonly firstNumber: boolean;
  /** Words one of which stands wherever the phrase does, chosen to be rare; null if there are none. */
  readonly required: ReadonlySet<string> | null;
}

const ENDINGS = ['', 'e', 's', 'es'];
/** A phrase is written by a person; longer ones are a mistake, and bounding them bounds the work. */
const MAX_STEPS = 4_000;
const MAX_NESTING = 12;

/** Says what is wrong with a phrase, for whoever wrote the rule. */
export class PhraseError extends Error {
  constructor(readonly phrase: string, problem: string) {
    super(`${problem} in the phrase '${phrase}'`);
    this.name = 'PhraseError';
  }
}

/** Compiles one phrase. Throws PhraseError: phrases come from rules, never from mail. */
export function compilePhrase(source: string, lists: PhraseLists = {}): Phrase {
  const node = parse(source, lists, 0);
  const steps: Step[] = [{ test: 'end' }];
  const start = emit(node, 0, steps, source);
  const firstWords = new Set<string>();
  const firstPrefixes: string[] = [];
  let firstNumber = false;
  for (const index of closure(steps, [start])) {
    const step = steps[index]!;
    if (step.test === 'words') for (const word of step.words) firstWords.add(word);
    else if (step.test === 'prefix') firstPrefixes.push(step.prefix);
    else if (step.test === 'number') firstNumber = true;
    else if (step.test === 'any' || step.test === 'noun') throw new PhraseError(source, 'a gap at the beginning');
    else if (step.test === 'end') throw new PhraseError(source, 'nothing that must be there');
  }
  return { source, steps, start, firstWords, firstPrefixes, firstNumber, required: required(node) };
}

/** Words of every other sentence: a phrase is not looked for because of them. */
export const COMMON: ReadonlySet<string> = new Set((
  'a à ai au aux avec avez avoir ce ces cette d\' dans de des du elle en encore est et etes etre faire fait il ils j\' je l\' la le les leur leurs ma mais me mes moins mon n\' ne ni nos notre nous on ont ou par pas plus pour qu\' que qui sa sans se ses si son sont sur ta te ton tous tout toute trop tu un une vos votre vous y an ans annee annees mois prochain '
  + 'about all am an and any are as at be been but by can cannot could did do does for from get go going had has have he her him his how i if in into is it its just like may me more most must my need needs no not of on one only or our out over she should so some someone than that the their them there they this to too under up us was we were what when which who will with would year years you your looking want people candidate candidates candidat candidats candidate profil poste role time '
).split(' '));

/** The rarest set of words of which the phrase needs one: no stage of the match is tried in a text without any. */
function required(node: Node): ReadonlySet<string> | null {
  switch (node.kind) {
    case 'word': return node.words;
    case 'sequence': return node.nodes.map(required).reduce((best, words) => (words !== null && (best === null || cost(words) < cost(best)) ? words : best), null);
    case 'choice': {
      const branches = node.nodes.map(required);
      return branches.some((words) => words === null) ? null : new Set(branches.flatMap((words) => [...words!]));
    }
    default: return null;
  }
}

function cost(words: ReadonlySet<string>): number {
  let sum = words.size;
  for (const word of words) if (COMMON.has(word)) sum += 1_000;
  return sum;
}

/** The steps reachable from `from` without reading a word. */
export function closure(steps: readonly Step[], from: readonly number[]): number[] {
  const seen = new Set<number>();
  const stack = [...from];
  while (stack.length > 0) {
    const index = stack.pop()!;
    if (seen.has(index)) continue;
    seen.add(index);
    const step = steps[index]!;
    if (step.test === 'split') stack.push(step.next, step.other);
  }
  return [...seen].filter((index) => steps[index]!.test !== 'split');
}

function emit(node: Node, next: number, steps: Step[], source: string): number {
  if (steps.length > MAX_STEPS) throw new PhraseError(source, 'too much');
  switch (node.kind) {
    case 'word': return steps.push({ test: 'words', words: node.words, gap: false, next }) - 1;
    case 'prefix': return steps.push({ test: 'prefix', prefix: node.prefix, gap: false, next }) - 1;
    case 'number': return steps.push({ test: 'number', from: node.from, to: node.to, below: node.below, gap: false, next }) - 1;
    case 'noun': return steps.push({ test: 'noun', gap: false, next }) - 1;
    case 'sequence': return node.nodes.reduceRight((after, child) => emit(child, after, steps, source), next);
    case 'choice': {
      let entry = emit(node.nodes[0]!, next, steps, source);
      for (const child of node.nodes.slice(1)) entry = steps.push({ test: 'split', next: emit(child, next, steps, source), other: entry }) - 1;
      return entry;
    }
    case 'optional': {
      const inside = emit(node.node, next, steps, source);
      return steps.push({ test: 'split', next: inside, other: next }) - 1;
    }
    case 'gap': {
      let entry = next;
      for (let i = 0; i < node.max; i++) {
        const word = steps.push({ test: 'any', gap: true, next: entry }) - 1;
        entry = steps.push({ test: 'split', next: word, other: next }) - 1;
      }
      return entry;
    }
  }
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
    return branches.length === 1 ? branches[0]! : { kind: 'choice', nodes: branches };
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
      return { kind: 'choice', nodes: list.map((phrase) => parse(phrase, lists, nesting + 1)) };
    }
    return literal(token, source);
  };

  const node = choice(0);
  if (at < tokens.length) throw new PhraseError(source, 'a bracket too many');
  return node;
}

/** Gives the last word of each branch its endings. */
function inflect(node: Node): Node {
  switch (node.kind) {
    case 'word': return { kind: 'word', words: new Set([...node.words].flatMap((word) => ENDINGS.map((ending) => word + ending))) };
    case 'choice': return { kind: 'choice', nodes: node.nodes.map(inflect) };
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
