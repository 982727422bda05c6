import { chmodSync, chownSync, lchownSync, mkdirSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorOf, othersPath } from '../../src/tasks/held/actor.ts';
import { approverAddresses, permissionFor, type Parties } from '../../src/tasks/held/approvers.ts';
import { newFolder } from './desk.ts';

const APPROVERS = [
  { user: 'jeanne', addresses: ['jeanne@agence.example', 'direction@agence.example'] },
  { user: 'marc', addresses: ['m.petit@agence.example'] },
];
const from = (sender: string, more: Partial<Parties> = {}): Parties => ({ sender, login: null, authors: [], ...more });

describe('who may let a mail go', () => {
  it.each<[string, Parties, string]>([
    ['marc', from('claire@agence.example'), 'allowed'],
    ['claire', from('marc@agence.example'), 'unlisted'],
    ['Marc', from('claire@agence.example'), 'unlisted'],
    ['', from('claire@agence.example'), 'unlisted'],
    ['jeanne', from('jeanne@agence.example'), 'sender'],
    ['jeanne', from('Jeanne@AGENCE.example'), 'sender'],
    ['jeanne', from('jeanne+offres@agence.example'), 'sender'],
    ['jeanne', from('direction@agence.example'), 'sender'],
    ['jeanne', from('<direction@agence.example>'), 'sender'],
    ['jeanne', from('bounce@mailer.example', { authors: ['claire@agence.example', 'Direction+x@agence.example'] }), 'sender'],
    ['jeanne', from('claire@agence.example', { login: 'jeanne' }), 'sender'],
    ['jeanne', from('claire@agence.example', { login: 'JEANNE@agence.example' }), 'sender'],
    ['jeanne', from('jeanne@elsewhere.example'), 'sender'],
    ['marc', from('claire@agence.example', { login: 'm.petit' }), 'sender'],
    ['marc', from('m.petit@agence.example.'), 'sender'],
    ['marc', from('jeanne@agence.example', { login: 'jeanne', authors: ['jeanne@agence.example'] }), 'allowed'],
  ])('%s, of a mail of %j: %s', (user, parties, permission) => {
    expect(permissionFor(user, APPROVERS, parties)).toBe(permission);
  });

  it('is nobody where nobody is named', () => {
    expect(permissionFor('root', undefined, from('claire@agence.example'))).toBe('nobody');
    expect(permissionFor('root', [], from('claire@agence.example'))).toBe('nobody');
  });

  it('never is the sender, however the address is spelt', () => {
    const spelt = fc.tuple(fc.constantFrom('jeanne', 'direction'), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), fc.option(fc.stringMatching(/^[a-z0-9]{0,8}$/), { nil: null })).map(([local, upper, detail]) =>
      [...`${local}${detail === null ? '' : `+${detail}`}@agence.example`].map((letter, index) => (upper[index % 30] ? letter.toUpperCase() : letter)).join(''));
    fc.assert(fc.property(spelt, fc.constantFrom('sender', 'login', 'authors'), (address, where) => {
      const parties = { ...from('claire@agence.example'), ...(where === 'authors' ? { authors: [address] } : { [where]: address }) };
      expect(permissionFor('jeanne', APPROVERS, parties)).toBe('sender');
    }));
  });

  it('tells all of them but the sender', () => {
    expect(approverAddresses(APPROVERS, from('direction@agence.example'))).toEqual(['m.petit@agence.example']);
    expect(approverAddresses(APPROVERS, from('claire@agence.example'))).toEqual(['jeanne@agence.example', 'm.petit@agence.example']);
  });
});

describe('who somebody is', () => {
  it('says the system; only of root does sudo say more', () => {
    expect(actorOf({ uid: 1000, username: 'claire' }, { SUDO_USER: 'jeanne', SUDO_UID: '1001', USER: 'jeanne', LOGNAME: 'jeanne' })).toEqual({ user: 'claire', uid: 1000, root: false });
    expect(actorOf({ uid: 0, username: 'root' }, { SUDO_USER: 'jeanne', SUDO_UID: '1001' })).toEqual({ user: 'jeanne', uid: 1001, root: true });
    expect(actorOf({ uid: 0, username: 'root' }, { USER: 'jeanne' })).toEqual({ user: 'root', uid: 0, root: true });
    for (const broken of [{ SUDO_USER: 'jeanne' }, { SUDO_USER: '', SUDO_UID: '1' }, { SUDO_USER: 'a b', SUDO_UID: '1' }, { SUDO_USER: 'jeanne', SUDO_UID: 'x' }]) expect(actorOf({ uid: 0, username: 'root' }, broken).user).toBe('');
  });

  describe('does not let them bring what says who may decide', () => {
    const actor = (uid: number) => ({ user: 'claire', uid, root: true });
    const claire = actor(54_321);
    const root = process.getuid?.() === 0;
    const fileIn = (folder: string): string => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'config.yaml'), '');
      return join(realpathSync(folder), 'config.yaml');
    };

    it('which nobody else needs to prove', () => {
      const file = fileIn(newFolder());
      symlinkSync(file, `${file}.link`);
      for (const one of [actor(0), { ...claire, root: false }]) expect(othersPath(`${file}.link`, one)).toBe(file);
      expect(() => othersPath(`${file}.none`, claire)).toThrow('ENOENT');
      expect(othersPath(file, { ...claire, uid: process.getuid!() || 54_321 })).toBe(root ? file : null);
    });

    it.runIf(root)('neither by writing to a file, nor to a folder above it', () => {
      const file = fileIn(join(newFolder(), 'a/b'));
      expect(othersPath(file, claire)).toBe(file);
      for (const path of [file, dirname(file), dirname(dirname(file))]) {
        const mode = statSync(path).mode & 0o7777;
        for (const open of [mode | 0o020, mode | 0o002]) {
          chmodSync(path, open);
          expect([path, open, othersPath(file, claire)]).toEqual([path, open, null]);
        }
        chmodSync(path, mode);
        // Her own, and that of a person whom she may know.
        for (const uid of [54_321, 1000]) {
          chownSync(path, uid, 0);
          expect([path, uid, othersPath(file, claire)]).toEqual([path, uid, null]);
        }
        for (const service of [0, 105, 61_184]) {
          chownSync(path, service, 0);
          expect([path, service, othersPath(file, claire)]).toEqual([path, service, file]);
        }
        chownSync(path, 0, 0);
      }
    });

    it.runIf(root)('in a folder where each keeps to their own: only what is in it counts, not the folder itself', () => {
      const folder = newFolder();
      const file = fileIn(folder);
      chmodSync(folder, 0o1777);
      expect(othersPath(file, claire)).toBe(file);
      expect(othersPath(folder, claire)).toBeNull();
      chmodSync(file, 0o1666);
      expect(othersPath(file, claire)).toBeNull();
    });

    it.runIf(root)('nor by a link that they could turn', () => {
      const folder = newFolder();
      const file = fileIn(join(folder, 'real'));
      symlinkSync('../real/../real/config.yaml', join(fileIn(join(folder, 'links')), '../link.yaml'));
      expect(othersPath(join(folder, 'links/link.yaml'), claire)).toBe(file);
      lchownSync(join(folder, 'links/link.yaml'), 54_321, 0);
      expect(othersPath(join(folder, 'links/link.yaml'), claire)).toBeNull();
      lchownSync(join(folder, 'links/link.yaml'), 0, 0);
      chownSync(join(folder, 'links'), 54_321, 0);
      expect(othersPath(join(folder, 'links/link.yaml'), claire)).toBeNull();
      symlinkSync('round', join(folder, 'round'));
      expect(othersPath(join(folder, 'round'), claire)).toBeNull();
    });
  });
});
