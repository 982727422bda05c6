/** Markdown as this server writes it, without its marks: emphasis, code, links with their address, rules between parts. */
export function plainText(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])|\*\*|`|^---$|\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)|&nbsp;/gm, (whole, escaped?: string, label?: string, href?: string) => {
    if (label !== undefined) return `${plainText(label)} (${href})`;
    return escaped ?? (whole === '&nbsp;' ? ' ' : '');
  }).replace(/\n{3,}/g, '\n\n');
}

/** The text of a snippet (LSP, 'Snippet Syntax') with the words that it offers in its places. */
export function withoutPlaceholders(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+|\$\{\d+\}/g, (_whole, escaped?: string, words?: string) => escaped ?? (words ?? '').replace(/\\([\\$}])/g, '$1'));
}
