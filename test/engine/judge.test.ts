import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { makeAddress } from '../../src/draft/address.ts';
import type { Draft } from '../../src/draft/types.ts';
import { compile } from '../../src/engine/compile.ts';
import { judge, type JudgeOptions, type Judgement } from '../../src/engine/judge.ts';
import { pack } from '../../src/generated/pack.js';
import type { Policy } from '../../src/rule/policy.ts';
import type { Config } from '../../src/rule/types.ts';

const people = (count: number): string[] => Array.from({ length: count }, (_, n) => `anne.martin${n}@firm${n}.example`);

function mail(header: Readonly<Record<string, string>>, body = 'Hello,\r\nplease find the minutes below.\r\n'): Draft {
  const fields = Object.entries({ From: 'office@example.com', Subject: 'Minutes', ...header });
  return readMessage(`${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

function judged(draft: Draft, policy: Policy = {}, options: JudgeOptions = {}, config: Config = {}): Judgement {
  return judge(draft, compile(pack, { internalDomains: ['example.com'], ...config, policy: { mode: 'enforce', ...policy } }), options);
}

describe('a mail about to leave', () => {
  it('is held where it shows its recipients to each other, and passes where it does not', () => {
    expect(judged(mail({ To: people(40).join(', ') })).verdict.action).toBe('hold');
    expect(judged(mail({ To: people(1)[0]! })).verdict.action).toBe('pass');
  });
  it('speaks to its sender in its own language', () => {
    const french = judged(mail({ To: people(40).join(', '), Subject: 'Compte rendu' }, 'Bonjour,\r\nvous trouverez ci-dessous le compte rendu de la réunion de lundi dernier.\r\n'), {}, {}, { locale: 'en' });
    expect(french.verdict.reply!.lines.at(-1)).toMatch(/^Non envoye.* personnes? .*A faire : /);
    const german = judged(mail({ To: people(40).join(', ') }, 'Guten Tag,\r\nanbei finden Sie das Protokoll der Sitzung vom letzten Montag.\r\n'), {}, {}, { locale: 'fr' });
    expect(german.verdict.reply!.lines.at(-1)).toContain('A faire :');
  });
  it('counts blind recipients that the envelope alone knows', () => {
    const to = (addresses: readonly string[]): Draft['envelope'] => ({ from: 'office@example.com', to: addresses.map((text) => makeAddress('', text.split('@')[0]!, text.split('@')[1]!, null, { at: 'raw', start: 0, end: 0 })) });
    const count = (header: string, addresses: readonly string[], from = 20): number | undefined =>
      judged({ ...mail({ To: header }), envelope: to(addresses)! }, { groupMailing: { from, action: 'hold' } }).verdict.rules.find(({ rule }) => rule === 'policy/group-mailing')?.count;
    // Its sender in To, to whom it is not delivered, is none of them; one who gets a copy is.
    expect(count('office@example.com', people(30))).toBe(30);
    expect(count('office@example.com', people(30), 31)).toBeUndefined();
    expect(count('Office@example.com', [...people(30), 'office@example.com'])).toBe(31);
    // A part of a list that everybody sees whole.
    expect(count(people(30).join(', '), people(10))).toBe(30);
    const policy: Policy = { groupMailing: { from: 31, action: 'hold' } };
    expect(judged(mail({ To: 'office@example.com' }), policy).verdict.action).toBe('pass');
  });
  it('takes its sender and domains from the header where there is no envelope', () => {
    const policy: Policy = { overrides: [{ senders: ['office@example.com'], recipientDomains: ['firm0.example'], groupMailing: { from: 2, action: 'reject' } }] };
    expect(judged(mail({ To: people(2).join(', ') }), policy).verdict.action).toBe('reject');
    expect(judged(mail({ To: 'a@other.example, b@other.example' }), policy).verdict.action).toBe('pass');
  });
});

describe('what a mail says of itself', () => {
  // A newsletter may go to many; the purpose is the sender's word.
  const claimed = mail({ To: people(40).join(', '), 'X-Undisclosed-Purpose': 'newsletter' });
  const config: Config = { overrides: [{ purposes: ['newsletter'], rules: { 'recipients/*': 'off' } }, { purposes: ['rejection'], rules: { 'person/missing-first-name': 'error' } }] };
  const strict: Policy = { rules: { 'recipients/*': 'hold' } };

  it('loosens nothing, unless the policy trusts its sender', () => {
    expect(judged(mail({ To: people(40).join(', ') }), strict, {}, config).verdict.action).toBe('hold');
    expect(judged(claimed, strict, {}, config).verdict.action).toBe('hold');
    expect(judged(claimed, { ...strict, trustedUsers: ['ats'] }, { user: 'eve' }, config).verdict.action).toBe('hold');
    expect(judged(claimed, { ...strict, trustedUsers: ['ats'] }, { user: 'ATS' }, config).verdict.action).toBe('pass');
  });
  it('tightens for everybody', () => {
    const rejection = mail({ To: people(1)[0]!, 'X-Undisclosed-Purpose': 'rejection' }, 'Dear candidate,\r\nwe thank you for your application.\r\n');
    expect(judged(mail({ To: people(1)[0]! }, 'Dear candidate,\r\nwe thank you for your time today.\r\n'), { levels: { error: 'hold' } }, {}, { ...config, extends: ['hr'], purpose: 'notice' }).verdict.action).toBe('pass');
    expect(judged(rejection, { levels: { error: 'hold' } }, {}, { ...config, extends: ['hr'] }).verdict.action).toBe('hold');
    expect(judged(mail({ To: people(1)[0]!, 'X-Undisclosed-Action': ' Hold ' })).verdict.action).toBe('hold');
  });
  it('asks for no action that there is not', () => {
    for (const value of ['rewrite', 'tempfail', 'hold; reject', '']) expect(judged(mail({ To: people(1)[0]!, 'X-Undisclosed-Action': value })).verdict.action).toBe('pass');
    expect(judged(mail({ To: people(40).join(', '), 'X-Undisclosed-Action': 'pass' })).verdict.action).toBe('hold');
  });
});
