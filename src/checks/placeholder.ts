import type { Section, SectionKind, View } from '../text/types.ts';
import type { Words } from '../text/words.ts';
import type { Hit, RuleDefinition } from '../rule/types.ts';
import { defineCheck } from './define.ts';
import { FieldNames } from './field-names.ts';
import type { PlaceholderWords } from './field-names.ts';
import { crosses, dateMask, dots, emptyEnd, hole, mayBeEmptyEnd, parenthesis, shouted, underscores, unresolved } from './placeholder-gaps.ts';
import { angle, brace, dollar, guillemet, hash, percent, square, star } from './placeholder-shapes.ts';
import type { Placeholder, Shape } from './placeholder-place.ts';

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

/** Cheap second question at frequent openers: what must stand there for a look to be worth while. */
const BEGINNINGS: (readonly string[])[] = [];
for (const [opener, beginnings] of Object.entries({
  '<': ['<<', '<%', '<#', '</#'], '#': ['##', '#if', '#el', '#fo', '#se'], '*': ['*|'], _: ['__'],
  X: ['XX'], J: ['JJ'], D: ['DD'], M: ['MM'], Y: ['YYYY', 'YOUR'], A: ['AAAA', 'ADD'], I: ['INS'], V: ['VOTRE'], E: ['ENTER'],
  n: ['null', 'nil'], u: ['undefined'], N: ['NULL', 'None', 'NaN', 'N/A'],
})) BEGINNINGS[opener.charCodeAt(0)] = beginnings;

/** What a character between words may begin; 0: nothing. A letter begins something at a word's head only. */
const SIGN = 1;
const CLAUSE_END = 2;
const SPACE = 3;

const KINDS = new Uint8Array(0x1_0000);
for (const code of OPENERS.keys()) if (!/[A-Za-z]/.test(String.fromCharCode(code))) KINDS[code] = SIGN;
for (const character of '.,;!?:') KINDS[character.charCodeAt(0)] = CLAUSE_END;
for (const code of [32, 0xa0]) KINDS[code] = SPACE;

/** Ends of 'le', 'on', 'the', 'de', 'd'', 'of': most double spaces stand behind a full stop. */
const BEFORE_HOLE: ReadonlySet<number> = new Set([...'eEnNfF\'’'].map((character) => character.charCodeAt(0)));

/** A double space, or the 'à' of 'le à h'. */
function mayBeHole(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return (next === 32 || next === 0xa0 || next === 0xe0) && BEFORE_HOLE.has(text.charCodeAt(at - 1));
}

/** Whether what stands at a word's head may begin something: asked of every word, so it looks at two characters, and further only at a candidate. */
function mayBegin(text: string, at: number): boolean {
  const beginnings = BEGINNINGS[text.charCodeAt(at)];
  if (beginnings === undefined) return false;
  const next = text.charCodeAt(at + 1);
  for (const beginning of beginnings) if (beginning.charCodeAt(1) === next && text.startsWith(beginning, at)) return true;
  return false;
}

/** The same for a character between words. `edge`: the first or the last that is looked at. */
function mayOpen(text: string, at: number, edge: boolean): boolean {
  const code = text.charCodeAt(at);
  switch (KINDS[code]) {
    case SPACE: return !edge && mayBeHole(text, at);
    case CLAUSE_END: return mayBeEmptyEnd(text, at) || (code === 0x2e && text.charCodeAt(at + 1) === 0x2e);
    case SIGN: return BEGINNINGS[code] === undefined || mayBegin(text, at);
    default: return false;
  }
}

/** Where to look, and the first word there. */
type Stretch = Pick<Section, 'start' | 'end' | 'firstWord'>;

function whole({ text }: View): Stretch {
  return { start: 0, end: text.length, firstWord: 0 };
}

/** How much work a scan was, for the tests that count it. */
export interface Work {
  looks: number;
}

/**
 * Every placeholder of a stretch, in order, none within another. Looks at each word's head and at each character between words once, and
 * around candidates a bounded way.
 */
export function scanPlaceholders(words: Words, { start: from, end: to, firstWord }: Stretch, names: FieldNames, subject: boolean, work?: Work): Placeholder[] {
  const { text } = words;
  const found: Placeholder[] = [];
  // Behind a candidate that was none, at its next character; else where nothing has been looked at yet.
  let at = from;
  for (let word = firstWord; at < to;) {
    const head = word < words.length ? Math.min(words.start(word), to) : to;
    while (at < head && !mayOpen(text, at, at === from || at + 1 === to)) at++;
    if (at === head) {
      if (at === to) break;
      const end = words.end(word++);
      if (!mayBegin(text, at)) {
        at = end;
        continue;
      }
    }
    const code = text.charCodeAt(at);
    if (work !== undefined) work.looks++;
    const hit = (KINDS[code] === SPACE ? hole : OPENERS.get(code)!)({ text, at, names, subject });
    if (hit === null || hit.end > to) {
      at++;
      // A run of dots or underscores is looked at once.
      if (code === 0x2e || code === 0x5f || code === 0x58) while (text.charCodeAt(at) === code) at++;
    } else {
      found.push(hit);
      at = hit.end;
    }
    while (word < words.length && words.start(word) < at) word++;
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
      const look = (view: View, stretch: Stretch, section: SectionKind | 'subject'): void => {
        for (const { kind, start, end } of scanPlaceholders(view.words(), stretch, names, section === 'subject')) {
          if (view.isCode(start, end)) continue;
          for (const { id } of rules) hits.push({ rule: id, grade: kind, spot: view.spot(start, end), data: { kind }, section, fixes: FIXES });
        }
      };
      if (mail.subject !== null) look(mail.subject, whole(mail.subject), 'subject');
      for (const view of mail.bodies) {
        // Nearly every mail has none, and then nobody need know its sections.
        if (scanPlaceholders(view.words(), whole(view), names, false).length === 0) continue;
        for (const section of view.sections()) if (SECTIONS.includes(section.kind)) look(view, section, section.kind);
      }
      return hits;
    };
  },
});
