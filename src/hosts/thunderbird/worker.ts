import { createLinter } from './linter.ts';
import type { Question } from './questions.ts';
import type { FromWorker, ToWorker } from './linter-client.ts';

/** The Worker of the background page. */

const answer = createLinter();

self.addEventListener('message', ({ data: { id, question } }: MessageEvent<ToWorker>) => {
  let said: FromWorker;
  try {
    said = { id, answer: answer(question as Extract<Question, { readonly kind: 'report' }>) };
  } catch {
    // What went wrong may hold words of the mail, and is told to nobody.
    said = { id, failed: true };
  }
  self.postMessage(said);
});
