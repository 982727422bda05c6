/** Milters of other makers, as they come, where they are installed: what a mail server's administrator is used to. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const OPENDKIM = '/usr/sbin/opendkim';
const RSPAMD = '/usr/bin/rspamd';
/** Of its stock configuration: proxy in milter mode. */
const RSPAMD_PORT = 11332;

/** @param where path of a socket, or a port of this host */
async function answers(where) {
  for (let turn = 0; turn < 1200; turn++) {
    const open = await new Promise((resolve) => {
      const socket = typeof where === 'number' ? connect(where, '127.0.0.1') : connect(where);
      socket.on('connect', () => socket.destroy() && resolve(true)).on('error', () => resolve(false));
    });
    if (open) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Signs for example.com, with a key made for this run. */
function startOpendkim(folder) {
  const own = join(folder, 'opendkim');
  mkdirSync(own, { mode: 0o755 });
  const key = join(own, 'key.pem');
  writeFileSync(key, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  const socket = join(own, 'm.sock');
  writeFileSync(join(own, 'conf'), `Syslog no\nUMask 000\nMode s\nDomain example.com\nSelector bench\nKeyFile ${key}\nSocket local:${socket}\nRequireSafeKeys no\nPidFile ${own}/pid\nInternalHosts 127.0.0.1\n`);
  return { child: spawn(OPENDKIM, ['-f', '-x', join(own, 'conf')], { stdio: ['ignore', 'ignore', 'inherit'] }), where: socket, name: `unix:${socket}` };
}

function startRspamd(folder) {
  const own = join(folder, 'rspamd');
  mkdirSync(own, { mode: 0o755 });
  const user = statSync('/var/lib/rspamd');
  chownSync(own, user.uid, user.gid);
  const child = spawn(RSPAMD, ['-f', '-u', '_rspamd', '-g', '_rspamd', `--var=RUNDIR=${own}`, `--var=DBDIR=${own}`, `--var=LOGDIR=${own}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, where: RSPAMD_PORT, name: `inet:127.0.0.1:${RSPAMD_PORT}` };
}

/**
 * Starts those that there are, and says which there are not.
 * @param folder of this run; who writes to it is root
 * @returns their sockets by name, as Postfix writes them
 */
export async function startOthers(folder) {
  const sockets = {};
  const children = [];
  for (const [name, path, start] of [['opendkim', OPENDKIM, startOpendkim], ['rspamd', RSPAMD, startRspamd]]) {
    if (!existsSync(path)) {
      console.log(`     ${name}: not installed, left out`);
      continue;
    }
    const running = start(folder);
    children.push(running.child);
    if (await answers(running.where)) sockets[name] = running.name;
    else console.log(`     ${name}: does not start here, left out`);
  }
  const ended = children.map((child) => new Promise((resolve) => child.on('exit', resolve)));
  return {
    sockets,
    async stop() {
      for (const child of children) child.kill();
      await Promise.all(ended);
    },
  };
}
