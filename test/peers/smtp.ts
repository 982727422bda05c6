import { connect, type Socket } from 'node:net';

/** An SMTP reply: its code, and its lines without it. */
export interface SmtpReply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** An SMTP client that does as it is told, and says every word that it hears. */
export class SmtpClient {
  readonly #socket: Socket;
  #text = '';
  #waiting: ((reply: SmtpReply) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;
  #closed = false;
  /** A server that greets with an error serves no mail on this connection. */
  #refusal: SmtpReply | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').on('data', (part: string) => {
      this.#text += part;
      this.#deliver();
    }).on('error', () => undefined).on('close', () => {
      this.#closed = true;
      this.#failed?.(new Error('the server closed the connection'));
    });
  }

  static async open(port: number): Promise<SmtpClient> {
    const client = new SmtpClient(connect(port, '127.0.0.1'));
    const greeting = await client.#reply();
    if (greeting.code === 220) await client.command('EHLO client.example');
    else client.#refusal = greeting;
    return client;
  }

  #deliver(): void {
    const end = /^(\d{3})(?: .*)?\r\n/m.exec(this.#text);
    if (!end || !this.#waiting) return;
    const whole = this.#text.slice(0, end.index + end[0].length);
    this.#text = this.#text.slice(whole.length);
    const resolve = this.#waiting;
    this.#waiting = null;
    this.#failed = null;
    resolve({ code: Number(end[1]), lines: whole.trimEnd().split('\r\n').map((line) => line.slice(4)) });
  }

  #reply(): Promise<SmtpReply> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Error('the server closed the connection'));
        return;
      }
      this.#waiting = resolve;
      this.#failed = reject;
      this.#deliver();
    });
  }

  command(line: string): Promise<SmtpReply> {
    this.#socket.write(`${line}\r\n`, 'latin1');
    return this.#reply();
  }

  /** Pretends to be another client (Postfix's XCLIENT): with an address from outside, or logged in. */
  async pretend(attributes: Readonly<Record<string, string>>): Promise<void> {
    const { code } = await this.command(`XCLIENT ${Object.entries(attributes).map(([name, value]) => `${name}=${value}`).join(' ')}`);
    if (code !== 220) throw new Error(`XCLIENT was answered with ${code}`);
    await this.command('EHLO client.example');
  }

  /** One mail; the reply to the first command that is refused, else that to its end. */
  async mail(from: string, to: readonly string[], message: string): Promise<SmtpReply> {
    if (this.#refusal) return this.#refusal;
    const steps = [`MAIL FROM:<${from}>`, ...to.map((address) => `RCPT TO:<${address}>`), 'DATA'];
    for (const step of steps) {
      const reply = await this.command(step);
      if (reply.code >= 400) {
        await this.command('RSET');
        return reply;
      }
    }
    return this.command(`${message.replace(/^\./gm, '..')}${message.endsWith('\r\n') ? '' : '\r\n'}.`);
  }

  close(): void {
    this.#socket.end('QUIT\r\n');
  }
}

/** Sends one mail over a connection of its own. */
export async function send(port: number, from: string, to: readonly string[], message: string, pretend: Readonly<Record<string, string>> = {}): Promise<SmtpReply> {
  const client = await SmtpClient.open(port);
  try {
    if (Object.keys(pretend).length > 0) await client.pretend(pretend);
    return await client.mail(from, to, message);
  } finally {
    client.close();
  }
}
