import { groupRecipients } from '../../draft/organisations.ts';
import type { Recipient, Recipients } from '../../draft/recipients.ts';
import { compile } from '../../engine/compile.ts';
import { describeFault } from '../../io/faults.ts';
import { readInputs } from '../../io/read.ts';
import { escapeControls, safeJson } from '../../report/escape.ts';
import { maskAddresses } from '../../report/mask.ts';
import { RECIPIENT_COUNTS, recipientCounts, recipientLabel, type RecipientCounts } from '../../report/recipient-counts.ts';
import type { Style } from '../../report/types.ts';
import { REPORT_WORDS } from '../../report/words.ts';
import { wrap } from '../../report/wrap.ts';
import type { Config, Locale, Pack } from '../../rule/types.ts';
import { EXIT } from './errors.ts';
import type { Output } from './output.ts';
import { Progress } from './progress.ts';
import type { Settings } from './settings.ts';
import { CLI_WORDS } from './words.ts';

function addressesOf({ visible, external, persons, lists, blind }: Recipients): Record<string, string[]> {
  const keys = (recipients: readonly Recipient[]): string[] => recipients.map(({ key }) => key);
  return { visible: keys(visible), external: keys(external), persons: keys(persons), lists: keys(lists), blind: keys(blind) };
}

function pretty(numbers: RecipientCounts, addresses: Readonly<Record<string, string[]>> | null, locale: Locale, width: number, style: Style): string {
  const size = Math.max(3, ...RECIPIENT_COUNTS.map((key) => String(numbers[key]).length));
  const lines = RECIPIENT_COUNTS.flatMap((key) => {
    const line = `  ${String(numbers[key]).padStart(size)}  ${recipientLabel(key, numbers[key], locale)}`;
    const listed = key === 'visible' || key === 'blind' ? addresses?.[key] ?? [] : [];
    return [numbers[key] === 0 ? style.dim(line) : line, ...wrap(escapeControls(listed.join(', ')), width - size - 4).map((part) => ' '.repeat(size + 4) + style.cyan(part))];
  });
  return `${lines.join('\n')}\n`;
}

/** Counts who sees whom in each mail, one after another. @returns the exit code: 2 if something could not be read. */
export async function recipients(paths: readonly string[], pack: Pack, config: Config, settings: Settings, locale: Locale, output: Output): Promise<number> {
  // No rule speaks here; what is compiled is who counts as inside, with the overrides.
  const rules = compile({ ...pack, rules: [] }, config);
  const progress = new Progress(CLI_WORDS[locale]);
  const { stdinFilename, reader, showContent, phase } = settings;
  let fatal = 0;
  let done = 0;
  for await (const { filePath, number, draft, fault, fatal: unread } of readInputs(paths, { reader, ...(stdinFilename === undefined ? {} : { stdinFilename }) })) {
    const name = escapeControls(output.terminal || showContent ? filePath : maskAddresses(filePath));
    const title = number === undefined ? name : `${name} · ${REPORT_WORDS[locale].mail(number)}`;
    const place = { filePath, ...(number === undefined ? {} : { draft: number }) };
    let text = '';
    if (unread) {
      fatal++;
      const message = describeFault(fault ?? 'io', locale);
      progress.clear();
      process.stderr.write(`${title}: ${message}\n`);
      if (settings.format === 'jsonl') text = `${safeJson({ ...place, fatal: true, message })}\n`;
    } else {
      const set = rules.setFor(draft, phase, filePath);
      const found = groupRecipients(draft, set.settings.people, set.settings.addresses);
      const numbers = recipientCounts(found);
      const addresses = showContent ? addressesOf(found) : null;
      text = settings.format === 'jsonl'
        ? `${safeJson({ ...place, ...numbers, ...(addresses ? { addresses } : {}) })}\n`
        : `${done - fatal > 0 ? '\n' : ''}${output.style.bold(title)}\n${pretty(numbers, addresses, locale, output.width, output.style)}`;
    }
    if (output.terminal && text !== '') progress.clear();
    output.write(text);
    progress.tick(++done);
    if (output.closed) return EXIT.error;
  }
  progress.clear();
  output.end();
  return fatal > 0 ? EXIT.error : EXIT.clean;
}
