import { fieldValue, unfold } from './fields.ts';
import type { Decoding } from './encoded-words.ts';
import type { HeaderBlock, RawField } from './fields.ts';
import { parseParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';

/** What the MIME fields (RFC 2045, RFC 2183) of one header block say about the body below it. */
export interface Entity {
  /** type/subtype, lower case. */
  readonly type: string;
  readonly parameters: Parameters | null;
  /** 'inline', 'attachment', another word, or '' if it says none. */
  readonly disposition: string;
  readonly filename: string;
  /** Normalised; a word that is no encoding stays as it is. */
  readonly encoding: string;
  /** Where its header begins. */
  readonly headerStart: number;
  /** A MIME field that stands twice: two programs may read two different bodies. */
  readonly repeated: RawField | null;
}

export function readEntity(raw: string, block: HeaderBlock, headerStart: number, defaultType: string, decoding: Decoding): Entity {
  let contentType: RawField | null = null;
  let disposition: RawField | null = null;
  let transfer: RawField | null = null;
  let repeated: RawField | null = null;
  for (const field of block.fields) {
    if (!field.name.startsWith('content-')) continue;
    const first: RawField | null = field.name === 'content-type' ? contentType ??= field
      : field.name === 'content-disposition' ? disposition ??= field
        : field.name === 'content-transfer-encoding' ? transfer ??= field : field;
    if (first !== field) repeated ??= field;
  }
  const parameters = contentType === null ? null : parseParameters(unfold(raw.slice(contentType.valueStart, contentType.valueEnd)), decoding);
  const placed = disposition === null ? null : parseParameters(unfold(raw.slice(disposition.valueStart, disposition.valueEnd)), decoding);
  return {
    type: mediaType(parameters?.value, defaultType),
    parameters,
    disposition: placed?.value ?? '',
    filename: (placed?.get.get('filename') ?? parameters?.get.get('name') ?? '').trim(),
    encoding: transfer === null ? '7bit' : transferEncoding(fieldValue(raw, transfer.valueStart, transfer.valueEnd)),
    headerStart,
    repeated,
  };
}

/** RFC 2045 §5.2: without a type, or with one that is none, a body is what its surroundings make it, normally plain text. */
function mediaType(value: string | undefined, defaultType: string): string {
  if (value === undefined || value === '') return defaultType;
  if (/^[^\s/]+\/[^\s/]+$/.test(value)) return value;
  const word = /^[^\s/]+\/[^\s/]+/.exec(value);
  if (word !== null) return word[0];
  return value === 'html' ? 'text/html' : defaultType;
}

/** No encoding's name is longer, with a comment; so that a field of parentheses costs nothing. */
const MAX_ENCODING = 128;

/** `7 bit`, `quoted-printable;`, `(comment) base64`: what was meant. */
function transferEncoding(value: string): string {
  const words = value.slice(0, MAX_ENCODING).replace(/\([^)]*\)/g, ' ').toLowerCase().trim().replace(/[;,"'].*$/s, '').trim();
  const word = words.replace(/\s+/g, '');
  switch (word) {
    case '': case '7bit': case '7-bit': case '7bits': return '7bit';
    case '8bit': case '8-bit': case '8bits': return '8bit';
    case 'quotedprintable': return 'quoted-printable';
    case 'base-64': return 'base64';
    case 'binary': case 'quoted-printable': case 'base64': return word;
    // A sentence made into one word would look like a name.
    default: return words;
  }
}
