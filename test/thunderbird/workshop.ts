import { ComposeReader } from '../../src/hosts/thunderbird/compose-window.ts';
import type { Workshop } from '../../src/hosts/thunderbird/checker.ts';
import { Departures } from '../../src/hosts/thunderbird/departures.ts';
import { createLinter } from '../../src/hosts/thunderbird/linter.ts';
import { LinterClient, type LinterWorker } from '../../src/hosts/thunderbird/linter-client.ts';
import { Store } from '../../src/hosts/thunderbird/store.ts';
import type { Question } from '../../src/hosts/thunderbird/questions.ts';
import type { Fake } from './fake-messenger.ts';

const answer = createLinter();

/** The real linter, as if in a Worker. */
export function sameThread(): LinterWorker {
  const worker: LinterWorker = {
    onmessage: null,
    onerror: null,
    postMessage({ id, question }) {
      queueMicrotask(() => { worker.onmessage?.({ data: { id, answer: answer(question as Extract<Question, { readonly kind: 'report' }>) } }); });
    },
    terminate: () => undefined,
  };
  return worker;
}

/** One that is ready, and answers nothing. */
export function silent(): LinterWorker {
  const worker: LinterWorker = {
    onmessage: null,
    onerror: null,
    postMessage({ id, question }) {
      if (question.kind === 'warm-up') queueMicrotask(() => { worker.onmessage?.({ data: { id, answer: null } }); });
    },
    terminate: () => undefined,
  };
  return worker;
}

/** One whose rules go wrong. */
export function failing(): LinterWorker {
  const worker: LinterWorker = { ...silent(), postMessage({ id }) { queueMicrotask(() => { worker.onmessage?.({ data: { id, failed: true } }); }); } };
  return worker;
}

export function workshopOf(fake: Fake, start: () => LinterWorker = sameThread, locale: Workshop['locale'] = 'en'): Workshop {
  const departures = new Departures();
  return { store: new Store(fake.messenger), reader: new ComposeReader(fake.messenger, departures), departures, linter: new LinterClient(start), locale };
}
