import type { AllowedGroup, Config, Locale } from '../../rule/types.ts';
import { jobKey, contentKey, readJob, type Job, type JobContent } from './job.ts';
import type { Messenger } from './messenger.ts';
import { configOf, readAllowed, readSettings, type Settings } from './settings.ts';

/** What the add-on writes down. Settings, groups, mailings and reasons stay on the computer; what a window was told is gone with the session. */

/** Why a mail was sent anyway: rules and the writer's own reason, nothing of the mail. */
export interface Reason {
  /** Unix time in milliseconds. */
  readonly at: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

export type Failure = 'failed' | 'timeout';

const MOST_REASONS = 200;
const LONGEST_REASON = 500;

export class Store {
  readonly #local: Messenger['storage']['local'];
  readonly #session: Messenger['storage']['session'];

  constructor({ storage }: Pick<Messenger, 'storage'>) {
    this.#local = storage.local;
    this.#session = storage.session;
  }

  async #read(area: 'local' | 'session', key: string): Promise<unknown> {
    const values = await (area === 'local' ? this.#local : this.#session).get(key) as Readonly<Record<string, unknown>>;
    return values[key];
  }

  async settings(): Promise<Settings> {
    return readSettings(await this.#read('local', 'settings'));
  }

  async saveSettings(settings: Settings): Promise<void> {
    await this.#local.set({ settings });
  }

  async allowed(): Promise<AllowedGroup[]> {
    return readAllowed(await this.#read('local', 'allow'));
  }

  async saveAllowed(allow: readonly AllowedGroup[]): Promise<void> {
    await this.#local.set({ allow });
  }

  async config(locale: Locale): Promise<{ readonly settings: Settings; readonly config: Config }> {
    const [settings, allow] = await Promise.all([this.settings(), this.allowed()]);
    return { settings, config: configOf(settings, allow, locale) };
  }

  /** The mail, by its digest, that may leave this window whatever there is to say of it. */
  async acknowledged(tabId: number): Promise<string | null> {
    const digest = await this.#read('session', `ack:${tabId}`);
    return typeof digest === 'string' ? digest : null;
  }

  async acknowledge(tabId: number, digest: string): Promise<void> {
    await this.#session.set({ [`ack:${tabId}`]: digest });
  }

  /** Why the mail of this digest could not be looked at. */
  async failure(tabId: number, digest: string): Promise<Failure | null> {
    const failure = await this.#read('session', `failure:${tabId}`) as { readonly digest?: unknown; readonly reason?: unknown } | undefined;
    return failure?.digest === digest && (failure.reason === 'failed' || failure.reason === 'timeout') ? failure.reason : null;
  }

  async saveFailure(tabId: number, digest: string, reason: Failure): Promise<void> {
    await this.#session.set({ [`failure:${tabId}`]: { digest, reason } });
  }

  async forgetWindow(tabId: number): Promise<void> {
    await this.#session.remove([`ack:${tabId}`, `failure:${tabId}`]);
  }

  async reasons(): Promise<Reason[]> {
    const stored = await this.#read('local', 'reasons');
    return Array.isArray(stored) ? stored as Reason[] : [];
  }

  async addReason({ at, rules, reason }: Reason): Promise<void> {
    const reasons = [...await this.reasons(), { at, rules, reason: reason.slice(0, LONGEST_REASON) }];
    await this.#local.set({ reasons: reasons.slice(-MOST_REASONS) });
  }

  async forgetReasons(): Promise<void> {
    await this.#local.remove('reasons');
  }

  async job(id: string): Promise<Job | null> {
    return readJob(await this.#read('local', jobKey(id)));
  }

  async content(id: string): Promise<JobContent | null> {
    return (await this.#read('local', contentKey(id)) as JobContent | undefined) ?? null;
  }

  async jobs(): Promise<Job[]> {
    const all = await this.#local.get() as Readonly<Record<string, unknown>>;
    return Object.keys(all).filter((key) => key.startsWith('job:')).map((key) => readJob(all[key])).filter((job) => job !== null);
  }

  async saveJob(job: Job): Promise<void> {
    await this.#local.set({ [jobKey(job.id)]: job });
  }

  async saveContent(id: string, content: JobContent): Promise<void> {
    await this.#local.set({ [contentKey(id)]: content });
  }

  async forgetContent(id: string): Promise<void> {
    await this.#local.remove(contentKey(id));
  }

  async forgetJob(id: string): Promise<void> {
    await this.#local.remove([jobKey(id), contentKey(id)]);
  }
}
