/** The text of an editor as the core reads it, and the way back from its offsets to the nodes of the editor. */

/** As much of a DOM as is read. */
export interface TextLike {
  readonly nodeType: 3;
  readonly data: string;
}
export interface ElementLike {
  readonly nodeType: 1;
  readonly localName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<NodeLike>;
}
export type NodeLike = TextLike | ElementLike | { readonly nodeType: number };

/** Half-open range of the content that one text node wrote. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly node: TextLike;
}

export interface Serialised {
  readonly content: string;
  readonly pieces: readonly Piece[];
  /** References stand for characters: offsets have to be counted. */
  readonly markup: boolean;
}

const VOID: ReadonlySet<string> = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const LEFT_OUT: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template']);
const BLOCKS: ReadonlySet<string> = new Set(['address', 'blockquote', 'div', 'dl', 'dd', 'dt', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'table', 'td', 'th', 'tr', 'ul']);
const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Pictures stand in the editor as their bytes, which nobody reads here. */
const DATA = /^\s*data:/i;

const isText = (node: NodeLike): node is TextLike => node.nodeType === 3;
const isElement = (node: NodeLike): node is ElementLike => node.nodeType === 1;

/** @param plain an editor of plain text: its lines, without any markup */
export function serialise(root: ElementLike, plain: boolean): Serialised {
  const pieces: Piece[] = [];
  let content = '';
  const text = (node: TextLike): void => {
    const start = content.length;
    content += plain ? node.data : node.data.replace(/[&<>]/g, (unit) => REFERENCES[unit]!);
    pieces.push({ start, end: content.length, node });
    if (node.data !== '') lineStart = node.data.endsWith('\n');
  };
  let lineStart = true;
  const lineEnd = (): void => {
    if (!lineStart) content += '\n';
    lineStart = true;
  };
  // By hand instead of by recursion: pasted pages can be deep.
  const open: (NodeLike | { readonly close: string })[] = [...root.childNodes].reverse();
  while (open.length > 0) {
    const node = open.pop()!;
    if ('close' in node) {
      if (!plain) content += `</${node.close}>`;
      else lineEnd();
    } else if (isText(node)) text(node);
    else if (isElement(node) && !LEFT_OUT.has(node.localName)) {
      const { localName: name } = node;
      const block = BLOCKS.has(name);
      if (!plain) content += `<${name}${attributes(node)}>`;
      else if (name === 'br') {
        content += '\n';
        lineStart = true;
      } else if (block) lineEnd();
      if (VOID.has(name)) continue;
      if (!plain || block) open.push({ close: name });
      for (const child of [...node.childNodes].reverse()) open.push(child);
    }
  }
  return { content, pieces, markup: !plain };
}

function attributes(element: ElementLike): string {
  let text = '';
  for (const { name, value } of element.attributes) {
    if (!DATA.test(value)) text += ` ${name}="${value.replace(/[&"<>]/g, (unit) => (unit === '"' ? '&quot;' : REFERENCES[unit]!))}"`;
  }
  return text;
}

/** A place in the editor: between the units of one text node. */
export interface NodePlace {
  readonly node: TextLike;
  readonly offset: number;
}

/** Where a stretch of the content stands in the editor; null if no text of it does. */
export function placesOf({ pieces, markup }: Serialised, start: number, end: number): { readonly start: NodePlace; readonly end: NodePlace } | null {
  const first = pieces.find((piece) => piece.end > start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (first === undefined || last === undefined || first.start >= end || last.end <= start) return null;
  return { start: { node: first.node, offset: offsetIn(first, start, markup) }, end: { node: last.node, offset: offsetIn(last, end, markup) } };
}

function offsetIn({ start, end, node: { data } }: Piece, at: number, markup: boolean): number {
  if (at <= start) return 0;
  if (at >= end) return data.length;
  if (!markup || end - start === data.length) return at - start;
  let written = start;
  let offset = 0;
  while (offset < data.length && written < at) {
    written += REFERENCES[data[offset]!]?.length ?? 1;
    offset++;
  }
  return offset;
}
