import { isDone, sentOf, unsureOf, withState, type Job, type JobContent } from './job.ts';
import { JobRunner } from './job-runner.ts';
import { button, byId, fillWords, host, make, words } from './page.ts';
import { prepareMail } from './send-mail.ts';
import { Store } from './store.ts';

/** One mail to each person, sent from this tab: the background page may end at any time, a tab stays while somebody looks at it. */

const store = new Store(host);
const id = new URLSearchParams(location.search).get('job') ?? '';
let job: Job;
let content: JobContent | null = null;
let runner: JobRunner | null = null;

function show(): void {
  const total = job.states.length;
  const sent = sentOf(job);
  const running = runner !== null;
  const unsure = running ? [] : unsureOf(job);
  const done = isDone(job);
  const begun = sent > 0 || unsure.length > 0;
  const progress = byId<HTMLProgressElement>('progress');
  progress.max = total;
  progress.value = sent;
  byId('done').textContent = String(sent);
  byId('failed').textContent = String(unsure.length);
  byId('start').hidden = running || begun || done;
  byId('resume').hidden = running || !begun || done || !job.states.includes('waiting');
  byId('stop').hidden = !running;
  byId('reason-box').hidden = running || begun || !job.needsReason;
  byId('unsure').replaceChildren(...unsure.map(question));
  byId('close-draft-box').hidden = !done || job.draftTab === null;
  const { split } = words;
  byId('status').textContent = running ? split.running(sent, total)
    : done ? split.finished(sent)
      : unsure.length > 0 ? split.paused(unsure.length)
        : begun ? split.stopped(sent, total) : split.ready(total);
}

/** Nobody but the writer can say whether this one left. */
function question(index: number): HTMLLIElement {
  const item = make('li', `${words.split.unsure(job.recipients[index]!.address)} `);
  const decide = (state: 'sent' | 'waiting'): void => { void locked(() => save(withState(job, index, state))); };
  item.append(button(words.split.wasSent, 'was-sent', () => { decide('sent'); }), button(words.split.sendAgain, 'send-again', () => { decide('waiting'); }));
  return item;
}

async function save(next: Job): Promise<void> {
  await store.saveJob(next);
  job = next;
  // Names and texts are kept no longer than they are needed.
  if (isDone(job)) await store.forgetContent(id);
  show();
}

/** Two tabs of one job would send everything twice. */
async function locked(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`job:${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) byId('status').textContent = words.split.elsewhere;
    else {
      // Another tab may have gone on meanwhile.
      job = await store.job(id) ?? job;
      await work();
    }
  });
}

async function send(): Promise<void> {
  content ??= await store.content(id);
  if (content === null) {
    byId('status').textContent = words.split.gone;
    return;
  }
  const all = content;
  runner = new JobRunner(job, {
    prepare: (index) => prepareMail(host, store, job, all, index),
    save: (next) => store.saveJob(next),
    changed: (next) => {
      job = next;
      show();
    },
  });
  show();
  await runner.run();
  job = runner.job;
  runner = null;
  await save(job);
}

async function begin(): Promise<void> {
  const box = byId<HTMLTextAreaElement>('reason');
  if (job.needsReason && box.value.trim() === '') {
    byId('status').textContent = words.popup.needReason;
    box.focus();
    return;
  }
  await locked(async () => {
    if (job.needsReason) await store.addReason({ at: Date.now(), rules: job.rules, reason: box.value.trim() });
    await send();
  });
}

async function closeDraft(): Promise<void> {
  const { draftTab } = job;
  if (draftTab !== null) {
    await host.compose.setComposeDetails(draftTab, { isModified: false }).catch(() => undefined);
    await host.tabs.remove(draftTab).catch(() => undefined);
  }
  await save({ ...job, draftTab: null });
}

async function start(): Promise<void> {
  fillWords();
  const found = await store.job(id);
  byId('main').hidden = found === null;
  if (found === null) {
    byId('status').textContent = words.split.gone;
    return;
  }
  job = found;
  const { error, warning } = job.left;
  byId('left').hidden = error + warning === 0;
  byId('left').textContent = words.split.left(job.left);
  byId('start').addEventListener('click', () => { void begin(); });
  byId('resume').addEventListener('click', () => { void locked(send); });
  byId('stop').addEventListener('click', () => { runner?.stop(); });
  byId('close-draft').addEventListener('click', () => { void closeDraft(); });
  window.addEventListener('beforeunload', (event) => { if (runner !== null) event.preventDefault(); });
  show();
}

void start();
