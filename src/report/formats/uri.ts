/** An absolute path, POSIX or Windows. */
const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/])/;

/** One segment of a path, percent-encoded as UTF-8; half a surrogate pair, which has no UTF-8, as U+FFFD. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Where a path as given leads: relative to the folder of the run, or absolute as a file: address (RFC 8089). */
export function pathUri(path: string): { readonly uri: string; readonly relative: boolean } {
  const relative = !ABSOLUTE.test(path);
  if (relative) return { uri: path.replace(/^(?:\.\/)+/, '').split('/').map(segment).join('/'), relative };
  const drive = /^[A-Za-z]:/.exec(path)?.[0];
  const rest = drive === undefined ? path : path.slice(2).replaceAll('\\', '/');
  return { uri: `file://${drive === undefined ? '' : `/${drive}`}${rest.split('/').map(segment).join('/')}`, relative };
}
