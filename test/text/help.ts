import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Draft, TextPart } from '../../src/draft/types.ts';
import { lexiconSources } from '../../src/checks/patterns.ts';
import { phraseMarker } from '../../src/pattern/marker.ts';
import { compiledPatterns } from '../../src/pattern/patterns.ts';
import { languageLexicon } from '../../src/text/language.ts';
import { TEXT_LISTS } from '../../src/text/lexicons.ts';
import { readMail } from '../../src/text/mail.ts';
import type { Mail, MailSettings, Section, View } from '../../src/text/types.ts';

export const lexicon = (name: string): unknown => parse(readFileSync(fileURLToPath(new URL(`../../rules/lexicons/${name}.yaml`, import.meta.url)), 'utf8'));

export const LEXICONS: Readonly<Record<string, unknown>> = { sections: lexicon('sections'), language: lexicon('language'), purpose: lexicon('purpose') };

export const SETTINGS: MailSettings = {
  phase: 'compose',
  people: { internalDomains: [], colleagues: [], lists: [] },
  addresses: { webmail: new Set(), roles: new Set(['noreply']), listDomains: new Set(), listLabels: new Set(), listLocals: new Set() },
  lexicons: LEXICONS,
  marker: phraseMarker(compiledPatterns(lexiconSources(LEXICONS)), TEXT_LISTS, languageLexicon(LEXICONS).codes),
};

const spot = { at: 'json', path: [] } as const;

export function part(content: string, type = 'text/plain', more: Partial<TextPart> = {}): TextPart {
  return { type, content, spot, ...more };
}

/** A draft without recipients: its parts, and whatever else a test says. */
export function draftOf(parts: readonly TextPart[], more: Partial<Draft> = {}): Draft {
  return {
    source: 'json', fields: [], addressFields: [], subject: null, date: null, messageId: null, inReplyTo: null, references: [],
    parts, attachments: [], context: {}, problems: [], spot, ...more,
  };
}

export function subjectOf(value: string): Partial<Draft> {
  return { subject: { value, spot: { at: 'json', path: ['subject'] } } };
}

export function mailOf(text: string, more: Partial<Draft> = {}): Mail {
  return readMail(draftOf([part(text)], more), SETTINGS);
}

/** Paragraphs of a letter, ' / ' between them, and a name; a paragraph that stands alone gets the greeting. */
export function letterOf(greeting: string, text: string): string {
  return [...(text.includes(' / ') ? [] : [greeting]), ...text.split(' / '), 'Camille Durand'].join('\n\n');
}

export function viewOf(text: string, type = 'text/plain', more: Partial<TextPart> = {}): View {
  return readMail(draftOf([part(text, type, more)]), SETTINGS).bodies[0]!;
}

export function said(view: View, kind: Section['kind']): string[] {
  return view.sections().filter((section) => section.kind === kind).map((section) => view.text.slice(section.start, section.end).trim());
}

export function sentencesOf(text: string): string[] {
  const view = viewOf(text);
  return view.sentences().map((sentence) => view.text.slice(sentence.start, sentence.end));
}

/** What a place of the view is in the part's own content. */
export function sourceOf(view: View, content: string, start: number, end: number): string {
  const place = view.spot(start, end);
  if (place.at !== 'text') throw new Error('a body has its place in its content');
  return content.slice(place.start, place.end);
}

const COUNTED = ['charCodeAt', 'charAt', 'codePointAt', 'startsWith', 'endsWith'] as const;

/**
 * Units of text looked at while `work` runs: every single look counts one, every search and copy what it runs over. Time would tell as
 * much about the machine as about the scanner.
 */
export function countSteps(work: () => void): number {
  let steps = 0;
  const undo: (() => void)[] = [];
  const proto = String.prototype as unknown as Record<string, (this: string, ...args: unknown[]) => unknown>;
  const patch = (name: string, cost: (text: string, args: unknown[], result: unknown) => number): void => {
    const original = proto[name]!;
    proto[name] = function (...args) {
      const result = original.apply(this, args);
      steps += cost(String(this), args, result);
      return result;
    };
    undo.push(() => {
      proto[name] = original;
    });
  };
  for (const name of COUNTED) patch(name, () => 1);
  patch('indexOf', (text, [, from = 0], found) => (found === -1 ? text.length : (found as number)) - (from as number) + 1);
  patch('lastIndexOf', (text, [, from = text.length], found) => (from as number) - (found as number) + 1);
  for (const name of ['slice', 'toLowerCase', 'trim', 'normalize']) patch(name, (_text, _args, result) => (result as string).length + 1);
  for (const name of ['split', 'includes', 'replace']) patch(name, (text) => text.length + 1);
  try {
    work();
  } finally {
    for (const each of undo) each();
  }
  return steps;
}
