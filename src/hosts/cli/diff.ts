import { structuredPatch } from 'diff';
import type { Draft } from '../../draft/types.ts';
import { differingFields, textLines } from '../../engine/draft-lines.ts';
import { escapeControls } from '../../report/escape.ts';
import { maskAddresses } from '../../report/mask.ts';
import type { Style } from '../../report/types.ts';
import type { Locale } from '../../rule/types.ts';

export interface DiffOptions {
  readonly locale: Locale;
  readonly style: Style;
  readonly mask: boolean;
}

const WORDS = {
  en: { header: 'header', seen: 'as it is read', many: (before: number, after: number) => `${before} lines before, ${after} after: too many to show.` },
  fr: { header: 'en-tête', seen: "tel qu'il se lit", many: (before: number, after: number) => `${before} lignes avant, ${after} après\u00A0: trop pour être montrées.` },
} as const;

/** Lines that differ, at most: beyond it nobody reads a diff, and finding the shortest one takes long. */
const MOST = 2000;
/** Units of a line that are shown. */
const LONGEST = 400;
const CONTEXT = 2;

/**
 * What changes between two readings of a draft, as a unified diff of decoded lines: fields one address a line, text as its reader
 * sees it, whatever it is packed in. Ends with a line end; '' where nothing differs.
 */
export function draftDiff(path: string, before: Draft, after: Draft, { locale, style, mask }: DiffOptions): string {
  const words = WORDS[locale];
  const clean = (text: string): string => {
    const shown = escapeControls(mask ? maskAddresses(text) : text);
    return shown.length > LONGEST ? `${shown.slice(0, LONGEST)} …` : shown;
  };
  const section = (label: string, one: string, other: string): string => {
    if (one === other) return '';
    const name = clean(`${path} (${label})`);
    const patch = structuredPatch(name, name, one, other, undefined, undefined, { context: CONTEXT, maxEditLength: MOST });
    const head = `${style.bold(`--- ${name}`)}\n${style.bold(`+++ ${name}`)}\n`;
    if (patch === undefined) return `${head}${words.many(one.split('\n').length, other.split('\n').length)}\n`;
    return head + patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => [
      style.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
      ...lines.filter((line) => !line.startsWith('\\')).map((line) => (line.startsWith('+') ? style.green : line.startsWith('-') ? style.red : style.dim)(line.charAt(0) + clean(line.slice(1)))),
      '',
    ].join('\n')).join('');
  };
  const parts = before.parts.map((part, index) => {
    const { type } = part;
    const label = type === 'text/html' ? `${type}, ${words.seen}` : type;
    return section(label, textLines(part), textLines({ type, content: after.parts[index]?.content ?? '' }));
  });
  return section(words.header, differingFields(before, after), differingFields(after, before)) + parts.join('');
}
