import { describe, expect, it } from 'vitest';
import { splitFileName } from '../../src/edit/split-id.ts';
import { fileText, isMailFile, mailBytes } from '../../src/hosts/vscode/texts.ts';

describe('the text of a file', () => {
  it('is that of its UTF-8, without a byte order mark', () => {
    expect(fileText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x4c, 0xc3, 0xa9, 0x61))).toEqual({ text: 'Léa', utf8: true });
  });

  it('is known not to be UTF-8', () => {
    expect(fileText(Uint8Array.of(0x4c, 0xe9, 0x61))).toEqual({ text: 'L\uFFFDa', utf8: false });
  });
});

describe('the bytes of a split mail', () => {
  it('are those of the message, unit by unit', () => {
    expect([...mailBytes({ kind: 'message', text: 'L\u00c3\u00a9a\r\n' })]).toEqual([0x4c, 0xc3, 0xa9, 0x61, 0x0d, 0x0a]);
  });

  it('are UTF-8 for JSON', () => {
    expect([...mailBytes({ kind: 'json', text: 'é' })]).toEqual([0xc3, 0xa9]);
  });
});

describe('the name of its file', () => {
  const mail = { to: { name: '', address: '', local: '', domain: '', key: '', valid: true, spot: { at: 'raw', start: 0, end: 0 } }, id: '0123456789abcdef0123456789abcdef', text: [], greeted: false } as const;

  it('is one that splitting gives', () => {
    expect(splitFileName(mail, 7, 340, 'message')).toBe('0007-0123456789ab.eml');
    expect(splitFileName(mail, 7, 12_345, 'json')).toBe('00007-0123456789ab.json');
    expect(isMailFile('0007-0123456789ab.eml')).toBe(true);
    expect(isMailFile('00007-0123456789ab.json')).toBe(true);
  });

  it.each(['../0007-0123456789ab.eml', '0007-0123456789ab.eml/..', 'a/0007-0123456789ab.eml', '0007-0123456789ab.exe', '', '.eml', '0007-0123456789ab.eml\n'])('is not %j', (name) => {
    expect(isMailFile(name)).toBe(false);
  });
});
