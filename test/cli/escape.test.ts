import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls, safeJson, SIMPLE } from '../../src/report/escape.ts';

/** Everything a terminal obeys: controls, bidirectional and other format characters, separators, half a surrogate pair. */
const OBEYED = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const nasty = fc.string({ unit: fc.oneof(fc.constantFrom('\u001B', '\u009B', '\u202E', '\u2066', '\u2028', '\u0000', '\u007F', '\uFEFF', '\uD800', '\uDC00', '\n', '\r', '\b', '\u{E0041}', '"', '\\', 'é', '日', '👩‍💻'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) });

describe('escaping', () => {
  it('names what it takes away', () => {
    expect(escapeControls('a\u001B[31mb\u202Ec\u009Bd\ne')).toBe('a\\x1b[31mb\\u{202e}c\\x9bd\\x0ae');
    expect(escapeControls('\u{E0041}')).toBe('\\u{e0041}');
  });

  it('leaves what people write', () => {
    const text = "Réponse à Zoë : « l'entretien » 日本 👩‍💻 می‌خواهم";
    expect(escapeControls(text)).toBe(text);
  });

  it('takes the short way only with what is safe and one column wide', () => {
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code);
      if (SIMPLE.test(character)) expect(`${code.toString(16)} ${OBEYED.test(character) || /[\p{Mn}\p{Me}\p{Emoji_Presentation}]/u.test(character)}`).toBe(`${code.toString(16)} false`);
    }
  });

  it('prints nothing that a terminal obeys', () => {
    fc.assert(fc.property(nasty, (text) => {
      expect(escapeControls(text)).not.toMatch(OBEYED);
    }));
  });

  it('writes JSON without controls that reads back the same', () => {
    fc.assert(fc.property(nasty, fc.boolean(), (text, indented) => {
      const json = safeJson({ [text]: [text] }, indented ? 2 : undefined);
      expect(json.replaceAll('\n', '')).not.toMatch(OBEYED);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })));
    }));
  });
});
