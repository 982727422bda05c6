/// <reference types="office-js" />
import type { Config, Finding, Locale } from '../../rule/types.ts';
import { acknowledge, digestOf } from './acknowledge.ts';
import { check, type Checked } from './check.ts';
import { mailboxOf } from './office.ts';
import { readWritten, type Written } from './read.ts';
import { choiceOf, type Choice } from './settings.ts';
import { moveToBcc, MOST } from './to-bcc.ts';
import { localeOf, OUTLOOK_WORDS } from './words.ts';

/** Put in by the build. */
declare const UNDISCLOSED_CONFIG: Config;

type Tag = 'h1' | 'h2' | 'p' | 'ul' | 'li' | 'button' | 'form' | 'label' | 'select' | 'option' | 'input' | 'div' | 'span';

/** An element with text: nothing here is ever parsed as markup. */
function element<T extends Tag>(tag: T, text = '', attributes: Readonly<Record<string, string>> = {}, ...inside: readonly HTMLElement[]): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (text !== '') made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

class Pane {
  readonly #mailbox = mailboxOf(Office);
  readonly #locale: Locale = localeOf(this.#mailbox.language);
  readonly #words = OUTLOOK_WORDS[this.#locale];
  readonly #status = element('p', '', { role: 'status' });
  readonly #findings = element('div', '', { id: 'findings' });
  #choice: Choice = choiceOf(this.#mailbox.chosen);

  start(): void {
    document.documentElement.lang = this.#locale;
    const look = element('button', this.#words.look, { type: 'button' });
    look.addEventListener('click', () => void this.look());
    document.body.replaceChildren(element('h1', 'Undisclosed'), this.#status, this.#findings, look, this.#form());
    void this.look();
  }

  async look(note = ''): Promise<void> {
    try {
      const written = await readWritten(this.#mailbox);
      const checked = check(written, UNDISCLOSED_CONFIG, this.#choice, this.#locale);
      this.#show(written, checked);
      const hints = [...(written.lists > 0 ? [this.#words.lists(written.lists)] : []), ...(written.cut ? [this.#words.cut] : [])];
      this.#status.textContent = [note, ...(checked.findings.length === 0 ? [this.#words.clean] : []), ...hints].filter((text) => text !== '').join(' ');
    } catch {
      this.#findings.replaceChildren();
      this.#status.textContent = this.#words.unchecked;
    }
  }

  #show(written: Written, { findings, outcome }: Checked): void {
    const list = element('ul', '', {}, ...findings.map((finding) => this.#finding(finding)));
    this.#findings.replaceChildren(list);
    if (findings.some(({ suggestions }) => suggestions.some(({ id }) => id === 'move-to-bcc' || id === 'one-mail-a-person')) && written.to.length + written.cc.length > 1) {
      const move = element('button', this.#words.toBcc, { type: 'button', id: 'to-bcc' });
      move.addEventListener('click', () => void this.#toBcc(written));
      this.#findings.append(move);
    }
    if (outcome === 'go') return;
    const letGo = element('button', this.#words.sendAnyway, { type: 'button', id: 'send-anyway' });
    letGo.addEventListener('click', () => void acknowledge(this.#mailbox.item, digestOf(written)).then(() => this.look(this.#words.acknowledged), () => this.look(this.#words.unchecked)));
    this.#findings.append(letGo);
  }

  #finding({ level, title, message, why, suggestion }: Finding): HTMLElement {
    const { levels, why: reason, todo } = this.#words;
    return element('li', '', { class: level }, element('h2', title), element('p', '', {}, element('span', levels[level], { class: 'level' }), element('span', ` ${message}`)), element('p', `${reason} – ${why}`), element('p', `${todo} – ${suggestion}`));
  }

  async #toBcc(written: Written): Promise<void> {
    const moved = await moveToBcc(this.#mailbox.item, written);
    const { notMoved, halfMoved, tooMany } = this.#words;
    await this.look('moved' in moved ? this.#words.moved(moved.moved) : moved.failed === 'half' ? halfMoved : moved.failed === 'too-many' ? `${notMoved} ${tooMany(MOST)}` : notMoved);
  }

  #form(): HTMLElement {
    const { profile, profiles, domains, save } = this.#words;
    const select = element('select', '', { id: 'profile' }, ...Object.entries(profiles).map(([value, text]) => element('option', text, { value })));
    select.value = this.#choice.preset ?? 'recommended';
    const input = element('input', '', { id: 'domains', type: 'text', value: (this.#choice.internalDomains ?? []).join(', ') });
    // What the organisation has decided is not the user's to choose.
    if (UNDISCLOSED_CONFIG.extends !== undefined) select.disabled = true;
    const form = element('form', '', {}, element('label', profile, { for: 'profile' }), select, element('label', domains, { for: 'domains' }), input, element('button', save, { type: 'submit' }));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save(choiceOf({ preset: select.value, internalDomains: input.value.split(/[\s,;]+/).filter((domain) => domain !== '') }));
    });
    return form;
  }

  #save(choice: Choice): void {
    this.#choice = choice;
    const { roamingSettings } = Office.context;
    roamingSettings.set('undisclosed', choice);
    roamingSettings.saveAsync(() => void this.look(this.#words.saved));
  }
}

void Office.onReady(() => new Pane().start());
