/** What a draft was read from, as far as places are concerned. */
export interface Source {
  readonly kind: 'message' | 'json';
  /** `message`: one character a BYTE (latin1), so that raw offsets are indexes. `json`: the decoded text. */
  readonly text: string;
  /** Line of the file, 1-based, at which `text` begins (a message within an mbox, a line of a .jsonl). Default 1. */
  readonly firstLine?: number;
  /** Offsets of the lines of `text` that begin with one character more in the file: the '>' by which an mbox quotes a 'From ' line. In order. */
  readonly unquoted?: readonly number[];
}
