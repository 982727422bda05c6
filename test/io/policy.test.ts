import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/io/config.ts';
import type { Policy } from '../../src/rule/policy.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-policy-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

async function policy(yaml: string, base = ''): Promise<Policy | undefined> {
  writeFileSync(join(cwd, 'base.yaml'), base);
  writeFileSync(join(cwd, 'undisclosed.config.yaml'), yaml);
  return (await loadConfig({ cwd })).config.policy;
}

async function fault(yaml: string): Promise<string> {
  const thrown: unknown = await policy(yaml).then(() => null, (error: unknown) => error);
  expect(thrown).toBeInstanceOf(ConfigError);
  return (thrown as ConfigError).say('en').replace(`${cwd}/`, '');
}

describe('a policy', () => {
  it('is read as it is written', async () => {
    expect(await policy(`policy:
  mode: enforce
  levels: { warning: tag }
  rules:
    recipients/*: hold
    recipients/bcc-header: { rewrite: [remove-field], otherwise: reject }
    discrimination/*: { error: hold }
  groupMailing: { from: 50, action: hold }
  networks: [10.0.0.0/8, '2001:db8::/32', 192.0.2.7]
  trustedUsers: [ats]
  overrides:
    - senders: ['@newsletter.example.com']
      mode: dry-run
`)).toEqual({
      mode: 'enforce', levels: { warning: 'tag' },
      rules: { 'recipients/*': 'hold', 'recipients/bcc-header': { rewrite: ['remove-field'], otherwise: 'reject' }, 'discrimination/*': { error: 'hold' } },
      groupMailing: { from: 50, action: 'hold' }, networks: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'], trustedUsers: ['ats'],
      overrides: [{ senders: ['@newsletter.example.com'], mode: 'dry-run' }],
    });
  });
  it('of a file that extends another: lists joined, rules of the later after those of the earlier, single values replaced', async () => {
    const merged = await policy('extends: ./base.yaml\npolicy:\n  mode: tag\n  rules: { tone/*: pass }\n  trustedUsers: [b]\n', 'policy:\n  mode: enforce\n  unavailable: hold\n  levels: { info: tag }\n  rules: { tone/*: hold, letter/*: hold }\n  trustedUsers: [a]\n');
    expect(merged).toEqual({ mode: 'tag', unavailable: 'hold', levels: { info: 'tag' }, rules: { 'letter/*': 'hold', 'tone/*': 'pass' }, trustedUsers: ['a', 'b'] });
    expect(Object.keys(merged!.rules!)).toEqual(['letter/*', 'tone/*']);
  });
});

describe('a policy that cannot be', () => {
  it.each([
    ['policy: { mod: tag }', 'undisclosed.config.yaml:1:11: Unknown key mod. Did you mean mode?'],
    ['policy: { mode: on }', 'undisclosed.config.yaml:1:17: on is not possible here; possible: dry-run, tag, enforce.'],
    ['policy: { rules: { recipients/visible: hold } }', 'undisclosed.config.yaml:1:20: There is no rule recipients/visible.'],
    ['policy:\n  overrides:\n    - users: [a]\n      rules: { tone/colt: hold }', 'undisclosed.config.yaml:4:16: There is no rule tone/colt. Did you mean tone/cold?'],
    ['policy: { rules: { recipients/bcc-header: { rewrite: [remove-fields] } } }', 'undisclosed.config.yaml:1:55: recipients/bcc-header has no fix remove-fields; it has: remove-field.'],
    ['policy: { networks: [300.0.0.0/8] }', 'undisclosed.config.yaml:1:22: 300.0.0.0/8 is not a network such as 10.0.0.0/8.'],
    ['policy: { networks: [10.0.0.0/33] }', 'undisclosed.config.yaml:1:22: 10.0.0.0/33 is not a network'],
    ['policy: { networks: ["1::2::3"] }', 'undisclosed.config.yaml:1:22: 1::2::3 is not a network'],
    ['policy: { groupMailing: { from: 5 } }', 'undisclosed.config.yaml:1:25: action is missing here.'],
    ['policy: { overrides: [{ mode: tag }] }', 'is missing here.'],
    ['overrides: [{ senders: [a@b.example], policy: { mode: tag } }]', 'Unknown key policy.'],
  ])('%s', async (yaml, says) => expect(await fault(yaml)).toContain(says));
});
