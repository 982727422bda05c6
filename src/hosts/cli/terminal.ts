import { escapeControls } from '../../report/escape.ts';
import type { Style } from '../../report/types.ts';
import { columns, pad, wrap } from '../../report/wrap.ts';

/** A paragraph beside its label, wrapped; further lines stand under the first. */
export function labelled(label: string, text: string, width: number, labelWidth: number, style: Style): string[] {
  const lines = wrap(escapeControls(text), width - labelWidth);
  return lines.map((line, index) => style.dim(pad(index === 0 ? label : '', labelWidth)) + line);
}

/** How a cell is painted, after it was measured. */
export type Paint = (line: string, column: number, row: number) => string;

/** Rows in columns, each wrapped to its own width; `widths` has the most that a column may take, but for the last, which takes the rest. */
export function table(rows: readonly (readonly string[])[], most: readonly number[], width: number, paint: Paint): string[] {
  const widths = most.map((limit, column) => Math.min(limit, Math.max(...rows.map((row) => columns(row[column] ?? '')))));
  const left = widths.reduce((sum, each) => sum + each + 2, 0);
  return rows.flatMap((row, index) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column] ?? Math.max(20, width - left)));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => cells.map((lines, column) => {
      const text = lines[line] ?? '';
      return paint(text, column, index) + ' '.repeat(column < widths.length ? widths[column]! + 2 - columns(text) : 0);
    }).join('').trimEnd());
  });
}
