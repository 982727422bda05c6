import { chmodSync, chownSync, lstatSync, readFileSync, unlinkSync } from 'node:fs';
import { connect, type ListenOptions, type Server } from 'node:net';

/** Where a milter waits for its mail server. */
export type Endpoint =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'inet'; readonly host: string; readonly port: number }
  /** A socket that somebody else opened and handed over (systemd socket activation). */
  | { readonly kind: 'inherited'; readonly fd: number };

/** sd_listen_fds(3): the first descriptor handed over. */
const FIRST_INHERITED = 3;

/**
 * `unix:/path`, `local:/path`, `inet:port@host`, `inet6:port@host` as libmilter writes them, `inet:host:port` as Postfix does.
 * @returns null for anything else
 */
export function parseEndpoint(text: string): Endpoint | null {
  const unix = /^(?:unix|local):(\/.+)$/.exec(text);
  if (unix) return { kind: 'unix', path: unix[1]! };
  const inet = /^inet6?:(?:(?<port>\d{1,5})(?:@(?<host>[^@\s]+))?|(?<host2>[^@\s]+):(?<port2>\d{1,5}))$/.exec(text)?.groups;
  if (!inet) return null;
  const port = Number(inet['port'] ?? inet['port2']);
  const host = (inet['host'] ?? inet['host2'] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  return port > 0 && port < 65536 ? { kind: 'inet', host, port } : null;
}

/** The socket that systemd hands over; null if it does not. */
export function inheritedEndpoint(env: Readonly<Record<string, string | undefined>>, pid: number): Endpoint | null {
  return env['LISTEN_PID'] === String(pid) && Number(env['LISTEN_FDS']) >= 1 ? { kind: 'inherited', fd: FIRST_INHERITED } : null;
}

/** Why a socket cannot be had; see words.ts. */
export type ListenFault = 'not-a-socket' | 'in-use' | 'not-ours' | 'no-group';

export class ListenError extends Error {
  readonly fault: ListenFault;

  constructor(fault: ListenFault) {
    super(fault);
    this.name = 'ListenError';
    this.fault = fault;
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}

/**
 * Takes away a socket that an ended process left behind: only a socket (a symbolic link is none), only our own, and only if
 * nobody answers behind it.
 */
async function removeStale(path: string): Promise<void> {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isSocket()) throw new ListenError('not-a-socket');
  const uid = process.getuid!();
  if (uid !== 0 && stat.uid !== uid) throw new ListenError('not-ours');
  if (await answers(path)) throw new ListenError('in-use');
  unlinkSync(path);
}

/** A group's number by its name in /etc/group, or as it is written. */
function groupId(group: string): number {
  if (/^\d{1,9}$/.test(group)) return Number(group);
  const line = readFileSync('/etc/group', 'utf8').split('\n').find((each) => each.startsWith(`${group}:`));
  const id = Number(line?.split(':')[2] ?? Number.NaN);
  if (Number.isNaN(id)) throw new ListenError('no-group');
  return id;
}

export interface SocketOptions {
  /** Permissions of a unix socket. */
  readonly mode: number;
  /** Its group, by name or number. */
  readonly group?: string | undefined;
}

/** @throws ListenError, or what the system says */
export async function listen(server: Server, endpoint: Endpoint, { mode, group }: SocketOptions): Promise<void> {
  const gid = group === undefined ? null : groupId(group);
  if (endpoint.kind === 'unix') await removeStale(endpoint.path);
  const where: ListenOptions = endpoint.kind === 'unix' ? { path: endpoint.path } : endpoint.kind === 'inet' ? { host: endpoint.host, port: endpoint.port } : { fd: endpoint.fd } as ListenOptions;
  // Nobody may connect before group and permissions are as they should be.
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(where, () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  } finally {
    process.umask(before);
  }
  if (endpoint.kind !== 'unix') return;
  if (gid !== null) chownSync(endpoint.path, process.getuid!(), gid);
  chmodSync(endpoint.path, mode);
}
