import type { Logger } from 'pino';

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Lines of JSON on standard output. What is given to it holds counts, ids and words of closed lists, never text of a mail nor an address. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** All that was said is written. */
  flushed(): Promise<void>;
}

/** Milliseconds that a line may wait for others: a write of its own costs a tenth of what judging a mail does. */
const GATHERING = 50;
/** Units of lines that wait no longer. */
const ENOUGH = 8192;

/** The level is that of UNDISCLOSED_LOG_LEVEL (debug, info, warn, error); default info. What is wrong is written at once. */
export async function makeLog(): Promise<Log> {
  const { pino } = await import('pino');
  const destination = pino.destination({ dest: 1, sync: false });
  // A reader that has gone is no reason to stop judging mails.
  destination.on('error', () => undefined);
  let lines = '';
  let waiting: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const gathered = lines;
    lines = '';
    if (gathered !== '') destination.write(gathered);
  };
  const gather = (line: string): void => {
    lines += line;
    if (lines.length >= ENOUGH) flush();
    else waiting ??= setTimeout(flush, GATHERING);
  };
  const wanted = process.env['UNDISCLOSED_LOG_LEVEL'] ?? 'info';
  const logger: Logger = pino({ level: ['debug', 'info', 'warn', 'error'].includes(wanted) ? wanted : 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: gather });
  const atOnce = (level: 'warn' | 'error'): Write => (fields, message) => {
    logger[level](fields, message);
    flush();
  };
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: atOnce('warn'), error: atOnce('error'),
    flushed: () => {
      flush();
      return new Promise((resolve) => destination.flush(() => resolve()));
    },
  };
}
