import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import { problemName } from '../../src/draft/problem-name.ts';
import type { Draft, Problem } from '../../src/draft/types.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { pack } from '../../src/generated/pack.js';

const name = (reason: Problem['reason'], detail: string, kind: Problem['kind'] = 'unreadable'): string => problemName({ kind, reason, detail, spot: { at: 'raw', start: 0, end: 0 } });

describe('a detail is shown where it is a name', () => {
  it.each([
    'utf-7', 'utf7', 'unicode-1-1-utf-7', 'iso-2022-cn', 'iso-8859-99', 'iso_8859-1', 'windows-1259', 'cp037', 'ibm500', 'koi8-x', 'koi8ru', 'mac-cyrillic', 'macroman', 'gb18030', 'gbk', 'big5-uao', 'euc-tw', 'shift_jisx0213',
    'ks_c_5601-1989', 'tis-620', 'hz-gb-2312', 'ebcdic-cp-fr', 'csiso2022jp2', 'x-maison',
  ])('the charset %s', (charset) => expect(name('charset', charset)).toBe(charset));

  it.each(['anne@one.example', 'utf-8@one.example', 'x-anne@one.example', 'anne', 'anne.martel', 'macdonald', 'big news', 'isolde', 'you are fired', `x-${'a'.repeat(60)}`])('no charset: %s', (charset) => expect(name('charset', charset)).toBe(''));

  it.each(['rot13', 'yenc', 'x-zip'])('the encoding %s', (encoding) => expect(name('encoding', encoding)).toBe(encoding));
  it.each(['anne@one.example', 'dear anne', 'dearanne', 'x-dear anne'])('no encoding: %s', (encoding) => expect(name('encoding', encoding)).toBe(''));

  it.each(['text/plain', 'message/rfc822', 'application/vnd.ms-outlook', 'text/x-amp-html', 'application/x-pkcs7-mime'])('the type %s', (type) => expect(name('base64', type)).toBe(type));
  it.each(['text/anne.martel', 'application/anne@one.example', 'anne@one.example/x', 'application/vnd.anne@one.example'])('no type: %s', (type) => expect(name('base64', type)).toBe(''));

  it.each(['subject', 'replyTo', 'x-mailer', 'X-Undisclosed-Purpose'])('the field %s', (field) => expect(name('repeated', field, 'malformed-header')).toBe(field));
  it.each(['anne@one.example', 'x-anne@one.example', 'anne.martel', 'f <c* x'])('no field: %s', (field) => {
    expect(name('control-character', field, 'malformed-header')).toBe('');
    expect(name('encoded-word', field)).toBe('');
  });

  it('words of the program itself are', () => {
    expect([name('too-large', 'header'), name('io', 'not-found'), name('unknown-key', 'tos', 'unknown-field')]).toEqual(['header', 'not-found', 'tos']);
  });
});

describe('findings on what cannot be read hold no text of the mail', () => {
  const rules = compile(pack, { extends: 'all' });
  const raw = (fields: string, body = 'h\xe9!!!!'): Draft => readMessage(`From: claire@maison.example\nTo: paul@two.example\nSubject: x\nMIME-Version: 1.0\n${fields}\n\n${body}\n`);

  it.each<[string, Draft, string]>([
    ['a charset', raw('Content-Type: text/plain; charset="anne.martel@one.example"'), 'charset'],
    ['a charset of an encoded word', raw('X-A: =?anne.martel+one?Q?=E9?='), 'charset'],
    ['an encoding', raw('Content-Transfer-Encoding: Anne Martel you are fired'), 'encoding'],
    ['an encoding that begins as an experimental one', raw('Content-Transfer-Encoding: X-Dear Anne Martel'), 'encoding'],
    ['a type', raw('Content-Type: text/anne.martel@one.example\nContent-Transfer-Encoding: base64'), 'base64'],
    ['a field', raw('Anne.Martel@one.example: a\0b'), 'control-character'],
    ['JSON', readJsonText('{"to": "paul@two.example", "headers": {"anne.martel": "a\\r\\nb"}, "attachments": [{"content": "x", "encoding": "anne.martel"}]}'), 'encoding'],
  ])('%s', (_, draft, reason) => {
    const found = lint(draft, rules, { phase: 'compose', locale: 'en' }).filter(({ ruleId }) => ruleId.startsWith('reading/'));
    expect(found.map(({ grade }) => grade)).toContain(reason);
    expect(JSON.stringify(found.map(({ message, data }) => [message, data]))).not.toMatch(/anne|martel|fired/i);
  });
});
