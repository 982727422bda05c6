import { once } from './once.ts';
import { found, inCode, mentioned, run } from './placeholder-place.ts';
import type { Placeholder, Place } from './placeholder-place.ts';

/** Conditions, loops and the like that no system has carried out: they stand in the mail as they stood in its template. */

const BLOCK = once(() => /\{%[-+~]?\s{0,3}(?:end)?(?:if|elsif|elseif|elif|else|unless|for|case|when|assign|set|with|capture|comment|raw|verbatim|include|import|extends|block|macro|render|cycle|tablerow|filter|trans|load)\b[^{}\n]{0,200}%\}/y);
const SMARTY = once(() => /\{(?:\/(?:if|foreach|section)|(?=[^{}\n$]{1,120}\$)(?:if|elseif|foreach|section)\s[^{}\n]{1,200})\}/y);
const AMPSCRIPT = once(() => /%%(?:\[[^[\]]{1,240}\]|=[^%\n]{1,240}=)%%/y);
const FREEMARKER = once(() => /<\/?#(?:if|elseif|else|list|sep|items|assign|macro|include|import|local|global)(?:\s[^<>\n]{0,200})?\/?>/y);
const VELOCITY = once(() => /#(?:if|elseif|foreach|set)\s?\((?=[^)\n$]{0,80}\$)[^)\n]{1,200}\)/y);

function tag(lazy: () => RegExp, place: Place): Placeholder | null {
  const match = run(lazy, place);
  if (match === null) return null;
  const end = place.at + match[0].length;
  return mentioned(place, end) || inCode(place, end) ? null : found('merge-field', place.at, end);
}

/** `{% if x %}`, `{if $x}` */
export const block = (place: Place): Placeholder | null => tag(place.text.charCodeAt(place.at + 1) === 0x25 ? BLOCK : SMARTY, place);
/** `%%[ IF @x == 1 THEN ]%%`, `%%=v(@x)=%%` */
export const script = (place: Place): Placeholder | null => tag(AMPSCRIPT, place);
/** `<#if x??>` */
export const directive = (place: Place): Placeholder | null => tag(FREEMARKER, place);
/** `#if($x)` */
export const velocity = (place: Place): Placeholder | null => tag(VELOCITY, place);
