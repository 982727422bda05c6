import type { Recipients } from '../draft/recipients.ts';
import type { Locale } from '../rule/types.ts';

/** What is counted of who sees whom, in the order in which it is told. */
export const RECIPIENT_COUNTS = ['visible', 'external', 'persons', 'organisations', 'identifiable', 'lists', 'attendees', 'blind'] as const;
export type RecipientCounts = Readonly<Record<(typeof RECIPIENT_COUNTS)[number], number>>;

export const RECIPIENT_LABELS: Readonly<Record<Locale, Readonly<Record<keyof RecipientCounts, string>>>> = {
  en: {
    visible: 'addresses that everybody sees', external: 'of them outside your organisation', persons: 'of those persons, neither list nor role', organisations: 'organisations that these persons belong to',
    identifiable: 'of the persons whom a stranger could name', lists: 'mailing lists', attendees: 'attendees in an invitation', blind: 'blind recipients (Bcc)',
  },
  fr: {
    visible: 'adresses que chacun voit', external: "d'entre elles hors de votre organisation", persons: "de celles-ci à des personnes, ni liste ni fonction", organisations: 'organisations dont ces personnes font partie',
    identifiable: "de ces personnes qu'un inconnu pourrait nommer", lists: 'listes de diffusion', attendees: 'invités dans une invitation', blind: 'destinataires cachés (Cci)',
  },
};

export function recipientCounts({ visible, external, persons, organisations, identifiable, lists, attendees, blind }: Recipients): RecipientCounts {
  return { visible: visible.length, external: external.length, persons: persons.length, organisations, identifiable, lists: lists.length, attendees, blind: blind.length };
}
