import { markup, type Markup } from './markup.ts';

export interface Segment {
  /** Class of its filling, see html-style.ts. */
  readonly kind: string;
  readonly value: number;
}

/**
 * A horizontal bar of segments on a scale from 0 to `most`. SVG, because a printer leaves out the backgrounds of a page, and with
 * attributes alone, because the page allows no style but its own. The numbers stand beside it, so that whoever hears the page misses nothing.
 */
export function bar(segments: readonly Segment[], most: number): Markup {
  let from = 0;
  const parts = segments.filter(({ value }) => value > 0).map(({ kind, value }) => {
    const width = (100 * value) / Math.max(1, most);
    const part = markup`<rect class="${kind}" x="${percent(from)}" width="${percent(Math.max(0.5, width))}" height="12"/>`;
    from += width;
    return part;
  });
  return markup`<svg class="bar" height="12" aria-hidden="true" focusable="false">${parts}</svg>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** A sample of a filling, for a legend. */
export function swatch(kind: string): Markup {
  return markup`<svg class="swatch" width="18" height="12" aria-hidden="true" focusable="false"><rect class="${kind}" width="18" height="12"/></svg>`;
}

/** Fillings that can be told apart in grey: full, hatched, dotted. Once a page. */
export const FILLINGS: Markup = markup`<svg class="fillings" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="soft" width="6" height="6"/><rect class="line" width="2" height="6"/></pattern>
<pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="soft" width="7" height="7"/><rect class="line" width="1.5" height="7"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="soft" width="6" height="6"/><circle class="line" cx="3" cy="3" r="1"/></pattern>
</defs></svg>`;
