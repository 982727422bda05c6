import { pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import { watch, WATCH_ROLE } from './watchdog.ts';
import { ROLE, runWorker } from './worker.ts';

/** The milter, a bundle of its own: what the command line loads for it, and what its threads run. */
export { readRecord, reportJson, reportText } from './report.ts';
export { RECORD_FILE } from './record.ts';
export { inheritedEndpoint, parseEndpoint } from './listen.ts';
export { parseLoopback } from './metrics.ts';
export { serve, type ServeOptions } from './serve.ts';
export { MILTER_WORDS } from './words.ts';

/** This file, for threads to run. */
export const SCRIPT = pathToFileURL(import.meta.filename);

const role = isMainThread ? undefined : (workerData as { readonly role?: string } | null)?.role;
if (role === ROLE) void runWorker();
else if (role === WATCH_ROLE) watch();
