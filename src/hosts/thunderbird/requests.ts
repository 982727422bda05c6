import type { Law, Level } from '../../rule/types.ts';
import type { TextEdit } from './questions.ts';

/** What pages and the editor's script ask of the background page, and it of them. */

export type Request =
  | { readonly kind: 'show'; readonly tabId: number }
  | { readonly kind: 'to-bcc' | 'known-group' | 'one-each'; readonly tabId: number }
  | { readonly kind: 'fix'; readonly tabId: number; readonly key: string; readonly index: number }
  | { readonly kind: 'send'; readonly tabId: number; readonly digest: string; readonly reason: string; readonly later: boolean }
  /** From the editor's script: what it shows, if that is new. */
  | { readonly kind: 'look'; readonly plain: boolean; readonly content?: string };

/** To an open popup: the mail was stopped. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly tabId: number;
}

/** One thing to say, at one place or several. */
export interface ShownFinding {
  readonly key: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  /** What to do. */
  readonly suggestion: string;
  readonly why: string;
  readonly law: readonly Law[];
  readonly courtesy: boolean;
  readonly more: number;
  readonly fixes: readonly { readonly index: number; readonly text: string; readonly wording: boolean }[];
}

/** What the popup shows. */
export interface Shown {
  readonly headline: string;
  /** The mail could not be looked at. */
  readonly unchecked: boolean;
  /** The policy stops it as it is. */
  readonly stopped: boolean;
  readonly needsReason: boolean;
  /** `ack` is bound to this mail. */
  readonly digest: string;
  readonly findings: readonly ShownFinding[];
  readonly canSplit: boolean;
  readonly canBlind: boolean;
  readonly canKnow: boolean;
}

/** What came of a button. */
export interface Done {
  /** In plain words; '' if there is nothing to say. */
  readonly said: string;
  readonly failed?: true;
  /** The popup has nothing more to do. */
  readonly close?: true;
  readonly shown?: Shown;
}

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly level: Level;
}

/** To the editor's script. */
export type Looked =
  /** Nothing has changed since. */
  | { readonly same: true }
  /** Send what the editor shows, in this form. */
  | { readonly need: true; readonly plain: boolean }
  | { readonly marks: readonly Mark[] };

export type ToScript =
  | { readonly kind: 'read'; readonly plain: boolean }
  /** Changes the text, if it is still the one that the offsets are of. */
  | { readonly kind: 'edit'; readonly plain: boolean; readonly content: string; readonly edits: readonly TextEdit[] };
