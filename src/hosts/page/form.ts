import { h } from './dom.ts';
import type { PageInput, PageSettings, Role } from './protocol.ts';
import { domainsOf } from './settings.ts';
import { PAGE_WORDS } from './words.ts';

/** What the person gives: the draft, who they are, the mail that they answer. */

/** Characters in the box; what is pasted beyond it is kept beside it, since a box that long no longer answers. */
export const LONGEST = 300_000;
/** Milliseconds without a keystroke after which the draft is looked at. */
const PAUSE = 350;

export interface FormHandlers {
  /** @param edited whether it is what was there, typed on in */
  draft(input: PageInput, edited: boolean): void;
  answered(input: PageInput | null): void;
  files(files: FileList | null, what: 'draft' | 'answered'): void;
  settings(settings: PageSettings): void;
  /** Nothing is in the box any more. */
  emptied(): void;
  /** All is to be as it was at first. */
  clear(): void;
}

/** What is in the form, to be kept where it is made anew in another language. */
export interface FormState {
  readonly text: string;
  /** Shown in place of the box: the name of a file. */
  readonly file: string | null;
  readonly answered: string;
  readonly answeredFile: string | null;
}

export const EMPTY_FORM: FormState = { text: '', file: null, answered: '', answeredFile: null };

export class Form {
  readonly element: HTMLElement;
  readonly box: HTMLTextAreaElement;
  readonly #answeredBox: HTMLTextAreaElement;
  readonly #handlers: FormHandlers;
  readonly #settings: PageSettings;
  readonly #file: HTMLElement;
  readonly #boxPlace: HTMLElement;
  readonly #answeredPlace: HTMLElement;
  readonly #answeredFile: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: FormState;
  /** The next text is another mail, and what was changed in the one before is not its history. */
  #fresh: boolean;

  constructor(settings: PageSettings, state: FormState, handlers: FormHandlers) {
    const words = PAGE_WORDS[settings.locale];
    this.#handlers = handlers;
    this.#settings = settings;
    this.#state = state;
    this.#fresh = state.text === '';
    this.box = h('textarea', { id: 'draft', rows: 10, spellcheck: 'false', autocomplete: 'off', dir: 'auto', 'aria-describedby': 'draft-hint', oninput: () => { this.#typed(() => { this.#read(); }); } });
    this.box.value = state.text;
    this.box.addEventListener('paste', (event) => { this.#pasted(event); });
    this.#answeredBox = h('textarea', { id: 'answered', rows: 4, spellcheck: 'false', autocomplete: 'off', dir: 'auto', 'aria-describedby': 'answered-hint', oninput: () => {
      this.#showAnswered(null);
      this.#typed(() => { handlers.answered({ from: 'text', text: this.#answeredBox.value }); });
    } });
    this.#answeredBox.value = state.answered;
    this.#file = h('p', { class: 'file' });
    this.#answeredFile = h('p', { class: 'by' });
    this.#showAnswered(state.answeredFile);
    this.#boxPlace = h('div', {}, h('p', { id: 'draft-hint', class: 'by' }, words.draftHint), this.box);
    this.#answeredPlace = h('div', { class: 'answered' },
      h('h3', {}, h('label', { for: 'answered' }, words.answered)), h('p', { id: 'answered-hint', class: 'by' }, words.answeredHint), this.#answeredBox, this.#answeredFile, this.#chooser('answered'));
    this.element = h('form', { class: 'form', autocomplete: 'off', onsubmit: (event) => { event.preventDefault(); } },
      this.#roles(),
      h('div', { class: 'draft' },
        h('h2', {}, h('label', { for: 'draft' }, words.draft)),
        this.#boxPlace, this.#file,
        h('p', { class: 'buttons' }, this.#chooser('draft'), ' ', h('span', { class: 'by' }, words.orDrop)),
        h('p', { class: 'buttons' }, h('button', { type: 'button', class: 'quiet', onclick: () => { this.put(words.exampleText); } }, words.example), h('button', { type: 'button', class: 'quiet', onclick: () => { handlers.clear(); } }, words.clear))),
      this.#answeredPlace,
      this.#domains());
    this.#answeredPlace.hidden = settings.role !== 'candidate';
    this.#showFile();
  }

  get state(): FormState {
    return { ...this.#state, text: this.box.value, answered: this.#answeredBox.value };
  }

  /** Text into the box, as if it had been typed. */
  put(text: string): void {
    this.#state = { ...this.#state, file: null };
    this.#showFile();
    this.box.value = text;
    this.#fresh = true;
    this.#read();
  }

  /** A file in place of the box, or of the mail that is answered. */
  showFile(name: string, what: 'draft' | 'answered'): void {
    clearTimeout(this.#timer);
    if (what === 'answered') {
      this.#showAnswered(name);
      this.#answeredBox.value = '';
      return;
    }
    this.#state = { ...this.#state, file: name };
    this.box.value = '';
    this.#showFile();
  }

  /** What is typed takes the place of a file. */
  #showAnswered(name: string | null): void {
    this.#state = { ...this.#state, answeredFile: name };
    this.#answeredFile.replaceChildren(...(name === null ? [] : [h('bdi', {}, name), ' ', h('button', { type: 'button', class: 'quiet', onclick: () => {
      this.#showAnswered(null);
      this.#answeredBox.focus();
      this.#handlers.answered(null);
    } }, PAGE_WORDS[this.#settings.locale].takeAway)]));
  }

  #showFile(): void {
    const { file } = this.#state;
    this.#boxPlace.hidden = file !== null;
    this.#file.hidden = file === null;
    this.#file.replaceChildren(h('bdi', {}, file));
  }

  #typed(then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, PAUSE);
  }

  #read(): void {
    clearTimeout(this.#timer);
    const edited = !this.#fresh;
    this.#fresh = this.box.value.trim() === '';
    if (this.#fresh) this.#handlers.emptied();
    else this.#handlers.draft({ from: 'text', text: this.box.value }, edited);
  }

  #pasted(event: ClipboardEvent): void {
    const [file] = event.clipboardData?.files ?? [];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (file !== undefined && text === '') {
      event.preventDefault();
      this.#handlers.files(event.clipboardData!.files, 'draft');
    } else if (text.length > LONGEST) {
      event.preventDefault();
      this.showFile(PAGE_WORDS[this.#settings.locale].bytes(text.length), 'draft');
      this.#handlers.draft({ from: 'text', text }, false);
    } else if (this.box.selectionEnd - this.box.selectionStart === this.box.value.length) this.#fresh = true;
  }

  #chooser(what: 'draft' | 'answered'): HTMLElement {
    const words = PAGE_WORDS[this.#settings.locale];
    const input = h('input', { type: 'file', id: `${what}-file`, accept: '.eml,.msg,.json,.txt,message/rfc822', onchange: () => {
      this.#handlers.files(input.files, what);
      // The same file again is a change, too.
      input.value = '';
    } });
    return h('span', { class: 'chooser' }, input, h('label', { for: `${what}-file`, class: 'button' }, words.choose));
  }

  #roles(): HTMLElement {
    const words = PAGE_WORDS[this.#settings.locale];
    const role = (value: Role): HTMLElement => h('label', {}, h('input', { type: 'radio', name: 'role', value, checked: value === this.#settings.role, onchange: () => {
      this.#answeredPlace.hidden = value !== 'candidate';
      this.#change({ role: value });
    } }), ' ', words.roles[value]);
    return h('fieldset', { class: 'roles' }, h('legend', {}, words.who), (['hr', 'candidate', 'other'] as const).map(role));
  }

  #domains(): HTMLElement {
    const words = PAGE_WORDS[this.#settings.locale];
    const input = h('input', { type: 'text', id: 'domains', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': 'domains-hint', value: this.#settings.internalDomains.join(', '), onchange: () => { this.#change({ internalDomains: domainsOf(input.value) }); } });
    return h('div', { class: 'domains' }, h('label', { for: 'domains' }, words.domains), h('p', { id: 'domains-hint', class: 'by' }, words.domainsHint), input);
  }

  #now: Partial<PageSettings> = {};

  #change(change: Partial<PageSettings>): void {
    this.#now = { ...this.#now, ...change };
    this.#handlers.settings({ ...this.#settings, ...this.#now });
  }
}
