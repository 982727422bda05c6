import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFault } from '../../src/io/faults.ts';
import { readInputs, type Input, type ReadInputsOptions } from '../../src/io/read.ts';

const eml = (to: string): string => `From: Claire <claire@maison.example>\r\nTo: ${to}\r\nSubject: x\r\n\r\nBonjour\r\n`;
let cwd: string;

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
}

async function read(patterns: string | string[], options: ReadInputsOptions = {}): Promise<Input[]> {
  const inputs: Input[] = [];
  for await (const input of readInputs([patterns].flat(), { cwd, ...options })) inputs.push(input);
  return inputs;
}

/** What was read, in short: name, number, fault or recipients. */
async function summary(patterns: string | string[], options: ReadInputsOptions = {}): Promise<string[]> {
  return (await read(patterns, options)).map(({ filePath, number, fault, draft }) =>
    `${filePath}${number === undefined ? '' : `#${number}`} ${fault ?? draft.addressFields.filter(({ name }) => name === 'to').flatMap(({ addresses }) => addresses.map(({ key }) => key)).join()}`);
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'undisclosed-read-'));
  put('mails/b.eml', eml('b@one.example'));
  put('mails/a.eml', eml('a@one.example'));
  put('mails/draft.json', JSON.stringify({ to: 'j@one.example' }));
  put('mails/settings.json', JSON.stringify({ compilerOptions: {} }));
  put('mails/broken.json', '{"to": "j@one');
  put('mails/other.json', '{"name": ');
  put('mails/expect.yaml', 'findings: []');
  put('mails/list.jsonl', '{"to": "l1@one.example"}\n\n{"to": "l2@one.example"}\n{"to"\n');
  put('mails/old.mbox', `From a@b.example Mon Mar  2 10:00:00 2026\n${eml('m1@one.example').replaceAll('\r', '')}\nFrom a@b.example Mon Mar  2 10:00:00 2026\n${eml('m2@one.example').replaceAll('\r', '')}`);
  put('mails/node_modules/x.eml', eml('no@one.example'));
  put('mails/.hidden/x.eml', eml('no@one.example'));
  put('mails/sub/c.eml', eml('c@one.example'));
  put('Mail/cur/1700000000.M1P1.host:2,S', eml('cur@one.example'));
  put('Mail/new/1700000001.M1P1.host', eml('new@one.example'));
  put('Mail/tmp/1700000002.M1P1.host', eml('no@one.example'));
  put('Mail/.Sent/cur/1700000003.M1P1.host:2,S', eml('sent@one.example'));
  mkdirSync(join(cwd, 'Mail/.Sent/new'));
  put('empty.eml', '');
  put('none/readme.md', '# x');
  put('plain.txt', eml('t@one.example'));
  put('utf16.eml', Buffer.from(`\uFEFF${eml('u@one.example')}`, 'utf16le'));
  put('utf16-bare.eml', Buffer.from(eml('u@one.example'), 'utf16le'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('folders of templates', () => {
  it('have texts that cannot be read among their faults; one that is empty, or no template, is left out', async () => {
    put('letters/a.txt', Buffer.from('\uFEFFDear {{first_name}},\n', 'utf16le'));
    put('letters/b.txt', '');
    put('letters/c.md', '# How we write\n');
    put('letters/d.hbs', 'Dear {{first_name}},\n');
    put('letters/e.htm', Buffer.from('\uFEFF<p>Dear {{first_name}},</p>\n', 'utf16le'));
    expect(await summary('letters', { templates: true })).toEqual(['letters/a.txt utf-16', 'letters/d.hbs ', 'letters/e.htm utf-16']);
    expect(await summary('none', { templates: true })).toEqual(['none no-template']);
  });
});

describe('files', () => {
  it('are read by extension, and any other name by what it holds', async () => {
    expect(await summary(['mails/a.eml', 'plain.txt', 'mails/draft.json'])).toEqual(['mails/a.eml a@one.example', 'plain.txt t@one.example', 'mails/draft.json j@one.example']);
  });

  it('are read once, however often they are named', async () => {
    expect(await summary(['mails/a.eml', './mails/a.eml', 'mails/*.eml'])).toEqual(['mails/a.eml a@one.example', 'mails/b.eml b@one.example']);
  });

  it('that are read already are mail all the same, for a folder and a pattern', async () => {
    expect(await summary(['mails/sub/c.eml', 'mails/sub', 'mails/sub/*', 'mails/sub/*.eml'])).toEqual(['mails/sub/c.eml c@one.example']);
  });

  it('that are no mail are fatal, whatever stands in them', async () => {
    put('other/prose.eml', 'Bonjour,\n\nmerci.\n');
    put('other/page.html', '<html><body>x</body></html>\n');
    put('other/blank.eml', '\n\n');
    // A colon behind eight-bit bytes is no field of a mail.
    put('other/bytes.eml', Buffer.from([...Buffer.from('\xc3<c* : x\n\x9f\xe0Y#|:\n', 'latin1'), 13, 200, 58, 7, 10]));
    put('other/nothing.json', '{}');
    put('other/null.json', '{"to": null}');
    expect(await summary(['other/prose.eml', 'other/page.html', 'other/blank.eml', 'other/bytes.eml', 'other/nothing.json', 'other/null.json'])).toEqual([
      'other/prose.eml not-a-message', 'other/page.html not-a-message', 'other/blank.eml empty', 'other/bytes.eml not-a-message', 'other/nothing.json empty', 'other/null.json empty',
    ]);
    put('other/short.eml', 'Subject: x\n\nBonjour\n');
    expect(await summary(['other/short.eml'])).toEqual(['other/short.eml ']);
  });

  it('give places in the lines of the file', async () => {
    const inputs = await read('mails/list.jsonl');
    expect(inputs.map(({ source }) => source.firstLine)).toEqual([1, 3, 4]);
    expect((await read('mails/old.mbox')).map(({ source, number }) => [source.firstLine, number])).toEqual([[2, 1], [9, 2]]);
  });

  it('that cannot be read are fatal, each with its reason and a draft that holds it', async () => {
    for (const [path, fault] of [['empty.eml', 'empty'], ['gone.eml', 'not-found'], ['utf16.eml', 'utf-16'], ['utf16-bare.eml', 'utf-16'], ['mails/broken.json', 'invalid-json'], ['none', 'no-mail'], ['*.nothing', 'no-match'], ['/dev/null', 'not-a-file']] as const) {
      const [input, ...more] = await read(path);
      expect(more).toEqual([]);
      expect([path, input!.fatal, input!.fault]).toEqual([path, true, fault]);
      expect(input!.draft.problems.map(({ kind }) => kind)).toEqual(['unreadable']);
    }
  });

  it('that may not be read are fatal', async () => {
    put('secret.eml', eml('s@one.example'));
    chmodSync(join(cwd, 'secret.eml'), 0);
    const [input] = await read('secret.eml');
    // The administrator may read everything.
    expect(input!.fault).toBe(process.getuid?.() === 0 ? undefined : 'forbidden');
  });

  it('that are pipes or sockets are never waited for', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe.eml')]);
    const server = createServer().listen(join(cwd, 'socket.eml'));
    await new Promise((resolve) => server.once('listening', resolve));
    mkdirSync(join(cwd, 'pipes'));
    symlinkSync(join(cwd, 'pipe.eml'), join(cwd, 'pipes/x.eml'));
    expect(await summary(['pipe.eml', 'socket.eml', 'pipes'])).toEqual(['pipe.eml not-a-file', 'socket.eml not-a-file', 'pipes/x.eml not-a-file']);
    server.close();
  });
});

describe('folders', () => {
  it('are walked in the order of names for what holds mail', async () => {
    expect(await summary('mails')).toEqual([
      'mails/a.eml a@one.example', 'mails/b.eml b@one.example', 'mails/broken.json invalid-json', 'mails/draft.json j@one.example',
      'mails/list.jsonl#1 l1@one.example', 'mails/list.jsonl#2 l2@one.example', 'mails/list.jsonl#3 invalid-json',
      'mails/old.mbox#1 m1@one.example', 'mails/old.mbox#2 m2@one.example', 'mails/sub/c.eml c@one.example',
    ]);
  });

  it('keep the path as given', async () => {
    expect((await summary('./mails/sub/'))).toEqual(['mails/sub/c.eml c@one.example']);
    expect((await read(join(cwd, 'mails/sub')))[0]!.filePath).toBe(join(cwd, 'mails/sub/c.eml'));
    expect((await read('.', { cwd: join(cwd, 'mails/sub') }))[0]!.filePath).toBe('c.eml');
  });

  it('of a Maildir hold messages without extension, also in its own folders', async () => {
    const expected = ['.Sent/cur/1700000003.M1P1.host:2,S sent@one.example', 'cur/1700000000.M1P1.host:2,S cur@one.example', 'new/1700000001.M1P1.host new@one.example'];
    expect(await summary('Mail')).toEqual(expected.map((line) => `Mail/${line}`));
    expect(await summary('Mail/cur')).toEqual([`Mail/${expected[1]!}`]);
  });

  it('in a circle end', async () => {
    put('circle/x.eml', eml('x@one.example'));
    symlinkSync('..', join(cwd, 'circle/up'));
    symlinkSync('self', join(cwd, 'circle/self'));
    symlinkSync('nowhere', join(cwd, 'circle/dead.eml'));
    mkdirSync(join(cwd, 'circle/in'));
    symlinkSync('..', join(cwd, 'circle/in/back'));
    expect((await summary('circle')).filter((line) => line.startsWith('circle/') && !line.startsWith('circle/up'))).toEqual(['circle/dead.eml not-found', 'circle/x.eml x@one.example']);
  });
});

describe('globs', () => {
  it('name files, and a star alone means what a folder means', async () => {
    expect(await summary('mails/*.eml')).toEqual(['mails/a.eml a@one.example', 'mails/b.eml b@one.example']);
    expect(await summary('*.txt')).toEqual(['plain.txt t@one.example']);
    expect((await summary('mails/*')).map((line) => line.split(' ')[0])).toEqual(['mails/a.eml', 'mails/b.eml', 'mails/broken.json', 'mails/draft.json', 'mails/list.jsonl#1', 'mails/list.jsonl#2', 'mails/list.jsonl#3', 'mails/old.mbox#1', 'mails/old.mbox#2']);
  });
});

describe('globs find what a folder finds', () => {
  it('pipes, devices and dead links among it: each is named with its fault', async () => {
    put('odd/a.eml', eml('a@one.example'));
    execFileSync('mkfifo', [join(cwd, 'odd/p.eml')]);
    symlinkSync('gone.eml', join(cwd, 'odd/d.eml'));
    symlinkSync('a.eml', join(cwd, 'odd/l.eml'));
    symlinkSync('/dev/null', join(cwd, 'odd/n.eml'));
    const odd = ['odd/a.eml a@one.example', 'odd/d.eml not-found', 'odd/l.eml a@one.example', 'odd/n.eml not-a-file', 'odd/p.eml not-a-file'];
    expect(await summary('odd')).toEqual(odd);
    for (const pattern of ['odd/*.eml', 'odd/**/*.eml', join(cwd, 'odd/*.eml'), 'odd/*']) expect([pattern, await summary(pattern)]).toEqual([pattern, odd]);
    expect(await summary('odd/p*.eml')).toEqual(['odd/p.eml not-a-file']);
  });

  it('folders behind links, each entered once', async () => {
    put('linked/store/2026/x.eml', eml('x@one.example'));
    symlinkSync('2026', join(cwd, 'linked/store/this-year'));
    symlinkSync('..', join(cwd, 'linked/store/up'));
    symlinkSync('store', join(cwd, 'linked/mails'));
    expect(await summary('linked/m*/*/*.eml')).toEqual(['linked/mails/2026/x.eml x@one.example']);
    expect(await summary('linked/store/**/*.eml')).toEqual(['linked/store/2026/x.eml x@one.example']);
  });

  it('folders that may not be listed', async () => {
    put('perm/ok.eml', eml('ok@one.example'));
    put('perm/in/x.eml', eml('x@one.example'));
    chmodSync(join(cwd, 'perm/in'), 0o300);
    // The administrator may list everything.
    const inside = process.getuid?.() === 0 ? 'perm/in/x.eml x@one.example' : 'perm/in forbidden';
    expect((await summary('perm/**/*.eml')).sort()).toEqual([inside, 'perm/ok.eml ok@one.example']);
    expect(await summary('perm/*/*.eml')).toEqual([inside]);
    expect((await summary('perm')).sort()).toEqual([inside, 'perm/ok.eml ok@one.example']);
    chmodSync(join(cwd, 'perm/in'), 0o700);
  });
});

describe('globs of a Maildir', () => {
  it('find what stands in it', async () => {
    const mails = ['Mail/cur/1700000000.M1P1.host:2,S cur@one.example', 'Mail/new/1700000001.M1P1.host new@one.example'];
    expect(await summary('Mail/**')).toEqual(mails);
    expect(await summary('Mail/cur/*')).toEqual(mails.slice(0, 1));
    expect(await summary('Mail/tmp/*')).toEqual(['Mail/tmp/* no-match']);
  });
});

describe('standard input', () => {
  const stdin = (text: string): { stdin: Uint8Array[] } => ({ stdin: text === '' ? [] : text.match(/[^]{1,2}/g)!.map((piece) => Buffer.from(piece)) });

  it('is read by the name it is given, else by what it holds', async () => {
    expect(await summary('-', stdin(eml('a@one.example')))).toEqual(['- a@one.example']);
    expect(await summary('-', stdin('{"to": "a@one.example"}'))).toEqual(['- a@one.example']);
    expect(await summary('-', { ...stdin('{"to": "a@one.example"}\n{"to": "b@one.example"}'), stdinFilename: 'x.jsonl' })).toEqual(['x.jsonl#1 a@one.example', 'x.jsonl#2 b@one.example']);
    expect(await summary('-', stdin(`From a@b.example Mon Mar  2 10:00:00 2026\n${eml('a@one.example')}`))).toEqual(['-#1 a@one.example']);
    expect(await summary('-', stdin(''))).toEqual(['- empty']);
  });

  it('of several JSON objects, one a line, is JSONL, however long they are', async () => {
    const line = (to: string, text: string): string => JSON.stringify({ to, text });
    const long = 'Bonjour '.repeat(500);
    expect(await summary('-', stdin(`\uFEFF${line('a@one.example', long)}\r\n\n${line('b@one.example', 'x')}\n`))).toEqual(['-#1 a@one.example', '-#2 b@one.example']);
    expect(await summary('-', stdin(`${line('a@one.example', long)}\n\n`))).toEqual(['- a@one.example']);
    expect(await summary('-', stdin(JSON.stringify({ to: 'a@one.example', text: long }, null, 2)))).toEqual(['- a@one.example']);
    expect(await summary('-', stdin('{"to": "a@one.example"}\n{"to"'))).toEqual(['-#1 a@one.example', '-#2 invalid-json']);
  });

  it('that fails is a fault', async () => {
    const failing = { async* [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('To: a'));
      throw Object.assign(new Error('read EISDIR'), { syscall: 'read', code: 'EISDIR' });
    } };
    expect(await summary('-', { stdin: failing })).toEqual(['- io']);
  });
});

describe('the words for faults', () => {
  it('exist in both languages and are sentences', () => {
    for (const fault of ['not-found', 'no-match', 'no-mail', 'no-template', 'not-a-file', 'folder', 'forbidden', 'too-large', 'empty', 'utf-16', 'not-a-message', 'invalid-json', 'not-an-object', 'io'] as const) {
      expect(describeFault(fault, 'en')).toMatch(/^[A-Z].*\.$/);
      expect(describeFault(fault, 'fr')).toMatch(/^[A-ZÀ-Ý].*\.$/);
      expect(describeFault(fault, 'en')).not.toBe(describeFault(fault, 'fr'));
    }
  });
});

describe('an mbox of any size', () => {
  it('takes the memory of one message', async () => {
    const message = Buffer.from(`From a@b.example Mon Mar  2 10:00:00 2026\n${eml('m@one.example')}${`${'text '.repeat(15)}\r\n`.repeat(13_000)}\r\n`);
    const count = Math.ceil(200 * 1024 * 1024 / message.length);
    let sent = 0;
    const stdin = { async* [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
      for (; sent < count; sent++) for (let at = 0; at < message.length; at += 65_536) yield await Promise.resolve(message.subarray(at, at + 65_536));
    } };
    let read = 0;
    let most = 0;
    // What one message may leave lying about before it is collected, many times over, and far less than all of them.
    const before = process.memoryUsage();
    for await (const input of readInputs(['-'], { stdin, stdinFilename: 'big.mbox' })) {
      read++;
      expect(input.fatal).toBeUndefined();
      const { heapUsed, external } = process.memoryUsage();
      most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
      // Never more than a chunk ahead of what was asked for.
      expect(sent - read).toBeLessThanOrEqual(1);
    }
    expect(read).toBe(count);
    expect(most).toBeLessThan(100 * 1024 * 1024);
  });
});
