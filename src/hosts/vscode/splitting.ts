import { splitFileName } from '../../edit/split-id.ts';
import { splitMessage } from '../../edit/split.ts';
import { compile } from '../../engine/compile.ts';
import { Recheck } from '../../engine/recheck.ts';
import { recipientRules, splitOptions } from '../../engine/split-options.ts';
import type { Config, Pack } from '../../rule/types.ts';
import type { Look } from '../lsp/look.ts';
import type { Snapshot } from '../lsp/snapshot.ts';
import type { SplitFailure, SplitResult, WriteParams } from './protocol.ts';

/** A draft that can be split: read, its text that of its file, under rules that are whole. */
export interface Splittable extends Pick<Snapshot, 'source' | 'draft'> {
  readonly filePath: string;
  readonly pack: Pack;
  readonly config: Config;
}

/** What a look at a document has to offer for splitting, or why it cannot be split. */
export function splittable(look: Look | null): Splittable | { readonly failed: SplitFailure } {
  if (look === null) return { failed: 'no-draft' };
  if (look.draft === null) return { failed: look.diagnostics.some(({ code }) => code === 'configuration') ? 'configuration' : 'no-draft' };
  const { snapshot: { source, draft, editable }, rules: { pack, config }, options } = look.draft;
  return editable ? { source, draft, pack, config, filePath: options.filePath ?? '' } : { failed: 'not-utf8' };
}

/** As on the command line without options: a greeting where the name is sure, and a mail for colleagues, too. */
export const WISHES = { greeting: true, internal: 'include' } as const;

/**
 * Makes one mail for each recipient and hands each over when it has been read again.
 * @param write false: it could not be written, and no more are made
 * @throws SplitDefect
 */
export async function splitInto({ source, draft, filePath, pack, config }: Splittable, allowNames: boolean, write: (mail: WriteParams) => Promise<boolean>): Promise<SplitResult> {
  const rules = compile(recipientRules(pack), config);
  const found = splitMessage(source, draft, { ...splitOptions(draft, rules, filePath), ...WISHES, allowNames });
  if (found.refused !== null) return { refused: found.refused };
  const recheck = new Recheck(source.kind, rules);
  let greeted = 0;
  let number = 0;
  for (const mail of found.mails) {
    recheck.mail(mail);
    if (mail.greeted) greeted++;
    const text = mail.text.join('');
    if (!await write({ name: splitFileName(mail, ++number, found.count, source.kind), text, kind: source.kind })) return { failed: 'not-written' };
  }
  return { mails: found.count, greeted, unchanged: found.unchanged, findings: mostFindings(recheck.findings) };
}

/** Of the mails, at least so many have a finding above advice. */
export function mostFindings(findings: Recheck['findings']): number {
  return Math.max(0, ...findings.filter(({ level }) => level !== 'info').map(({ mails }) => mails));
}
