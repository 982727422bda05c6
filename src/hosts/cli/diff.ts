import { structuredPatch } from 'diff';
import type { AddressField, Draft } from '../../draft/types.ts';
import { escapeControls } from '../../report/escape.ts';
import { maskAddresses } from '../../report/mask.ts';
import type { Style } from '../../report/types.ts';
import type { Locale } from '../../rule/types.ts';
import { htmlToView } from '../../text/html.ts';

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
  const parts = before.parts.map(({ type, content }, index) => {
    const label = type === 'text/html' ? `${type}, ${words.seen}` : type;
    return section(label, readable(type, content), readable(type, after.parts[index]?.content ?? ''));
  });
  return section(words.header, headerLines(before, after), headerLines(after, before)) + parts.join('');
}

function readable(type: string, content: string): string {
  return `${(type === 'text/html' ? htmlToView(content).text : content.replace(/\r\n?/g, '\n')).replace(/\n$/, '')}\n`;
}

/** The fields that differ, decoded. */
function headerLines(draft: Draft, other: Draft): string {
  const values = (one: Draft, name: string): string => JSON.stringify(one.fields.filter((field) => field.name === name).map(({ value }) => value));
  const names = [...new Set([...draft.fields, ...other.fields].map(({ name }) => name))].sort();
  return names.filter((name) => values(draft, name) !== values(other, name)).map((name) => {
    const title = name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
    const addresses = draft.addressFields.filter((field) => field.name === name);
    if (addresses.some((field) => field.addresses.length > 0)) return `${title}:\n${addresses.flatMap(mailboxes).map((line) => `  ${line}\n`).join('')}`;
    return draft.fields.filter((field) => field.name === name).map(({ value }) => `${title}: ${value.replace(/\s+/g, ' ')}\n`).join('');
  }).join('');
}

function mailboxes({ addresses }: AddressField): string[] {
  return addresses.map(({ name, address, group }) => `${group === undefined ? '' : `${group}: `}${name === '' ? address : `${name} <${address}>`}`);
}
