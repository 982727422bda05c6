import { saysAutomatic } from '../../draft/auto-submitted.ts';
import type { FieldChange } from './difference.ts';

/** A name as field names are compared (RFC 5322 §2.2); white space before the colon is the obsolete syntax's (§4.5). */
function nameOf(field: string): string {
  return field.trimEnd().toLowerCase();
}

const VERDICT = 'x-undisclosed';
const CONTEXT = 'x-undisclosed-';

/**
 * One message as it comes in: its fields always, its body only where it is going to be read. All text is bytes (latin1).
 */
export class IncomingMessage {
  readonly #fields: string[] = [];
  readonly #body: Buffer[] = [];
  readonly #verdicts: FieldChange[] = [];
  readonly #context: FieldChange[] = [];
  readonly #indexes = new Map<string, number>();
  #automatic = false;
  #size = 0;
  #keeps = true;

  /** Bytes held. */
  get size(): number {
    return this.#size;
  }

  /** Auto-Submitted other than `no` (RFC 3834 §5). */
  get automatic(): boolean {
    return this.#automatic;
  }

  addHeader(name: string, value: string): void {
    const key = nameOf(name);
    if (key === VERDICT || key.startsWith(CONTEXT)) {
      const index = (this.#indexes.get(key) ?? 0) + 1;
      this.#indexes.set(key, index);
      (key === VERDICT ? this.#verdicts : this.#context).push({ name: name.trimEnd(), index });
    } else if (key === 'auto-submitted') this.#automatic ||= saysAutomatic(value);
    if (!this.#keeps) return;
    // The server folds with LF alone; on the wire it was CRLF.
    const field = `${name}:${value.replace(/\r?\n/g, '\r\n')}\r\n`;
    this.#fields.push(field);
    this.#size += field.length;
  }

  addBody(chunk: Buffer): void {
    if (!this.#keeps) return;
    this.#body.push(chunk);
    this.#size += chunk.length;
  }

  /** From here on nothing is kept but what is to be removed; what was kept is let go. */
  letGo(): void {
    this.#keeps = false;
    this.#fields.length = 0;
    this.#body.length = 0;
    this.#size = 0;
  }

  /** A verdict that comes in is forged. */
  get forgedVerdicts(): readonly FieldChange[] {
    return this.#verdicts;
  }

  /** What a sending system said to us alone. */
  get contextFields(): readonly FieldChange[] {
    return this.#context;
  }

  /** The message as it stood on the wire, in memory of its own, so that it can be given away. */
  bytes(): Uint8Array<ArrayBuffer> {
    const whole = Buffer.allocUnsafeSlow(this.#size + 2);
    let at = whole.write(`${this.#fields.join('')}\r\n`, 'latin1');
    for (const chunk of this.#body) at += chunk.copy(whole, at);
    return whole;
  }
}
