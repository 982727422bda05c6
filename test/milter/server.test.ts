import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inheritedEndpoint, listen, parseEndpoint } from '../../src/hosts/milter/listen.ts';
import { MilterServer } from '../../src/hosts/milter/server.ts';
import type { Judged, Outcome, Rulebook } from '../../src/hosts/milter/types.ts';
import { PASS, TestHost } from './host.ts';
import { LOCAL, mailFrames, OPTNEG, Peer } from './server-side.ts';

let folder: string;
let path: string;
let server: MilterServer;
let outcomes: Outcome[];
let complaints: string[];
/** Answers the judge's next question when called. */
let verdicts: (() => void)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-milter-'));
  path = join(folder, 'm.sock');
  [outcomes, complaints, verdicts] = [[], [], []];
  const book = new TestHost().rulebook();
  const rulebook: Rulebook = { ...book, judge: () => new Promise<Judged>((resolve) => verdicts.push(() => resolve({ verdict: PASS, digest: null }))) };
  server = new MilterServer({
    rulebook: () => rulebook, done: (outcome) => outcomes.push(outcome), onProtocolError: (what) => complaints.push(what), onDefect: (error) => complaints.push(`defect: ${String(error)}`),
    maxConnections: 3, maxBytes: 1_000_000, idle: 60_000,
  });
  await listen(server.net, { kind: 'unix', path }, { mode: 0o660 });
});
afterEach(async () => {
  await server.stop(0);
  rmSync(folder, { recursive: true, force: true });
});

async function until(met: () => boolean): Promise<void> {
  for (let turn = 0; !met(); turn++) {
    if (turn > 1000) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a connection', () => {
  it('is answered although its mail comes byte by byte', async () => {
    const peer = new Peer(path);
    for (const byte of Buffer.concat([OPTNEG, LOCAL, ...mailFrames()])) peer.socket.write(Buffer.of(byte));
    await until(() => verdicts.length === 1);
    verdicts[0]!();
    expect((await peer.hears(2)).map(({ command }) => command)).toEqual(['O', 'c']);
    peer.socket.end();
    await peer.closed;
  });
  it('that sends what is no protocol is closed without a word', async () => {
    for (const [bytes, what] of [[Buffer.from('EHLO client\r\n'), 'a packet of impossible length'], [Buffer.concat([OPTNEG, OPTNEG]), 'a second negotiation'], [Buffer.alloc(4), 'a packet of impossible length']] as const) {
      const peer = new Peer(path);
      peer.send(bytes);
      await peer.closed;
      expect(complaints.at(-1)).toBe(what);
    }
    expect(complaints).toHaveLength(3);
  });
  it('that goes away anywhere leaves nothing behind', async () => {
    const whole = Buffer.concat([OPTNEG, LOCAL, ...mailFrames({ body: 'x'.repeat(2000) })]);
    for (let cut = 1; cut < whole.length; cut += 97) {
      const peer = new Peer(path);
      peer.send(whole.subarray(0, cut));
      peer.socket.end();
      await peer.closed;
    }
    await until(() => server.connections === 0);
    expect([server.bytes, complaints]).toEqual([0, []]);
  });
  it('that goes away while its mail is judged gets no answer, and the others do', async () => {
    const [gone, stays] = [new Peer(path), new Peer(path)];
    gone.send(OPTNEG, LOCAL, ...mailFrames());
    await until(() => verdicts.length === 1);
    gone.socket.destroy();
    stays.send(OPTNEG, LOCAL, ...mailFrames());
    await until(() => verdicts.length === 2);
    for (const answer of verdicts) answer();
    expect((await stays.hears(2)).map(({ command }) => command)).toEqual(['O', 'c']);
    await until(() => server.connections === 1 && server.bytes === 0);
    stays.socket.end();
    expect(complaints).toEqual([]);
  });
  it('beyond the most there may be is not taken', async () => {
    const peers = Array.from({ length: 3 }, () => new Peer(path));
    for (const peer of peers) peer.send(OPTNEG);
    for (const peer of peers) await peer.hears(1);
    const late = new Peer(path);
    await late.closed;
    expect(late.heard).toEqual([]);
    peers.forEach((peer) => peer.socket.end());
  });
});

describe('stopping', () => {
  it('finishes the mail in hand, and takes no other', async () => {
    const [idle, busy] = [new Peer(path), new Peer(path)];
    idle.send(OPTNEG);
    await idle.hears(1);
    busy.send(OPTNEG, LOCAL, ...mailFrames());
    await until(() => verdicts.length === 1);
    const stopped = server.stop(60_000);
    await idle.closed;
    await new Peer(path).closed;
    verdicts[0]!();
    await busy.closed;
    expect(busy.heard.map(({ command }) => command)).toEqual(['O', 'c']);
    await stopped;
    expect(outcomes).toHaveLength(1);
  });
  it('does not wait for a mail server that keeps its connection for later', async () => {
    const idle = connect({ path, allowHalfOpen: true });
    idle.on('error', () => undefined).resume();
    idle.write(OPTNEG);
    await until(() => server.connections === 1);
    await server.stop(2 ** 30);
    idle.destroy();
  });
  it('lets go of a peer that will not finish', async () => {
    const peer = new Peer(path);
    peer.send(OPTNEG, LOCAL, ...mailFrames().slice(0, 3));
    await peer.hears(1);
    await until(() => server.connections === 1);
    await server.stop(20);
    await peer.closed;
  });
});

describe('the socket', () => {
  it('has the permissions asked for, and goes with the server', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o660);
    await server.stop(0);
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });
  it('is not taken from who answers there, nor is anything else than a socket taken away', async () => {
    await expect(listen(createServer(), { kind: 'unix', path }, { mode: 0o600 })).rejects.toMatchObject({ fault: 'in-use' });
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    writeFileSync(file, 'mine');
    symlinkSync(path, link);
    for (const other of [file, link, folder]) await expect(listen(createServer(), { kind: 'unix', path: other }, { mode: 0o600 })).rejects.toMatchObject({ fault: 'not-a-socket' });
    expect(statSync(file).size).toBe(4);
    await expect(listen(createServer(), { kind: 'unix', path: join(folder, 'x') }, { mode: 0o600, group: 'no such group' })).rejects.toMatchObject({ fault: 'no-group' });
  });
});

describe('where to listen', () => {
  it.each([
    ['unix:/run/m.sock', { kind: 'unix', path: '/run/m.sock' }], ['local:/run/m.sock', { kind: 'unix', path: '/run/m.sock' }],
    ['inet:8890@127.0.0.1', { kind: 'inet', host: '127.0.0.1', port: 8890 }], ['inet:8890', { kind: 'inet', host: '127.0.0.1', port: 8890 }],
    ['inet:localhost:8890', { kind: 'inet', host: 'localhost', port: 8890 }], ['inet6:8890@[::1]', { kind: 'inet', host: '::1', port: 8890 }],
    ['unix:m.sock', null], ['/run/m.sock', null], ['inet:0', null], ['inet:65536', null], ['inet:x', null], ['', null],
  ])('%s', (text, endpoint) => expect(parseEndpoint(text)).toEqual(endpoint));
  it('is handed over by systemd to this process alone', () => {
    expect(inheritedEndpoint({ LISTEN_PID: '12', LISTEN_FDS: '1' }, 12)).toEqual({ kind: 'inherited', fd: 3 });
    for (const env of [{}, { LISTEN_PID: '13', LISTEN_FDS: '1' }, { LISTEN_PID: '12', LISTEN_FDS: '0' }, { LISTEN_PID: '12' }]) expect(inheritedEndpoint(env, 12)).toBeNull();
  });
});
