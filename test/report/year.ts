import { inventPeople } from '../../src/engine/people.ts';

const SENDERS = ['Claire Morel <claire.morel@atelier.example>', 'Hugo Perrin <hugo.perrin@atelier.example>', 'contact@atelier.example', 'Nadia Lambert <nadia.lambert@atelier.example>', 'Clément Roux <clement.roux@atelier.example>'];
const DAY = 86_400_000;

const KIND = `Bonjour Anne,

Merci pour votre candidature au poste de relieuse et pour vos carnets. Nous avons choisi une personne qui a déjà tenu un atelier, mais votre croquis de presse
nous a beaucoup plu. Écrivez-nous si vous passez à Nantes, nous vous montrerons la machine.

Claire Morel
`;
const SET_PHRASE = `Bonjour Anne,

Malgré l'intérêt de votre candidature au poste de relieuse, nous avons le regret de vous informer que nous ne pouvons y donner une suite favorable.

Cordialement,
Hugo Perrin
`;
const INVITATION = `Bonjour à tous,

L'atelier ouvre ses portes samedi à dix heures. Venez avec vos enfants, il y aura du papier marbré et du café.

Claire Morel
`;

/** Mulberry32: the same numbers on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

/**
 * The sent mail of an invented workshop, from 1 January 2025, as an mbox: most of it to one person each, every ninth with a set phrase,
 * every twentieth to a group in To. The same bytes each time.
 */
export function yearOfMail(count: number, seed = 7): string {
  const roll = dice(seed);
  const mails: string[] = [];
  for (let index = 0; index < count; index++) {
    const date = new Date(Date.UTC(2025, 0, 1, 9) + Math.floor((index * 365 * DAY) / count));
    const group = index % 20 === 19;
    const size = group ? 4 + roll(5) * roll(18) : 1;
    const outside = Math.ceil(size / 3);
    const people = inventPeople(size === 1 ? '1 webmail' : `${size - outside} webmail, ${outside} companies`, 'atelier.example', roll(900));
    const to = people.map(({ name, address }) => `${name.normalize('NFD').replace(/[^A-Za-z -]/g, '')} <${address}>`).join(',\n ');
    const sender = SENDERS[group ? roll(2) : roll(SENDERS.length)]!;
    const ascii = sender.normalize('NFD').replace(/\p{M}/gu, '');
    const body = group ? INVITATION : index % 9 === 4 ? SET_PHRASE : KIND;
    mails.push(`From - ${date.toUTCString()}\nFrom: ${ascii}\nTo: ${to}\nSubject: ${group ? 'Portes ouvertes' : 'Votre candidature'}\nDate: ${date.toUTCString().replace('GMT', '+0000')}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${body}\n`);
  }
  return mails.join('');
}
