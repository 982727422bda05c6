import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it was taken in. */
export interface Received {
  readonly message: string;
  /** Its envelope. */
  readonly to: readonly string[];
}

/** A mail server on this machine that keeps what it is given. */
export interface SmtpSink {
  readonly port: number;
  readonly received: Received[];
  close(): Promise<void>;
}

export async function smtpSink(): Promise<SmtpSink> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
        received.push({ message: Buffer.concat(pieces).toString('latin1'), to: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
  });
  return { port, received, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}
