import { escapeControls } from '../escape.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/**
 * Any text as XML 1.0 takes it, in an attribute or between tags. A control character cannot be written in XML 1.0 at all, not even
 * as a reference (§2.2), so that one which stands in a file's name becomes visible instead, as everywhere; so do line breaks.
 */
export function xml(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!).replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}
