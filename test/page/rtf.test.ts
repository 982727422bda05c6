import { describe, expect, it } from 'vitest';
import { rtfText } from '../../src/hosts/page/rtf.ts';

const whole = (text: string): { text: string; complete: boolean } => ({ text, complete: true });

describe('rich text', () => {
  it('gives its text, without fonts, colours and styles', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl\red0\green0\blue0;}{\*\generator Riched20;}\pard Bonjour L\'e9a,\par` + '\n' + String.raw`\par Voici \b notre\b0  r\u233?ponse\~: \'ab oui \'bb.\line A\tab B\par}`;
    expect(rtfText(rtf)).toEqual(whole('Bonjour Léa,\n\nVoici notre réponse\u00A0: « oui ».\nA\tB'));
  });

  it('takes what stands behind a Unicode character for readers that know none as often as it is told', () => {
    expect(rtfText(String.raw`{\rtf1\uc2 a\u8364 EUb{\uc0 \u233 c}\u233\'65\'65d}`)).toEqual(whole('a€bécéd'));
  });

  it('reads the text of HTML that Outlook has wrapped in it', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello {\*\htmltag84 <b>}there{\*\htmltag92 </b>}\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}`;
    expect(rtfText(rtf)).toEqual(whole('Hello there'));
  });

  it('reads other code pages', () => {
    expect(rtfText(String.raw`{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`)).toEqual(whole('Привет'));
  });

  it('knows the braces and backslashes that are text', () => {
    expect(rtfText(String.raw`{\rtf1 \{a\}\\b}`)).toEqual(whole('{a}\\b'));
  });

  it.each([
    ['a picture', String.raw`{\rtf1 a{\pict\wmetafile8 010009}b}`, 'ab'],
    ['an object', String.raw`{\rtf1 a{\object{\*\objdata 0105}}b}`, 'ab'],
    ['binary data', String.raw`{\rtf1 a{\*\x\bin3 }}}}b}`, 'ab'],
    ['a missing end', String.raw`{\rtf1 a{b`, 'ab'],
    ['an end too many', String.raw`{\rtf1 a}} b`, 'a'],
    ['something behind the end', String.raw`{\rtf1 a} <script>`, 'a'],
    ['nesting without end', '{'.repeat(10_000), ''],
  ])('says that it is not all: %s', (_what, rtf, text) => {
    expect(rtfText(rtf)).toEqual({ text, complete: false });
  });

  it('takes time in proportion', () => {
    for (const piece of ['\\', '{\\*', "\\'", '\\u1', '{}', '\\bin9 ', '\\par', '-']) expect(typeof rtfText(`{\\rtf1 ${piece.repeat(100_000)}}`).text).toBe('string');
  });
});
