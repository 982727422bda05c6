import { fold } from '../text/fold.ts';
import { once } from './once.ts';
import { SMALL_WORDS, after, before, found, glued, inCode, lastWord, mentioned, run } from './placeholder-place.ts';
import type { Place, Shape } from './placeholder-place.ts';

/** Placeholders that people leave open by hand, and the holes that an unfilled field leaves behind. */

const MONTHS = 'janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december';
const X_DATE = once(() => /X{2}(?:[/.-]X{2})?[/.-](?:X{2,4}|(?:19|20)?\d{2})(?![\p{L}\p{N}/])/uy);
const X_PART = once(() => new RegExp(`X{2,4}(?= ?(?:h ?(?:XX?)?(?![\\p{L}\\p{N}])|€|k€|\\$|£|%|euros?(?![\\p{L}])|(?:${MONTHS})(?![\\p{L}])))`, 'uy'));
const X_WORD = once(() => /X{3,12}(?![\p{L}\p{N}_@/\\-]|\.\p{L})/uy);
const OFFENSIVE = /^\s*(?:rated|movies?|sites?|porn\w*|videos?|pics?|pictures?|girls?|sex\w*|adult\w*|action|hardcore|teens?|films?|photos?|content|stuff|webcams?|dvds?|free|live|\d)/;

/** XXX where a name, a post, a company or a date belongs; not the numeral, the film, or the mask of a card number. */
export const crosses: Shape = (place) => {
  const { text, at, names } = place;
  if (glued(place)) return null;
  const dated = run(X_DATE, place) ?? run(X_PART, place);
  if (dated !== null) {
    const end = at + dated[0].length;
    return aboutFormat(place, end) ? null : found('fill-in', at, end);
  }
  const match = run(X_WORD, place);
  if (match === null) return null;
  const end = at + match[0].length;
  const lead = before(place);
  const word = lastWord(lead);
  const rest = after(place, end);
  // 'XXXX XXXX XXXX 1234' and '06 XX XX' hide digits; 'Super Bowl XXX' counts.
  if (names.counts(word) || /[\dx]\s?$/.test(lead) || /^\s?-?x{2}/.test(rest) || OFFENSIVE.test(rest) || mentioned(place, end) || inCode(place, end)) return null;
  if (names.callsForName(word) || names.callsForPost(lead)) return found('fill-in', at, end);
  return SMALL_WORDS.has(word) && word !== 'to' && word !== 'from' && word !== 'is' && /^\s?(?:[.,;:!?)]|$|\s(?:a|au|chez|at|and|et|pour|for)\s)/.test(rest) && text.charCodeAt(end) !== 0x3a
    ? found('fill-in', at, end) : null;
};

const DATE = once(() => /(?:JJ|DD|MM)([/.-])(?:MM|DD|JJ)\1(?:AAAA|YYYY|AA|YY|20\d\d)(?![\p{L}\p{N}])|(?:YYYY|AAAA)-MM-(?:DD|JJ)(?![\p{L}\p{N}])/uy);
const FORMAT = /\b(?:format\w*|sous la forme|forme|form|notation|pattern|type|like|as|in|iso|saisi\w*|mask|masque|modele|e\.?g|ex)\b\W{0,6}$/;

function aboutFormat(place: Place, end: number): boolean {
  return FORMAT.test(before(place)) || /^\W{0,4}(?:format|notation|pattern)/.test(after(place, end)) || mentioned(place, end) || inCode(place, end);
}

/** JJ/MM/AAAA left in a letter; not where the format itself is explained. */
export const dateMask: Shape = (place) => {
  const match = run(DATE, place);
  if (match === null || glued(place)) return null;
  const end = place.at + match[0].length;
  const { text, at } = place;
  // '(JJ/MM/AAAA)' behind a form's label explains what to write.
  if (text[at - 1] === '(' && text[end] === ')') return null;
  return aboutFormat(place, end) ? null : found('fill-in', at, end);
};

const UNDERSCORES = once(() => /_{3,40}(?![_\p{L}\p{N}])/uy);
const DOTS = once(() => /(?:\.{5,40}|…{2,20})(?![.…\p{L}\p{N}])/uy);

/** 'Bonjour ____,': a line to fill in within a sentence. A line of its own separates; behind a colon it is a form. */
export const underscores: Shape = (place) => {
  const match = run(UNDERSCORES, place);
  if (match === null || glued(place)) return null;
  const end = place.at + match[0].length;
  const lead = before(place);
  const rest = after(place, end).trim();
  if (!/\p{L}\.?$/u.test(lead) || rest === '' || inCode(place, end)) return null;
  const word = lastWord(lead);
  return place.names.callsForName(word) || place.names.callsForPost(lead) || SMALL_WORDS.has(word) ? found('fill-in', place.at, end) : null;
};

/** 'au poste de .....': only where a name or a post must follow, since dots also hesitate and lead to page numbers. */
export const dots: Shape = (place) => {
  const match = run(DOTS, place);
  if (match === null || !/\s/.test(place.text[place.at - 1] ?? 'x')) return null;
  const end = place.at + match[0].length;
  const lead = before(place);
  const rest = after(place, end);
  if (/^\s*\d/.test(rest)) return null;
  if (place.names.callsForPost(lead)) return found('fill-in', place.at, end);
  return place.names.callsForName(lastWord(lead)) && /^\s?,/.test(rest) ? found('fill-in', place.at, end) : null;
};

const PARENTHESES = once(() => /\(([\p{L}\p{M}\p{N}'’ ,/…._-]{3,60})\)/uy);
const INSERT = /^(?:insert|inserer|inserez|indiquer|indiquez|preciser|precisez|completer|renseigner|fill in|enter|add)\s+(.{2,})$/;
const LATER = /^(?:a completer|a preciser|a renseigner|a remplir|to be completed|to be filled in|to be inserted|fill in here|insert here|complete here)$/;
const PAPER = /(?:formulaire|dossier|fiche|document|questionnaire|bulletin|contrat|attestation|form|piece|annexe|grille|cerfa|imprime|tableau|fichier|file|sheet|template|modele|jointe?s?|attached|enclosed)s?(?:\W+\w+){0,4}\W*$/;

/** (insert reason), (à compléter); not the form that is enclosed to be filled in, nor '(insert joke here)'. */
export const parenthesis: Shape = (place) => {
  const match = run(PARENTHESES, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  const content = fold(match[1]!).trim();
  if (LATER.test(content)) return PAPER.test(before(place)) || mentioned(place, end) ? null : found('fill-in', place.at, end);
  const order = INSERT.exec(content);
  return order !== null && place.names.judge(order[1]!) !== null && !mentioned(place, end) && !inCode(place, end) ? found('fill-in', place.at, end) : null;
};

const SHOUTED = once(() => /(?:INSERT|INSÉRER|INSERER|ADD|ENTER|YOUR|VOTRE) [\p{Lu} ]{3,40}(?: HERE| ICI)(?![\p{L}\p{N}])/uy);

/** INSERT NAME HERE */
export const shouted: Shape = (place) => {
  const match = run(SHOUTED, place);
  if (match === null || glued(place)) return null;
  const end = place.at + match[0].length;
  const content = match[0].replace(/^\p{Lu}+ | (?:HERE|ICI)$/gu, '');
  return place.names.judge(content) !== null && !mentioned(place, end) ? found('fill-in', place.at, end) : null;
};

const UNRESOLVED = once(() => /(?:null|undefined|NULL|None|nil|N\/A)(?![\p{L}\p{N}_/\\@-]|\.\p{L})/uy);
const NOT_A_NUMBER = once(() => /NaN(?=\s?(?:€|%|\$|£|EUR|euros?|jours?|days?|ans|years?|h(?:eures?|ours?)?|mois|months?)(?![\p{L}]))/uy);

/** 'Bonjour null,': only where a name or a post belongs, or a number before its unit; programmers write these words every day. */
export const unresolved: Shape = (place) => {
  const number = run(NOT_A_NUMBER, place);
  const match = number ?? run(UNRESOLVED, place);
  if (match === null || glued(place)) return null;
  const end = place.at + match[0].length;
  const lead = before(place);
  if (number === null && !place.names.callsForName(lastWord(lead)) && !place.names.callsForPost(lead)) return null;
  if (/^\s?(?:and void|pointers?|et non|behaviou?r|references?|values?|terminated|hypothesis|device|model|string)/.test(after(place, end))) return null;
  return mentioned(place, end) || inCode(place, end) ? null : found('unresolved', place.at, end);
};

const GREETED = /(?:^| )(?:bonjour|bonsoir|hello|hi|hey|dear|cher|chere|dear (?:mr|mrs|ms|dr|m)\.?|(?:bonjour|cher|chere) (?:m|mme|mlle|mr)\.?|dear first name)$/;
const OPEN_END = /(?: (?:poste|fonction|emploi|metier|offre|offre d'emploi|entretien) (?:de|d'|du|intitule|pour)| (?:position|role|job|post|vacancy|internship) (?:of|as|at)| (?:chez|aupres de) la societe| dans l'equipe de| (?:interview|application|applying|applied|candidature) (?:for the (?:position|role) of|au poste de|au poste d'|with|at|chez)| join us at)\s?(?:"\s?"|«\s*»|''|“\s*”)?$/;

/** The two units before a comma or full stop that ENDS_OPEN can end with: nearly all are told by them, without its being run. */
const OPEN_PAIRS: ReadonlySet<number> = new Set(['de', 'du', 'of', 'as', 'at', 'ur', 'th', 'ez', 'té', 'te', 'lé', 'le'].flatMap((pair) => [pair, pair.toUpperCase()]).map((pair) => (pair.charCodeAt(0) << 16) | pair.charCodeAt(1)));

function isSpaced(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  return last <= 32 || last === 0xa0 || last === 0x202f;
}

/** Whether a comma or full stop may be an empty end: asked of every one, so it looks at two characters only. */
export function mayBeEmptyEnd(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  // Quotation marks and the apostrophe of d'.
  return isSpaced(text, at) || last === 0x22 || last === 0x27 || last === 0xbb || last === 0x2019 || last === 0x201d || OPEN_PAIRS.has((text.charCodeAt(at - 2) << 16) | last);
}

const ENDS_OPEN = /(?:\sd[eu]|\s(?:of|as|at)|pour|with|chez|été|ete|ulé|ule|d['’]|["”»'])$/i;

/** A comma or full stop with nothing before it: 'Bonjour ,', 'au poste de .' */
export const emptyEnd: Shape = (place) => {
  const { text, at } = place;
  const spaced = isSpaced(text, at);
  if (!spaced && !ENDS_OPEN.test(text.slice(Math.max(0, at - 4), at))) return null;
  const lead = before(place);
  if (spaced && text[at] === ',' && GREETED.test(lead) && lead.split(' ').length <= 4) return found('empty', at - 1, at + 1);
  if (!OPEN_END.test(lead)) return null;
  // 'au poste de...' trails off
  if (text[at] === '.' && (text[at + 1] === '.' || /[\p{L}\p{N}]/u.test(text[at + 1] ?? ''))) return null;
  return found('empty', spaced ? at - 1 : at, at + 1);
};

const holes = once((): readonly (readonly [lead: RegExp, rest: RegExp])[] => [
  [/ le$/, /^\s+à\s+h(?![\p{L}'’])/u],
  [/ (?:on|le)$/, /^\s{2,}(?:at|à|de)\s{2,}/u],
  [/ (?:for|to) the$/, /^\s{2,}(?:position|role|post|job|vacancy)(?!\p{L})/u],
  [/ (?:poste|fonction) (?:de|d')$/, /^\s{2,}(?:au sein|chez|dans|que|pour|et|à)(?!\p{L})/u],
  [/ (?:position|role) of$/, /^\s{2,}(?:at|in|with|and|which|that)(?!\p{L})/u],
]);

/** A hole within a sentence: 'le  à  h', 'for the  position'. Stands at the white space. */
export const hole: Shape = (place) => {
  const { text, at } = place;
  const rest = text.slice(at, at + 24);
  for (const [lead, follow] of holes()) {
    const match = follow.exec(rest);
    if (match !== null && !match[0].includes('\n') && lead.test(before(place))) return found('empty', at, at + match[0].length);
  }
  return null;
};
