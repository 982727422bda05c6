import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOf, serialise, type ElementLike, type NodeLike, type TextLike } from '../../src/hosts/thunderbird/serialise.ts';

const text = (data: string): TextLike => ({ nodeType: 3, data });
const element = (localName: string, childNodes: readonly NodeLike[] = [], attributes: Record<string, string> = {}): ElementLike =>
  ({ nodeType: 1, localName, childNodes, attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })) });
const between = (content: ReturnType<typeof serialise>, start: number, end: number): string | null => {
  const places = placesOf(content, start, end);
  if (places === null) return null;
  if (places.start.node === places.end.node) return places.start.node.data.slice(places.start.offset, places.end.offset);
  const nodes = content.pieces.map(({ node }) => node);
  const inner = nodes.slice(nodes.indexOf(places.start.node) + 1, nodes.indexOf(places.end.node)).map(({ data }) => data).join('');
  return places.start.node.data.slice(places.start.offset) + inner + places.end.node.data.slice(0, places.end.offset);
};

describe('the text of an editor', () => {
  it('is markup, with what is no text of it left out', () => {
    const body = element('body', [element('p', [text('a < b & "c"'), element('br'), element('b', [text('d')])], { style: 'color: red', title: '"<' }), element('style', [text('p {}')]), element('img', [], { src: 'data:image/png;base64,AAAA', alt: 'x' })]);
    expect(serialise(body, false).content).toBe('<p style="color: red" title="&quot;&lt;">a &lt; b &amp; "c"<br><b>d</b></p><img alt="x">');
  });

  it('is lines in an editor of plain text', () => {
    const body = element('body', [text('One <line>'), element('br'), element('span', [text('> quoted'), element('br')]), element('div', [text('-- '), element('br'), text('Claire')]), text('last')]);
    expect(serialise(body, true).content).toBe('One <line>\n> quoted\n-- \nClaire\nlast');
  });

  it('has its way back, across tags and references', () => {
    const content = serialise(element('body', [element('p', [text('You are '), element('b', [text('too')]), text(' old & < wise')])]), false);
    const start = content.content.indexOf('are');
    const end = content.content.indexOf('&lt;') + '&lt;'.length;
    expect(between(content, start, end)).toBe('are too old & <');
    expect(placesOf(content, 0, 3)).toBeNull();
  });

  it('finds every stretch of every text again', () => {
    const leaf = fc.string({ unit: fc.constantFrom('a', 'é', '&', '<', '>', '"', ' ', '\n', '😀'), minLength: 1 }).map((data): NodeLike => text(data));
    const { tree } = fc.letrec<{ tree: NodeLike; leaf: NodeLike }>((tie) => ({
      leaf,
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.tuple(fc.constantFrom('p', 'b', 'div', 'span', 'br', 'blockquote'), fc.array(tie('tree'), { maxLength: 4 })).map(([name, children]) => element(name, name === 'br' ? [] : children))),
    }));
    fc.assert(fc.property(fc.array(tree, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.nat(), fc.nat(), fc.nat(), (children, plain, which, from, length) => {
      const read = serialise(element('body', children), plain);
      const piece = read.pieces[which % Math.max(1, read.pieces.length)];
      if (piece === undefined) return;
      const { node: { data }, start } = piece;
      const first = from % data.length;
      const last = first + 1 + (length % (data.length - first));
      const written = (units: string): number => (plain ? units : units.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')).length;
      expect(between(read, start + written(data.slice(0, first)), start + written(data.slice(0, last)))).toBe(data.slice(first, last));
    }));
  });

  it('is read however deep it is', () => {
    let node: NodeLike = text('down here');
    for (let depth = 0; depth < 50_000; depth++) node = element('div', [node]);
    expect(serialise(element('body', [node]), true).content.trim()).toBe('down here');
  });
});
