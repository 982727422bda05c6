import type { Words } from './words.ts';

/** Words looked at. */
const ENOUGH = 40;

/** First unit, last unit, language most often written so. Kana and Hangul stand before Han, which Japanese and Korean use too. */
const SCRIPTS: readonly (readonly [first: number, last: number, language: string])[] = [
  [0x370, 0x3ff, 'el'],
  [0x400, 0x52f, 'ru'],
  [0x530, 0x58f, 'hy'],
  [0x590, 0x5ff, 'he'],
  [0x600, 0x6ff, 'ar'],
  [0x900, 0x97f, 'hi'],
  [0xe00, 0xe7f, 'th'],
  [0x10a0, 0x10ff, 'ka'],
  [0x3040, 0x30ff, 'ja'],
  [0xac00, 0xd7af, 'ko'],
  [0x4e00, 0x9fff, 'zh'],
];

/**
 * The language by script, if half of the words are not in Latin letters; undefined if they are. Of a script that several languages share
 * the most frequent is named: rules exist for none of them.
 */
export function scriptLanguage(text: string, words: Words, from: number, to: number): string | undefined {
  const limit = Math.min(to, from + ENOUGH);
  const counts = new Map<string, number>();
  let foreign = 0;
  for (let index = from; index < limit; index++) {
    const start = words.start(index);
    if (text.charCodeAt(start) < 0x370) continue;
    foreign++;
    // Kana may follow Han within a word.
    for (let at = start; at < Math.min(words.end(index), start + 12); at++) {
      const code = text.charCodeAt(at);
      const script = SCRIPTS.find(([first, last]) => code >= first && code <= last);
      if (script) counts.set(script[2], (counts.get(script[2]) ?? 0) + 1);
    }
  }
  if (foreign * 2 <= limit - from) return undefined;
  if ((counts.get('ja') ?? 0) > 0 && (counts.get('zh') ?? 0) > 0) return 'ja';
  let best: string | undefined;
  for (const [language, count] of counts) if (best === undefined || count > counts.get(best)!) best = language;
  return best;
}
