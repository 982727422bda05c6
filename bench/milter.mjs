/**
 * The milter with all rules against one in Node that lets everything pass, and against others where they are installed, within the same
 * Postfix, in turn in one run: absolute figures say more of the machine than of the code. Wants to be root, and Postfix installed.
 * `npm run bench:milter [rounds] [mails]`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromSource, root } from '../scripts/from-source.mjs';
import { startOthers } from './other-milters.mjs';

const [rounds = 5, mails = 500] = process.argv.slice(2).map(Number);
const { hasPostfix, Postfix, startMilter } = await fromSource('test/peers/postfix.ts');
const { SmtpClient } = await fromSource('test/peers/smtp.ts');
if (!hasPostfix) {
  console.error('There is no Postfix here, or this is not root.');
  process.exit(2);
}

/** 5 KB as people write them: French, with a history below. */
const paragraph = 'Merci pour votre retour. Nous avons relu le dossier avec Paul, et nous vous proposons un rendez-vous jeudi à dix heures dans nos locaux.\r\n';
const body = `Bonjour Anne,\r\n\r\n${paragraph.repeat(33)}\r\nBien à vous,\r\nClaire\r\n\r\nLe 3 novembre 2025, Anne a écrit :\r\n> ${paragraph}`;
const message = `From: Claire Morel <claire@example.com>\r\nTo: Anne Martel <anne@world.example>\r\nSubject: Re: votre dossier\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const postfix = await Postfix.start({ default_transport: 'discard:', relayhost: '', milter_default_action: 'tempfail' });
const milter = await startMilter(postfix, 'extends: [all]\ninternalDomains: [example.com]\npolicy: { mode: enforce }\n');
mkdirSync(join(postfix.folder, 'trivial'), { mode: 0o755 });
const trivialSocket = join(postfix.folder, 'trivial/m.sock');
const trivial = spawn(process.execPath, [join(root, 'bench/trivial-milter.mjs'), trivialSocket], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => trivial.stdout.once('data', resolve));
const file = join(postfix.folder, 'mail.eml');
writeFileSync(file, message);

const others = await startOthers(postfix.folder);
const KINDS = { none: '', trivial: `unix:${trivialSocket}`, undisclosed: `unix:${postfix.socket}`, ...others.sockets };
const rates = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
const latencies = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
try {
  // The first round warms all of them up.
  for (let round = 0; round <= rounds; round++) {
    for (const [kind, socket] of Object.entries(KINDS)) {
      await postfix.set({ smtpd_milters: socket });
      const start = process.hrtime.bigint();
      const { status } = spawnSync('smtp-source', ['-s', '4', '-m', String(mails), '-F', file, '-f', 'claire@example.com', '-t', 'anne@world.example', `127.0.0.1:${postfix.port}`], { stdio: 'inherit' });
      if (status !== 0) throw new Error(`smtp-source ended with ${status}`);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const client = await SmtpClient.open(postfix.port);
      for (let n = 0; n < 60; n++) {
        await client.command('MAIL FROM:<claire@example.com>');
        await client.command('RCPT TO:<anne@world.example>');
        await client.command('DATA');
        const sent = process.hrtime.bigint();
        const { code } = await client.command(`${Buffer.from(message).toString('latin1')}.`);
        if (code !== 250) throw new Error(`answered with ${code}`);
        if (round > 0) latencies[kind].push(Number(process.hrtime.bigint() - sent) / 1e6);
      }
      client.close();
      if (round > 0) rates[kind].push(mails / seconds);
      await postfix.settled();
    }
  }
} finally {
  trivial.kill();
  await others.stop();
  await milter.stop();
  await postfix.stop();
}

const ratio = (kind) => median(rates[kind].map((rate, round) => rate / rates.trivial[round]));
const judged = milter.lines.filter(({ event }) => event === 'mail');
console.log(`     ${judged.length} mails of ${Buffer.byteLength(message)} bytes judged, ${median(judged.map(({ ms }) => ms))} ms each (median) from the end of the message to its verdict`);
for (const kind of Object.keys(KINDS)) console.log(`     ${kind}: ${median(rates[kind]).toFixed(0)} mails/s (${rates[kind].map((rate) => rate.toFixed(0)).join(' ')}), reply after ${median(latencies[kind]).toFixed(2)} ms (median); ${ratio(kind).toFixed(2)} of the rate with trivial`);
const results = [];
function report(what, value, target, better) {
  const met = better === 'more' ? value >= target : value <= target;
  results.push(met);
  console.log(`${met ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(2)} (target ${better === 'more' ? '≥' : '≤'} ${target})`);
}
report('mails/s with all rules, of those with a milter that lets everything pass', ratio('undisclosed'), 0.85, 'more');
report('milliseconds that judging adds to that milter, median', median(latencies.undisclosed) - median(latencies.trivial), 2, 'less');
process.exitCode = results.every(Boolean) ? 0 : 1;
