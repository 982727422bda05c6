/** URIs as paths. Clients escape the same name differently, so two are compared by what they mean. */

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

export function sameUri(one: string, other: string): boolean {
  return one === other || decoded(one) === decoded(other);
}

/** A key for maps: equal for all spellings of one URI. */
export function uriKey(uri: string): string {
  return decoded(uri);
}

export function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Scheme and authority, and where the path begins: `file:///a` has its at the last slash. */
function rootLength(uri: string): number {
  return /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(uri)?.[0].length ?? 0;
}

/** The folder of a file or folder, without a slash at its end; the topmost one's is itself. */
export function folderOf(uri: string): string {
  const trimmed = trimSlash(uri);
  const slash = trimmed.lastIndexOf('/');
  const root = rootLength(trimmed);
  return slash <= root ? trimmed.slice(0, root) + (trimmed.charAt(root) === '/' ? '/' : '') : trimmed.slice(0, slash);
}

export function trimSlash(uri: string): string {
  return uri.length > rootLength(uri) + 1 && uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

/** The URI of a file named from a folder: `base.yaml`, `../base.yaml`, an absolute path, a URI. */
export function joinUri(folder: string, name: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return name;
  const root = rootLength(folder);
  const steps = name.startsWith('/') ? [] : folder.slice(root).split('/').filter((step) => step !== '');
  for (const step of name.split(/[\\/]/)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(encodeURIComponent(step));
  }
  return `${folder.slice(0, root)}/${steps.join('/')}`;
}

/** The path below a folder, with slashes, as overrides by path see it; of a document elsewhere its whole path. */
export function pathFrom(folder: string | null, uri: string): string {
  const path = decoded(uri);
  const base = folder === null ? null : `${decoded(trimSlash(folder))}/`;
  return base !== null && path.startsWith(base) ? path.slice(base.length) : path.slice(rootLength(path));
}

export function isWithin(folder: string, uri: string): boolean {
  return decoded(uri).startsWith(`${decoded(trimSlash(folder))}/`);
}
