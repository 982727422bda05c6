import type { Locale } from '../../rule/types.ts';
import type { Invocation } from './commands.ts';
import { UsageError } from './errors.ts';

/** `undisclosed lsp --stdio`. Never comes back: the server ends the process when its editor does. @throws UsageError */
export async function lsp({ options }: Invocation, locale: Locale): Promise<never> {
  if (options['stdio'] !== true) throw new UsageError((words) => words.needsStdio, { help: true });
  const { serve } = await import('../lsp/stdio/index.ts');
  serve(locale);
  return new Promise<never>(() => undefined);
}
