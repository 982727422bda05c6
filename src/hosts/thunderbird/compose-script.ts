import type { Messenger } from './messenger.ts';
import type { TextEdit } from './questions.ts';
import type { Looked, Mark, Request, ToScript } from './requests.ts';
import { placesOf, serialise, type ElementLike, type Serialised } from './serialise.ts';

/**
 * Runs beside the text that is being written. It reads the text and marks words by the CSS Custom Highlight API, which changes nothing in the
 * document: what is sent has no trace of it.
 */

const host = messenger as Messenger;
/** Milliseconds from the last key until the text is looked at, and between two questions about recipients. */
const DEBOUNCE = 500;
const INTERVAL = 2_000;
const LEVELS = ['error', 'warning', 'info'] as const;

let plain = false;
let changed = true;
let looking = false;
let timer: ReturnType<typeof setTimeout> | undefined;

const read = (): Serialised => serialise(document.body as unknown as ElementLike, plain);

function rangeOf(text: Serialised, { start, end }: { readonly start: number; readonly end: number }): Range | null {
  const places = placesOf(text, start, end);
  if (places === null) return null;
  const range = document.createRange();
  range.setStart(places.start.node as unknown as Text, places.start.offset);
  range.setEnd(places.end.node as unknown as Text, places.end.offset);
  return range;
}

function mark(text: Serialised, marks: readonly Mark[]): void {
  for (const level of LEVELS) {
    const ranges = marks.filter((each) => each.level === level).map((each) => rangeOf(text, each)).filter((range) => range !== null);
    if (ranges.length === 0) CSS.highlights.delete(`undisclosed-${level}`);
    else CSS.highlights.set(`undisclosed-${level}`, new Highlight(...ranges));
  }
}

/** One question at a time; what changes meanwhile is asked about in the next. */
async function look(): Promise<void> {
  if (looking || document.visibilityState === 'hidden') return;
  looking = true;
  try {
    const text = changed ? read() : null;
    changed = false;
    const looked = await host.runtime.sendMessage({ kind: 'look', plain, ...(text === null ? {} : { content: text.content }) } satisfies Request) as Looked | undefined;
    if (looked === undefined || 'same' in looked) return;
    if ('need' in looked) {
      plain = looked.plain;
      changed = true;
      soon();
    } else if (!changed) mark(text ?? read(), looked.marks);
  } catch {
    // The add-on was taken away or is being renewed: its marks go with it.
    mark(read(), []);
  } finally {
    looking = false;
  }
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => { void look(); }, DEBOUNCE);
}

/** As typing would, so that it can be undone; from the last place to the first, since each moves what is behind it. */
function edit(text: Serialised, edits: readonly TextEdit[]): boolean {
  const selection = document.getSelection();
  const ranges = [...edits].sort((a, b) => b.start - a.start).map(({ start, end, text: instead }) => ({ range: rangeOf(text, { start, end }), instead }));
  if (selection === null || ranges.some(({ range }) => range === null)) return false;
  for (const { range, instead } of ranges) {
    selection.removeAllRanges();
    selection.addRange(range!);
    const done = instead === '' ? document.execCommand('delete') : document.execCommand('insertText', false, instead);
    if (done) continue;
    range!.deleteContents();
    if (instead !== '') range!.insertNode(document.createTextNode(instead));
  }
  return true;
}

host.runtime.onMessage.addListener((message: ToScript) => {
  plain = message.plain;
  const text = read();
  if (message.kind === 'read') return Promise.resolve(text.content);
  return Promise.resolve(text.content === message.content && edit(text, message.edits));
});

new MutationObserver(() => {
  changed = true;
  soon();
}).observe(document.body, { childList: true, characterData: true, subtree: true });
setInterval(() => { void look(); }, INTERVAL);
soon();
