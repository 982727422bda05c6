/** Media types and the name by which our reader knows their form. */
const FORMS: Readonly<Record<string, string>> = {
  'message/rfc822': 'request.eml', 'message/global': 'request.eml', 'application/json': 'request.json',
  'application/x-ndjson': 'request.jsonl', 'application/jsonl': 'request.jsonl', 'application/mbox': 'request.mbox',
};
const BATCHES: ReadonlySet<string> = new Set(['request.jsonl', 'request.mbox']);

export const MEDIA_TYPES: readonly string[] = Object.keys(FORMS);

/** What a Content-Type field says of the content; null: that it is no mail. */
export function formOf(contentType: string): { readonly name: string; readonly batch: boolean } | null {
  const name = FORMS[contentType.split(';', 1)[0]!.trim().toLowerCase()];
  return name === undefined ? null : { name, batch: BATCHES.has(name) };
}

/** Whether the content stands there as it is (RFC 9110 §8.4): packed bytes, read as a mail, would be one with nothing in it to find. */
export function isPlain(contentEncoding: string): boolean {
  return contentEncoding.split(',').every((coding) => /^(?:identity)?$/i.test(coding.trim()));
}

/**
 * The content of a request. (Hono's own limit fails on bodies in chunks with the Node server's Request.)
 * @returns null for more than `maxSize` bytes
 * @throws where it ended early
 */
export async function contentOf({ headers, body }: Request, maxSize: number): Promise<Uint8Array | null> {
  if (Number(headers.get('content-length') ?? 0) > maxSize) return null;
  const pieces: Uint8Array[] = [];
  let size = 0;
  // To cancel the rest would end the connection before the answer.
  const reader = body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length;
    if (size > maxSize) return null;
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}
