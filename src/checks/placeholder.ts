import type { SectionKind, View } from '../text/types.ts';
import type { Hit, RuleDefinition } from '../rule/types.ts';
import { defineCheck } from './define.ts';
import { FieldNames } from './field-names.ts';
import type { PlaceholderWords } from './field-names.ts';
import { crosses, dateMask, dots, emptyEnd, hole, mayBeEmptyEnd, parenthesis, shouted, underscores, unresolved } from './placeholder-gaps.ts';
import { angle, brace, dollar, guillemet, hash, percent, square, star } from './placeholder-shapes.ts';
import type { Placeholder, Shape } from './placeholder-shapes.ts';

/** What may begin with a character. The table is asked once a character; everything else only at a candidate. */
const OPENERS = new Map<number, Shape>();
const opens = (characters: string, shape: Shape): void => {
  for (const character of characters) OPENERS.set(character.charCodeAt(0), shape);
};
opens('{', brace);
opens('$', dollar);
opens('[', square);
opens('#', hash);
opens('%', percent);
opens('*', star);
opens('<', angle);
opens('«', guillemet);
opens('X', crosses);
opens('JDMYA', (place) => dateMask(place) ?? shouted(place));
opens('_', underscores);
opens('…', dots);
opens('(', parenthesis);
opens('IVE', shouted);
opens('nuN', unresolved);
opens('.', (place) => (place.text.charCodeAt(place.at + 1) === 0x2e ? dots(place) : null) ?? emptyEnd(place));
opens(',;!?:', emptyEnd);

/** Cheap second question at frequent openers: what the next character must be for a look to be worth while. */
const NEXT: Readonly<Record<string, string>> = { '<': '<%', '#': '#', '*': '|', '_': '_', X: 'X', J: 'J', D: 'D', M: 'M', Y: 'YO', A: 'AD', I: 'N', V: 'O', E: 'N', n: 'ui', u: 'n', N: 'aUo/' };

const OPENER = new Uint8Array(128);
for (const code of OPENERS.keys()) if (code < 128) OPENER[code] = 1;
// 2: the next character decides. A table, since 'n' and 'u' are every tenth character.
// 3: what ends a clause, with something open before it.
for (const character of '.,;!?:') OPENER[character.charCodeAt(0)] = 3;
const FOLLOWS = new Uint8Array(128 * 128);
for (const [opener, next] of Object.entries(NEXT)) {
  const code = opener.charCodeAt(0);
  OPENER[code] = 2;
  for (const character of next) FOLLOWS[code * 128 + character.charCodeAt(0)] = 1;
}

/** Characters that begin nothing and are no space: nearly all of a text. 2: a letter or digit. */
const PASSED = new Uint8Array(0x1_0000).fill(1);
/** The same behind a letter or digit, where no letter begins anything. */
const WITHIN = PASSED.slice();
for (const code of [...OPENERS.keys(), 32, 0xa0]) PASSED[code] = WITHIN[code] = 0;
for (let code = 48; code < 128; code++) {
  if (!/[A-Za-z\d]/.test(String.fromCharCode(code))) continue;
  WITHIN[code] = 2;
  if (PASSED[code] === 1) PASSED[code] = 2;
}

/** Ends of 'le', 'on', 'the', 'de', 'd'', 'of': most double spaces stand behind a full stop. */
const BEFORE_HOLE: ReadonlySet<number> = new Set([...'eEnNfF\'’'].map((character) => character.charCodeAt(0)));

/** How much work a scan was, for the tests that count it. */
export interface Work {
  looks: number;
}

/** Every placeholder between `from` and `to`, in order, none within another. Looks at each character once and around candidates a bounded way. */
export function scanPlaceholders(text: string, from: number, to: number, names: FieldNames, subject: boolean, work?: Work): Placeholder[] {
  const found: Placeholder[] = [];
  let space = false;
  for (let at = from; at < to; at++) {
    let code = text.charCodeAt(at);
    let passed = PASSED[code]!;
    if (passed !== 0) {
      space = false;
      do at++; while (at < to && (passed = (passed === 2 ? WITHIN : PASSED)[(code = text.charCodeAt(at))]!) !== 0);
      if (at >= to) break;
    }
    let shape: Shape | undefined;
    if (code === 32 || code === 0xa0) {
      if (!space && at > from && at + 1 < to) {
        const next = text.charCodeAt(at + 1);
        // A double space, or the 'à' of 'le à h'.
        if ((next === 32 || next === 0xa0 || next === 0xe0) && BEFORE_HOLE.has(text.charCodeAt(at - 1))) shape = hole;
      }
      space = true;
    } else {
      space = false;
      if (OPENER[code] === 3) {
        if (!mayBeEmptyEnd(text, at) && (code !== 0x2e || text.charCodeAt(at + 1) !== 0x2e)) continue;
      } else if (OPENER[code] === 2) {
        const next = text.charCodeAt(at + 1);
        if (!(next < 128) || FOLLOWS[code * 128 + next] === 0) continue;
      }
      shape = OPENERS.get(code);
    }
    if (shape === undefined) continue;
    if (work !== undefined) work.looks++;
    const hit = shape({ text, at, names, subject });
    if (hit === null || hit.end > to) {
      // A run of dots or underscores is looked at once.
      if (code === 0x2e || code === 0x5f || code === 0x58) while (text.charCodeAt(at + 1) === code) at++;
      continue;
    }
    found.push(hit);
    at = hit.end - 1;
  }
  return found;
}

/** The other fixes of the rule are for templates. */
const FIXES = ['fill-placeholder'];
const SECTIONS: readonly SectionKind[] = ['greeting', 'body', 'signature', 'notice'];

/** Fields of a template that were not filled, values that a program did not have, and the holes they leave. */
export const placeholder = defineCheck({
  name: 'placeholder',
  // The last five are found in templates alone, by the engine that reads them.
  grades: ['merge-field', 'fill-in', 'unresolved', 'empty', 'misspelt-variable', 'unknown-variable', 'template-syntax', 'empty-in-sample', 'no-fallback'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  prepare(rules: readonly RuleDefinition[], { lexicons }) {
    const names = new FieldNames(lexicons['placeholders'] as PlaceholderWords);
    return (mail) => {
      const hits: Hit[] = [];
      const look = (view: View, from: number, to: number, section: SectionKind | 'subject'): void => {
        for (const { kind, start, end } of scanPlaceholders(view.text, from, to, names, section === 'subject')) {
          if (view.isCode(start, end)) continue;
          for (const { id } of rules) hits.push({ rule: id, grade: kind, spot: view.spot(start, end), data: { kind }, section, fixes: FIXES });
        }
      };
      if (mail.subject !== null) look(mail.subject, 0, mail.subject.text.length, 'subject');
      for (const view of mail.bodies) {
        // Nearly every mail has none, and then nobody need know its sections.
        if (scanPlaceholders(view.text, 0, view.text.length, names, false).length === 0) continue;
        for (const { kind, start, end } of view.sections()) if (SECTIONS.includes(kind)) look(view, start, end, kind);
      }
      return hits;
    };
  },
});
