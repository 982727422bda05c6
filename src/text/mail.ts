import { saysAutomatic } from '../draft/auto-submitted.ts';
import { LIMITS } from '../draft/limits.ts';
import { groupRecipients } from '../draft/organisations.ts';
import type { Recipients } from '../draft/recipients.ts';
import type { Draft, Problem, Purpose, TextPart } from '../draft/types.ts';
import { htmlToView } from './html.ts';
import { languageLexicon } from './language.ts';
import { textLexicon } from './lexicons.ts';
import { readFlowed, readPlain } from './plain.ts';
import { inferPurpose } from './purpose.ts';
import { subjectPrefix } from './subject.ts';
import type { Language, Mail, MailSettings, Phase, ReadMail, View } from './types.ts';
import type { Source, ViewLexicons } from './view.ts';
import { TextView } from './view.ts';

/** Reads a draft as a mail. Nothing is computed before it is asked for, nothing twice. Never throws on a draft's content. */
export const readMail: ReadMail = (draft, settings) => new DraftMail(draft, settings);

class DraftMail implements Mail {
  readonly draft: Draft;
  readonly phase: Phase;
  readonly #settings: MailSettings;
  readonly #lexicons: ViewLexicons;
  #recipients: Recipients | undefined;
  #subject: TextView | null | undefined;
  #sources: readonly Source[] | undefined;
  #bodies: Bodies | undefined;
  #language: Language | undefined;
  #purpose: Purpose | null | undefined;
  #problems: readonly Problem[] | undefined;
  #begins: ReturnType<typeof subjectPrefix> | undefined;
  #automatic: boolean | undefined;
  #cut: Problem | null = null;

  constructor(draft: Draft, settings: MailSettings) {
    this.draft = draft;
    this.phase = settings.phase;
    this.#settings = settings;
    this.#lexicons = { text: textLexicon(settings.lexicons), language: languageLexicon(settings.lexicons), marker: settings.marker };
  }

  get recipients(): Recipients {
    return (this.#recipients ??= groupRecipients(this.draft, this.#settings.people, this.#settings.addresses));
  }

  get subject(): View | null {
    return this.#title();
  }

  #title(): TextView | null {
    if (this.#subject !== undefined) return this.#subject;
    const subject = this.draft.subject;
    if (subject === null) return (this.#subject = null);
    const source: Source = { part: 'subject', text: subject.value, map: null, hidden: [], quotes: [], codes: [], problems: [], spot: subject.spot, valueSpot: subject.valueSpot };
    return (this.#subject = new TextView(source, this.#lexicons));
  }

  get bodies(): readonly View[] {
    return this.#views().judged;
  }

  get echoes(): readonly View[] {
    return this.#views().echoes;
  }

  #views(): Bodies {
    return (this.#bodies ??= distinct(
      this.#read().map((source) => new TextView(source, this.#lexicons)),
      this.draft.parts,
    ));
  }

  #read(): readonly Source[] {
    if (this.#sources) return this.#sources;
    const sources: Source[] = [];
    let left: number = LIMITS.text;
    this.draft.parts.forEach((part, index) => {
      if (part.content === '' || (part.type !== 'text/plain' && part.type !== 'text/html')) return;
      const source = left > 0 ? readPart(part, left, index) : null;
      if (source === null || source.cut) this.#cut = { kind: 'unreadable', reason: 'too-large', detail: part.type, spot: part.spot };
      if (source === null) return;
      left -= source.text.length;
      sources.push(source);
    });
    return (this.#sources = sources);
  }

  get language(): Language {
    if (this.#language !== undefined) return this.#language;
    const declared = this.draft.context.language ?? this.#settings.language;
    if (declared) return (this.#language = declared.slice(0, 2).toLowerCase());
    let language: Language = null;
    for (const view of this.#views().judged) language ??= view.language;
    return (this.#language = language ?? this.#title()?.language ?? null);
  }

  get purpose(): Purpose | null {
    if (this.#purpose !== undefined) return this.#purpose;
    return (this.#purpose = this.#declared() ?? inferPurpose(this, this.#title(), this.#views().judged));
  }

  isFor(purposes: readonly string[]): boolean {
    return this.purpose !== null && purposes.includes(this.purpose);
  }

  get purposeDeclared(): boolean {
    return this.#declared() !== undefined;
  }

  #declared(): Purpose | undefined {
    return this.draft.context.purpose ?? this.#settings.purpose;
  }

  /** What the subject begins with, as subjectPrefix says it. */
  get #prefix(): ReturnType<typeof subjectPrefix> {
    if (this.#begins === undefined) this.#begins = subjectPrefix(this.draft.subject?.value ?? '');
    return this.#begins;
  }

  get #refers(): boolean {
    return this.draft.inReplyTo !== null || this.draft.references.length > 0;
  }

  get reply(): boolean {
    return this.#prefix === null ? this.#refers : this.#prefix === 'reply';
  }

  get thread(): boolean {
    return this.#refers || this.#prefix !== null;
  }

  get automatic(): boolean {
    return (this.#automatic ??= this.draft.fields.some(({ name, value }) => name === 'auto-submitted' && saysAutomatic(value)));
  }

  get problems(): readonly Problem[] {
    if (this.#problems) return this.#problems;
    const own: Problem[] = [];
    for (const { part, problems } of this.#read()) {
      if (part === 'subject') continue;
      const { type, spot } = this.draft.parts[part]!;
      for (const reason of problems) own.push({ kind: 'unreadable', reason, detail: type, spot });
    }
    if (this.#cut) own.push(this.#cut);
    return (this.#problems = own.length === 0 ? this.draft.problems : [...this.draft.problems, ...own]);
  }
}

/** Markup takes more room than its text: styles, and images written into it. */
const MARKUP_ROOM = 8;

const NO_MARKUP: Pick<Source, 'hidden' | 'quotes' | 'codes' | 'problems'> = { hidden: [], quotes: [], codes: [], problems: [] };

/** Reads a part as far as `limit` units of text; `cut`: there was more. */
function readPart(part: TextPart, limit: number, index: number): Source & { readonly cut: boolean } {
  const html = part.type === 'text/html';
  const room = html ? LIMITS.text * MARKUP_ROOM : limit;
  const content = part.content.length > room ? part.content.slice(0, room) : part.content;
  const markup = html ? htmlToView(content) : null;
  const { text, map } = markup ?? (part.format === 'flowed' ? readFlowed(content, part.delSp === true) : readPlain(content));
  const { hidden, quotes, codes, problems } = markup ?? NO_MARKUP;
  const long = text.length > limit;
  return { part: index, spot: null, html, text: long ? text.slice(0, limit) : text, map, hidden, quotes, codes, problems, cut: long || content !== part.content };
}

interface Bodies {
  readonly judged: readonly TextView[];
  readonly echoes: readonly TextView[];
}

/** Of two alternatives with the same words the plain one is judged, where places are exact; HTML only echoes it. */
function distinct(views: readonly TextView[], parts: readonly TextPart[]): Bodies {
  if (views.length < 2) return { judged: views, echoes: [] };
  const echoes = views.filter((view) => {
    const part = parts[view.part as number]!;
    if (part.type !== 'text/html' || part.alternative === undefined) return false;
    return views.some((other) => {
      const plain = parts[other.part as number]!;
      return plain.type === 'text/plain' && plain.alternative === part.alternative && sameWords(other, view);
    });
  });
  return echoes.length === 0 ? { judged: views, echoes } : { judged: views.filter((view) => !echoes.includes(view)), echoes };
}

function sameWords(one: TextView, other: TextView): boolean {
  const words = one.words();
  const others = other.words();
  if (words.length !== others.length) return false;
  for (let index = 0; index < words.length; index++) if (words.fold(index) !== others.fold(index)) return false;
  return true;
}
