import type { Language } from '../text/types.ts';

/** Whether patterns of one language look at a text: it is in that language, or too short to tell. */
export function speaksLanguage(text: Language, pattern: string): boolean {
  return text === null || text === pattern;
}
