import type { HiddenText } from './types.ts';

export type HiddenReason = Exclude<HiddenText['reason'], 'comment' | 'preheader' | 'conditional-comment'>;

/** What an element's attributes say about being seen. Absent: nothing said, so inherited. */
export interface Appearance {
  readonly hidden?: HiddenReason;
  /** font-size: true is zero (or 1px, which nobody reads), false a size that can be read again. */
  readonly tiny?: boolean;
  /** 0xRRGGBB; -1: transparent. */
  readonly colour?: number;
  /** 0xRRGGBB; -1: something that cannot be told (an image, a gradient). */
  readonly background?: number;
  readonly pre?: boolean;
  readonly borderless?: boolean;
}

const NAMED: Readonly<Record<string, number>> = {
  white: 0xffffff, black: 0, red: 0xff0000, blue: 0x0000ff, green: 0x008000, yellow: 0xffff00, gray: 0x808080, grey: 0x808080, silver: 0xc0c0c0,
  navy: 0x000080, orange: 0xffa500, snow: 0xfffafa, ivory: 0xfffff0, ghostwhite: 0xf8f8ff, whitesmoke: 0xf5f5f5, lightgray: 0xd3d3d3, lightgrey: 0xd3d3d3,
};

/** A CSS or HTML colour as 0xRRGGBB; -1 transparent; undefined if it is none of the plain forms. */
export function readColour(value: string): number | undefined {
  const text = value.trim().toLowerCase();
  if (text === 'transparent') return -1;
  if (text.charCodeAt(0) === 0x23) {
    const digits = text.slice(1, 9);
    if (!/^[0-9a-f]+$/.test(digits)) return undefined;
    if (digits.length === 3 || digits.length === 4) {
      const [red, green, blue] = digits;
      return digits[3] === '0' ? -1 : parseInt(`${red}${red}${green}${green}${blue}${blue}`, 16);
    }
    if (digits.length === 8 && digits.endsWith('00')) return -1;
    return digits.length === 6 || digits.length === 8 ? parseInt(digits.slice(0, 6), 16) : undefined;
  }
  if (text.startsWith('rgb')) {
    const numbers = text.slice(text.indexOf('(') + 1, 64).split(/[\s,/)]+/).map(Number.parseFloat);
    const [red, green, blue, alpha] = numbers;
    if (red === undefined || green === undefined || blue === undefined || !(red >= 0 && green >= 0 && blue >= 0)) return undefined;
    if (alpha !== undefined && alpha < 0.05) return -1;
    return (Math.min(255, red) << 16) | (Math.min(255, green) << 8) | Math.min(255, blue);
  }
  return Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
}

/** Whether nobody could tell two colours apart: #fffffe on white hides as well as white. */
export function alike(one: number, other: number): boolean {
  return (
    Math.abs((one >> 16) - (other >> 16)) <= 8 &&
    Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)) <= 8 &&
    Math.abs((one & 255) - (other & 255)) <= 8
  );
}

const RELEVANT = /display|visib|opacity|font|height|width|color|background|white-space|mso-hide|border/i;

/** Reads a style attribute. Linear in its length. */
export function readStyle(style: string): Appearance {
  if (!RELEVANT.test(style)) return {};
  const said: { -readonly [key in keyof Appearance]: Appearance[key] } = {};
  let clipped = false;
  let flat = false;
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration.slice(colon + 1).replace(/!\s*important/i, '').trim().toLowerCase();
    switch (name) {
      case 'display':
        if (value === 'none') said.hidden = 'display-none';
        break;
      case 'visibility':
        if (value === 'hidden' || value === 'collapse') said.hidden ??= 'display-none';
        break;
      case 'opacity':
        if (zero(value)) said.hidden ??= 'zero-size';
        break;
      case 'font-size':
        said.tiny = zero(value) || value === '1px' || value === '1pt';
        break;
      case 'max-height':
      case 'max-width':
      case 'height':
      case 'width':
        if (zero(value)) flat = true;
        break;
      case 'overflow':
        clipped = value === 'hidden';
        break;
      case 'color':
        assign(said, 'colour', readColour(value));
        break;
      case 'background':
      case 'background-color':
        said.background = background(value);
        break;
      case 'background-image':
        if (value !== 'none') said.background = -1;
        break;
      case 'white-space':
        said.pre = value.startsWith('pre') || value === 'break-spaces';
        break;
      case 'border':
        if (value === 'none' || value.startsWith('none ') || zero(value)) said.borderless = true;
        break;
    }
  }
  // A height of nought alone cuts nothing off.
  if (flat && clipped) said.hidden ??= 'zero-size';
  return said;
}

function assign(said: { colour?: number }, key: 'colour', value: number | undefined): void {
  if (value !== undefined) said[key] = value;
}

function zero(value: string): boolean {
  return /^0*\.?0*(px|pt|em|rem|%)?$/.test(value) && value.includes('0');
}

function background(value: string): number {
  const colour = readColour(value.split(/\s+(?![^(]*\))/, 1)[0] ?? '');
  return colour ?? -1;
}
