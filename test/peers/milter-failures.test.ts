import { existsSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostfix, Postfix, startMilter, until, type RunningMilter } from './postfix.ts';
import { send, SmtpClient } from './smtp.ts';

const TOULOUSE = readFileSync(fileURLToPath(new URL('../../fixtures/incidents/toulouse-rejection/rejection.eml', import.meta.url)), 'latin1').replace(/\r?\n/g, '\r\n');
const SENDER = 'recrutement@agence-belvezet.example';
const candidates = Array.from({ length: 40 }, (_, n) => `candidate${n}@webmail.example`);
const CONFIG = 'internalDomains: [agence-belvezet.example]\npolicy: { mode: enforce }\n';

const DEATHS = ['in the headers', 'at the end of the message', 'half way through its answer', 'hanging', 'not running'] as const;
type Death = (typeof DEATHS)[number];

/** Stands between Postfix and the milter, and lets the connection die where it is told to. */
class Undertaker {
  readonly #server: Server;
  readonly #path: string;
  death: Death = 'hanging';
  /** How often it came to that. */
  happened = 0;

  constructor(path: string, milter: string) {
    this.#path = path;
    this.#server = createServer((postfix) => {
      const behind = connect(milter);
      const die = (): void => {
        postfix.destroy();
        behind.destroy();
      };
      let ended = false;
      postfix.on('error', die).on('close', die).on('data', (chunk: Buffer) => {
        // L and E begin packets; a field of this mail holds neither behind a length that small.
        if (this.death === 'in the headers' && chunk.includes(Buffer.from('LSubject\0'))) {
          this.happened++;
          die();
        }
        else if (chunk.includes(Buffer.from([0, 0, 0, 1, 0x45]))) {
          ended = true;
          this.happened++;
          if (this.death === 'at the end of the message') die();
          else if (this.death !== 'hanging') behind.write(chunk);
        } else behind.write(chunk);
      });
      behind.on('error', die).on('close', die).on('data', (chunk: Buffer) => {
        if (!ended) postfix.write(chunk);
        // All of the quarantine and half of what follows it.
        else postfix.write(chunk.subarray(0, chunk.length - 3), die);
      });
    });
  }

  async open(): Promise<void> {
    rmSync(this.#path, { force: true });
    await new Promise<void>((resolve) => this.#server.listen(this.#path, resolve));
    chmodSync(this.#path, 0o666);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

it('has a Postfix to speak with', () => expect(hasPostfix).toBe(true));

describe.runIf(hasPostfix)('a milter that fails', () => {
  let postfix: Postfix;
  let milter: RunningMilter;
  let undertaker: Undertaker;

  beforeAll(async () => {
    postfix = await Postfix.start({ milter_content_timeout: '3s', milter_command_timeout: '3s', milter_connect_timeout: '3s' });
    milter = await startMilter(postfix, CONFIG);
    undertaker = new Undertaker(join(postfix.folder, 'run/under.sock'), postfix.socket);
    await undertaker.open();
  });
  afterAll(async () => {
    await undertaker.close();
    await milter.stop();
    await postfix.stop();
  });

  describe.each([['tempfail', 451], ['reject', 550], ['quarantine', 250], ['accept', 250]] as const)('with milter_default_action = %s', (action, code) => {
    beforeAll(() => postfix.set({ milter_default_action: action, smtpd_milters: `unix:${join(postfix.folder, 'run/under.sock')}` }));

    it.each(DEATHS)('%s: no mail is lost, and none that is held leaves unless that is what the server was told', async (death) => {
      await postfix.clear();
      undertaker.death = death;
      undertaker.happened = 0;
      if (death === 'not running') await undertaker.close();
      const reply = await send(postfix.port, SENDER, candidates, TOULOUSE);
      if (death !== 'not running') expect(undertaker.happened).toBe(1);
      if (death === 'not running') {
        undertaker = new Undertaker(join(postfix.folder, 'run/under.sock'), postfix.socket);
        await undertaker.open();
      }
      expect(Math.floor(reply.code / 100)).toBe(Math.floor(code / 100));
      await postfix.settled();
      const [held, delivered] = [(await postfix.held()).length, postfix.delivered.length];
      if (code !== 250) expect([held, delivered]).toEqual([0, 0]);
      else if (action === 'quarantine') expect([held, delivered]).toEqual([1, 0]);
      else expect(held + delivered).toBeGreaterThan(0);
    });
  });

  it('and comes back under a load of 2,000 mails: each that was taken is delivered, once', async () => {
    await postfix.set({ milter_default_action: 'tempfail', smtpd_milters: `unix:${postfix.socket}` });
    await postfix.clear();
    const MAILS = 2000;
    const accepted = new Set<number>();
    let next = 0;
    let refused = 0;
    const clients = Array.from({ length: 6 }, async () => {
      let client: SmtpClient | null = null;
      while (next < MAILS) {
        const number = next++;
        while (!accepted.has(number)) {
          try {
            client ??= await SmtpClient.open(postfix.port);
            const { code } = await client.mail(SENDER, [`one${number}@world.example`], `From: ${SENDER}\r\nTo: one${number}@world.example\r\nSubject: Number ${number}\r\n\r\nHello,\r\nall is well.\r\n`);
            if (code === 250) accepted.add(number);
            else throw new Error(String(code));
          } catch {
            // An SMTP session that began with the old milter is put off until it is begun anew.
            refused++;
            client?.close();
            client = null;
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        }
      }
      client?.close();
    });
    for (const [share, signal] of [[0.2, 'SIGTERM'], [0.4, 'SIGKILL'], [0.6, 'SIGTERM']] as const) {
      await until('some of the mails', () => accepted.size >= MAILS * share, 200_000);
      await milter.stop(signal);
      milter = await startMilter(postfix, CONFIG);
    }
    await Promise.all(clients);
    await until('all mails', () => postfix.delivered.length >= MAILS, 200_000);
    await postfix.settled();
    const numbers = postfix.delivered.map(({ message }) => Number(/^Subject: Number (\d+)/m.exec(message)![1]));
    expect(new Set(numbers).size).toBe(MAILS);
    expect(numbers).toHaveLength(MAILS);
    expect(refused).toBeGreaterThan(0);
    expect(existsSync(postfix.socket)).toBe(true);
  });
});
