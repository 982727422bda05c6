import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL, mailFrames, OPTNEG, Peer } from '../milter/server-side.ts';
import { BIN, runIn } from './program.ts';

let folder: string;
let config: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-milter-'));
  config = join(folder, 'config.yaml');
  writeFileSync(config, 'extends: [hr]\ninternalDomains: [example.com]\npolicy: { mode: enforce, groupMailing: { from: 2, action: reject } }\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  /** The first line with this event. */
  event(name: string): Promise<Record<string, unknown>>;
  stop(): Promise<number | null>;
}

/** Starts a milter; `descriptor` becomes its number 3, as a service manager hands over a socket. */
function start(args: readonly string[], descriptor?: Server): Running {
  const handed = descriptor === undefined ? undefined : (descriptor as unknown as { readonly _handle: { readonly fd: number } })._handle.fd;
  // A service manager knows the number of the process that it becomes; a shell that becomes the program does as well.
  const command = handed === undefined ? [process.execPath, BIN] : ['/bin/sh', '-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"', process.execPath, BIN];
  const child = spawn(command[0]!, [...command.slice(1), 'milter', '--config', config, '--state', join(folder, 'state'), '--threads', '1', ...args], {
    env: { PATH: process.env['PATH'], LANG: 'en_GB.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe', ...(handed === undefined ? [] : [handed])],
  });
  let said = '';
  let errors = '';
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (said += part));
  child.stderr!.setEncoding('utf8').on('data', (part: string) => (errors += part));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    async event(name) {
      for (;;) {
        const found = said.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>).find(({ event }) => event === name);
        if (found) return found;
        const over = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20, 'goes on'))]);
        if (over !== 'goes on') throw new Error(`ended with ${String(over)}: ${errors}`);
      }
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A mail to two, which the policy refuses: whoever says so has judged it. */
async function judges(where: string | number): Promise<void> {
  const peer = new Peer(where);
  peer.send(OPTNEG, LOCAL, ...mailFrames({ to: ['anne@one.example', 'ben@two.example'] }));
  const [, verdict] = await peer.hears(2);
  peer.socket.destroy();
  expect(verdict).toMatchObject({ command: 'y', data: expect.stringMatching(/^550.*policy\/group-mailing/s) as unknown });
}

describe('a milter on the command line', () => {
  it.each(['unix', 'local'])('listens at %s:/path, for its owner and group', async (scheme) => {
    const path = join(folder, 'm.sock');
    const running = start(['--listen', `${scheme}:${path}`]);
    expect(await running.event('listening')).toMatchObject({ endpoint: `unix:${path}`, mode: 'enforce' });
    expect(statSync(path).mode & 0o777).toBe(0o660);
    await judges(path);
    expect(await running.stop()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('gives its socket the permissions and the group that it is told', async () => {
    const path = join(folder, 'm.sock');
    const group = process.getgid!();
    const running = start(['--listen', `unix:${path}`, '--socket-mode', '0600', '--socket-group', String(group)]);
    await running.event('listening');
    expect([statSync(path).mode & 0o777, statSync(path).gid]).toEqual([0o600, group]);
    expect(await running.stop()).toBe(0);
  });

  it.each(['inet:PORT@127.0.0.1', 'inet:127.0.0.1:PORT', 'inet:PORT'])('listens on TCP, as libmilter or Postfix write it: %s', async (endpoint) => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as { readonly port: number };
    await new Promise((resolve) => probe.close(resolve));
    const running = start(['--listen', endpoint.replace('PORT', String(port))]);
    expect(await running.event('listening')).toMatchObject({ endpoint: `inet:${port}@127.0.0.1` });
    await judges(port);
    expect(await running.stop()).toBe(0);
  });

  it('takes the socket that a service manager hands over', async () => {
    const manager = createServer();
    await new Promise<void>((resolve) => manager.listen(0, '127.0.0.1', resolve));
    const { port } = manager.address() as { readonly port: number };
    const running = start([], manager);
    // From here on the milter alone has it.
    manager.close();
    expect(await running.event('listening')).toMatchObject({ endpoint: 'systemd' });
    await judges(port);
    expect(await running.stop()).toBe(0);
  });
});

describe('a milter that cannot be started ends with 2 and says why', () => {
  const where = (): string[] => ['--listen', `unix:${join(folder, 'm.sock')}`];
  const state = (): string[] => ['--state', join(folder, 'state')];
  const fails = async (args: readonly string[], said: RegExp, env: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { code, out, err } = await runIn(folder, ['milter', ...args], { env });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
    expect(err).not.toMatch(/^\s+at /m);
    expect(existsSync(join(folder, 'm.sock'))).toBe(false);
  };

  it('without a configuration', () => fails([...where(), ...state()], /--config/));
  it('with a configuration that is not there', () => fails([...where(), ...state(), '--config', join(folder, 'none.yaml')], /none\.yaml/));
  it('with a configuration that is wrong', async () => {
    writeFileSync(config, 'policy: { mode: enforced }\n');
    await fails([...where(), ...state(), '--config', config], /config\.yaml:1:17: .*enforce/);
  });
  it('without a place to listen at', () => fails(['--config', config, ...state()], /--listen/));
  it('with a socket that was handed to another process', () => fails(['--config', config, ...state()], /--listen/, { LISTEN_PID: '1', LISTEN_FDS: '1' }));
  it.each(['unix:relative.sock', 'unix:', 'm.sock', 'inet:', 'inet:0', 'inet:70000@127.0.0.1', 'inet:host', 'tcp:8891', ''])('with --listen %j', async (endpoint) => {
    await fails(['--config', config, ...state(), `--listen=${endpoint}`], /--listen.*unix:\/path/s);
  });
  it.each(['660x', '0', '888', '7777', 'rw', ''])('with --socket-mode %j', async (mode) => {
    await fails(['--config', config, ...state(), ...where(), `--socket-mode=${mode}`], /--socket-mode.*600/s);
  });
  it.each(['0', '-1', '100', 'many', '1.5', ''])('with --threads %j', async (threads) => {
    await fails(['--config', config, ...state(), ...where(), `--threads=${threads}`], /--threads.*99/s);
  });
  it.each(['0.0.0.0:9460', '192.0.2.1:9460', 'x', '0', ''])('with --metrics %j, which others could reach or nobody', async (metrics) => {
    await fails(['--config', config, ...state(), ...where(), `--metrics=${metrics}`], /--metrics.*127\.0\.0\.1:9460/s);
  });
  it('with a group that is not there', () => fails(['--config', config, ...state(), ...where(), '--socket-group', 'no-such-group'], /no such group/));
  it('with a file in the place of its socket, which stays', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'kept');
    await fails(['--config', config, ...state(), '--listen', `unix:${path}`], /not a socket/);
    expect(existsSync(path)).toBe(true);
  });
  it('with a record that cannot be written', () => fails(['--config', config, ...where(), '--state', config], /--state/));
  it('with an action that it does not know', () => fails(['raport'], /report/));
  it('in French as well', () => fails(['--config', config, ...where(), '--threads', '0'], /--threads/, { LANG: 'fr_FR.UTF-8' }));
});
