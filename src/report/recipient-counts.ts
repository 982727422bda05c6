import type { Recipients } from '../draft/recipients.ts';
import type { Locale } from '../rule/types.ts';

/** What is counted of who sees whom, in the order in which it is told. */
export const RECIPIENT_COUNTS = ['visible', 'external', 'persons', 'organisations', 'identifiable', 'lists', 'attendees', 'blind'] as const;
export type RecipientCounts = Readonly<Record<(typeof RECIPIENT_COUNTS)[number], number>>;

const LABELS: Readonly<Record<Locale, Readonly<Record<keyof RecipientCounts, string>>>> = {
  en: {
    visible: 'addresses that everybody sees', external: 'of them outside your organisation', persons: 'of those persons, neither list nor role', organisations: 'organisations that these persons belong to',
    identifiable: 'of the persons whom a stranger could name', lists: 'mailing lists', attendees: 'attendees in an invitation', blind: 'blind recipients (Bcc)',
  },
  fr: {
    visible: 'adresses que chacun voit', external: "d'entre elles hors de votre organisation", persons: "de celles-ci à des personnes, ni liste ni fonction", organisations: 'organisations dont ces personnes font partie',
    identifiable: "de ces personnes qu'un inconnu pourrait nommer", lists: 'listes de diffusion', attendees: 'invités dans une invitation', blind: 'destinataires cachés (Cci)',
  },
};

/** Those that one alone has otherwise. */
const ONE: Readonly<Record<Locale, Partial<Record<keyof RecipientCounts, string>>>> = {
  en: {
    visible: 'address that everybody sees', persons: 'of those a person, neither list nor role', organisations: 'organisation in all',
    lists: 'mailing list', attendees: 'attendee in an invitation', blind: 'blind recipient (Bcc)',
  },
  fr: {
    visible: 'adresse que chacun voit', persons: 'de celles-ci à une personne, ni liste ni fonction', organisations: 'organisation en tout',
    lists: 'liste de diffusion', attendees: 'invité dans une invitation', blind: 'destinataire caché (Cci)',
  },
};

/** What a number counts, to stand behind it. */
export function recipientLabel(key: keyof RecipientCounts, count: number, locale: Locale): string {
  return (count === 1 ? ONE[locale][key] : undefined) ?? LABELS[locale][key];
}

export function recipientCounts({ visible, external, persons, organisations, identifiable, lists, attendees, blind }: Recipients): RecipientCounts {
  return { visible: visible.length, external: external.length, persons: persons.length, organisations, identifiable, lists: lists.length, attendees, blind: blind.length };
}
