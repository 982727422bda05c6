/**
 * What a terminal, a log viewer or a web page would obey instead of show: C0 and C1 controls (ANSI escape sequences begin with
 * one), bidirectional overrides, invisible format characters, line and paragraph separators, lone surrogates, private use.
 * ZWNJ and ZWJ stay: Persian words and emoji are spelt with them, and they move nothing.
 */
const UNSAFE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/**
 * Latin letters, punctuation, arrows, lines and the signs of the report: nothing to escape, and one column each. Nearly every text is
 * so, and the property classes above cost a cold start more than all that is printed.
 */
export const SIMPLE = /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u02AF\u2010-\u2027\u202F-\u205E\u2190-\u21FF\u2500-\u25FC\u2713-\u2718]*$/;

/**
 * Makes any text safe to print on one line: unsafe characters become `\xHH` or `\u{H…}`.
 * File names and mail excerpts are somebody else's words; nothing of them reaches an output but through here.
 */
export function escapeControls(text: string): string {
  if (SIMPLE.test(text)) return text;
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/**
 * `JSON.stringify` without any character that a terminal obeys. JSON.stringify escapes C0 alone; the rest is escaped here
 * in JSON's own notation, so that a parser reads back the same value.
 */
export function safeJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  if (SIMPLE.test(json)) return json;
  return json.replace(UNSAFE, (character) => {
    // The only control that JSON.stringify leaves outside a string: the line ends of an indented text.
    if (character === '\n') return character;
    let escaped = '';
    for (let unit = 0; unit < character.length; unit++) escaped += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
