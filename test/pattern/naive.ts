import { foldWords } from '../../src/text/fold.ts';
import { COMMON, NOT_NOUNS } from '../../src/pattern/common.ts';
import type { Node } from '../../src/pattern/node.ts';
import { Readings, parsePhrase } from '../../src/pattern/phrase.ts';
import type { PhraseLists } from '../../src/pattern/phrase.ts';

/** Another way to match, slow and plain: every way through the phrase, from every word. Numbers are taken as any number. */
export function naive(source: string, text: string, lists: PhraseLists = {}, language = 'fr'): string[] {
  const words = foldWords(text);
  const opens = words.map(({ start }, at) => at > 0 && /[,:;()–—…]| - /.test(text.slice(words[at - 1]!.end, start)));
  const readings = new Readings();
  const { node, start, end } = parsePhrase(source, lists, language, readings);

  const reach = (inner: Node, from: readonly number[], border = false): number[] => {
    const read = (test: (word: string, at: number) => boolean): number[] => from.filter((at) => at < words.length && (!border || opens[at]!) && test(words[at]!.fold, at)).map((at) => at + 1);
    switch (inner.kind) {
      case 'word': return read((word) => inner.words.some((number) => readings.words.words[number] === word));
      case 'prefix': return read((word) => word.startsWith(inner.prefix));
      case 'number': return read((word) => /^\d{1,9}$/.test(word));
      case 'noun': return read((word) => !/^\d{1,9}$/.test(word) && !COMMON.has(word) && !NOT_NOUNS.has(word));
      case 'border': return reach(inner.node, from, true);
      case 'optional': return [...new Set([...from, ...reach(inner.node, from, border)])];
      case 'choice': return [...new Set(inner.nodes.flatMap((child) => reach(child, from, border)))];
      case 'sequence': return inner.nodes.reduce<readonly number[]>((at, child, index) => reach(child, at, index === 0 && border), from) as number[];
      case 'gap': {
        const all = new Set(from);
        let edge = [...from];
        for (let count = 0; count < inner.max; count++) {
          edge = edge.filter((at) => at < words.length && !opens[at]!).map((at) => at + 1);
          for (const at of edge) all.add(at);
        }
        return [...all];
      }
    }
  };
  return words.flatMap((_word, first) => {
    const lasts = reach(node, [first]).filter((last) => last > first && (!start || first === 0) && (!end || last === words.length));
    return lasts.length === 0 ? [] : [`${first}-${Math.max(...lasts)}`];
  });
}
