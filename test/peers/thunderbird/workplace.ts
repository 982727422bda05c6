import { until } from '../postfix.ts';
import { Application } from './application.ts';
import { ComposeWindow, type Fields } from './compose.ts';
import { openDisplay, type Display } from './display.ts';
import { Page } from './page.ts';
import { Profile, type Preferences } from './profile.ts';
import { ClosedProxy, MailSink, type Sent } from './servers.ts';

export interface WorkplaceOptions {
  /** The add-on's file. */
  readonly addOn: string;
  /** The language of the interface. */
  readonly locale?: string;
  readonly preferences?: Preferences;
}

/** The identifier in the add-on's manifest. */
export const ADD_ON = 'undisclosed@undisclosed.example';

/** Somebody's Thunderbird with the add-on, and the servers around it. */
export class Workplace {
  readonly sink: MailSink;
  readonly proxy: ClosedProxy;
  readonly profile: Profile;
  readonly #display: Display;
  #application: Application | null = null;

  private constructor(sink: MailSink, proxy: ClosedProxy, profile: Profile, display: Display) {
    this.sink = sink;
    this.proxy = proxy;
    this.profile = profile;
    this.#display = display;
  }

  static async open({ addOn, ...options }: WorkplaceOptions): Promise<Workplace> {
    const [sink, proxy, display] = await Promise.all([MailSink.open(), ClosedProxy.open(), openDisplay()]);
    const place = new Workplace(sink, proxy, new Profile({ ...options, smtpPort: sink.port, proxyPort: proxy.port }), display);
    try {
      await place.#start();
      await place.#thunderbird.install(addOn);
    } catch (error) {
      await place.close();
      throw error;
    }
    return place;
  }

  /** The settings, which open by themselves when the add-on is installed. */
  async closeWelcome(): Promise<void> {
    await this.page('options.html').says('h1', 'Undisclosed');
    await this.call('closeTab', 'options.html');
  }

  get #thunderbird(): Application {
    if (!this.#application) throw new Error('Thunderbird is not running');
    return this.#application;
  }

  /** The screen, as in the environment variable DISPLAY. */
  get display(): string {
    return this.#display.name;
  }

  async #start(): Promise<void> {
    this.#application = await Application.start(this.profile, this.#display);
  }

  /** Ends Thunderbird, or kills it as a power cut would, and starts it again with the same profile. */
  async restart(how: 'quit' | 'kill'): Promise<void> {
    await this.#thunderbird.stop(how);
    this.#application = null;
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#application?.stop();
    this.#application = null;
    await Promise.all([this.sink.close(), this.proxy.close(), this.#display.close()]);
    this.profile.remove();
  }

  /** As it was before: nothing open, nothing sent, a mail server that takes everything. */
  async tidy(): Promise<void> {
    this.sink.answer();
    await this.call('tidy');
    this.sink.mails.length = 0;
    this.sink.refused.clear();
  }

  /** A function of inside.js. */
  call<T = void>(name: string, ...args: readonly unknown[]): Promise<T> {
    return this.#thunderbird.call<T>(name, ...args);
  }

  async compose(fields: Fields): Promise<ComposeWindow> {
    return new ComposeWindow(this, await this.call('openCompose', fields));
  }

  page(path: string): Page {
    return new Page(this, path);
  }

  async openTab(path: string): Promise<Page> {
    await this.call('openTab', ADD_ON, path);
    return this.page(path);
  }

  /** The background page goes to sleep. */
  async sleep(): Promise<void> {
    await this.call('sleep', ADD_ON);
  }

  /** Errors that the add-on's own pages reported. */
  errors(): Promise<string[]> {
    return this.call('errors', ADD_ON);
  }

  /** Waits until so many mails arrived, then for a moment in which one too many would show. */
  async mails(count: number, milliseconds?: number): Promise<readonly Sent[]> {
    await until(`${count} mails`, () => this.sink.mails.length >= count, milliseconds);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return this.sink.mails;
  }
}
