import type { Mailbox } from './letter.ts';

/** Rows copied out of a spreadsheet or its .csv: a person a row, name and address in cells of their own. */

export interface Table {
  readonly mailboxes: readonly Mailbox[];
  /** Lines that it takes. */
  readonly lines: number;
}

const SEPARATORS = ['\t', ';', ','];
const ADDRESS = /^<?(?:mailto:)?([^<>@\s;,:"()[\]]{1,128}@[^<>@\s;,:"()[\]]{1,255})>?$/i;
/** Folded names of columns. */
const OF_ADDRESSES = /^(?:(?:e-?)?mails?|courriels?|adresses?|address(?:es)?|correo)\b.{0,20}$/;
const OF_GIVEN_NAMES = /^(?:prenoms?|first ?names?|given ?names?|vornamen?)$/;
const OF_NAMES = /^(?:noms?|(?:last|family|full)? ?names?|surnames?|(?:nach)?namen?|nombres?|nom .{1,20})$/;
/** Characters of a cell, and word cells that a row without a heading may have: of more, nobody can tell which are the name. */
const MOST = { cell: 60, words: 2 };

/** Of lines that follow each other, the first of which are rows. Null: they are none, or a row cannot be told from somebody's words. */
export function readTable(block: readonly string[]): Table | null {
  if (OF_ADDRESSES.test(folded(block[0] ?? ''))) return tableOf(block.map((line) => [line.trim()]), true);
  for (const separator of SEPARATORS) {
    if (!block[0]?.includes(separator)) continue;
    const rows = block.map((line) => cellsOf(line, separator));
    const heading = rows[0]!.some((cell) => OF_ADDRESSES.test(folded(cell)));
    // One line with a comma is as well a sentence.
    const table = heading || separator === '\t' || block.length > 1 ? tableOf(rows, heading) : null;
    if (table !== null && (heading || separator === '\t' || table.lines > 1)) return table;
  }
  return null;
}

function tableOf(all: readonly (readonly string[])[], heading: boolean): Table | null {
  const [first] = all;
  const odd = all.findIndex((cells) => cells.length !== first!.length || cells.some((cell) => cell.length > MOST.cell && !ADDRESS.test(cell)));
  const lines = all.slice(0, odd < 0 ? all.length : odd).findLastIndex((cells) => cells.some((cell) => ADDRESS.test(cell))) + 1;
  const rows = all.slice(heading ? 1 : 0, lines);
  const column = rows.map((cells) => cells.findIndex((cell) => ADDRESS.test(cell))).find((index) => index >= 0) ?? -1;
  const address = (cells: readonly string[]): string => ADDRESS.exec(cells[column] ?? '')?.[1] ?? '';
  // One row in four may lack its address. A second address in a row is somebody whom one column of addresses would lose.
  if (rows.length === 0 || rows.filter((cells) => address(cells) === '').length > rows.length / 4) return null;
  if (rows.some((cells) => cells.some((cell, index) => cell.includes('@') && (index !== column || address(cells) === '')))) return null;
  const nameOf = naming(heading ? first!.map(folded) : null, column);
  return { lines, mailboxes: rows.map((cells) => (address(cells) === '' ? { name: '', address: cells.filter((cell) => cell !== '').join(' ') } : { name: nameOf(cells), address: address(cells) })).filter((mailbox) => mailbox.address !== '') };
}

/** How a row's name is made of its cells: given name first where a heading tells which it is. */
function naming(heading: readonly string[] | null, column: number): (cells: readonly string[]) => string {
  const joined = (cells: readonly (string | undefined)[]): string => cells.filter(Boolean).join(' ');
  const given = heading?.findIndex((cell) => OF_GIVEN_NAMES.test(cell)) ?? -1;
  const family = heading?.findIndex((cell) => OF_NAMES.test(cell)) ?? -1;
  if (given >= 0 || family >= 0) return (cells) => joined([cells[given], cells[family]]);
  return (cells) => {
    const words = cells.filter((cell, index) => index !== column && /\p{L}/u.test(cell) && !/\d/.test(cell));
    return words.length > MOST.words ? '' : joined(words);
  };
}

/** Quotes around a cell belong to the file. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = line[at] === '"' ? /"((?:[^"]|""){0,256})"[ \u00A0]*/y : null;
    if (quoted !== null) quoted.lastIndex = at;
    const [whole = '', inner = ''] = quoted?.exec(line) ?? [];
    const behind = at + whole.length;
    const next = line.indexOf(separator, behind);
    const end = next < 0 ? line.length : next;
    cells.push(whole !== '' && end === behind ? inner.replace(/""/g, '"').trim() : line.slice(at, end).trim());
    at = end + 1;
  }
  return cells;
}

function folded(cell: string): string {
  return cell.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
