import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { locator } from '../../src/report/locate.ts';
import { readMail } from '../../src/text/mail.ts';
import { SETTINGS } from '../text/help.ts';
import { located, message } from './build.ts';
import type { Transfer } from './build.ts';

/**
 * Words as a reader sees them, in texts of which each shows where they stand: ⟦…⟧ is left out of the message and says where its words begin
 * and end. What is seen is `words`, found in the view.
 */
function check(marked: string, words: string, options: { readonly type: string; readonly transfer: Transfer; readonly eol: string; readonly charset?: string }): void {
  const { eol, charset = 'utf-8' } = options;
  const written = marked.replaceAll('\n', eol);
  const start = written.indexOf('⟦');
  const end = written.indexOf('⟧') - 1;
  const { raw, place } = message(written.replace('⟦', '').replace('⟧', ''), { ...options, charset, shape: 'nested' });
  const draft = readMessage(raw);
  const mail = readMail(draft, SETTINGS);
  const view = mail.bodies.find(({ part }) => part === 0)!;
  const at = view.text.indexOf(words);
  expect(at, JSON.stringify(view.text)).toBeGreaterThanOrEqual(0);
  expect(view.text.indexOf(words, at + 1)).toBe(-1);
  expect(locator({ kind: 'message', text: raw })(draft, view.spot(at, at + words.length))).toEqual(located(raw, place(start, end)));
}

const WAYS = (['8bit', 'quoted-printable', 'base64'] as const).flatMap((transfer) => ['\n', '\r\n'].map((eol) => [transfer, eol] as const));

const HTML: readonly (readonly [string, string, string])[] = [
  ['plain', '<p>Vous êtes ⟦trop âgé⟧ pour nous</p>', 'trop âgé'],
  ['cut by tags', '<p>Trop ⟦gros<b>ses</b>se⟧ ici</p>', 'grossesse'],
  ['cut by a tag on its own line', '<p>Trop ⟦gros<span\n class="x">ses</span\n>se⟧ ici</p>', 'grossesse'],
  ['in tags that it fills', '<p>Vous <b><i>⟦âgé⟧</i></b> ici</p>', 'âgé'],
  ['a named reference', '<p>Vous &ecirc;tes ⟦trop &acirc;g&eacute;⟧ pour</p>', 'trop âgé'],
  ['decimal and hexadecimal references', '<p>Vous ⟦&#226;g&#xE9;⟧ ici</p>', 'âgé'],
  ['references without a semicolon', '<p>Vous ⟦&acircg&eacute⟧, ici</p>', 'âgé'],
  ['a reference beyond the first plane', '<p>Vous ⟦&#x1F642;⟧ ici</p>', '🙂'],
  ['a soft hyphen as a reference', '<p>Vous ⟦gros&shy;sesse⟧ ici</p>', 'gros\u00adsesse'],
  ['a comment within', '<p>Vous ⟦gros<!-- et -->sesse⟧ ici</p>', 'grossesse'],
  ['behind hidden text', '<div style="display:none">trop âgé pour être lu</div><p>Vous ⟦âgé⟧ ici</p>', 'âgé'],
  ['around hidden text', '<p>Vous ⟦âgé<span style="display:none">caché</span> ici⟧ même</p>', 'âgé ici'],
  ['behind style and script', '<style>p { color: âgé }</style><script>var x = "âgé"</script><p>Vous ⟦âgé⟧</p>', 'âgé'],
  ['across white space', '<p>Vous êtes ⟦trop\n   âgé⟧ pour</p>', 'trop âgé'],
  ['across a line break', '<p>Vous êtes ⟦trop<br>\nâgé⟧ pour</p>', 'trop\nâgé'],
  ['in a cell', '<table><tr><td>Nom</td><td>⟦âgé⟧</td></tr></table>', 'âgé'],
  ['behind a bare ampersand and less-than', '<p>R & D, 3 < 4 : ⟦âgé⟧</p>', 'âgé'],
  ['in preformatted text', '<pre>un\n  deux\n  ⟦âgé⟧</pre>', 'âgé'],
  ['far along a long line', `<p>${'Très bien. '.repeat(40)}⟦âgé⟧ ici</p>`, 'âgé'],
];

describe('words in HTML', () => {
  it.each(HTML)('%s', (_what, marked, words) => {
    for (const [transfer, eol] of WAYS) check(marked, words, { type: 'text/html', transfer, eol });
  });

  it('in charsets of their own', () => {
    for (const [transfer, eol] of WAYS) {
      check('<p>Вы <b>⟦воз</b>раст⟧ наш</p>', 'возраст', { type: 'text/html', transfer, eol, charset: 'koi8-r' });
      check('<p>貴方 <b>⟦年</b>齢⟧ 申し訳</p>', '年齢', { type: 'text/html', transfer, eol, charset: 'shift_jis' });
      check('<p>貴方 <b>⟦年</b>齢⟧ 申し訳</p>', '年齢', { type: 'text/html', transfer, eol, charset: 'iso-2022-jp' });
    }
  });
});

const FLOWED: readonly (readonly [string, string, string, string])[] = [
  ['within a line', 'format=flowed', 'Vous êtes ⟦trop âgé⟧ pour \nnous.\n', 'trop âgé'],
  ['across a soft break', 'format=flowed', 'Vous êtes ⟦trop \nâgé⟧ pour nous.\n', 'trop âgé'],
  ['behind soft breaks', 'format=flowed', 'Vous \nêtes \nbien ⟦âgé⟧ pour nous.\n', 'âgé'],
  ['a word cut in two under DelSp', 'format=flowed; delsp=yes', 'Une ⟦gros \nsesse⟧ ici.\n', 'grossesse'],
  ['behind a soft break under DelSp', 'format=flowed; delsp=yes', 'Vous êtes  \n⟦âgé⟧ ici.\n', 'âgé'],
  ['in a stuffed line', 'format=flowed', 'Bonjour,\n  ⟦âgé⟧ ici\n', 'âgé'],
  ['in a quotation', 'format=flowed', 'Oui.\n\n> Vous êtes ⟦trop \n> âgé⟧ pour nous.\n', 'trop âgé'],
  ['behind a quotation', 'format=flowed', '> Vous ? \n> Non.\nTrès ⟦âgé⟧.\n', 'âgé'],
];

describe('words in flowed text', () => {
  it.each(FLOWED)('%s', (_what, format, marked, words) => {
    for (const [transfer, eol] of WAYS) check(marked, words, { type: `text/plain; ${format}`, transfer, eol });
  });
});

describe('line ends as an editor counts them', () => {
  const at = (raw: string, word: string): string => {
    const draft = readMessage(raw);
    const start = draft.parts[0]!.content.indexOf(word);
    const { line, column } = locator({ kind: 'message', text: raw })(draft, { at: 'text', part: 0, start, end: start + word.length });
    return `${line}:${column}`;
  };

  it.each([
    ['LF', 'To: a@x.example\n\nun\ndeux', '4:1'],
    ['CRLF', 'To: a@x.example\r\n\r\nun\r\ndeux', '4:1'],
    ['both', 'To: a@x.example\n\r\nun\r\n\n deux', '5:2'],
    ['CR alone throughout, as on an old Macintosh', 'To: a@x.example\r\run\rdeux', '4:1'],
    ['a CR within a line', 'To: a@x.example\n\nun\rdeux', '4:1'],
    ['U+2028 and a form feed end none', 'To: a@x.example\n\nun\xe2\x80\xa8\fdeux', '3:5'],
    ['invalid UTF-8 is one U+FFFD for each maximal subpart', 'To: a@x.example\n\n\xff\xe2\x82\xf0\x9f\x99 deux', '3:5'],
    ['a byte order mark is hidden', '\xef\xbb\xbfTo: a@x.example\n\nun\ndeux', '4:1'],
  ])('%s', (_what, raw, expected) => {
    expect(at(raw, 'deux')).toBe(expected);
  });

  it('the first line too, behind a byte order mark', () => {
    const raw = '\xef\xbb\xbfTo: a@x.example\n\nun\n';
    const draft = readMessage(raw);
    expect(locator({ kind: 'message', text: raw })(draft, draft.addressFields[0]!.addresses[0]!.spot)).toMatchObject({ line: 1, column: 5 });
  });
});

describe('what has no place of its own', () => {
  it('a message attached in base64 points at the first line of its content', () => {
    const inner = Buffer.from('To: c@z.example\r\nSubject: =?utf-8?Q?trop_=C3=A2g=C3=A9?=\r\n\r\nTrop vieux pour nous, vraiment.\r\n').toString('base64').replace(/.{60}/g, '$&\n');
    const raw = `To: a@x.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}\n--x--\n`;
    const draft = readMessage(raw);
    const attached = draft.attachments[0]!.draft!;
    const locate = locator({ kind: 'message', text: raw });
    const first = { line: 8, column: 1, endLine: 8, endColumn: 61 };
    expect(locate(attached, { at: 'text', part: 0, start: 5, end: 10 })).toEqual(first);
    expect(locate(attached, attached.addressFields[0]!.addresses[0]!.spot)).toEqual(first);
    expect(locate(attached, readMail(attached, SETTINGS).subject!.spot(0, 4))).toEqual(first);
    expect(locate(attached, attached.spot)).toEqual(first);
  });

  it('a text that ill-formed bytes of a charset make ambiguous points at least at its first line', () => {
    const raw = 'To: a@x.example\nContent-Type: text/plain; charset=gb18030\n\nun\n\x81\x30A deux\n';
    const draft = readMessage(raw);
    const start = draft.parts[0]!.content.indexOf('deux');
    expect(locator({ kind: 'message', text: raw })(draft, { at: 'text', part: 0, start, end: start + 4 }).line).toBeGreaterThanOrEqual(4);
  });
});
