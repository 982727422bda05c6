import { givenOr, printedOf } from './printed.ts';
import type { Printed } from './printed.ts';
import type { Tag } from './types.ts';

/** What stands before and behind an expression that prints. */
const OPENING = /^(?:\{\{\{?[~&-]?|\{!|\{(?=\$)|\$!?\{|%%=|<%[=~-]+|\[[[(]\s?\$\{)/;
const CLOSING = /(?:[~-]?\}\}\}?|\}\s?[\])]\]|\}|=%%|[~-]?%>)$/;

/** What a tag prints, where that may be a text of the template itself; null: a variable alone. */
export function printedOfTag(text: string, { start, end, statement }: Tag): Printed | null {
  if (statement.is !== 'variable' || statement.kind === 'decoration') return null;
  const source = text.slice(start, end);
  const opening = OPENING.exec(source)?.[0].length;
  const closing = CLOSING.exec(source)?.[0].length;
  const printed = opening === undefined || closing === undefined || opening + closing > source.length ? null : printedOf(text, start + opening, end - closing);
  if (printed !== null || statement.fallback === null) return printed;
  // `*|FNAME|Friend|*`, `{first-name there}`, `{{lead.First Name:default=there}}`
  const at = source.lastIndexOf(statement.fallback);
  return at < 0 ? null : givenOr(statement, statement.name, { is: 'literal', from: start + at, to: start + at + statement.fallback.length });
}
