import type { Problem } from './types.ts';

/**
 * What a report may call a problem by. A detail is what stands in the mail in the place of a name, and anybody can write an address
 * or a sentence there: shown is only what is like the names of its kind that are registered, or like an experimental one (`x-…`).
 */

const TOKEN = /^[a-z0-9][a-z0-9_.:+-]{0,39}$/;
const EXPERIMENTAL = /^x-[a-z0-9_.+-]{1,38}$/;

/** Families of the names that IANA has, and of those that mail has beside: the family, and what tells its members apart. */
const CHARSET = new RegExp(
  '^(?:utf|ucs|unicode|iso|us-ascii|ascii|ansi|windows|win|cp|ibm|dos|koi|mac|gb|big|euc|shift|jis|ks|tis|hz|iscii|tcvn|vps|armscii|ebcdic|hp|latin|adobe|imap)'
  + '(?:[-_.:]?[0-9][a-z0-9_.:+-]*|[-_][a-z0-9_.:+-]+)?$'
  + '|^(?:koi8?-?[a-z]{1,2}|gbk|macintosh|macroman|sjis|s_jis|eucjp|euckr|johab|viscii|big5hkscs|cs[a-z]*[0-9][a-z0-9]*)$',
);
const ENCODINGS = new Set(['7bit', '8bit', 'binary', 'quoted-printable', 'base64', 'uuencode', 'uue', 'yenc', 'binhex', 'mac-binhex40', 'gzip', 'deflate', 'base85', 'ascii85', 'base32', 'hex', 'rot13', 'none', 'utf-8', 'utf8', '16bit', 'ascii', 'us-ascii']);

const TOP_LEVEL = /^(?:application|audio|font|image|message|model|multipart|text|video)\/([a-z0-9][a-z0-9.+-]{0,62})$/;
const SUBTYPES = new Set((
  'plain html calendar enriched richtext markdown csv tab-separated-values vcard directory css javascript xml rtf rfc822-headers watch-html ldif '
  + 'octet-stream json ics pdf zip gzip mbox rfc822 global news delivery-status disposition-notification feedback-report global-delivery-status global-headers partial external-body '
  + 'pgp-encrypted pgp-signature pgp-keys pkcs7-mime pkcs7-signature ms-tnef msword mixed alternative related digest signed encrypted report parallel form-data png jpeg gif svg+xml'
).split(' '));
const SUBTYPE_TREE = /^(?:x-|vnd\.)[a-z0-9.+-]+$/;

const FIELDS = new Set((
  'from sender reply-to to cc bcc subject date message-id in-reply-to references comments keywords return-path received '
  + 'resent-from resent-sender resent-reply-to resent-to resent-cc resent-bcc resent-date resent-message-id '
  + 'mime-version content-type content-transfer-encoding content-disposition content-id content-description content-language content-location content-base content-md5 content-class content-features '
  + 'list-id list-post list-help list-subscribe list-unsubscribe list-unsubscribe-post list-owner list-archive errors-to mailing-list precedence priority importance sensitivity organization user-agent '
  + 'auto-submitted apparently-to delivered-to envelope-to original-recipient disposition-notification-to return-receipt-to dkim-signature domainkey-signature authentication-results received-spf '
  + 'arc-seal arc-message-signature arc-authentication-results feedback-id autocrypt thread-topic thread-index status lines '
  // Keys of a JSON draft that become fields.
  + 'replyto messageid inreplyto filename contenttype address name'
).split(' '));

function isName(reason: Problem['reason'], kind: Problem['kind'], word: string): boolean {
  // Keys of a JSON draft are no part of the mail, and a slip in one is only found by its name.
  if (kind === 'unknown-field') return true;
  const type = TOP_LEVEL.exec(word);
  if (type !== null) return SUBTYPES.has(type[1]!) || SUBTYPE_TREE.test(type[1]!);
  if (word.includes('/')) return false;
  if (reason === 'charset') return TOKEN.test(word) && (CHARSET.test(word) || EXPERIMENTAL.test(word));
  if (reason === 'encoding') return ENCODINGS.has(word) || EXPERIMENTAL.test(word);
  // What remains is a word of the program's own.
  if (kind !== 'malformed-header' && reason !== 'encoded-word') return true;
  return FIELDS.has(word) || EXPERIMENTAL.test(word);
}

/** The detail of a problem where it is a name; '' where there is none, or where it is like none of its kind. */
export function problemName({ kind, reason, detail = '' }: Problem): string {
  return isName(reason, kind, detail.toLowerCase()) ? detail : '';
}
