import { TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { SourceLocation } from '@eslint/core';
import { lineCounter } from '../../report/lines.ts';
import type { ReadFile } from './read.ts';
import type { MailOptions } from './options.ts';

/** The one node there is: findings have places of their own. */
export interface MailNode {
  readonly type: 'Mail';
  readonly loc: SourceLocation;
  readonly range: [number, number];
}

const LINE_END = /\r\n|[\r\n]/;

export function mailNode(text: string): MailNode {
  const position = lineCounter(text, false);
  return { type: 'Mail', loc: { start: position(0), end: position(text.length) }, range: [0, text.length] };
}

/**
 * A mail as ESLint's rules get it. It has no comments, and so no way to switch a rule off within it: whatever stands in a mail is read by
 * its recipients.
 */
export class MailSourceCode extends TextSourceCodeBase<{ LangOptions: MailOptions & Record<string, unknown>; RootNode: MailNode; SyntaxElementWithLoc: MailNode; ConfigNode: never }> {
  readonly read: ReadFile;

  constructor(text: string, ast: MailNode, read: ReadFile) {
    super({ text, ast, lineEndingPattern: LINE_END });
    this.read = read;
  }

  override getParent(): undefined {
    return undefined;
  }

  override traverse(): Iterable<VisitNodeStep> {
    return [new VisitNodeStep({ target: this.ast, phase: 1, args: [this.ast] }), new VisitNodeStep({ target: this.ast, phase: 2, args: [this.ast] })];
  }
}
