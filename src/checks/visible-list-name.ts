import { isAscii } from '../draft/ascii.ts';
import { plain } from '../draft/identity.ts';
import type { AddressField, Spot } from '../draft/types.ts';
import { defineCheck } from './define.ts';
import { perLexicons, record, strings } from './lexicons.ts';

interface Revealing {
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly phrases: readonly string[];
}

function wordsOf(text: string): string[] {
  return text.split(isAscii(text) ? /[^a-z0-9]+/ : /[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const revealing = perLexicons((lexicons): Revealing => {
  const all = Object.values(record(lexicons['revealing-names'])).flatMap(strings).map(plain);
  return {
    words: new Set(all.filter((word) => !/[\s*-]/.test(word))),
    beginnings: all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
    phrases: all.filter((word) => /[\s-]/.test(word)).map((word) => ` ${wordsOf(word).join(' ')} `),
  };
});

const VISIBLE: ReadonlySet<string> = new Set(['to', 'cc', 'resent-to', 'resent-cc']);
/** Longer than any name of a group. */
const LONGEST = 200;

/** The name of a group, or one given to an address, tells what those behind it have in common. */
export const visibleListName = defineCheck({
  name: 'visible-list-name',
  grades: ['group', 'name'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  prepare(rules, { lexicons }) {
    return function* find(mail) {
      for (const field of mail.draft.addressFields) {
        if (!VISIBLE.has(field.name)) continue;
        for (const { grade, spot, size } of namesIn(field, revealing(lexicons))) {
          for (const rule of rules) yield { rule: rule.id, grade, spot, section: 'header', data: { field: field.name, size } };
        }
      }
    };
  },
});

function* namesIn(field: AddressField, data: Revealing): Generator<{ readonly grade: 'group' | 'name'; readonly spot: Spot; readonly size: number }> {
  for (const { name, spot, size } of field.groups) if (reveals(name, data)) yield { grade: 'group', spot, size };
  const told = new Set<string>();
  for (const { name, spot, valid } of field.addresses) {
    if (!valid || name === '' || told.has(name) || !reveals(name, data)) continue;
    told.add(name);
    yield { grade: 'name', spot, size: 1 };
  }
}

function reveals(name: string, { words, beginnings, phrases }: Revealing): boolean {
  if (name.length > LONGEST) return false;
  const list = wordsOf(plain(name));
  if (list.some((word) => words.has(word) || beginnings.some((beginning) => word.startsWith(beginning)))) return true;
  const text = ` ${list.join(' ')} `;
  return phrases.some((phrase) => text.includes(phrase));
}
