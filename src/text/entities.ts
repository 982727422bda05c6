/**
 * Character references (HTML 5 §13.5): those of HTML 4, and those of HTML 5 that stand for a letter, a mark or white space that a mail
 * may really hold, or that would hide one.
 */

/** The 96 of Latin-1, from U+00A0 on. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest ' +
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const OTHERS =
  'amp & lt < gt > quot " apos \' AMP & LT < GT > QUOT " COPY © REG ® ' +
  'OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f ' +
  'ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ ' +
  'larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or ∨ cap ∩ cup ∪ int ∫ ' +
  'there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang ⟨ rang ⟩ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ ' +
  'Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω ' +
  'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ ' +
  'Tab \t NewLine \n excl ! num # dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] Hat ^ lowbar _ grave ` lcub { lbrace { verbar | vert | rcub } rbrace } ' +
  'numsp \u2007 puncsp \u2008 hairsp \u200a hyphen ‐ dash ‐ horbar ― ZeroWidthSpace \u200b NoBreak \u2060 NonBreakingSpace \u00a0 centerdot · bullet • check ✓ cross ✗ star ☆ starf ★ phone ☎ female ♀ male ♂ ' +
  'fflig ﬀ filig ﬁ fllig ﬂ ffilig ﬃ ffllig ﬄ ijlig ĳ IJlig Ĳ imath ı inodot ı Cacute Ć cacute ć Ccaron Č ccaron č Dcaron Ď dcaron ď Ecaron Ě ecaron ě Lstrok Ł lstrok ł Nacute Ń nacute ń Ncaron Ň ncaron ň Rcaron Ř rcaron ř Sacute Ś sacute ś ' +
  'Zacute Ź zacute ź Zcaron Ž zcaron ž Zdot Ż zdot ż Aogon Ą aogon ą Eogon Ę eogon ę Abreve Ă abreve ă Scedil Ş scedil ş Tcedil Ţ tcedil ţ Gbreve Ğ gbreve ğ Idot İ Odblac Ő odblac ő Udblac Ű udblac ű Uring Ů uring ů';

let table: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (table) return table;
  table = new Map();
  LATIN_1.split(' ').forEach((name, index) => table!.set(name, String.fromCharCode(0xa0 + index)));
  // White space that is itself an entity's meaning rules out splitting by /\s/.
  const pairs = OTHERS.split(' ');
  for (let index = 0; index + 1 < pairs.length; index += 2) table.set(pairs[index]!, pairs[index + 1]!);
  return table;
}

/** HTML 5 §13.2.5.80: what C1 controls mean in numeric references. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export interface Reference {
  readonly text: string;
  /** Units from the '&' on, with the ';' if there is one. */
  readonly length: number;
}

const LONGEST_NAME = 16;

/** The character reference at the '&' at `at`; null if it is only an ampersand. Looks at most at a few dozen units. */
export function readReference(content: string, at: number): Reference | null {
  return content.charCodeAt(at + 1) === 0x23 ? numeric(content, at) : named(content, at);
}

function named(content: string, at: number): Reference | null {
  let end = at + 1;
  const limit = Math.min(content.length, at + 2 + LONGEST_NAME);
  while (end < limit && isNameUnit(content.charCodeAt(end))) end++;
  if (end === at + 1) return null;
  const name = content.slice(at + 1, end);
  if (content.charCodeAt(end) === 0x3b) {
    const text = names().get(name);
    return text === undefined ? null : { text, length: end + 1 - at };
  }
  // Without ';' only old names count, and the longest that fits (&eacutetait): browsers read these too.
  for (let length = Math.min(name.length, 6); length >= 2; length--) {
    const text = names().get(name.slice(0, length));
    if (text !== undefined && text.charCodeAt(0) < 0x100) return { text, length: length + 1 };
  }
  return null;
}

function numeric(content: string, at: number): Reference | null {
  const sign = content.charCodeAt(at + 2) | 32;
  const hexadecimal = sign === 0x78;
  let end = at + (hexadecimal ? 3 : 2);
  const first = end;
  let point = 0;
  const base = hexadecimal ? 16 : 10;
  for (; end < content.length; end++) {
    const digit = digitOf(content.charCodeAt(end));
    if (digit < 0 || digit >= base) break;
    // &#000…00065; may have any number of zeros; a number past Unicode stays past it.
    if (point <= 0x10ffff) point = point * base + digit;
  }
  if (end === first) return null;
  if (content.charCodeAt(end) === 0x3b) end++;
  const length = end - at;
  if (point >= 0x80 && point <= 0x9f) return { text: WINDOWS_1252[point - 0x80]!, length };
  if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return { text: '\ufffd', length };
  return { text: String.fromCodePoint(point), length };
}

function isNameUnit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
