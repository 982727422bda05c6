import type { AddressData, Recipient } from '../draft/recipients.ts';
import { fold, foldWords } from '../text/fold.ts';
import type { Mail } from '../text/types.ts';

/** Folded words of a recipient's name. */
export interface KnownName {
  /** Words any of which, in a greeting, addresses this person: first name and surname, since display names stand in any order. */
  readonly words: ReadonlySet<string>;
  /** A first name is surely among them. */
  readonly hasFirst: boolean;
}

const TITLES = new Set(['m', 'mr', 'mrs', 'ms', 'miss', 'mx', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle', 'dr', 'docteur', 'doctor', 'pr', 'prof', 'professeur', 'professor', 'maitre', 'me', 'sir', 'phd']);
const PARTICLES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'van', 'von', 'der', 'den', 'da', 'di', 'dos', 'del', 'el', 'al', 'ben', 'd\'', 'l\'', 'o', 'mc', 'st']);
const LONGEST = 120;

/** The one person whom a mail goes to; null for nobody, a group, or a mailing list. Colleagues in copy do not make it a group. */
export function onlyPerson(mail: Mail): Recipient | null {
  const { visible, blind } = mail.recipients;
  if (visible.some(({ kind }) => kind === 'list') || blind.some(({ kind }) => kind === 'list')) return null;
  const persons = [...visible, ...blind].filter(({ kind }) => kind === 'person');
  const external = persons.filter(({ internal }) => !internal);
  const chosen = external.length > 0 ? external : persons;
  return chosen.length === 1 ? chosen[0]! : null;
}

/**
 * What the recipient is called, from the context, else the display name in any order ('MARTIN Anne', 'Martin, Anne', 'Anne Martin (Acme)'),
 * else an address that tells it (anne.martin@). Null where none of them does: then nobody can say that a greeting lacks it.
 */
export function knownName(mail: Mail, person: Recipient, data: AddressData): KnownName | null {
  const { firstName = '', lastName = '' } = mail.draft.context.recipient ?? {};
  const first = nameWords(firstName);
  if (first.length > 0) return { words: new Set([...first, ...nameWords(lastName)]), hasFirst: true };
  for (const { address } of person.occurrences) {
    const shown = fromDisplayName(address.name, data);
    if (shown !== null) return withContext(shown, lastName);
  }
  const local = person.occurrences[0]?.address.local ?? '';
  const told = fromLocalPart(local, data);
  if (told !== null) return withContext(told, lastName);
  return lastName === '' ? null : { words: new Set(nameWords(lastName)), hasFirst: false };
}

function withContext(name: KnownName, lastName: string): KnownName {
  return lastName === '' ? name : { words: new Set([...name.words, ...nameWords(lastName)]), hasFirst: name.hasFirst };
}

function nameWords(text: string): string[] {
  if (text.length > LONGEST) return [];
  return foldWords(text).map((word) => word.fold).filter((word) => word.length > 1 && !TITLES.has(word) && !PARTICLES.has(word) && !/\d/.test(word));
}

/** Exported for its table of tests. */
export function fromDisplayName(name: string, data: AddressData): KnownName | null {
  if (name === '' || name.length > LONGEST || /[@\d]/.test(name)) return null;
  // 'Anne Martin (Acme)', 'Anne Martin | Acme', 'Anne Martin - Acme'
  const [shown = ''] = name.split(/\s*[([|/<]|\s[-–—]\s/u, 1);
  const all = foldWords(shown).map((word) => word.fold);
  const words = nameWords(shown);
  if (words.length === 0 || words.length > 6) return null;
  if (words.some((word) => data.roles.has(word) || data.names?.organisations.has(word) === true)) return null;
  const titled = all.some((word) => TITLES.has(word));
  // 'Mme Martin' is a surname alone; a lone word may be a nickname or a firm.
  if (words.length === 1) return { words: new Set(words), hasFirst: !titled && data.names?.firstNames.has(words[0]!) === true };
  return { words: new Set(words), hasFirst: true };
}

/** Exported for its table of tests. */
export function fromLocalPart(local: string, data: AddressData): KnownName | null {
  if (local.length > LONGEST) return null;
  const [name = ''] = fold(local).split('+', 1);
  const parts = name.replace(/\d+$/, '').split(/[._-]+/).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 4 || parts.some((part) => !/^\p{L}+$/u.test(part) || data.roles.has(part) || data.names?.organisations.has(part) === true)) return null;
  const words = parts.filter((part) => part.length > 1 && !PARTICLES.has(part));
  // a.martin: the first name is not told.
  return { words: new Set(words), hasFirst: parts.every((part) => part.length > 1) && words.length >= 2 };
}
