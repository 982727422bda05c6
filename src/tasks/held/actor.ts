import { constants, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';

/** Who does something, as the system says. */
export interface Actor {
  readonly user: string;
  /** User number of the person; of root itself: 0. */
  readonly uid: number;
  /** Runs with root's rights. */
  readonly root: boolean;
}

export interface SystemUser {
  /** Effective user number. */
  readonly uid: number;
  readonly username: string;
}

const NAME = /^[^\0-\x20\x7f:/]{1,64}$/;

/**
 * The user of the system, never a name that somebody gives themselves. Only what runs as root may say for whom: sudo sets SUDO_USER and
 * SUDO_UID over whatever stood there; of anybody else they are ignored.
 */
export function actorOf({ uid, username }: SystemUser, environment: Readonly<Record<string, string | undefined>>): Actor {
  const { SUDO_USER: behind, SUDO_UID: number } = environment;
  if (uid !== 0) return { user: username, uid, root: false };
  if (behind === undefined) return { user: username, uid, root: true };
  // Half of it, or what is no name, is not sudo's: nobody is meant by it.
  if (!NAME.test(behind) || !/^\d{1,10}$/.test(number ?? '')) return { user: '', uid: -1, root: true };
  return { user: behind, uid: Number(number), root: true };
}

export function currentActor(): Actor {
  const { uid, username } = userInfo();
  return actorOf({ uid, username }, process.env);
}

const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;
const LINKS = 40;

/** Users that are programs: those of the system, and those that systemd makes for a service (DynamicUser). Anybody else may be a friend of the actor's. */
function isService(uid: number): boolean {
  return uid < 1000 || (uid >= 61_184 && uid <= 65_519);
}

/**
 * The real path of what says who may decide, for somebody who acts with root's rights; null: it could be of their own making. It has to
 * belong to root or to a service, as do all folders and links on the way, and others may write none of them; a folder on the way where
 * each may only take away their own (as /tmp) will do. It is walked from the root down, so that what was looked at cannot be exchanged
 * any more, and what is opened has to be what this returns: not the path that was typed, which may lead elsewhere by then.
 * @param path relative ones from the working folder
 * @throws what the system says, where there is no such file
 */
export function othersPath(path: string, { root, uid: own }: Actor): string | null {
  if (!root || own === 0) return realpathSync(path);
  const names = resolve(path).split(sep).filter((name) => name !== '');
  let at: string = sep;
  for (let links = 0; ;) {
    const { uid, mode } = lstatSync(at);
    const link = (mode & constants.S_IFMT) === constants.S_IFLNK;
    const shared = !link && (mode & OTHERS_WRITE) !== 0 && !((mode & STICKY) !== 0 && names.length > 0);
    if (uid === own || !isService(uid) || shared) return null;
    if (link) {
      if (++links > LINKS) return null;
      const target = readlinkSync(at);
      names.unshift(...target.split(sep).filter((name) => name !== ''));
      at = isAbsolute(target) ? sep : dirname(at);
    }
    const name = names.shift();
    if (name === undefined) return at;
    at = name === '..' ? dirname(at) : join(at, name);
  }
}
