import { sentOf } from './job.ts';
import { openSplitTab } from './open-split-tab.ts';
import { button, byId, fillWords, host, locale, make, words } from './page.ts';
import { readList, readSettings } from './settings.ts';
import { Store } from './store.ts';

/** The add-on's settings. */

const store = new Store(host);
const checked = (name: string): string => document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? '';
const choose = (name: string, value: string): void => {
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) input.checked = input.value === value;
};

async function load(): Promise<void> {
  const { role, policy, ownDomains, colleagues, some, many } = await store.settings();
  choose('role', role);
  choose('policy', policy);
  byId<HTMLInputElement>('own-domains').value = ownDomains.join(', ');
  byId<HTMLTextAreaElement>('colleagues').value = colleagues.join('\n');
  byId<HTMLInputElement>('some').value = String(some);
  byId<HTMLInputElement>('many').value = String(many);
}

async function save(): Promise<void> {
  const domains = readList(byId<HTMLInputElement>('own-domains').value, 'domains');
  const colleagues = readList(byId<HTMLTextAreaElement>('colleagues').value, 'addresses');
  await store.saveSettings(readSettings({
    role: checked('role'), policy: checked('policy'), ownDomains: domains.entries, colleagues: colleagues.entries,
    some: byId<HTMLInputElement>('some').valueAsNumber, many: byId<HTMLInputElement>('many').valueAsNumber,
  }));
  await load();
  const wrong = domains.wrong.length + colleagues.wrong.length;
  byId('status').textContent = wrong === 0 ? words.options.saved : `${words.options.saved} ${words.options.wrong(wrong)}`;
}

const none = (text: string): HTMLElement => make('p', text, 'none');
const day = (time: number | string): string => new Date(time).toLocaleDateString(locale);

async function showGroups(): Promise<void> {
  const groups = await store.allowed();
  const items = groups.map((group, index) => {
    const item = make('li', words.options.group(group.members.length, group.until === undefined ? '' : day(group.until)));
    const members = make('details', '');
    members.append(make('summary', words.options.members), make('p', group.members.join(', ')));
    const remove = button(words.options.remove, 'remove', () => {
      void store.saveAllowed(groups.filter((_, at) => at !== index)).then(showGroups);
    });
    item.append(members, remove);
    return item;
  });
  byId('allow').replaceChildren(...(items.length === 0 ? [none(words.options.noGroups)] : items));
}

async function showJobs(): Promise<void> {
  const jobs = (await store.jobs()).filter(({ states }) => states.some((state) => state !== 'sent'));
  const items = jobs.map((job) => {
    const item = make('li', `${day(job.created)} · ${words.options.job(sentOf(job), job.states.length)} `);
    item.append(
      button(words.options.open, 'open', () => { void openSplitTab(host, job.id); }),
      button(words.options.remove, 'remove', () => { void store.forgetJob(job.id).then(showJobs); }),
    );
    return item;
  });
  byId('jobs').replaceChildren(...(items.length === 0 ? [none(words.options.noJobs)] : items));
}

async function showReasons(): Promise<void> {
  const reasons = await store.reasons();
  const items = reasons.toReversed().map(({ at, rules, reason }) => make('li', words.options.reason(day(at), rules.join(', '), reason)));
  byId('reasons').replaceChildren(...(items.length === 0 ? [none(words.options.noReasons)] : items));
  byId('forget-reasons').hidden = items.length === 0;
}

async function start(): Promise<void> {
  fillWords();
  await load();
  byId('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  // Until here what somebody chose would have been put back.
  byId('form').inert = false;
  byId('forget-reasons').addEventListener('click', () => { void store.forgetReasons().then(showReasons); });
  host.storage.onChanged.addListener(() => { void Promise.all([showGroups(), showJobs(), showReasons()]); });
  await Promise.all([showGroups(), showJobs(), showReasons()]);
}

void start();
