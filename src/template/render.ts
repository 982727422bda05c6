import { OffsetMap } from '../text/offsets.ts';
import type { Choices } from './readings.ts';
import type { Choice, Node, Rendered, Template, VariableNode } from './types.ts';

/** What stands in a reading for each variable, and which arms are taken. */
export interface Values {
  readonly choices: Choices;
  /** @param before text of the reading before it */
  readonly value: (variable: VariableNode, before: string) => string;
  /** Absent, or null: once where the first arm of a loop is taken. */
  readonly passes?: (choice: Choice) => Passes | null;
  /** Whether a variable with a fallback has a value; absent: as the readings choose. */
  readonly given?: (name: string) => boolean;
}

/** How often a loop is gone through: what is to be done before each time, and behind the last. */
export interface Passes {
  readonly enter: readonly (() => void)[];
  readonly leave: () => void;
}

/** Passes through loops in one mail; loops in loops in loops would be gone through without end. Beyond, each is gone through once. */
const PASSES = 1_000;
/** Text before a variable that may tell what it is. */
const BEFORE = 60;

/** A template as one mail, with the way back to it. In time proportional to what it gives. */
export function render(template: Template, values: Values): Rendered {
  const map = new OffsetMap();
  const pieces: string[] = [];
  let length = 0;
  let tail = '';
  let passed = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
    tail = piece.length >= BEFORE ? piece.slice(-BEFORE) : (tail + piece).slice(-BEFORE);
  };
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.is === 'text' && node.as !== undefined) {
        map.whole(length, node.start, node.end - node.start);
        add(node.as);
      } else if (node.is === 'text') {
        map.copied(length, node.start);
        add(template.text.slice(node.start, node.end));
      } else if (node.is === 'variable') {
        const value = values.value(node, tail.slice(tail.lastIndexOf('\n') + 1));
        map.whole(length, node.start, node.end - node.start);
        add(template.html ? escapeHtml(value) : value);
      } else {
        if (node.given !== undefined && values.given !== undefined) {
          walk(node.arms[values.given(node.given) ? 0 : 1]!.nodes);
          continue;
        }
        const passes = values.passes?.(node) ?? null;
        if (passes === null || passes.enter.length === 0) {
          walk((values.choices.get(node) ?? node.arms.at(-1)!).nodes);
          continue;
        }
        for (const [index, enter] of passes.enter.entries()) {
          if (index > 0 && ++passed > PASSES) break;
          enter();
          walk(node.arms[0]!.nodes);
        }
        passes.leave();
      }
    }
  };
  walk(template.nodes);
  return { text: pieces.join(''), map };
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'));
}
