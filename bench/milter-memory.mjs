/**
 * 100,000 mails through one running milter, over four connections that each bring many: its memory after the last tenth against that
 * after the first. `node bench/milter-memory.mjs [mails]`; exits 1 when it grows.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mails = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-memory-'));
const path = join(folder, 'm.sock');
writeFileSync(join(folder, 'config.yaml'), 'extends: [all]\ninternalDomains: [example.com]\npolicy: { mode: enforce }\n');

const packet = (command, data = '') => {
  const bytes = Buffer.from(`\0\0\0\0${command}${data}`, 'latin1');
  bytes.writeUInt32BE(bytes.length - 4);
  return bytes;
};
const text = 'Merci pour votre retour. Nous avons relu le dossier avec Paul, et vous proposons un rendez-vous jeudi.\r\n';
/** Each mail is another, so that nothing remembered of one serves the next. */
const mail = (number) => Buffer.concat([
  packet('M', `<claire@example.com>\0`), packet('R', `<p${number}@world${number}.example>\0`), packet('L', 'From\0 claire@example.com\0'),
  packet('L', `To\0 P ${number} <p${number}@world${number}.example>\0`), packet('L', `Subject\0 Number ${number}\0`), packet('N'),
  packet('B', `Bonjour,\r\n${text.repeat(number % 40)}${number}\r\n`), packet('D', `Ei\0Q${number}\0`), packet('E'),
]);

const milter = spawn(process.execPath, [join(import.meta.dirname, '../bin/undisclosed.js'), 'milter', '--listen', `unix:${path}`, '--config', join(folder, 'config.yaml'), '--state', folder], { env: { PATH: process.env.PATH, UNDISCLOSED_LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => milter.stdout.once('data', resolve));
milter.stdout.resume();
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${milter.pid}/status`, 'utf8'))[1]) / 1024;

let next = 0;
const samples = [];
function connection() {
  return new Promise((resolve, reject) => {
    const socket = connect(path).on('error', reject).on('close', resolve);
    const more = () => {
      if (next >= mails) socket.end(packet('Q'));
      else socket.write(mail(next++));
      if (next % Math.ceil(mails / 20) === 0) samples.push(resident());
    };
    socket.write(Buffer.from('0000000d4f00000006000001ff001fffff', 'hex'));
    socket.write(packet('C', 'localhost\x004\x12\x34127.0.0.1\0'));
    // One answer to the offer, then one a mail.
    socket.on('data', more);
  });
}
await Promise.all([connection(), connection(), connection(), connection()]);
milter.kill();
await new Promise((resolve) => milter.on('close', resolve));
rmSync(folder, { recursive: true, force: true });
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const [early, late] = [median(samples.slice(2, 7)), median(samples.slice(-5))];
const met = late <= early * 1.2;
console.log(`${met ? 'ok  ' : 'MISS'} ${mails} mails: ${early.toFixed(0)} MB early, ${late.toFixed(0)} MB at the end (target ≤ 1.2 times)`);
process.exitCode = met ? 0 : 1;
