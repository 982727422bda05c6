import { lstatSync, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

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

/**
 * Whether somebody who acts with root's rights could have made up a file or folder, or may change it or a folder above it: what
 * says who may approve must not be of their own making. A symbolic link counts as what it leads to.
 * @throws what the system says, where there is no such file
 */
export function isOwnMaking(path: string, actor: Actor): boolean {
  if (!actor.root || actor.uid === 0) return false;
  for (let at = realpathSync(path); ; at = dirname(at)) {
    const { uid, mode } = lstatSync(at);
    if (uid === actor.uid || ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0)) return true;
    if (dirname(at) === at) return false;
  }
}
