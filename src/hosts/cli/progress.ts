import type { CliWords } from './words.ts';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PATIENCE = 1000;
const INTERVAL = 120;

/**
 * A line on standard error that counts, for work that takes longer than a second, where a person watches.
 * How much there is to come is not known: folders and mboxes are read as they are walked.
 */
export class Progress {
  readonly #words: CliWords;
  readonly #start = performance.now();
  #last = 0;
  #frame = 0;
  #shown = false;

  constructor(words: CliWords) {
    this.#words = words;
  }

  /** @param count messages done so far */
  tick(count: number): void {
    const now = performance.now();
    if (now - this.#start < PATIENCE || now - this.#last < INTERVAL) return;
    this.#last = now;
    if (!process.stderr.isTTY) return;
    this.#shown = true;
    process.stderr.write(`\r\u001B[2K${FRAMES[this.#frame++ % FRAMES.length]!} ${this.#words.progress(String(count))}`);
  }

  /** Takes the line away, before anything else is written to the terminal. */
  clear(): void {
    if (!this.#shown) return;
    process.stderr.write('\r\u001B[2K');
    this.#shown = false;
  }
}
