import type { Peer } from './direction.ts';
import { UNCHANGED } from './edits.ts';
import { ProtocolError, strings, type Frame } from './frames.ts';
import { negotiate, type Agreement } from './negotiate.ts';
import { COMMAND } from './protocol.ts';
import { Transaction } from './transaction.ts';
import type { SessionHost } from './types.ts';

/** Steps of one mail, in the order in which they may come. */
const ORDER = [COMMAND.mail, COMMAND.recipient, COMMAND.data, COMMAND.header, COMMAND.endOfHeaders, COMMAND.body, COMMAND.end].join('');

const UNKNOWN: Peer = { family: 'U', address: '' };

/** One connection of a mail server: any number of mails, one after the other. */
export class Session {
  readonly #host: SessionHost;
  #agreement: Agreement | null = null;
  #peer = UNKNOWN;
  /** Of the mail: its queue id, and the name by which its sender logged in. */
  #id = '';
  #user: string | null = null;
  #mail: Transaction | null = null;
  #step = '';

  constructor(host: SessionHost) {
    this.#host = host;
  }

  /** A mail has begun and has not been answered. */
  get busy(): boolean {
    return this.#mail !== null;
  }

  /**
   * @returns what is to be sent; null: nothing; 'close': the server is done
   * @throws ProtocolError if it does not keep to the protocol: there is nothing to be said to it then
   */
  receive({ command, data }: Frame): Buffer | null | 'close' | Promise<Buffer> {
    if (command === COMMAND.negotiate) return this.#negotiate(data);
    if (!this.#agreement) throw new ProtocolError('a command before the negotiation');
    switch (command) {
      case COMMAND.macro:
        this.#takeMacros(data);
        return null;
      case COMMAND.abort:
        this.close();
        return null;
      case COMMAND.quit:
        return 'close';
      case COMMAND.quitNewConnection:
        this.close();
        this.#peer = UNKNOWN;
        return null;
      case COMMAND.end:
        return this.#answer(data);
      case COMMAND.connect:
        this.#connect(data);
        break;
      case COMMAND.helo:
      case COMMAND.unknown:
        break;
      default:
        this.#take(command, data);
    }
    return this.#agreement.silent.has(command) ? null : UNCHANGED;
  }

  /** The mail in hand will not be finished. */
  close(): void {
    this.#mail?.release();
    this.#mail = null;
    this.#step = '';
    this.#id = '';
    this.#user = null;
  }

  #negotiate(offer: Buffer): Buffer {
    if (this.#agreement) throw new ProtocolError('a second negotiation');
    const { answer, agreement } = negotiate(offer, this.#host.network);
    this.#agreement = agreement;
    return answer;
  }

  #connect(data: Buffer): void {
    const nul = data.indexOf(0);
    if (nul < 0 || data.length < nul + 2) throw new ProtocolError('a connection without a family');
    const family = String.fromCharCode(data[nul + 1]!);
    // Behind the family a port in two bytes, where there is an address.
    this.#peer = { family, address: family === '4' || family === '6' ? strings(data, nul + 4)[0] ?? '' : '' };
  }

  /** The first byte is the command that the macros are for; those for MAIL take the place of an earlier mail's. */
  #takeMacros(data: Buffer): void {
    if (data[0] === COMMAND.mail.charCodeAt(0)) {
      this.#id = '';
      this.#user = null;
    }
    const pairs = strings(data, 1);
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const [name, value] = [pairs[at]!, pairs[at + 1]!];
      if (name === 'i' || name === '{i}') this.#id = value;
      else if (name === '{auth_authen}') this.#user = value === '' ? null : value;
    }
  }

  #take(command: string, data: Buffer): Transaction {
    const step = ORDER.indexOf(command);
    if (step < 0) throw new ProtocolError('an unknown command');
    if (command === COMMAND.mail) {
      this.#mail?.release();
      this.#mail = new Transaction(this.#host, addressOf(data));
    } else if (!this.#mail || step < ORDER.indexOf(this.#step)) throw new ProtocolError('a command out of order');
    this.#step = command;
    const mail = this.#mail;
    if (command === COMMAND.recipient) mail.addRecipient(addressOf(data));
    else if (step > ORDER.indexOf(COMMAND.recipient)) {
      mail.begin(this.#peer, this.#user);
      if (command === COMMAND.header) {
        const [name = '', value = ''] = strings(data);
        mail.addHeader(name, this.#agreement!.leadingSpace ? value : ` ${value}`);
      } else if (command === COMMAND.endOfHeaders) mail.endHeaders();
      else if (command === COMMAND.body) mail.addBody(data);
    }
    return mail;
  }

  async #answer(rest: Buffer): Promise<Buffer> {
    const mail = this.#take(COMMAND.end, rest);
    // The last piece of the body may come with the end.
    if (rest.length > 0) mail.addBody(rest);
    const answer = await mail.answer(this.#agreement!, this.#id);
    this.close();
    return answer;
  }
}

/** `<a@b.example>` from an SMTP server, bare from the sendmail command; ESMTP parameters stand behind. */
function addressOf(data: Buffer): string {
  const nul = data.indexOf(0);
  const text = data.toString('utf8', 0, nul < 0 ? data.length : nul).trim();
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
}
