import { contains, spotOfAddresses } from '../draft/spots.ts';
import type { AddressField, Draft, Field, Spot } from '../draft/types.ts';
import type { Hit } from '../rule/types.ts';
import type { Mail } from '../text/types.ts';
import { defineCheck } from './define.ts';

/** Fields that name the blind, as people write them. */
const NAMES: ReadonlyMap<string, string> = new Map([['bcc', 'Bcc'], ['resent-bcc', 'Resent-Bcc'], ['x-bcc', 'X-Bcc']]);

/** A field that names blind recipients, in a message that is to be read by others. */
export const bccHeader = defineCheck({
  name: 'bcc-header',
  grades: ['leaving', 'stray', 'attached', 'draft', 'empty'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  prepare(rules, { attached }) {
    return function* find(mail) {
      let blind: BlindFields | undefined;
      for (const field of mail.draft.fields) {
        const name = NAMES.get(field.name);
        if (name === undefined) continue;
        blind ??= new BlindFields(mail.draft);
        const read = blind.next(field);
        const grade = isOwnKey(field) ? null : gradeOf(field, mail, attached === true, blind);
        if (grade === null) continue;
        const addresses = blind.addressesIn(field);
        for (const rule of rules) yield { rule: rule.id, grade, spot: spotIn(field, read), section: 'header', data: { field: name, addresses }, fixes: mail.phase === 'send' && attached !== true ? ['remove-field'] : [] };
      }
    };
  },
});

/** A JSON draft's own `bcc` is an instruction to whoever sends it, and stands in no message. */
function isOwnKey({ spot }: Field): boolean {
  return spot.at === 'json' && String(spot.path.at(-1)).toLowerCase() === 'bcc' && spot.path[0] !== 'headers' && !spot.path.includes('headers');
}

function gradeOf(field: Field, { phase }: Mail, attached: boolean, blind: BlindFields): Hit['grade'] | null {
  if (field.value.trim() === '') return phase === 'sent' && !attached ? null : 'empty';
  if (attached) return 'attached';
  if (field.name === 'x-bcc' || field.spot.at === 'json') return 'stray';
  // A message that has been under way is no draft, whoever says so.
  if (phase === 'send' || blind.received) return 'leaving';
  return phase === 'sent' ? null : 'draft';
}

/** Its addresses; the field where there are none. */
function spotIn({ value, spot }: Field, read: AddressField | undefined): Spot {
  if (read !== undefined) return read.addresses.length === 0 ? spot : spotOfAddresses(read);
  return spot.at === 'raw' && value !== '' ? { ...spot, value: { start: 0, end: value.length } } : spot;
}

/** What a draft's fields of these names share, found out once: a mail may hold a hundred thousand of them. */
class BlindFields {
  /** Some server has written of it already. */
  readonly received: boolean;
  /** As they were read, by name and in order; the last first. */
  readonly #left = new Map<string, AddressField[]>();
  readonly #valid = new Map<string, number>();

  constructor({ fields, addressFields }: Draft) {
    this.received = fields.some(({ name }) => name === 'received');
    for (const field of [...addressFields].reverse()) {
      if (!NAMES.has(field.name)) continue;
      const left = this.#left.get(field.name);
      if (left === undefined) this.#left.set(field.name, [field]);
      else left.push(field);
      this.#valid.set(field.name, (this.#valid.get(field.name) ?? 0) + field.addresses.filter(({ valid }) => valid).length);
    }
  }

  /** The field as its addresses were read, if they were; to be asked for each field, in order. */
  next({ name, spot }: Field): AddressField | undefined {
    const left = this.#left.get(name);
    const first = left?.at(-1);
    return first !== undefined && contains(spot, first.spot) ? left!.pop() : undefined;
  }

  /** How many addresses the fields of this name hold; X-Bcc is nobody's standard, so its commas are counted. */
  addressesIn({ name, value }: Field): number {
    return name === 'x-bcc' ? value.split(',').filter((entry) => entry.includes('@')).length : this.#valid.get(name) ?? 0;
  }
}
