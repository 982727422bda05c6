import { LIMITS } from '../../draft/limits.ts';
import { ActionsView } from './actions-view.ts';
import { cardView } from './card-view.ts';
import { focusOn, h, save } from './dom.ts';
import { Stopped, type Engine } from './engine.ts';
import { EMPTY_FORM, Form, type FormState } from './form.ts';
import { MailView } from './mail-view.ts';
import type { CallName, Calls, PageInput, PageSettings, Shown } from './protocol.ts';
import { saveSettings } from './settings.ts';
import { PAGE_WORDS, type PageWords } from './words.ts';

/** Milliseconds after which a person is told that something goes on. */
const PATIENCE = 500;

/** The page: what is typed goes to the engine, what it says is shown. */
export class App {
  readonly #engine: Engine;
  #settings: PageSettings;
  #form: Form;
  #shown: Shown | null = null;
  /** Number of the last draft given: an answer about an earlier one is not shown. */
  #draft = 0;
  /** What the engine is told again when it was stopped. */
  #answered: PageInput | null = null;
  readonly #status = h('p', { class: 'hidden', role: 'status' });
  readonly #busy = h('p', { class: 'busy', hidden: true });
  readonly #result = h('div', { id: 'result', class: 'result' });

  constructor(engine: Engine, settings: PageSettings) {
    this.#engine = engine;
    this.#settings = settings;
    this.#form = this.#render(EMPTY_FORM);
    this.#dropping();
  }

  get #words(): PageWords {
    return PAGE_WORDS[this.#settings.locale];
  }

  /** Makes the page in the language of the settings, around what is there. */
  #render(state: FormState): Form {
    const words = this.#words;
    document.documentElement.lang = this.#settings.locale;
    document.title = `${words.title} · Undisclosed`;
    const other = this.#settings.locale === 'en' ? 'fr' : 'en';
    this.#form = new Form(this.#settings, state, {
      draft: (input, edited) => void this.#open(input, edited),
      answered: (input) => void this.#answer(input),
      files: (files, what) => void this.#file(files, what),
      settings: (settings) => void this.#change(settings),
      emptied: () => { this.#empty(); },
      clear: () => { this.#clear(); },
    });
    document.body.replaceChildren(
      h('a', { class: 'skip', href: '#result' }, words.skip),
      h('header', {},
        h('p', { class: 'brand' }, 'Undisclosed', h('button', { type: 'button', class: 'quiet language', lang: other, onclick: () => void this.#change({ ...this.#settings, locale: other }, true) }, words.otherLanguage)),
        h('h1', {}, words.title),
        h('p', { class: 'tagline' }, words.tagline),
        h('p', { class: 'privacy' }, words.privacy)),
      h('main', {}, this.#form.element, this.#busy, this.#result),
      h('footer', {}, h('p', {}, words.footer), h('p', {}, words.project)),
      this.#status,
      h('div', { class: 'drop', 'aria-hidden': 'true' }, words.drop));
    return this.#form;
  }

  /** Asks the engine; null: it was stopped, or it failed and that was said. */
  async #ask<Name extends CallName>(call: Name, argument: Calls[Name][0], progress?: (done: number, total: number) => void): Promise<{ readonly answer: Calls[Name][1] } | null> {
    const words = this.#words;
    const timer = progress === undefined ? setTimeout(() => { this.#wait(); }, PATIENCE) : undefined;
    try {
      return { answer: await this.#engine.call(call, argument, progress) };
    } catch (error) {
      this.#tell(error instanceof Stopped ? words.restarted : words.failed);
      return null;
    } finally {
      clearTimeout(timer);
      if (!this.#engine.busy) this.#busy.hidden = true;
    }
  }

  #wait(): void {
    const words = this.#words;
    const stop = h('button', { type: 'button', onclick: () => { this.#stop(); } }, words.restart);
    this.#busy.replaceChildren(words.working, ' ', stop);
    this.#busy.hidden = false;
    this.#say(words.working);
  }

  #stop(): void {
    this.#shown = null;
    this.#engine.restart();
    if (this.#answered !== null) void this.#ask('answered', { input: this.#answered });
  }

  async #open(input: PageInput, edited = false): Promise<void> {
    const draft = ++this.#draft;
    const got = await this.#ask('open', { input, settings: this.#settings, edited: edited && this.#shown !== null });
    if (got !== null && draft === this.#draft) this.#show(got.answer);
  }

  async #answer(input: PageInput | null): Promise<void> {
    this.#answered = input;
    const got = await this.#ask('answered', { input });
    if (got?.answer) this.#show(got.answer);
  }

  /** The first of them: a second mail would be taken for looked at, unless somebody says that it was not. */
  async #file(files: FileList | null, what: 'draft' | 'answered'): Promise<void> {
    const [file] = files ?? [];
    if (file === undefined) return;
    const alone = files!.length > 1 ? ` · ${this.#words.onlyFirst(files!.length)}` : '';
    if (file.size > LIMITS.message) {
      this.#tell(this.#words.tooLarge(LIMITS.message / 1024 / 1024));
      return;
    }
    this.#form.showFile(`${file.name} (${this.#words.bytes(file.size)})${alone}`, what);
    const input: PageInput = { from: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    await (what === 'draft' ? this.#open(input) : this.#answer(input));
    if (alone !== '') this.#say(alone.slice(3));
  }

  async #change(settings: PageSettings, anew = false): Promise<void> {
    this.#settings = settings;
    saveSettings(settings);
    if (anew) {
      this.#render(this.#form.state);
      document.querySelector<HTMLElement>('.language')?.focus();
    }
    const got = this.#shown === null ? null : await this.#ask('settings', { settings });
    if (got?.answer && this.#settings === settings) this.#show(got.answer);
    else if (this.#shown === null && anew) this.#result.replaceChildren();
  }

  #empty(): void {
    this.#draft++;
    this.#shown = null;
    this.#result.replaceChildren();
    this.#say('');
  }

  #clear(): void {
    this.#empty();
    this.#answered = null;
    void this.#ask('answered', { input: null });
    this.#render(EMPTY_FORM);
    this.#form.box.focus();
  }

  /** A sentence in place of the findings, for eyes and ears. */
  #tell(text: string): void {
    this.#shown = null;
    this.#result.replaceChildren(h('p', { class: 'lead' }, text));
    this.#say(text);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #summary(shown: Shown): string {
    const { exposed, counts, unread, unreadRecipients, wording } = shown;
    const words = this.#words;
    const found = counts.error + counts.warning + counts.info > 0;
    return [exposed > 0 && words.seen(exposed), found ? `${words.counts(counts)}.` : words.clean, unreadRecipients ? words.unreadRecipients : unread && words.unread, !wording && words.noWording].filter(Boolean).join(' ');
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    const words = this.#words;
    const { locale } = this.#settings;
    const summary = this.#summary(shown);
    const view = new MailView(shown, { words, more: async (field, from) => (await this.#ask('mailboxes', { field, from }))?.answer ?? [] });
    const actions = new ActionsView(shown, words, {
      undo: () => void this.#changed('undo', null, words.undone),
      applySafe: () => void this.#changed('applySafe', null, words.done),
      download: () => void this.#download(),
      split: async (progress) => (await this.#ask('split', null, progress))?.answer ?? null,
      stop: () => void this.#engine.call('stop', null),
      say: (text) => { this.#say(text); },
    });
    const cards = shown.cards.map((card, index) => cardView(card, index, view, locale, {
      preview: async (request) => (await this.#ask('preview', request))?.answer ?? null,
      apply: (request) => void this.#changed('apply', request, words.done),
      split: shown.recipients > 1 ? () => {
        actions.element.scrollIntoView({ block: 'center' });
        void actions.split();
      } : null,
    }));
    this.#result.replaceChildren(
      h('section', { class: 'summary', 'aria-labelledby': 'result-title' },
        h('h2', { id: 'result-title', class: 'by' }, words.readAs[shown.kind]),
        h('p', { class: 'lead' }, summary),
        actions.element),
      h('section', { class: 'findings', 'aria-labelledby': 'findings-title' },
        h('h2', { id: 'findings-title' }, words.findings),
        cards.length === 0 ? h('p', {}, words.clean, ' ', !shown.wording && words.noWording) : cards,
        shown.more > 0 && h('p', { class: 'by' }, words.moreFindings(shown.more))),
      view.element);
    this.#say(summary);
  }

  /** A change to the mail: shown, said, and in the box. */
  async #changed<Name extends 'apply' | 'applySafe' | 'undo'>(call: Name, argument: Calls[Name][0], said: (left: string) => string): Promise<void> {
    const got = await this.#ask(call, argument);
    if (got === null) return;
    const shown: Shown = got.answer;
    this.#show(shown);
    if (shown.text !== null && this.#form.state.file === null) this.#form.box.value = shown.text;
    this.#say(said(this.#summary(shown)));
    focusOn(this.#result.querySelector<HTMLElement>('#result-title')!);
  }

  async #download(): Promise<void> {
    const got = await this.#ask('mended', null);
    if (got !== null) save(new Blob([got.answer.bytes], { type: got.answer.type }), got.answer.name);
  }

  /** A file may be dropped anywhere; on the box of the answered mail it is that. */
  #dropping(): void {
    const over = (on: boolean): void => { document.body.classList.toggle('dropping', on); };
    document.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over(true);
    });
    document.addEventListener('dragleave', (event) => { if (event.relatedTarget === null) over(false); });
    document.addEventListener('drop', (event) => {
      over(false);
      const files = event.dataTransfer?.files;
      if (files === undefined || files.length === 0) return;
      event.preventDefault();
      void this.#file(files, event.target instanceof Element && event.target.closest('.answered') !== null ? 'answered' : 'draft');
    });
  }
}
