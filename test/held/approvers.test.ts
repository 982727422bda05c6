import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorOf, isOwnMaking } from '../../src/tasks/held/actor.ts';
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

  it('does not let them bring what says who may decide', () => {
    const folder = newFolder();
    const own = process.getuid!();
    const file = join(folder, 'config.yaml');
    writeFileSync(file, '');
    const actor = (uid: number) => ({ user: 'claire', uid, root: true });
    expect(isOwnMaking(file, { ...actor(own), uid: own === 0 ? 1 : own })).toBe(own !== 0);
    expect(isOwnMaking(file, { ...actor(own), root: false })).toBe(false);
    chmodSync(file, 0o664);
    expect(isOwnMaking(file, actor(54_321))).toBe(true);
    chmodSync(file, 0o644);
    expect(isOwnMaking(file, actor(54_321))).toBe(false);
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o777);
    writeFileSync(join(folder, 'open/config.yaml'), '');
    symlinkSync(join(folder, 'open/config.yaml'), join(folder, 'link.yaml'));
    expect(isOwnMaking(join(folder, 'open/config.yaml'), actor(54_321))).toBe(true);
    expect(isOwnMaking(join(folder, 'link.yaml'), actor(54_321))).toBe(true);
  });
});
