import { escapeControls } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { columns, pad, wrap } from '../../report/wrap.ts';

/** A paragraph beside its label, wrapped; further lines stand under the first. */
export function labelled(label: string, text: string, width: number, labelWidth: number, style: Style): string[] {
  const lines = wrap(escapeControls(text), width - labelWidth);
  return lines.map((line, index) => style.dim(pad(index === 0 ? label : '', labelWidth)) + line);
}

/** Rows in columns as wide as their widest cell; the last column wraps to what is left. `paint` colours a cell after it was measured. */
export function table(rows: readonly (readonly string[])[], width: number, paint: (cell: string, column: number, row: number) => string): string[] {
  const last = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(...rows.map((row) => columns(row[column] ?? ''))) + 2);
  const left = widths.reduce((sum, each) => sum + each, 0);
  return rows.flatMap((row, index) => {
    const tail = wrap(row[last] ?? '', Math.max(20, width - left));
    const head = row.slice(0, last).map((cell, column) => paint(cell, column, index) + ' '.repeat(widths[column]! - columns(cell))).join('');
    return [(head + (tail[0] === undefined ? '' : paint(tail[0], last, index))).trimEnd(), ...tail.slice(1).map((line) => ' '.repeat(left) + paint(line, last, index))];
  });
}
