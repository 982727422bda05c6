/** Stands in for iconv-lite in the page's bundle: the browser's own tables, none of ours. */

function labelOf(encoding: string): string {
  const name = encoding.toLowerCase();
  const page = /^(?:cp|win|windows)?-?(\d{3,5})$/.exec(name)?.[1];
  const known: Readonly<Record<string, string>> = { '932': 'shift_jis', '936': 'gbk', '949': 'euc-kr', '950': 'big5', '65001': 'utf-8', '20127': 'us-ascii', '28591': 'iso-8859-1', '28605': 'iso-8859-15', '51949': 'euc-kr', '54936': 'gb18030' };
  return page === undefined ? name : known[page] ?? `windows-${page}`;
}

/** @param encoding as iconv-lite names it, or the number of a Windows code page; an unknown one is read as windows-1252 */
export function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(labelOf(encoding)).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
