import { contains } from '../../draft/spots.ts';
import type { Draft, Spot, Subject } from '../../draft/types.ts';
import type { View } from '../../text/types.ts';

/** Where a spot of a draft stands in what is shown of it. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The range of `view.text` that a spot marks; null: it is elsewhere, or in what nobody sees. */
export function rangeInView(view: View, spot: Spot): Range | null {
  if (spot.at !== 'text' || spot.part !== view.part) return null;
  const { length } = view.text;
  // Where the visible text begins to lie behind the spot's edge; places in the markup grow with those in the text.
  const first = (reaches: (at: number) => boolean): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (reaches(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const edge = (at: number, side: 'start' | 'end'): number => {
    const place = view.spot(at, at + 1);
    return place.at === 'text' ? place[side] : 0;
  };
  const start = first((at) => edge(at, 'end') > spot.start);
  const end = first((at) => edge(at, 'start') >= spot.end);
  return start < end ? { start, end } : null;
}

/** The range of the subject's value that a spot marks; all of it where no more is known; null: it is elsewhere. */
export function rangeInSubject(subject: Subject | null, spot: Spot): Range | null {
  if (subject === null || !contains(subject.spot, spot)) return null;
  const all = { start: 0, end: subject.value.length };
  if (spot.at === 'raw' && spot.value !== undefined) return spot.value;
  const origin = subject.valueSpot?.start;
  if (origin === undefined || spot.at === 'text' || spot.start === undefined || spot.end === undefined || spot.start < origin) return all;
  return { start: spot.start - origin, end: spot.end - origin };
}

/** Where in the header a spot stands: an address field, by number, and which of its addresses it is about; or another field, by number. */
export type HeaderPlace = { readonly kind: 'addresses'; readonly field: number; readonly only: number | null } | { readonly kind: 'field'; readonly field: number };

export function placeInHeader({ addressFields, fields }: Draft, spot: Spot): HeaderPlace | null {
  if (spot.at === 'text' || (spot.at === 'raw' && isEmpty(spot))) return null;
  for (const [field, { addresses, spot: whole }] of addressFields.entries()) {
    if (!contains(whole, spot) && !contains(spot, whole)) continue;
    const about = addresses.flatMap((address, index) => (contains(spot, address.spot) || contains(address.spot, spot) ? [index] : []));
    return { kind: 'addresses', field, only: about.length === 1 ? about[0]! : null };
  }
  const field = fields.findIndex(({ spot: whole }) => contains(whole, spot) && !isEmpty(whole));
  return field < 0 ? null : { kind: 'field', field };
}

function isEmpty(spot: Spot): boolean {
  return spot.at !== 'json' ? spot.end <= spot.start : spot.path.length === 0;
}
