import { describe, expect, it } from 'vitest';
import { parseAddressList } from '../../src/draft/addresses.ts';
import type { AddressList } from '../../src/draft/addresses.ts';
import type { Spot } from '../../src/draft/types.ts';

const raw = (start: number, end: number): Spot => ({ at: 'raw', start, end });
/** As in a raw message: the text's UTF-8 bytes, one unit a byte. */
const parse = (text: string): AddressList => parseAddressList(Buffer.from(text, 'utf8').toString('latin1'), raw, { bytes: true });
/** `name <address>` of each; an address that is none stands in braces. */
const read = (text: string): string[] =>
  parse(text).addresses.map(({ name, address, valid }) => `${name === '' ? '' : `${name} `}${valid ? `<${address}>` : `{${address}}`}`);

describe('an address', () => {
  it('is the same person with blanks and marks around it that nobody sees, and with the dot of the root', () => {
    const keys = (text: string): string[] => parse(text).addresses.map(({ key }) => key);
    expect(keys('anne.roy@x.example\u00A0, anne.roy@x.example, \u200Banne.roy@x.example, <\uFEFFanne.roy@x.example\u200E>, anne.roy@x.example., \u00A0Anne.Roy@x.example.\u202F')).toEqual(Array(6).fill('anne.roy@x.example'));
    // Within an address they are another's, or nobody's.
    expect(keys('anne\u200B.roy@x.example')).toEqual(['anne\u200B.roy@x.example']);
    expect(read('\u200B@x.example')).toEqual(['{\u200B@x.example}']);
  });
});

describe('an address list', () => {
  it.each([
    // RFC 5322 §3.4
    ['jean@client.example', ['<jean@client.example>']],
    ['<jean@client.example>', ['<jean@client.example>']],
    ['Jean Dupont <jean@client.example>', ['Jean Dupont <jean@client.example>']],
    ['"Dupont, Jean" <jean@client.example>', ['Dupont, Jean <jean@client.example>']],
    ['"Le \\"Grand\\" Paul" <p@client.example>', ['Le "Grand" Paul <p@client.example>']],
    ['a@x.example, b@y.example,c@z.example', ['<a@x.example>', '<b@y.example>', '<c@z.example>']],
    ['a@x.example,\r\n b@y.example,\r\n\tc@z.example', ['<a@x.example>', '<b@y.example>', '<c@z.example>']],
    ['Jean\r\n Dupont <jean@client.example>', ['Jean Dupont <jean@client.example>']],
    // comments
    ['jean@client.example (Jean Dupont)', ['Jean Dupont <jean@client.example>']],
    ['(chef (de) projet) jean@client.example', ['chef (de) projet <jean@client.example>']],
    ['Jean (a, b; c) <jean@client.example>', ['Jean <jean@client.example>']],
    ['jean(un)@(deux)client.example', ['un <jean@client.example>']],
    ['<jean(un)@client.example(deux)>', ['<jean@client.example>']],
    // quoted local parts (RFC 5321 §4.1.2)
    ['"jean dupont"@client.example', ['<"jean dupont"@client.example>']],
    ['"a,b;c@d"@client.example', ['<"a,b;c@d"@client.example>']],
    ['Jean <"a,b"@client.example>', ['Jean <"a,b"@client.example>']],
    // obsolete forms, §4.4
    ['jean . dupont @ client . example', ['<jean.dupont@client.example>']],
    ['Jean <@relais.example,@autre.example:jean@client.example>', ['Jean <jean@client.example>']],
    ['J. R. Dupont <jr@client.example>', ['J. R. Dupont <jr@client.example>']],
    [',, jean@client.example ,,', ['<jean@client.example>']],
    // what programs really write
    ['a@x.example; b@y.example;', ['<a@x.example>', '<b@y.example>']],
    ['Dupont, Jean <jean@client.example>', ['Dupont, Jean <jean@client.example>']],
    ['Dupont, Jean <jean@client.example>, Martin, Anne <anne@client.example>', ['Dupont, Jean <jean@client.example>', 'Martin, Anne <anne@client.example>']],
    ["O'Brien <o@client.example>", ["O'Brien <o@client.example>"]],
    ['Dr. Anne B. <b@client.example>', ['Dr. Anne B. <b@client.example>']],
    ['jean@client.example <jean@client.example>', ['jean@client.example <jean@client.example>']],
    ['"jean@client.example" <jean@client.example>', ['jean@client.example <jean@client.example>']],
    ['"jean@client.example"', ['<jean@client.example>']],
    ['a@x.example b@y.example', ['<a@x.example>', '<b@y.example>']],
    ['Jean <a@x.example> Anne <b@y.example>', ['Jean <a@x.example>', 'Anne <b@y.example>']],
    ['<a@x.example> b@y.example', ['<a@x.example>', '<b@y.example>']],
    ['Jean <a@x.example', ['Jean <a@x.example>']],
    ['Jean <a@x.example, Anne <b@y.example>', ['Jean <a@x.example>', 'Anne <b@y.example>']],
    ['<<a@x.example>>', ['<a@x.example>']],
    ['a@x.example>', ['<a@x.example>']],
    ['mailto:jean@client.example', ['<jean@client.example>']],
    ['Jean <mailto:jean@client.example>', ['Jean <jean@client.example>']],
    ['Jean [mailto:jean@client.example]', ['Jean <jean@client.example>']],
    ['Jean [SMTP:jean@client.example]', ['Jean <jean@client.example>']],
    ['<jean@client.example> (Jean)', ['Jean <jean@client.example>']],
    ['jean@[192.0.2.1]', ['<jean@[192.0.2.1]>']],
    // raw UTF-8 (RFC 6532) and encoded words (RFC 2047)
    ['Renée <renée@client.example>', ['Renée <renée@client.example>']],
    ['=?utf-8?Q?Ren=C3=A9e?= <r@client.example>', ['Renée <r@client.example>']],
    ['=?utf-8?Q?Dupont=2C_Jean?= <jean@client.example>', ['Dupont, Jean <jean@client.example>']],
    ['=?utf-8?Q?Dupont,_Jean?= <jean@client.example>', ['Dupont, Jean <jean@client.example>']],
    ['"=?utf-8?Q?Ren=C3=A9e?=" <r@client.example>', ['Renée <r@client.example>']],
    ['=?utf-8?Q?jean=40client.example=2C_a=40b.example?= <jean@client.example>', ['jean@client.example, a@b.example <jean@client.example>']],
    // what is no address
    ['root', ['{root}']],
    ['root, a@x.example', ['{root}', '<a@x.example>']],
    ['Dupont, a@x.example', ['{Dupont}', '<a@x.example>']],
    ['Dupont; Jean <a@x.example>', ['{Dupont}', 'Jean <a@x.example>']],
    ['jean@', ['{jean@}']],
    ['@client.example', ['{@client.example}']],
    ['a@b@c.example', ['{a@b@c.example}']],
    ['Jean <>', ['Jean {}']],
    ['=?utf-8?Q?Jean_<jean@client.example>?=', ['{Jean <jean@client.example>}']],
    ['', []],
    [' \r\n ', []],
    [',;,', []],
    ['<>', []],
    ['(rien)', []],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('lets a broken quote or comment hide nobody, and says so', () => {
    for (const text of ['"Jean <a@x.example>, b@y.example', '(Jean <a@x.example>, b@y.example', 'Jean" <a@x.example>, b@y.example']) {
      const { addresses, broken } = parse(text);
      expect(addresses.map(({ key }) => key), text).toEqual(['a@x.example', 'b@y.example']);
      expect(broken, text).toBe(true);
    }
    expect(parse('"Jean" (x) <a@x.example>').broken).toBe(false);
  });
});

describe('a group', () => {
  it('has a name, a size, and members that know it', () => {
    const { addresses, groups } = parse('Candidats refusés: jean@x.example, "B, A" <b@y.example>; c@z.example');
    expect(groups.map(({ name, size }) => ({ name, size }))).toEqual([{ name: 'Candidats refusés', size: 2 }]);
    expect(addresses.map(({ key, group }) => ({ key, group }))).toEqual([
      { key: 'jean@x.example', group: 'Candidats refusés' },
      { key: 'b@y.example', group: 'Candidats refusés' },
      { key: 'c@z.example', group: undefined },
    ]);
  });

  it('may be empty', () => {
    for (const text of ['undisclosed-recipients:;', 'Undisclosed recipients: ;', '"undisclosed-recipients":;']) {
      const { addresses, groups } = parse(text);
      expect(addresses, text).toEqual([]);
      expect(groups.map(({ size }) => size), text).toEqual([0]);
    }
  });

  it('may lie in another, whose size counts the members of both', () => {
    const { addresses, groups } = parse('Tous: a@x.example, Paris: b@x.example, c@x.example;, d@x.example;');
    expect(groups.map(({ name, size }) => [name, size])).toEqual([['Tous', 4], ['Paris', 2]]);
    expect(addresses.map(({ group }) => group)).toEqual(['Tous', 'Paris', 'Paris', 'Tous']);
  });

  it('counts without its closing semicolon', () => {
    expect(parse('Tous: a@x.example, b@x.example').groups[0]?.size).toBe(2);
  });
});

describe('the key of an address', () => {
  const key = (text: string): string => parse(text).addresses[0]!.key;

  it('is one for spellings that mean one mailbox', () => {
    expect(key('Jean.Dupont@Client.EXAMPLE')).toBe('jean.dupont@client.example');
    expect(key('"jean"@client.example')).toBe(key('jean@client.example'));
    // Composed and decomposed é; a domain in Unicode and in its A-label.
    expect(key('rene\u0301@client.example')).toBe(key('ren\u00e9@client.example'));
    expect(key('a@b\u00fccher.example')).toBe('a@xn--bcher-kva.example');
    expect(key('a@B\u00dcCHER.example')).toBe(key('a@XN--BCHER-KVA.example'));
    expect(key('a@b\u00fccher.example.')).toBe(key('a@b\u00fccher.example'));
    expect(key('a@client.example.')).toBe('a@client.example');
  });

  it('is another for mailboxes that differ, and none for what is no address', () => {
    expect(key('jean.dupont@client.example')).not.toBe(key('jeandupont@client.example'));
    expect(key('"jean dupont"@client.example')).not.toBe(key('jeandupont@client.example'));
    expect(key('root')).toBe('');
    expect(key('"undisclosed recipients":@client.example')).toBe('');
  });

  it('keeps a domain that cannot be an IDN as it is', () => {
    expect(key('a@b\u00fc/cher.example')).toBe('a@b\u00fc/cher.example');
    expect(parse('a@\u00ad').addresses).toHaveLength(1);
  });
});

describe('the spot of an address', () => {
  it('is its mailbox: name, brackets and comment, and nothing of its neighbours', () => {
    const text = ' a@x.example , "B" <b@x.example> ; Équipe: (hm) c@x.example (dit C), Dupont, Jean <d@x.example>;';
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    const { addresses, groups } = parseAddressList(bytes, raw, { bytes: true });
    const at = (spot: Spot): string => (spot.at === 'raw' ? bytes.slice(spot.start, spot.end) : '');
    expect(addresses.map(({ spot }) => at(spot))).toEqual([
      'a@x.example', '"B" <b@x.example>', '(hm) c@x.example (dit C)', 'Dupont, Jean <d@x.example>',
    ]);
    expect(groups.map(({ spot }) => at(spot))).toEqual([Buffer.from('Équipe').toString('latin1')]);
  });

  it('counts from the range that was asked for', () => {
    const text = 'To: a@x.example, b@x.example\r\nCc: c@x.example';
    const { addresses } = parseAddressList(text, raw, { start: 3, end: 28 });
    expect(addresses.map(({ spot }) => spot)).toEqual([{ at: 'raw', start: 4, end: 15 }, { at: 'raw', start: 17, end: 28 }]);
  });
});
