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

const THREE = ['a@one.example', 'b@two.example', 'c@three.example'];

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

  it('reaches the real program with what stands behind a line with a single dot, which not every program takes for the end', async () => {
    const dotted = `${CLEAN}.\nAnd then this.\n`;
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
    const signed = `From: ana@studio.example\nTo: ben@client.example\nBcc: carl@archive.example\nSubject: Your visit\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHAqCAMIACAQExDzANBgkqhkiG9w0BAQEFADCABgkqhkiG9w0BBwEAAA==\n`;
    expect(await call(['--config', rewrite, '-i', '--', 'ben@client.example', 'carl@archive.example'], signed)).toMatchObject({ code: 77, body: null });
  });

  it('is judged by the recipients of the command line, which the header need not name', async () => {
    const group = config('policy: { groupMailing: { from: 3, action: hold } }\n');
    const to = ['a@one.example', 'b@two.example', 'c@three.example'];
    expect((await call(['--config', group, '-i', '--', ...to], CLEAN)).code).toBe(77);
    expect((await call(['--config', group, '-i', '--', to[0]!], CLEAN)).code).toBe(0);
  });

  it.each([
    ['each a word', ['-i', '--', ...THREE]],
    ['in one word, with commas', ['-i', THREE.join(',')]],
    ['in one word, with spaces', ['-i', THREE.join(' ')]],
    ['in one word, with names and as a group', ['-i', `Ann <${THREE[0]}>`, `team: ${THREE[1]}, <${THREE[2]}>;`]],
    ['in one word, each in quotes', ['-i', THREE.map((address) => `"${address}"`).join(' ')]],
    ['beside those of the header', ['-t', '-i', ...THREE.slice(1)]],
    ['beside those of the header, in one word', ['-i', '-t', '--', THREE.slice(1).join(', ')]],
    ['behind an option that stands behind an operand', ['-i', THREE[0]!, '-f', THREE[1]!, '-F', THREE[2]!]],
    ['behind -b m', ['-i', '-b', 'm', ...THREE]],
    ['behind a null sender that stands behind an operand', ['-i', THREE[0]!, '-f', '<>', ...THREE.slice(1)]],
    ['behind -eq, which is no -q', ['-i', '-eq', ...THREE]],
    ['behind a mode that the next one takes back', ['-bp', '-bm', '-i', ...THREE]],
  ])('has as many recipients as the command line names: %s', async (_how, args) => {
    const group = config('policy: { groupMailing: { from: 3, action: hold } }\n');
    const result = await call(['--config', group, ...args], CLEAN);
    expect(result).toMatchObject({ code: 77, body: null });
    expect(result.err).toContain('policy/group-mailing');
  });

  it('counts who stands in the header and on the command line once', async () => {
    const group = config('policy: { groupMailing: { from: 3, action: hold } }\n');
    expect((await call(['--config', group, '-t', '-i', 'Ben <BEN@client.example>, carl@archive.example'], CLEAN)).code).toBe(0);
  });

  it('has blind recipients where -t is told more than the header says, and the policy for their domain', async () => {
    const strict = config('policy: { mode: dry-run, overrides: [{ recipientDomains: [client.example], mode: enforce, groupMailing: { from: 2, action: hold } }] }\n');
    expect((await call(['--config', strict, '-t', '-i', 'carl@archive.example'], CLEAN)).code).toBe(77);
    expect((await call(['--config', strict, '-t', '-i', 'carl@archive.example'], CLEAN.replace('client.example', 'studio.example'))).code).toBe(0);
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
    ['a session in two words', ['-b', 's'], {}, 77],
    ['a session behind an operand', ['ben@client.example', '-bS'], {}, 77],
    ['a mode that nobody knows', ['-bx', 'ben@client.example'], {}, 77],
    ['a mode without its name', ['-b'], {}, 77],
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

  it.each(['-bp', '-b p', '-q', '-q15m', '-bi', '-bv', '-I'])('what sends nothing is handed on, without a mail that nobody has read: %s', async (options) => {
    expect(await call(options.split(' '), LEAK)).toMatchObject({ code: 0, args: options.split(' '), body: '' });
  });
});

describe('a mail too large to be checked', () => {
  /** More than 128 MB, with a last line to tell whether all of it arrived. */
  const large = Buffer.concat([Buffer.from(`X-Undisclosed: pass\n${LEAK}`), Buffer.alloc(128 * 1024 * 1024, `${'x'.repeat(71)}\n`), Buffer.from('The end.\n')]);
  const arrived = (): Buffer => readFileSync(join(folder, 'body'));
  const own = 'X-Undisclosed: pass\n'.length;

  it.each(['{ unavailable: pass }', '{ mode: dry-run }', '{ mode: dry-run, unavailable: hold }'])('goes whole where the policy lets it go: %s', async (policy) => {
    const { code, err } = await call(['--config', config(`policy: ${policy}\n`), '-t', '-i'], large);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(arrived().equals(large.subarray(own))).toBe(true);
  });

  it('is tagged where the policy only tags', async () => {
    expect((await call(['--config', config('policy: { mode: tag }\n'), '-t', '-i'], large)).code).toBe(0);
    expect(arrived().equals(Buffer.concat([Buffer.from('X-Undisclosed: unavailable\n'), large.subarray(own)]))).toBe(true);
  });

  it('has the exit code of a program that does not read it', async () => {
    writeFileSync(join(folder, 'real'), '#!/bin/sh\nexit 67\n');
    expect((await call(['--config', config('policy: { unavailable: pass }\n'), '-t', '-i'], large)).code).toBe(67);
  });

  it.each([['tempfail', 75], ['hold', 77]])('does not go where the policy says %s, and nobody is told that it will', async (unavailable, code) => {
    const result = await call(['--config', config(`policy: { unavailable: ${unavailable} }\n`), '-t', '-i'], large);
    expect(result).toMatchObject({ code, out: '', body: null, err: expect.stringMatching(/^undisclosed: .*128 MB.* not sent\..*\n$/) as string });
    expect(result.err).not.toContain('tried again');
  });

  it('is judged by the policy for those whom its header names', async () => {
    const strict = config('policy: { mode: dry-run, overrides: [{ recipientDomains: [company3.example], mode: enforce }] }\n');
    expect((await call(['--config', strict, '-t', '-i'], large)).code).toBe(75);
  });

  it('is spoken of in French as well', async () => {
    expect((await call(['--config', config('policy: { unavailable: hold }\n'), '-t'], large, { LANG: 'fr_FR.UTF-8' })).err).toMatch(/128\u00A0Mo.*n'a pas été envoyé/);
  });
});

describe('the command line of sendmail', () => {
  it.each([
    ['-t -i', { fromHeader: true, to: [], mode: 'message' }],
    ['-oi -oem -fa@b.example c@d.example', { from: 'a@b.example', to: ['c@d.example'] }],
    ['-o i -e m c@d.example', { to: ['c@d.example'], mode: 'message' }],
    ['-ti', { fromHeader: true }],
    ['-itf a@b.example', { fromHeader: true, from: 'a@b.example', to: [] }],
    ['-i -F Ana -B8BITMIME -N never -- -odd@d.example', { to: ['-odd@d.example'] }],
    ['c@d.example -i e@f.example', { to: ['c@d.example', 'e@f.example'] }],
    ['c@d.example -t', { to: ['c@d.example'], fromHeader: true }],
    // To Sendmail, Postfix and Exim recipients, to msmtp options.
    ['c@d.example -f a@b.example -fe@f.example', { to: ['c@d.example', 'a@b.example', '-fe@f.example'], from: undefined }],
    ['c@d.example -bp', { mode: 'message' }],
    ['-bm c@d.example', { mode: 'message', to: ['c@d.example'] }],
    ['-b m c@d.example', { mode: 'message', to: ['c@d.example'] }],
    ['-r <> c@d.example', { from: '<>', to: ['c@d.example'] }],
    ['-i -f', { from: undefined }],
    ['-d1 c@d.example', { to: ['c@d.example'] }],
    // msmtp knows -d without a value, Sendmail with one in the same word.
    ['-d c@d.example', { to: ['c@d.example'] }],
    ['--read-recipients --from=a@b.example', { fromHeader: true, from: 'a@b.example' }],
    ['--account work -a work --from a@b.example --read-rec -- c@d.example', { fromHeader: true, from: 'a@b.example', to: ['c@d.example'] }],
    ['-bs', { mode: 'session' }],
    ['-b s', { mode: 'session' }],
    ['-bp -bs', { mode: 'session' }],
    ['-q -bm c@d.example', { mode: 'message' }],
    ['-vbs', { mode: 'session' }],
    ['-b p', { mode: 'other' }],
    ['-q15m', { mode: 'other' }],
    ['-eq c@d.example', { mode: 'message', to: ['c@d.example'] }],
  ])('%s', (line, expected) => {
    expect(readSendmailArguments(line.split(' '))).toMatchObject({ rest: line.split(' '), ...expected });
  });
});
