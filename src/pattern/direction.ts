import { COMMON, FREQUENT } from './common.ts';
import { PhraseError } from './phrase.ts';
import type { Node, ParsedPhrase } from './phrase.ts';

/** The pieces that can stand at one edge of a phrase, and whether the phrase can be empty. */
function edge(node: Node, last: boolean): { readonly pieces: readonly Node[]; readonly empty: boolean } {
  switch (node.kind) {
    case 'sequence': {
      const pieces: Node[] = [];
      for (const child of last ? node.nodes.toReversed() : node.nodes) {
        const inner = edge(child, last);
        pieces.push(...inner.pieces);
        if (!inner.empty) return { pieces, empty: false };
      }
      return { pieces, empty: true };
    }
    case 'choice': {
      const inner = node.nodes.map((child) => edge(child, last));
      return { pieces: inner.flatMap(({ pieces }) => pieces), empty: inner.some(({ empty }) => empty) };
    }
    case 'optional': return { pieces: edge(node.node, last).pieces, empty: true };
    case 'border': return edge(node.node, last);
    case 'gap': return { pieces: [node], empty: true };
    default: return { pieces: [node], empty: false };
  }
}

/** Throws PhraseError for a phrase that begins with a gap or may be nothing at all. */
export function checkEdges({ node, source }: ParsedPhrase): void {
  const { pieces, empty } = edge(node, false);
  if (empty) throw new PhraseError(source, 'nothing');
  if (pieces.some(({ kind }) => kind === 'gap' || kind === 'noun')) throw new PhraseError(source, 'gap');
}

/** How often one of the pieces is met, in a hundred words or so. */
function frequency(pieces: readonly Node[]): number {
  let sum = 0;
  for (const piece of pieces) {
    if (piece.kind === 'word') for (const word of piece.words) sum += COMMON.has(word) ? 1 : FREQUENT.has(word) ? 0.1 : 0.003;
    else if (piece.kind === 'prefix') sum += piece.prefix.length > 4 ? 0.02 : 0.2;
    else if (piece.kind === 'number') sum += piece.of === 'number' ? 1 : 0.1;
    else sum += 100;
  }
  return sum;
}

/** A border before several words stands before the first of them, which reading back meets last. */
function hasWideBorder(node: Node): boolean {
  if (node.kind === 'border') return node.node.kind === 'sequence' || node.node.kind === 'choice' || node.node.kind === 'optional';
  if (node.kind === 'sequence' || node.kind === 'choice') return node.nodes.some(hasWideBorder);
  return node.kind === 'optional' && hasWideBorder(node.node);
}

/** Whether a phrase is better looked for from its end: it begins with words of every sentence, and ends with one that is rarely met. */
export function isRarer(node: Node): boolean {
  return !hasWideBorder(node) && frequency(edge(node, true).pieces) < 0.7 * frequency(edge(node, false).pieces);
}

/** The phrase read back. */
export function reversed(node: Node): Node {
  switch (node.kind) {
    case 'sequence': return { kind: 'sequence', nodes: node.nodes.map(reversed).reverse() };
    case 'choice': return { kind: 'choice', nodes: node.nodes.map(reversed) };
    case 'optional': return { kind: 'optional', node: reversed(node.node) };
    default: return node;
  }
}
