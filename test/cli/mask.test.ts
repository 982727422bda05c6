import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddress, maskAddresses, maskWords } from '../../src/report/mask.ts';

/** An address that a person could read out of a masked text: something that is no dot on both sides of an @. */
const READABLE = /[\p{L}\p{N}][\p{L}\p{N}._%+-]+(?:@|＠|﹫|%40)|(?:@|＠|﹫|%40)[\p{L}\p{N}][\p{L}\p{N}-]+/iu;

const local = fc.stringMatching(/^[A-Za-z0-9._%+'-]{2,20}$/);
const domain = fc.tuple(fc.stringMatching(/^[a-z0-9-]{2,15}$/), fc.constantFrom('com', 'fr', 'example', 'co.uk')).map(([name, tld]) => `${name}.${tld}`);
const sign = fc.constantFrom('@', '＠', '﹫', '%40');
const around = fc.string({ unit: fc.constantFrom('a', 'B', 'é', ' ', '<', '>', ',', ';', '"', '(', ')', '\n', '.', ':', '•', '@') });

describe('masking', () => {
  it('keeps the first letters and the last label', () => {
    expect(maskAddress('claire@gmail.com')).toBe('c•••@g•••.com');
    expect(maskAddress('jean.dupont@mail.maison.example')).toBe('j•••@m•••.example');
    expect(maskAddresses('"Anne Martel" <anne@orange.fr>, paul@example.org.')).toBe('"Anne Martel" <a•••@o•••.fr>, p•••@e•••.org.');
  });

  it('takes what else is written for an address', () => {
    expect(maskAddresses('"jean dupont"@example.org')).toBe('•••@e•••.org');
    expect(maskAddresses('https://example.org/?to=anne%40example.net')).not.toContain('anne');
    expect(maskAddresses('anne＠example.net')).toBe('a•••@e•••.net');
    expect(maskAddresses('x@[192.0.2.1]')).not.toContain('x@[');
  });

  it('leaves no address readable, whatever stands around it', () => {
    fc.assert(fc.property(around, local, sign, domain, around, (before, name, at, host, after) => {
      const masked = maskAddresses(`${before} ${name}${at}${host} ${after}`);
      expect(masked).not.toContain(`${name}${at}`);
      expect(masked).not.toContain(`${at}${host}`);
      expect(masked).not.toMatch(READABLE);
    }));
  });

  it('changes nothing that is masked', () => {
    fc.assert(fc.property(around, local, sign, domain, (before, name, at, host) => {
      const once = maskAddresses(`${before}${name}${at}${host}`);
      expect(maskAddresses(once)).toBe(once);
    }));
  });

  it('leaves a text without addresses as it is', () => {
    expect(maskAddresses('340 personnes se verront, @ 18 h')).toBe('340 personnes se verront, @ 18 h');
  });

  it('leaves no letter or digit of a word', () => {
    expect(maskWords('Bonjour Anne, né le 12/03/1961 (Lyon)')).toBe('••• •••, ••• ••• •••/•••/••• (•••)');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(maskWords(text.replace(/@|＠|﹫|%40/g, ' '))).not.toMatch(/[\p{L}\p{N}]/u);
    }));
  });
});
