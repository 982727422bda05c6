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

/** The level is that of UNDISCLOSED_LOG_LEVEL (debug, info, warn, error); default info. */
export async function makeLog(): Promise<Log> {
  const { pino } = await import('pino');
  const destination = pino.destination({ dest: 1, sync: false });
  // A reader that has gone is no reason to stop judging mails.
  destination.on('error', () => undefined);
  const wanted = process.env['UNDISCLOSED_LOG_LEVEL'] ?? 'info';
  const logger: Logger = pino({ level: ['debug', 'info', 'warn', 'error'].includes(wanted) ? wanted : 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const write = (level: 'debug' | 'info' | 'warn' | 'error'): Write => (fields, message) => logger[level](fields, message);
  return {
    debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error'),
    flushed: () => new Promise((resolve) => destination.flush(() => resolve())),
  };
}
