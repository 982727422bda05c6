import type { Readable } from 'node:stream';
import type { AttachmentStream, MessageText } from 'mailparser';
import type { Attachment, Draft, Problem, TextPart } from '../draft/types.ts';

/** Whether another reader sees the same parts in a message: what two of them see differently is not changed, and has no exact place. */

/** mailparser refuses more; it is not asked, so that it cannot stall on them either. */
const HEADER_LIMIT = 1_000_000;
const PART_LIMIT = 900;

/** Why mailparser is not to be asked about the message of this draft; null: it is. */
export function refusal(draft: Draft): Problem['reason'] | null {
  if (draft.problems.some(({ reason }) => reason === 'too-many-parts' || reason === 'too-deep' || reason === 'utf-16' || reason === 'not-a-message')) return 'not-a-message';
  if (draft.parts.length + draft.attachments.length > PART_LIMIT) return 'too-many-parts';
  const last = draft.fields.at(-1)?.spot;
  return last?.at === 'raw' && last.end > HEADER_LIMIT ? 'too-large' : null;
}

/**
 * Whether mailparser sees in a raw message the parts that `draft` has: as many, of the same types, in the same order, and in text/plain and
 * text/html the same text. Line ends do not count, nor white space under format=flowed (mailparser joins those lines, the draft keeps them).
 * A message within counts by its own parts, where mailparser looks into it; of other attachments the type counts alone.
 *
 * Costs a second reading of the whole message (tens of milliseconds for the first): ask where the answer is needed, before a file is changed.
 * @param bytes the raw message that `draft` was read from, by our own reader
 * @returns false also where mailparser cannot read the message, or reads more of it than is bounded; never throws
 */
export async function agrees(bytes: Uint8Array, draft: Draft): Promise<boolean> {
  if (refusal(draft) !== null) return false;
  const tree = await mailparserTree(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return tree !== null && sameLeaves(leavesOf(tree), draft);
}

/** A part as mailparser holds it until it ends (its `tree`, which its types do not tell of). */
interface Node {
  readonly contentType: string | false;
  readonly isAttachment?: boolean;
  readonly textContent?: string;
  readonly children: readonly Node[];
}

async function mailparserTree(bytes: Buffer): Promise<Node | null> {
  const { MailParser } = await import('mailparser');
  return new Promise((resolve) => {
    const parser = new MailParser({ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type !== 'attachment') return;
      data.content.on('end', () => { data.release(); });
      (data.content as Readable).resume();
    });
    parser.on('error', () => { resolve(null); });
    parser.on('end', () => { resolve((parser as unknown as { readonly tree: Node | false }).tree || null); });
    parser.end(bytes);
  });
}

/** Parts without parts of their own, in order; a message within is one, with its inside below it. */
function leavesOf(root: Node): Node[] {
  const leaves: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node.contentType === 'string' && node.contentType.startsWith('multipart/')) open.push(...[...node.children].reverse());
    else leaves.push(node);
  }
  return leaves;
}

function sameLeaves(theirs: readonly Node[], draft: Draft): boolean {
  const own = [...draft.parts, ...draft.attachments].sort((a, b) => placeOf(a) - placeOf(b));
  return own.length === theirs.length && own.every((leaf, index) => sameLeaf(theirs[index]!, leaf));
}

function placeOf({ spot }: TextPart | Attachment): number {
  return spot.at === 'raw' ? spot.start : 0;
}

function sameLeaf(node: Node, leaf: TextPart | Attachment): boolean {
  if (node.contentType !== leaf.type) return false;
  if ('content' in leaf) {
    if (leaf.type !== 'text/plain' && leaf.type !== 'text/html') return true;
    return node.isAttachment !== true && sameText(node.textContent ?? '', leaf);
  }
  if (node.children.length > 0 && leaf.draft !== undefined) return sameLeaves(node.children.flatMap(leavesOf), leaf.draft);
  return true;
}

function sameText(theirs: string, { content, format }: TextPart): boolean {
  const plain = (text: string): string => (format === 'flowed' ? text.replace(/\s+/g, '') : text.replace(/\r\n?/g, '\n').trimEnd());
  return plain(theirs) === plain(content);
}
