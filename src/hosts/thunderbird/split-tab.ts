import { discard } from './discard.ts';
import { entriesOf } from './draft-json.ts';
import { isDone, sentOf, unsureOf, withState, type Job, type JobContent } from './job.ts';
import { JobRunner, type Outcome } from './job-runner.ts';
import { button, byId, fillWords, host, make, words } from './page.ts';
import { prepareMail } from './send-mail.ts';
import { Store } from './store.ts';

/** One mail to each person, sent from this tab: the background page may end at any time, a tab stays while somebody looks at it. */

const store = new Store(host);
const id = new URLSearchParams(location.search).get('job') ?? '';
let job: Job;
let content: JobContent | null = null;
let runner: JobRunner | null = null;
let draftTab: number | null = null;
/** What went wrong last, which the states do not tell. */
let trouble: Outcome | null = null;

/** Units of the text that are enough to see how a mail begins. */
const BEGINNING = 160;

/** The first mail, so that one can see what each of them will get. */
function example({ details, texts, textOf }: JobContent): string {
  const text = texts[textOf[0]!]!;
  const { name, address } = job.recipients[0]!;
  const plain = details.isPlainText === true ? text : new DOMParser().parseFromString(text.replace(/<\/p>|<br>/g, '$&\n'), 'text/html').body.textContent;
  const beginning = plain.trim().replace(/\s*\n\s*/g, '\n');
  return words.split.example(name === '' ? address : `${name} <${address}>`, beginning.length > BEGINNING ? `${beginning.slice(0, BEGINNING)}…` : beginning);
}

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
  byId('close-draft-box').hidden = !done || draftTab === null;
  byId('status').textContent = status(running, unsure.length);
}

/** Where the mailing stands, and why it does not go on. */
function status(running: boolean, unsure: number): string {
  const { split } = words;
  const total = job.states.length;
  const sent = sentOf(job);
  if (running) return split.running(sent, total);
  if (trouble === 'unsaved') return split.unsaved;
  if (trouble === 'unready') return split.unready(sent, total);
  if (isDone(job)) return split.finished(sent);
  if (unsure > 0) return split.paused(unsure);
  return sent > 0 ? split.stopped(sent, total) : split.ready(total);
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
  if (isDone(job)) trouble = null;
  show();
  // Names and texts are kept no longer than they are needed; what is left is forgotten when Thunderbird starts.
  if (isDone(job)) await store.forgetContent(id).catch(() => undefined);
}

/** Two tabs of one job would send everything twice. Whatever goes wrong is said. */
async function locked(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`job:${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) byId('status').textContent = words.split.elsewhere;
    else {
      trouble = null;
      try {
        // Another tab may have gone on meanwhile.
        job = await store.job(id) ?? job;
        await work();
      } catch {
        runner = null;
        trouble = 'unsaved';
        show();
      }
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
  trouble = await runner.run();
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
  if (draftTab === null) return;
  await discard(host, draftTab);
  await store.forgetDraftTab(id);
  draftTab = null;
  show();
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
  [content, draftTab] = await Promise.all([store.content(id), store.draftTab(id)]);
  byId('example').hidden = content === null;
  if (content !== null) byId('example').textContent = example(content);
  const { error, warning } = job.left;
  byId('left').hidden = error + warning === 0;
  byId('left').textContent = words.split.left(job.left);
  const copies = entriesOf(content?.details.cc).length + entriesOf(content?.details.bcc).length;
  byId('copies').hidden = copies === 0;
  byId('copies').textContent = words.split.copies(copies);
  byId('reply').hidden = job.reply !== true;
  byId('start').addEventListener('click', () => { void begin(); });
  byId('resume').addEventListener('click', () => { void locked(send); });
  byId('stop').addEventListener('click', () => { runner?.stop(); });
  byId('close-draft').addEventListener('click', () => { void closeDraft(); });
  window.addEventListener('beforeunload', (event) => { if (runner !== null) event.preventDefault(); });
  show();
}

void start().catch(() => { byId('status').textContent = words.split.unsaved; });
