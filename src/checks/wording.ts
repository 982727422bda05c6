import type { Purpose } from '../draft/types.ts';
import type { SectionKind } from '../text/types.ts';

/** Mail to somebody who waits for an answer and weighs each word. */
export const TO_CANDIDATES: readonly Purpose[] = ['rejection', 'hr'];

/** Where wording is looked at, unless a rule says otherwise. */
export const WORDING_SECTIONS: ReadonlySet<SectionKind | 'subject' | 'hidden'> = new Set(['subject', 'greeting', 'body']);
