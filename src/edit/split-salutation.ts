/** Greetings that would suit anybody, and what they become with a first name. */

/** A stretch of a text and the words that stand there instead. */
export interface Salutation {
  readonly start: number;
  readonly end: number;
  /** As compared with that of an alternative. */
  readonly form: string;
  readonly filled: (firstName: string) => string;
}

const FRENCH_OPENING = 'bonjour|bonsoir|salut|coucou';
const ENGLISH_OPENING = 'hello|hi|hey|good (?:morning|afternoon|evening)';

/** -e, -s, and all the ways of writing both at once. */
const ENDING = '(?:e|s|es|[(.·-]?e?[).·-]?\\(?s?\\)?)';
const CANDIDATE = `(?:cher${ENDING} )?(?:candidat|postulant|participant)${ENDING}`;
const FRENCH_ANYBODY = [
  'a (?:tous|toutes)(?: et (?:a )?(?:tous|toutes))?', 'tout le monde', 'toutes et tous', 'tous et toutes', 'chers? tous', 'cheres? toutes',
  'mesdames,? (?:mesdemoiselles,? )?(?:et )?messieurs', 'madame,? (?:mademoiselle,? )?(?:(?:et|ou) )?(?:cher )?monsieur', 'monsieur,? (?:(?:et|ou) )?(?:chere )?madame',
  'madame ?/ ?monsieur', 'monsieur ?/ ?madame', 'mme ?[/,] ?(?:m|mr)\\.?', '(?:m|mr)\\.? ?[/,] ?mme', `${CANDIDATE}(?:(?:,| et| ou) ${CANDIDATE})?`,
].join('|');
const ENGLISH_ANYBODY = [
  'all', 'everyone', 'everybody', 'folks', 'there', '(?:job )?(?:candidate|applicant)s?', 'job ?seekers?', 'sirs?', 'sirs? or madams?', 'madam or sir', 'sirs? ?/ ?madams?', 'sir,? madam', 'madam,? sir', 'ladies and gentlemen',
].join('|');

const FIRST_NAME = '(?:[a-z]{2,20}[._ ])?(?:prenom|first[ _-]?name|fname|given[ _-]?name|vorname)(?:[._ ][a-z]{2,20})?';
/** {{prenom}}, [First name], «Prénom», *|FNAME|*, %firstname%, ${firstName}, and a bare XXX. */
const BLANK = `(?:[{[<«%*|$#_]{1,3} ?${FIRST_NAME} ?[}\\]>»%*|#_]{1,3}|prenom|first name|x{2,10}|_{2,20}|\\.{4,20})`;

/** `open`: the word that may stay before a name. */
const FORMS: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: new RegExp(`^(?<open>${FRENCH_OPENING})(?:,? (?:${FRENCH_ANYBODY})| (?:cher${ENDING} )?${BLANK})?$`), instead: 'Bonjour' },
  { pattern: new RegExp(`^(?:(?:${FRENCH_ANYBODY})|cher${ENDING} ${BLANK})$`), instead: 'Bonjour' },
  { pattern: new RegExp(`^(?<open>${ENGLISH_OPENING})(?:,? (?:dear )?(?:${ENGLISH_ANYBODY})| ${BLANK})?$`), instead: 'Hello' },
  { pattern: new RegExp(`^(?<open>dear) (?:${ENGLISH_ANYBODY}|${BLANK})$`), instead: 'Dear' },
  { pattern: /^(?:ladies and gentlemen|to whom(?:soever)? it may concern|greetings(?: (?:candidate|applicant)s?)?)$/, instead: 'Dear' },
];

/** Lines that hold something; further down nobody greets. */
const LATEST_LINE = 4;
const LONGEST_LINE = 200;
/** Longer than any greeting: what stands before the mark that ends it. */
const LONGEST = 80;

/** The greeting of a text with line ends LF, if it would suit anybody; null if it names somebody or there is none. */
export function findSalutation(text: string): Salutation | null {
  let start = 0;
  for (let seen = 0; seen < LATEST_LINE && start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE));
    const trimmed = line.trim();
    if (trimmed !== '') {
      const found = inLine(trimmed, text.slice(end + 1, end + 1 + LONGEST_LINE), seen === 0);
      if (found !== null) {
        const at = start + line.indexOf(trimmed);
        return { ...found, start: at, end: at + found.end };
      }
      seen++;
    }
    start = end + 1;
  }
  return null;
}

/** `below`: what follows the line. A line further down must end like a greeting. */
function inLine(line: string, below: string, first: boolean): Salutation | null {
  const folded = comparable(line);
  for (const mark of marks(folded)) {
    const end = line.slice(0, mark).trimEnd().length;
    const form = folded.slice(0, end);
    const found = FORMS.map(({ pattern, instead }) => ({ match: pattern.exec(form), instead })).find(({ match }) => match !== null);
    if (found === undefined) continue;
    const rest = line.slice(mark + 1).trim();
    // 'Bonjour, Madame Martel,' and a name in the next line greet somebody after all.
    if (mark < line.length ? /^[^\p{Ll}]/u.test(rest) : !first || !/^\s*(?:\n|$)/.test(below)) return null;
    const open = found.match?.groups?.['open'];
    const opening = open === undefined ? found.instead : line.slice(0, open.length);
    return { start: 0, end, form, filled: (firstName) => `${opening} ${firstName}` };
  }
  return null;
}

/** Where a greeting may end: at each mark near the start, the longest stretch first, or at the line's end. */
function marks(line: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < Math.min(line.length, LONGEST); at++) if (',!:.'.includes(line[at]!)) found.unshift(at);
  if (line.length <= LONGEST) found.unshift(line.length);
  return found;
}

/** Unit by unit: small letters without accents, plain spaces and apostrophes. */
function comparable(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    const plain = /\s/.test(unit) ? ' ' : unit.normalize('NFD')[0]!.toLowerCase();
    result += plain.length === 1 ? plain : unit;
  }
  return result.replaceAll('\u2019', '\'');
}
