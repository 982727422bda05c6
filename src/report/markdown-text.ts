import { escapeControls } from './escape.ts';

/** A break that shows nothing and ends a word; as an entity, because as a character it would be escaped for what it is. */
const BREAK = '&#8203;';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const oneLine = (text: string): string => escapeControls(text.replace(/[\r\n]+/g, ' '));

/**
 * Text between the tags of HTML that stands in a Markdown page. Nothing of it is HTML, and nothing comes alive where comments do more than
 * Markdown: no mention (@name), no reference (#12, !12, GH-12, a commit's number), no address or link of its own accord.
 */
export function markdownHtml(text: string): string {
  return inert(oneLine(text));
}

/** Plain text for a Markdown page, a table's cell included: as `markdownHtml`, and nothing of it is markup. */
export function markdownText(text: string): string {
  return inert(oneLine(text).replace(/[\\`*_{}[\]()+|~^=]/g, '\\$&').replace(/^(?: *(?=[-#])| *\d+(?=\.(?: |$)))/, '$&\\'));
}

function inert(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => ENTITIES[character]!)
    .replace(/@|[#!~%$](?=[\p{L}\p{N}"\\])/gu, `$&${BREAK}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/\b(?:mailto|xmpp):/gi, `$&${BREAK}`)
    .replace(/\b([0-9a-f])(?=[0-9a-f]{6,39}\b)/gi, `$1${BREAK}`);
}

/** Text as code. What could end a table's cell, or the code itself, stands between tags: no number of backticks saves a pipe behind a backslash. */
export function markdownCode(text: string): string {
  const code = oneLine(text);
  return /[|`\\]|^ | $|^$/.test(code) ? `<code>${markdownText(code)}</code>` : `\`${code}\``;
}
