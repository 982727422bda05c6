import { contains, spotOfAddresses } from '../draft/spots.ts';
import type { Draft, Field, Spot } from '../draft/types.ts';
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
      for (const field of mail.draft.fields) {
        const name = NAMES.get(field.name);
        if (name === undefined || isOwnKey(field)) continue;
        const grade = gradeOf(field, mail, attached === true);
        if (grade === null) continue;
        const addresses = addressesIn(field, mail.draft);
        for (const rule of rules) yield { rule: rule.id, grade, spot: spotIn(field, mail.draft), section: 'header', data: { field: name, addresses }, fixes: mail.phase === 'send' && attached !== true ? ['remove-field'] : [] };
      }
    };
  },
});

/** A JSON draft's own `bcc` is an instruction to whoever sends it, and stands in no message. */
function isOwnKey({ spot }: Field): boolean {
  return spot.at === 'json' && String(spot.path.at(-1)).toLowerCase() === 'bcc' && spot.path[0] !== 'headers' && !spot.path.includes('headers');
}

function gradeOf(field: Field, mail: Mail, attached: boolean): Hit['grade'] | null {
  const { draft, phase } = mail;
  if (field.value.trim() === '') return phase === 'sent' && !attached ? null : 'empty';
  if (attached) return 'attached';
  if (field.name === 'x-bcc' || field.spot.at === 'json') return 'stray';
  // A message that has been under way is no draft, whoever says so.
  if (phase === 'send' || draft.fields.some(({ name }) => name === 'received')) return 'leaving';
  return phase === 'sent' ? null : 'draft';
}

/** Its addresses; the field where there are none. */
function spotIn({ name, value, spot }: Field, draft: Draft): Spot {
  const read = draft.addressFields.find((field) => field.name === name && contains(spot, field.spot));
  if (read !== undefined) return read.addresses.length === 0 ? spot : spotOfAddresses(read);
  return spot.at === 'raw' && value !== '' ? { ...spot, value: { start: 0, end: value.length } } : spot;
}

/** How many addresses the fields of this name hold; X-Bcc is nobody's standard, so its commas are counted. */
function addressesIn(field: Field, draft: Draft): number {
  if (field.name === 'x-bcc') return field.value.split(',').filter((entry) => entry.includes('@')).length;
  return draft.addressFields.reduce((sum, { name, addresses }) => (name === field.name ? sum + addresses.filter(({ valid }) => valid).length : sum), 0);
}
