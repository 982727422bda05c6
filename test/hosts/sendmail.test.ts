import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSendmailArguments } from '../../src/hosts/sendmail/arguments.ts';

const BIN = fileURLToPath(new URL('../../bin/undisclosed-sendmail.js', import.meta.url));
const crowd = Array.from({ length: 14 }, (_, n) => `Person ${n} <person${n}@company${n}.example>`).join(',\n ');
const CLEAN = 'From: Ana Lind <ana@studio.example>\nTo: Ben Ode <ben@client.example>\nSubject: Your visit\n\nHello Ben,\n\nSee you on Monday.\n';
const LEAK = `From: Ana Lind <ana@studio.example>\nTo: ${crowd}\nSubject: Price list\n\nHello,\n\nHere is the new price list.\n`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-sendmail-'));
  // Writes down what it is given, and ends with the code in a file beside it.
  writeFileSync(join(folder, 'real'), `#!/bin/sh\ncd '${folder}'\nprintf '%s\\n' "$@" > args\ncat > body\n[ -f code ] && exit "$(cat code)"\nexit 0\n`);
  chmodSync(join(folder, 'real'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Call {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly body: string | null;
  readonly args: readonly string[];
}

function call(args: readonly string[], input: string | Buffer, env: Readonly<Record<string, string>> = {}): Promise<Call> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env: { PATH, HOME, UNDISCLOSED_SENDMAIL: join(folder, 'real'), ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
    const read = (name: string): string | null => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'latin1') : null);
    child.on('error', reject).on('close', (code) => resolve({ code, out, err, body: read('body'), args: (read('args') ?? '').split('\n').slice(0, -1) }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

const config = (text: string): string => {
  writeFileSync(join(folder, 'policy.yaml'), text);
  return join(folder, 'policy.yaml');
};

describe('a mail that may go', () => {
  it('reaches the real program byte for byte, with the same words, and nothing is printed', async () => {
    const bytes = Buffer.concat([Buffer.from(CLEAN), Buffer.from([0xe9, 0x0d, 0x0a, 0x00, 0xff, 0x0a])]);
    const { code, out, err, body, args } = await call(['-oi', '-f', 'ana@studio.example', '--', 'ben@client.example'], bytes);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    expect(body).toBe(bytes.toString('latin1'));
    expect(args).toEqual(['-oi', '-f', 'ana@studio.example', '--', 'ben@client.example']);
  });

  it.each([0, 75, 69])('has the exit code of the real program: %i', async (code) => {
    writeFileSync(join(folder, 'code'), String(code));
    expect((await call(['-t', '-i'], CLEAN)).code).toBe(code);
  });

  it('loses the fields of the linter, and nothing else', async () => {
    const { body } = await call(['-t', '-i'], `X-Undisclosed: pass\n${CLEAN.replace('Subject:', 'x-undisclosed-purpose: notice\n\tof an event\nSubject:')}`);
    expect(body).toBe(CLEAN);
  });

  it('may name a blind recipient in its header where that is where recipients are taken from', async () => {
    expect((await call(['-t', '-i'], CLEAN.replace('Subject:', 'Bcc: carl@archive.example\nSubject:'))).code).toBe(0);
  });

  it('is read as far as the line with a single dot, unless told otherwise', async () => {
    const dotted = `${CLEAN}.\n`;
    expect((await call(['-t'], dotted)).body).toBe(dotted);
    expect((await call(['-t', '-i'], dotted)).body).toBe(dotted);
  });

  it('with a warning that the policy tags has that at its top', async () => {
    const tag = config('policy: { levels: { error: tag }, rules: { "recipients/*": tag } }\n');
    const { code, err, body } = await call(['--config', tag, '-t', '-i'], LEAK);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(body!.replace(/^X-Undisclosed: tag; recipients\/visible-recipients=1[^\n]*\n/, '')).toBe(LEAK);
  });

  it('is rewritten as the policy names it, and in nothing else', async () => {
    const rewrite = config('policy: { rules: { recipients/bcc-header: { rewrite: [remove-field] } } }\n');
    const { code, err, body } = await call(['--config', rewrite, '-i', '--', 'ben@client.example', 'carl@archive.example'], CLEAN.replace('Subject:', 'Bcc: carl@archive.example\nSubject:'));
    expect({ code, err, body }).toEqual({ code: 0, err: '', body: CLEAN });
  });

  it('passes unread where no person sent it: a bounce, and what a program says of itself', async () => {
    expect((await call(['-t', '-i', '-f', '<>'], LEAK)).code).toBe(0);
    expect((await call(['-t', '-i'], `Auto-Submitted: auto-generated\n${LEAK}`)).body).toBe(`Auto-Submitted: auto-generated\n${LEAK}`);
  });

  it('passes in a dry run, whatever stands in it', async () => {
    const dry = config('policy: { mode: dry-run }\n');
    expect(await call([`--config=${dry}`, '-t', '-i'], LEAK)).toMatchObject({ code: 0, err: '', body: LEAK });
  });
});

describe('a mail that may not go', () => {
  it('that the policy holds ends with 77, and the last line says it all', async () => {
    const { code, out, err, body } = await call(['-t', '-i'], LEAK);
    expect({ code, out, body }).toEqual({ code: 77, out: '', body: null });
    const last = err.trimEnd().split('\n').at(-1)!;
    expect(last).toMatch(/^undisclosed: Not sent, a second person must agree: 14 people .* To do: .*\[recipients\/visible-recipients\]/);
    expect(err).not.toMatch(/person\d|price list/i);
  });

  it('that the policy rejects ends with 65', async () => {
    const reject = config('policy: { rules: { "recipients/*": reject } }\n');
    expect(await call(['--config', reject, '-t', '-i'], LEAK)).toMatchObject({ code: 65, body: null });
  });

  it('that cannot be rewritten as the policy says ends with 77', async () => {
    const rewrite = config('policy: { rules: { recipients/bcc-header: { rewrite: [remove-field] } } }\n');
    const signed = `From: ana@studio.example\nTo: ben@client.example\nBcc: carl@archive.example\nSubject: Your visit\nContent-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"\n\n--b\nContent-Type: text/plain\n\nHello Ben,\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\nx\n--b--\n`;
    expect(await call(['--config', rewrite, '-i', '--', 'ben@client.example', 'carl@archive.example'], signed)).toMatchObject({ code: 77, body: null });
  });

  it('is judged by the recipients of the command line, which the header need not name', async () => {
    const group = config('policy: { groupMailing: { from: 3, action: hold } }\n');
    const to = ['a@one.example', 'b@two.example', 'c@three.example'];
    expect((await call(['--config', group, '-i', '--', ...to], CLEAN)).code).toBe(77);
    expect((await call(['--config', group, '-i', '--', to[0]!], CLEAN)).code).toBe(0);
  });

  it('speaks French of a French mail', async () => {
    const french = LEAK.replace('Hello,\n\nHere is the new price list.', "Bonjour à tous,\n\nVoici la nouvelle liste de nos prix, que vous trouverez aussi dans notre boutique.");
    expect((await call(['-t', '-i'], french)).err).toContain("l'accord d'une seconde personne est requis");
  });
});

describe('what goes wrong is told, and the mail stays with its sender', () => {
  it.each([
    ['a configuration that is not there', ['--config', 'nowhere.yaml', '-t'], {}, 77],
    ['an option without its value', ['--config'], {}, 77],
    ['no real program', ['--sendmail', 'no-such-program', '-t'], {}, 75],
    ['a real program that cannot be run', ['--sendmail', './missing', '-t'], {}, 75],
    ['a circle', ['-t'], { UNDISCLOSED_SENDMAIL_WITHIN: '1' }, 75],
    ['a session, which cannot be looked into', ['-bs'], {}, 77],
  ] as const)('%s', async (_what, args, env, code) => {
    const result = await call(args, CLEAN, env);
    expect(result).toMatchObject({ code, out: '', body: null });
    expect(result.err).toMatch(/^undisclosed: \S|^nowhere.yaml|^\/.*nowhere.yaml/);
    expect(result.err).not.toMatch(/\n\s+at /);
  });

  it('a configuration that is wrong names its line', async () => {
    const result = await call(['--config', config('policy: { levels: { error: shout } }\n'), '-t'], CLEAN);
    expect(result.code).toBe(77);
    expect(result.err).toMatch(/policy\.yaml:1:\d+/);
  });

  it('does not call itself', async () => {
    symlinkSync(BIN, join(folder, 'sendmail-again'));
    const { code } = await call(['--sendmail', 'sendmail-again', '-t'], CLEAN, { PATH: `${folder}:${process.env['PATH'] ?? ''}` });
    expect(code).toBe(75);
  });

  it.each(['-bp', '-q', '-bi', '-bv'])('what sends nothing is handed on: %s', async (option) => {
    expect(await call([option], '')).toMatchObject({ code: 0, args: [option] });
  });
});

describe('the command line of sendmail', () => {
  it.each([
    ['-t -i', { fromHeader: true, dotEnds: false, to: [], mode: 'message' }],
    ['-oi -oem -fa@b.example c@d.example', { from: 'a@b.example', dotEnds: false, to: ['c@d.example'] }],
    ['-ti', { fromHeader: true, dotEnds: false }],
    ['-itf a@b.example', { fromHeader: true, dotEnds: false, from: 'a@b.example', to: [] }],
    ['-i -F Ana -B8BITMIME -N never -- -odd@d.example', { to: ['-odd@d.example'], dotEnds: false }],
    ['c@d.example -i e@f.example', { to: ['c@d.example', 'e@f.example'], dotEnds: false }],
    ['-bm c@d.example', { mode: 'message', to: ['c@d.example'] }],
    ['-r <> c@d.example', { from: '<>', to: ['c@d.example'] }],
    ['-d1 c@d.example', { to: ['c@d.example'] }],
    ['--read-recipients --from=a@b.example', { fromHeader: true, from: 'a@b.example' }],
    ['-bs', { mode: 'smtp' }],
    ['-q15m', { mode: 'other' }],
  ])('%s', (line, expected) => {
    expect(readSendmailArguments(line.split(' '))).toMatchObject({ rest: line.split(' '), ...expected });
  });
});
