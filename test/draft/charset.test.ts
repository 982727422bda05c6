import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../src/draft/bytes.ts';
import { charsetLabel, decodeBinary, decodeBytes, guessBinary } from '../../src/draft/charset.ts';

const all = (from: number, to: number): Uint8Array => Uint8Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a charset', () => {
  it.each(['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1257', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15', 'koi8-r', 'koi8-u'])(
    '%s is read as iconv-lite reads it, byte by byte', (charset) => {
      for (const byte of all(0xa0, 0xff)) {
        const theirs = iconv.decode(Buffer.from([byte]), charset);
        if (theirs === '\ufffd') continue; // a byte that the charset does not have
        expect(decodeBytes(Uint8Array.of(byte), charset), `0x${byte.toString(16)}`).toBe(theirs);
      }
    });

  it('windows-1252 has its quotes and the euro, which Node 20 gets wrong', () => {
    expect(decodeBytes(all(0x80, 0x9f), 'windows-1252')).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
    expect(decodeBinary('l\x92\xe9t\xe9', 'iso-8859-1')).toBe('l’été');
  });

  it.each([
    ['gb2312', '你好，先生'], ['gbk', '你好'], ['gb18030', '你好'], ['big5', '謝謝'], ['shift_jis', 'こんにちは'], ['euc-jp', 'こんにちは'], ['euc-kr', '안녕하세요'],
    ['utf-8', 'été €'], ['utf-16le', 'été'], ['cp936', '你好'], ['windows-1251', 'Привет'],
  ])('%s', (charset, text) => {
    expect(decodeBytes(iconv.encode(text, charset), charset)).toBe(text);
  });

  it('iso-2022-jp is not mistaken for ASCII', () => {
    expect(decodeBinary('\x1b$B$3$s$K$A$O\x1b(B', 'iso-2022-jp')).toBe('こんにちは');
  });

  it('without a label is UTF-8 if it can be, else windows-1252', () => {
    expect(decodeBinary('\xc3\xa9t\xc3\xa9', '')).toBe('été');
    expect(decodeBinary('\xe9t\xe9', 'us-ascii')).toBe('été');
    expect(guessBinary('\x80')).toBe('€');
  });

  it('that is unknown is refused, unless there is only ASCII to read', () => {
    expect(decodeBinary('Bonjour', 'x-maison')).toBe('Bonjour');
    expect(decodeBinary('\xe9', 'x-maison')).toBeNull();
    expect(decodeBytes(Uint8Array.of(0xe9), 'x-maison')).toBeNull();
    // Their ASCII means something else.
    for (const charset of ['utf-7', 'hz-gb-2312', 'iso-2022-kr', 'iso-2022-cn', 'utf-32', 'cp037']) expect(decodeBinary('+AOk-', charset), charset).toBeNull();
  });

  it('keeps a byte order mark, so that offsets stay true', () => {
    expect(decodeBytes(toBytes('\xef\xbb\xbfa'), 'utf-8')).toBe('\ufeffa');
  });

  it('has a label in many spellings', () => {
    expect(charsetLabel(' "UTF-8" ')).toBe('utf-8');
    expect(charsetLabel("'iso-8859-1'")).toBe('iso-8859-1');
    expect(charsetLabel('utf-8*fr')).toBe('utf-8');
  });
});
