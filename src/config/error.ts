import { escapeControls } from '../report/escape.ts';
import type { Locale } from '../rule/types.ts';

/** What is wrong with a configuration or a rule file, in both languages. */
export interface ConfigFault {
  /** As given or found; null where it was said on the command line. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Where it stands in no file: how a program comes to it. */
  readonly property?: string;
  readonly what: Readonly<Record<Locale, string>>;
  /** The line as it should be, to be pasted in place. */
  readonly paste?: string;
}

const PASTE: Readonly<Record<Locale, string>> = { en: 'Write instead:', fr: 'Écrivez plutôt :' };

/** A configuration that cannot be used. `message` is English; `say` speaks either language. */
export class ConfigError extends Error {
  readonly code = 'EUNDISCLOSEDCONFIG';
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly property: string | null;
  readonly what: ConfigFault['what'];
  readonly paste: string | null;

  constructor(fault: ConfigFault) {
    super('');
    this.name = 'ConfigError';
    this.file = fault.file;
    this.line = fault.line;
    this.column = fault.column;
    this.property = fault.property ?? null;
    this.what = { en: escapeControls(fault.what.en), fr: escapeControls(fault.what.fr) };
    this.paste = fault.paste === undefined ? null : escapeControls(fault.paste);
    this.message = this.say('en');
  }

  /** `file:line:column: what is wrong`, or `property: what is wrong`, and on lines below what to write instead. Printable. */
  say(locale: Locale): string {
    const place = this.property !== null ? `${escapeControls(this.property)}: ` : this.file === null ? '' : `${escapeControls(this.file)}:${this.line}:${this.column}: `;
    return `${place}${this.what[locale]}${this.paste === null ? '' : `\n  ${PASTE[locale]}\n    ${this.paste}`}`;
  }
}

/** At most this much of a wrong word is shown. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : Array.isArray(value) ? '[…]' : '{…}';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
