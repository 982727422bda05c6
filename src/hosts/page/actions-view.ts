import { focusOn, h, save } from './dom.ts';
import type { Shown, SplitOutcome } from './protocol.ts';
import type { PageWords } from './words.ts';

/** What can be done with the whole mail: take back, mend, save, split. */

export interface ActionHandlers {
  readonly undo: () => void;
  readonly applySafe: () => void;
  readonly download: () => void;
  /** @returns null where it could not be finished */
  readonly split: (progress: (done: number, total: number) => void) => Promise<SplitOutcome | null>;
  readonly stop: () => void;
  readonly say: (text: string) => void;
}

export class ActionsView {
  readonly element: HTMLElement;
  readonly #words: PageWords;
  readonly #handlers: ActionHandlers;
  readonly #place: HTMLElement;

  constructor(shown: Shown, words: PageWords, handlers: ActionHandlers) {
    this.#words = words;
    this.#handlers = handlers;
    this.#place = h('div', { class: 'split' });
    const button = (text: string, onclick: () => void, kind = ''): HTMLElement => h('button', { type: 'button', class: kind, onclick }, text);
    const format = shown.kind === 'json' ? 'json' : 'eml';
    this.element = h('section', { class: 'actions', 'aria-labelledby': 'actions-title' },
      h('h2', { id: 'actions-title', class: 'hidden' }, words.actions),
      h('p', { class: 'buttons' },
        shown.recipients > 1 && button(words.split(shown.recipients), () => void this.split(), shown.exposed > 0 ? 'main' : ''),
        (shown.changes > 0 || shown.kind !== 'eml') && button(words.download(format, shown.changes > 0), handlers.download, shown.changes > 0 && shown.exposed === 0 ? 'main' : ''),
        shown.safe > 1 && button(words.safe(shown.safe), handlers.applySafe),
        shown.changes > 0 && button(words.undo, handlers.undo),
        button(words.print, () => { print(); }, 'quiet')),
      this.#place);
  }

  /** Makes one mail a person, with progress, and gives them to be saved. */
  async split(): Promise<void> {
    const words = this.#words;
    const bar = h('progress', { 'aria-label': words.splitting(0, 0) });
    const count = h('span', {});
    const stop = h('button', { type: 'button', onclick: () => { this.#handlers.stop(); } }, words.stop);
    this.#place.replaceChildren(h('p', { class: 'buttons' }, bar, count, stop));
    focusOn(stop);
    const outcome = await this.#handlers.split((done, total) => {
      bar.max = total;
      bar.value = done;
      count.textContent = words.splitting(done, total);
    });
    if (outcome === null) this.#place.replaceChildren();
    else this.#show(outcome);
  }

  #show(outcome: SplitOutcome): void {
    const words = this.#words;
    if (outcome.refused !== null) {
      const text = outcome.refused.reason === 'stopped' ? words.stopped : `${words.splitRefused} ${words.splitRefusal(outcome.refused)}`;
      const line = h('p', {}, text);
      this.#place.replaceChildren(line);
      focusOn(line);
      this.#handlers.say(text);
      return;
    }
    const { file, name, mails, greeted, unchanged } = outcome;
    const text = words.splitDone(mails, greeted, unchanged);
    const button = h('button', { type: 'button', class: 'main', onclick: () => { save(file, name); } }, words.saveZip(words.bytes(file.size)));
    this.#place.replaceChildren(h('p', {}, text), h('p', { class: 'buttons' }, button));
    focusOn(button);
    this.#handlers.say(text);
  }
}
