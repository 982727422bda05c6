import type { OffsetMap } from '../text/offsets.ts';

/** What a variable stands for; `decoration` is nothing that anybody reads. */
export const KINDS = [
  'first-name', 'last-name', 'name', 'greeting', 'civility', 'job', 'company', 'date', 'time', 'sender', 'place', 'link', 'email', 'phone', 'number', 'text', 'decoration',
] as const;
export type Kind = (typeof KINDS)[number];

/** Families of brackets, whichever product writes them. */
export const SHAPES = [
  'double-brace', 'brace-percent', 'single-brace', 'bang', 'merge-field', 'dollar', 'double-square', 'square', 'hash', 'percent', 'star', 'angle', 'server', 'guillemet',
] as const;
export type Shape = (typeof SHAPES)[number];

/** A condition as compared with others: `unless x` asks what `if x` asks. */
export interface Test {
  /** Folded and without spaces; two of them that are equal have one answer in one mail. */
  readonly key: string;
  readonly negated: boolean;
  /** The variable, where the test asks only whether it has a value. */
  readonly variable: string | null;
}

/** What one tag says. */
export type Statement =
  | { readonly is: 'variable'; readonly name: string; readonly kind?: Kind; readonly fallback: string | null }
  /** `section`: what stands within is looked for in this value, or in each of its items. */
  | { readonly is: 'if' | 'else-if'; readonly test: Test; readonly section?: string }
  | { readonly is: 'loop'; readonly list: string; readonly item: string | null }
  | { readonly is: 'case'; readonly on: string }
  | { readonly is: 'when'; readonly value: string }
  | { readonly is: 'else' }
  /** `of`: the word or section that it closes; '' closes whatever is open. */
  | { readonly is: 'end'; readonly of: string }
  /** `local`: the name that it gives a value to. */
  | { readonly is: 'nothing'; readonly local?: string }
  /** What follows is text up to the end that is named. */
  | { readonly is: 'verbatim' | 'hidden'; readonly until: string };

/** A statement and its place: UTF-16 offsets into the text it stands in, half open. */
export interface Tag {
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
  /** The word that a closing tag must name. */
  readonly opens?: string;
  readonly statement: Statement;
  /** In a style sheet or a script. */
  readonly quiet?: true;
}

export interface VariableNode {
  readonly is: 'variable';
  readonly name: string;
  /** Null: nobody knows. */
  readonly kind: Kind | null;
  readonly fallback: string | null;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

/** One way through a condition. */
export interface Arm {
  /** Number of the arm within the draft. */
  readonly id: number;
  /** Null: what is left when no test holds. */
  readonly test: Test | null;
  /** The variable whose fallback this is. */
  readonly lacks?: string;
  readonly nodes: readonly Node[];
}

/** The arms of a condition, of which exactly one is read; the last has no test. A loop, or a section, is read with one item, or with none. */
export interface Choice {
  readonly is: 'choice';
  readonly arms: readonly Arm[];
  readonly loop: { readonly list: string; readonly item: string | null } | null;
  /** A variable and its fallback: the first arm is read where it has a value. */
  readonly given?: string;
  readonly start: number;
  readonly end: number;
}

/** `as`: what an escape in it stands for. */
export type Node = { readonly is: 'text'; readonly start: number; readonly end: number; readonly as?: string } | VariableNode | Choice;

/** What is wrong with a template as such. */
export type FaultReason = 'unclosed-condition' | 'unopened-condition' | 'unclosed-tag' | 'too-deep';

export interface Fault {
  readonly reason: FaultReason;
  readonly start: number;
  readonly end: number;
}

/** A text with tags, read. */
export interface Template {
  readonly text: string;
  readonly html: boolean;
  readonly nodes: readonly Node[];
  readonly variables: readonly VariableNode[];
  readonly faults: readonly Fault[];
}

/** What a template becomes, and the way back to it. */
export interface Rendered {
  readonly text: string;
  readonly map: OffsetMap;
}

/** Of the configuration: what is known of the templates that a system fills. */
export interface TemplateSettings {
  /** Names in rules/lexicons/templates.yaml; absent: all shapes are read. */
  readonly dialect?: string;
  /** Kinds by the names of variables, as they stand in templates. */
  readonly variables?: Readonly<Record<string, Kind>>;
}
