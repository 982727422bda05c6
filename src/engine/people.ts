/** Invented people for the examples of rules: the same in every run. */

const FIRST = ['Anne', 'Yanis', 'Chloé', 'Marc', 'Inès', 'Paul', 'Léa', 'Karim', 'Jeanne', 'Hugo', 'Maëlle', 'Oscar', 'Nadia', 'Tom', 'Aïcha', 'Ewan', 'Rosa', 'Denis', 'Mina', 'Louis'];
const LAST = ['Martel', 'Benali', 'Le Goff', 'Okafor', 'Perrin', 'Santos', 'Vidal', 'Marchetti', 'Lambert', 'Haddad', 'Kerouac', 'Novak', 'Fontaine', 'Ahmadi', 'Briand', 'Olsen', 'Castel', 'Moreau', 'Yilmaz', 'Garnier', 'Thorne', 'Delmas', 'Ferrand'];
const WEBMAIL = ['gmail.com', 'orange.fr', 'hotmail.com', 'free.fr', 'yahoo.fr', 'outlook.com', 'laposte.net', 'icloud.com'];

const ascii = (text: string): string => text.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

function person(index: number, domain: string): Mailbox {
  const first = FIRST[index % FIRST.length]!;
  const last = LAST[(index * 7 + Math.floor(index / FIRST.length)) % LAST.length]!;
  const round = Math.floor(index / (FIRST.length * LAST.length));
  return { name: `${first} ${last}`, address: `${ascii(first)}.${ascii(last)}${round > 0 ? round : ''}@${domain}` };
}

/**
 * People for one field, from words such as '12 webmail', '7 companies', '3 roles', '60 colleagues', '5 persons at acme.example', '2 lists';
 * comma-separated to mix. `colleagues` share the domain given.
 * @throws Error on words it does not know: an example that says nothing proves nothing.
 */
export function inventPeople(words: string, ownDomain: string, from = 0): Mailbox[] {
  const people: Mailbox[] = [];
  for (const part of words.split(',')) {
    const [, count, kind, domain] = /^\s*(\d+)\s+(webmail|compan(?:y|ies)|roles?|colleagues?|lists?|persons?)(?:\s+at\s+(\S+))?\s*$/.exec(part) ?? [];
    if (count === undefined || kind === undefined || (kind.startsWith('person') && !domain)) throw new Error(`Unknown words in fill: ${part}`);
    for (let n = 0; n < Number(count); n++) {
      const index = from + people.length;
      if (kind === 'webmail') people.push(person(index, WEBMAIL[index % WEBMAIL.length]!));
      else if (kind.startsWith('compan')) people.push(person(index, `company${index + 1}.example`));
      else if (kind.startsWith('role')) people.push({ name: '', address: `contact@company${index + 1}.example` });
      else if (kind.startsWith('list')) people.push({ name: '', address: `list${index + 1}@lists.example.org` });
      else people.push(person(index, domain ?? ownDomain));
    }
  }
  return people;
}
