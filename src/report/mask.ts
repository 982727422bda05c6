/** What an address is cut from in running text; also what may not stand unquoted in one (RFC 5322 §3.2.3 specials, but '.' and '@'). */
const TOKEN = /[^\s<>(),;:"[\]\\|]+/gu;
/** '@' as people and forms write it: plain, full-width, small, percent-encoded. */
const AT = /@|＠|﹫|%40/iu;
const QUOTED_LOCAL = /"[^"\r\n]{0,256}"(?=@|＠|﹫|%40)/giu;
const DOTS = '•••';

function first(text: string): string {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0x2022);
  return /[\p{L}\p{N}]/u.test(character) ? character : '';
}

function maskDomain(domain: string): string {
  const dot = domain.search(/\.[a-z]{2,12}\.?$/iu);
  return first(domain) + DOTS + (dot > 0 ? domain.slice(dot) : '');
}

/** `claire@gmail.com` → `c•••@g•••.com`. What has no '@' comes back as dots behind its first letter. */
export function maskAddress(address: string): string {
  const parts = address.split(AT);
  if (parts.length < 2) return first(address) + DOTS;
  // Of a@b@c the last is the domain; what stands between may be either, and is dots alone.
  return `${first(parts[0]!)}${DOTS}@${maskDomain(parts.at(-1)!)}`;
}

/** Every mail address in a text, masked; the rest as it is. Masking what is masked changes nothing. */
export function maskAddresses(text: string): string {
  if (!AT.test(text)) return text;
  return text.replace(QUOTED_LOCAL, DOTS).replace(TOKEN, (token) => (AT.test(token) && token.length > 1 ? maskAddress(token) : token));
}

/** Every word and number as dots, addresses as `c•••@g•••.com`; punctuation and spaces stay, so that the shape can be recognised. */
export function maskWords(text: string): string {
  return text.replace(QUOTED_LOCAL, DOTS).replace(TOKEN, (token) =>
    AT.test(token) && token.length > 1 ? maskAddress(token) : token.replace(/[\p{L}\p{M}\p{N}\p{S}\u200C\u200D_]+/gu, DOTS));
}
