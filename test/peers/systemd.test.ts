import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from './postfix.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const UNITS = join(ROOT, 'packaging/systemd');
const BIN = join(ROOT, 'bin/undisclosed.js');
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-systemd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('systemd', () => {
  const units = readdirSync(UNITS).sort();

  it('understands every line of the units', async () => {
    expect(units).toEqual(['undisclosed-held.service', 'undisclosed-held.timer', 'undisclosed-milter.service', 'undisclosed-milter.socket']);
    // It looks whether the program is there.
    for (const unit of units) writeFileSync(join(folder, unit), readFileSync(join(UNITS, unit), 'utf8').replace('/usr/bin/undisclosed', BIN));
    const verify = (unit: string): Promise<{ stdout: string; stderr: string }> => run('systemd-analyze', ['verify', '--man=no', unit]);
    expect(await verify(join(folder, 'undisclosed-milter.service'))).toEqual({ stdout: '', stderr: '' });
    for (const unit of units) expect(await verify(join(folder, unit))).toEqual({ stdout: '', stderr: '' });
    // That it says something where there is something to say.
    const wrong = join(folder, 'wrong.service');
    writeFileSync(wrong, readFileSync(join(folder, 'undisclosed-milter.service'), 'utf8').replace('PrivateTmp', 'PrivateTemp'));
    expect((await verify(wrong)).stderr).toContain('PrivateTemp');
  });

  it('starts the milter with the first connection, and hands it the socket', async () => {
    const socket = join(folder, 'milter.sock');
    const config = join(folder, 'undisclosed.config.yaml');
    writeFileSync(config, 'extends: [hr]\ninternalDomains: [example.com]\n');
    const child = spawn('systemd-socket-activate', ['-l', socket, process.execPath, BIN, 'milter', '--config', config, '--state', join(folder, 'state')], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.on('close', resolve));
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
    try {
      await until('a socket', () => said.includes('Listening on'));
      const offer = Buffer.from([0, 0, 0, 13, 0x4f, 0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0x1f, 0xff, 0xff]);
      const answer = await new Promise<Buffer>((resolve, reject) => {
        const client = connect(socket, () => client.write(offer)).on('error', reject).on('data', (data: Buffer) => {
          client.end();
          resolve(data);
        });
      });
      expect(String.fromCharCode(answer[4]!)).toBe('O');
      expect(answer.readUInt32BE(5)).toBe(6);
      await until('a line of its log', () => said.includes('"event":"listening"'));
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  });
});
