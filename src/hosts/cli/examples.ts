import { exampleDraft, runExample, type Difference } from '../../engine/examples.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { wrap } from '../../report/wrap.ts';
import type { Example, Finding, Locale, Pack, RuleDefinition } from '../../rule/types.ts';

type Say = (found: string, grade: string) => string;

const WORDS: Readonly<Record<Locale, { readonly subject: string; readonly more: (count: number) => string; readonly differs: Readonly<Record<Difference, Say>> }>> = {
  en: {
    subject: 'Subject', more: (count) => `and ${count} more`,
    differs: {
      silent: () => 'But the rule does not find this.',
      speaks: (found) => `But the rule flags this${found}.`,
      grade: (_found, grade) => `But the rule finds it as ${grade}.`,
      place: (found) => `But the rule finds another place${found}.`,
    },
  },
  fr: {
    subject: 'Objet', more: (count) => `et ${count} autres`,
    differs: {
      silent: () => 'Mais la règle ne le relève pas.',
      speaks: (found) => `Mais la règle le relève${found}.`,
      grade: (_found, grade) => `Mais la règle le relève comme ${grade}.`,
      place: (found) => `Mais la règle relève un autre endroit${found}.`,
    },
  },
};

/** An example as a person would write it down: who gets it, the subject, the first lines of the text. */
function exampleLines(example: Example, locale: Locale): string[] {
  if (example.raw !== undefined) return example.raw.trim().split(/\r?\n/).slice(0, 8);
  const lines: string[] = [];
  const { source } = exampleDraft({ ...example, marks: false });
  const draft = source as Record<string, unknown>;
  for (const field of ['to', 'cc', 'bcc'] as const) {
    const value = draft[field];
    const people = (Array.isArray(value) ? value as unknown[] : value === undefined ? [] : [value])
      .map((one) => (typeof one === 'object' && one !== null && 'address' in one ? String(one.address) : String(one)));
    if (people.length > 0) lines.push(`${field[0]!.toUpperCase()}${field.slice(1)}: ${people.slice(0, 2).join(', ')}${people.length > 2 ? ` … ${WORDS[locale].more(people.length - 2)}` : ''}`);
  }
  if (typeof draft['subject'] === 'string') lines.push(`${WORDS[locale].subject}: ${draft['subject']}`);
  const body = draft['text'] ?? draft['html'];
  if (typeof body === 'string') lines.push(...body.trim().split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 4));
  const shown = new Set(['from', 'to', 'cc', 'bcc', 'subject', 'text', 'html']);
  for (const [key, value] of Object.entries(draft)) if (!shown.has(key)) lines.push(`${key}: ${JSON.stringify(value)}`.slice(0, 160));
  return lines;
}

/** The words that a finding is about; empty where they are not one piece of the subject or the text. */
function foundIn({ spot }: Finding, example: Example): string {
  const { source, draft } = exampleDraft(example);
  if (spot.at === 'text') return draft.parts[spot.part]?.content.slice(spot.start, spot.end) ?? '';
  if (spot.at !== 'json' || typeof source === 'string' || spot.path.length !== 1) return '';
  const text = source[spot.path[0]!];
  return typeof text === 'string' && spot.start !== undefined ? text.slice(spot.start, spot.end) : '';
}

/** In words, how what a rule really gives for an example differs from what it says; null: it does not. Printable. */
export function difference(rule: RuleDefinition, example: Example, kind: 'invalid' | 'valid', pack: Pack, locale: Locale): string | null {
  const { findings, differs } = runExample(rule, example, kind, pack);
  if (differs === null) return null;
  const found = findings[0] === undefined ? '' : foundIn(findings[0], example);
  const quoted = found === '' ? '' : `${locale === 'fr' ? '\u00A0' : ''}: ${OPEN}${found}${CLOSE}`;
  return escapeControls(WORDS[locale].differs[differs](quoted, findings[0]?.grade ?? ''));
}

/** The lines of an example, wrapped, behind a sign. */
export function shownExample(example: Example, sign: string, locale: Locale, width: number, style: Style): string[] {
  return exampleLines(example, locale).flatMap((line, index) => wrap(marked(escapeControls(line)), width - 4)
    .map((part, row) => `${index === 0 && row === 0 ? `  ${sign} ` : '    '}${highlighted(part, style)}`));
}

const OPEN = '\u2039';
const CLOSE = '\u203A';

/** The marks of an example, as quotation marks that survive without colour. */
function marked(line: string): string {
  return line.replaceAll('[[', OPEN).replaceAll(']]', CLOSE);
}

function highlighted(line: string, style: Style): string {
  return line.replace(/\u2039[^\u203A]*\u203A?/g, (part) => style.yellow(part));
}
