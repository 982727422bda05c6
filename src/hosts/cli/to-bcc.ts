import { blindChange } from '../../edit/blind.ts';
import { applyEdits, sourceEdits } from '../../edit/source-edits.ts';
import type { Source } from '../../draft/source.ts';
import type { Locale } from '../../rule/types.ts';
import { AtomicFile, ChunkWriter } from '../../tasks/atomic-file.ts';
import type { Invocation } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Settings } from './settings.ts';
import { onlyDraft, shownPath } from './split.ts';
import { BLIND_WORDS } from './to-bcc-words.ts';

/**
 * Writes the draft with all recipients in Bcc: to standard output, to another file, or in its own place.
 * @returns the exit code: 1 if the mail must stay as it is
 * @throws UsageError
 */
export async function toBcc({ operands, options }: Invocation, settings: Settings, locale: Locale): Promise<number> {
  const words = BLIND_WORDS[locale];
  const path = operands[0]!;
  const inPlace = options['in-place'] === true;
  if (inPlace && (path === '-' || settings.output !== undefined)) throw new UsageError(() => words.whereTo, { help: true });
  const { source, draft, number } = await onlyDraft(path, settings, locale);
  if (number !== undefined) throw new UsageError(() => words.oneDraft);
  // What is no UTF-8 has been read as something else, and would be written back so.
  const blind = blindChange(draft);
  const result = blind === null ? { edits: [] } : source.kind === 'json' && source.text.includes('\uFFFD') ? { refused: 'not-utf8' as const } : sourceEdits(source, draft, blind.changes);
  if ('refused' in result) {
    process.stderr.write(`${words.refused(result.refused)}\n`);
    return EXIT.findings;
  }
  const changed = result.edits.length > 0;
  if (changed || !inPlace) write(source, applyEdits(source.text, result.edits), inPlace ? path : settings.output);
  const done = blind === null ? [] : [...(blind.moved > 0 ? [words.moved(blind.moved)] : []), ...(blind.fields > 0 ? [words.fields(blind.fields)] : []), words.note];
  process.stderr.write(`${(changed ? done : [words.nobody]).join('\n')}\n`);
  return EXIT.clean;
}

function write({ kind }: Source, text: string, path: string | undefined): void {
  const encoding = kind === 'json' ? 'utf8' : 'latin1';
  try {
    if (path === undefined) {
      const writer = new ChunkWriter(1, encoding);
      writer.write(text);
      writer.flush();
      return;
    }
    const file = new AtomicFile(path, encoding);
    try {
      file.write(text);
      file.commit();
    } catch (error) {
      file.discard();
      throw error;
    }
  } catch (error) {
    throw new UsageError((cli) => cli.cannotWrite(path === undefined ? 'stdout' : shownPath(path), (error as NodeJS.ErrnoException).code ?? 'error'));
  }
}

