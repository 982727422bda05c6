/**
 * A header line folded (RFC 5322 §2.2.3) at single blanks so that its pieces have at most `most` characters where their words allow;
 * unfolded it is the same. The blank behind the colon is none to fold at.
 */
export function foldedLine(line: string, most: number, lineEnd: string): string {
  const pieces: string[] = [];
  const end = line.replace(/(?<![ \t])[ \t]+$/, '').length;
  const firstWord = line.search(/[^ \t]/) < 0 ? 0 : line.indexOf(' ', line.search(/[^ \t]/)) + 1;
  let from = 0;
  let room = most;
  let least = Math.max(1, firstWord);
  while (line.length - from > room) {
    let cut = line.lastIndexOf(' ', from + room);
    if (cut <= from + least) cut = line.indexOf(' ', from + Math.max(room, least));
    // Nothing but blanks may neither begin nor end a piece.
    if (cut < 0 || cut >= end) break;
    pieces.push(line.slice(from, cut));
    from = cut + 1;
    room = most - 1;
    least = 1;
  }
  pieces.push(line.slice(from));
  return pieces.join(`${lineEnd} `);
}
