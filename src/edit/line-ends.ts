/** The line end nearest before `at`, else behind it: what is written into a file of mixed line ends looks like its neighbours. */
export function lineEndNear(text: string, at: number, otherwise = '\r\n'): string {
  let newline = at <= 0 ? -1 : text.lastIndexOf('\n', at - 1);
  if (newline < 0) newline = text.indexOf('\n', at);
  if (newline < 0) return otherwise;
  return text.charCodeAt(newline - 1) === 13 ? '\r\n' : '\n';
}

/** Offset of the first unit of the line that `at` stands in, not before `from`. */
export function lineStart(text: string, at: number, from: number): number {
  return at <= from ? from : Math.max(from, text.lastIndexOf('\n', at - 1) + 1);
}

/** Offset behind the line end of the line that `at` stands in, at most `to`. */
export function nextLine(text: string, at: number, to: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 || newline >= to ? to : newline + 1;
}

/** Text of any origin with `lineEnd` for each of its line ends. */
export function withLineEnds(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\r|\n/g, lineEnd);
}
