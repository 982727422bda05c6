/** Turns what a program wrote to a terminal into an SVG picture: the real output, its colours as a terminal with a dark ground shows them. */

const FONT = 13;
const CELL = { width: 7.83, height: 18 };
const MARGIN = { x: 18, top: 44, bottom: 16 };
const INK = '#d7dce2';
const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79b8ff', 36: '#76d9e6' };
const PLAIN = { colour: INK, bold: false, dim: false, underline: false };

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** SGR parameters (ECMA-48 §8.3.117), as far as picocolors writes them. @throws Error on another: a picture must not lie. */
function styled(style, code) {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, colour: INK };
  if (COLOURS[code]) return { ...style, colour: COLOURS[code] };
  throw new Error(`no picture of SGR ${code}`);
}

/** Lines as stretches of one style: `{ text, column, style }`. */
function linesOf(output) {
  let style = PLAIN;
  return output.replace(/\n+$/, '').split('\n').map((line) => {
    const runs = [];
    let column = 0;
    for (const part of line.split(/(\u001B\[[\d;]*m)/)) {
      const codes = /^\u001B\[([\d;]*)m$/.exec(part);
      if (codes) style = codes[1].split(';').reduce((own, code) => styled(own, Number(code)), style);
      else if (part !== '') {
        // SVG draws one space where there are many, so each stretch without a gap has a place of its own.
        for (const { 0: text, index } of part.matchAll(/\S+(?: \S+)*/g)) runs.push({ text, column: column + [...part.slice(0, index)].length, style });
        column += [...part].length;
      }
    }
    return { runs, columns: column };
  });
}

function span({ text, column, style }) {
  const attributes = [
    `x="${(MARGIN.x + column * CELL.width).toFixed(2)}"`,
    `textLength="${([...text].length * CELL.width).toFixed(2)}"`,
    `fill="${style.colour}"`,
    style.bold && 'font-weight="700"',
    style.dim && 'opacity="0.62"',
    style.underline && 'text-decoration="underline"',
  ];
  return `<tspan ${attributes.filter(Boolean).join(' ')}>${escape(text)}</tspan>`;
}

/**
 * @param command as it was typed, shown as the first line
 * @param output what was written, ANSI sequences included
 */
export function terminalPicture(command, output) {
  const lines = linesOf(`\u001B[32m$\u001B[39m ${command}\n\n${output}`);
  const width = Math.ceil(2 * MARGIN.x + Math.max(80, ...lines.map(({ columns }) => columns)) * CELL.width);
  const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
  const text = lines.flatMap(({ runs }, index) => (runs.length === 0 ? [] : [`<text y="${MARGIN.top + index * CELL.height + FONT}">${runs.map(span).join('')}</text>`]));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escape(command)}</title>
<rect width="${width}" height="${height}" rx="8" fill="#161b22"/>
<g fill="#3d444d"><circle cx="22" cy="20" r="6"/><circle cx="42" cy="20" r="6"/><circle cx="62" cy="20" r="6"/></g>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}">
${text.join('\n')}
</g>
</svg>
`;
}
