import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/engine/verdict.ts';
import type { Difference } from '../../src/hosts/milter/difference.ts';
import { ProtocolError } from '../../src/hosts/milter/frames.ts';
import { Session } from '../../src/hosts/milter/session.ts';
import { HOLD, PASS, TestHost } from './host.ts';
import { feed, frame, LOCAL, mailFrames, OFFER, OPTNEG, OUTSIDE, type Answer, type TestMail } from './server-side.ts';

async function one(host: TestHost, mail: TestMail = {}, client = LOCAL): Promise<Answer[]> {
  return (await feed(new Session(host), [OPTNEG, client, ...mailFrames(mail)])).slice(1);
}
const CONTINUE: Answer = { command: 'c', data: '' };
const hex = ({ command, data }: Answer): string => `${command} ${Buffer.from(data, 'latin1').toString('hex')}`;

describe('the negotiation', () => {
  it('asks for one answer a mail, and for the macros that it reads', async () => {
    const [answer] = await feed(new Session(new TestHost()), [OPTNEG]);
    // Version 6; ADDHDRS, CHGBODY, CHGHDRS, QUARANTINE, SETSYMLIST; NOHELO NOUNKNOWN NODATA SKIP, NR on connect, mail, rcpt, header, eoh, body, LEADSPC.
    const macros = Buffer.from('i {auth_authen}\0').toString('hex');
    expect(hex(answer!)).toBe(`O 00000006${'00000133'}${'001cd782'}00000002${macros}00000005${macros}`);
  });
  it('keeps DATA answered over TCP', async () => {
    const host = new TestHost();
    host.network = true;
    const heard = await feed(new Session(host), [OPTNEG, LOCAL, frame('M', '<a@example.com>\0'), frame('T')]);
    expect(hex(heard[0]!)).toContain('O 0000000600000133001cd582');
    expect(heard.slice(1)).toEqual([CONTINUE]);
  });
  it('asks an older server for nothing that it does not offer, and answers each command then', async () => {
    const old = frame('O', Buffer.from('000000020000001f0000007f', 'hex'));
    const heard = await feed(new Session(new TestHost()), [old, LOCAL, frame('H', 'client\0'), ...mailFrames({ fields: [['Subject', 'Minutes']] })]);
    expect(hex(heard[0]!)).toBe('O 00000002' + '00000013' + '00000002');
    // Connect, helo, mail, recipient, header, end of headers, body, end of message; never a macro.
    expect(heard.slice(1)).toEqual(Array(8).fill(CONTINUE));
  });
  it.each([['too short', '000000060000'], ['version 1', '000000010000001f0000007f']])('an offer that is %s ends it', async (_what, offer) => {
    await expect(feed(new Session(new TestHost()), [frame('O', Buffer.from(offer, 'hex'))])).rejects.toThrow(ProtocolError);
  });
  it('comes first, and once', async () => {
    await expect(feed(new Session(new TestHost()), [LOCAL])).rejects.toThrow(ProtocolError);
    await expect(feed(new Session(new TestHost()), [OPTNEG, OPTNEG])).rejects.toThrow(ProtocolError);
    expect(OFFER).toHaveLength(12);
  });
});

describe('a mail', () => {
  it('is answered once, at its end, and reaches the judge byte for byte', async () => {
    const host = new TestHost();
    const fields = [['From', ' Office <office@example.com>'], ['Subject', '\tfolded\n\tvalue'], ['X-Empty', ''], ['X-Bytes', ' \xc3\xa9\x01']] as const;
    expect(await one(host, { fields, body: 'Caf\xe9\r\n.\r\n' })).toEqual([CONTINUE]);
    expect(host.seen[0]!.message).toBe('From: Office <office@example.com>\r\nSubject:\tfolded\r\n\tvalue\r\nX-Empty:\r\nX-Bytes: \xc3\xa9\x01\r\n\r\nCaf\xe9\r\n.\r\n');
    expect(host.seen[0]!.mail).toMatchObject({ sender: 'office@example.com', recipients: ['anne@one.example'], user: null });
    expect(host.outcomes).toMatchObject([{ id: '4bXyZ1234', unread: null, failure: null, recipients: 1 }]);
    expect(host.held).toBe(0);
  });
  it('may have no body, and the last of it may come with the end', async () => {
    const host = new TestHost();
    await one(host, { body: '' });
    const frames = mailFrames({ body: 'one ' }).slice(0, -1);
    await feed(new Session(host), [OPTNEG, LOCAL, ...frames, frame('E', 'two')]);
    expect(host.seen.map(({ message }) => message)).toEqual(['Subject: Minutes\r\n\r\n', 'Subject: Minutes\r\n\r\none two']);
  });
  it('gets its leading space where the server keeps it for itself', async () => {
    const host = new TestHost();
    await feed(new Session(host), [frame('O', Buffer.from('00000006000001ff0000007f', 'hex')), LOCAL, ...mailFrames({ fields: [['Subject', 'Minutes']] })]);
    expect(host.seen[0]!.message).toContain('Subject: Minutes\r\n');
  });
  it('takes addresses bare, as the sendmail command gives them', async () => {
    const host = new TestHost();
    await feed(new Session(host), [OPTNEG, LOCAL, frame('M', 'office@example.com\0'), frame('R', 'anne@one.example\0'), frame('N'), frame('E')]);
    expect(host.seen[0]!.mail).toMatchObject({ sender: 'office@example.com', recipients: ['anne@one.example'] });
  });
  it('has a queue id that can be printed, or none', async () => {
    const host = new TestHost();
    await one(host, { id: 'evil\x1b[31m' });
    expect(host.outcomes[0]!.id).toBe('');
  });
});

describe('the verdict', () => {
  it('to hold is quarantine with a reason, then continue', async () => {
    const host = new TestHost();
    host.verdict = HOLD;
    expect(await one(host)).toEqual([{ command: 'q', data: 'undisclosed: recipients/x=1\0' }, CONTINUE]);
  });
  const REWRITE: Verdict = { ...HOLD, action: 'rewrite', intended: 'rewrite', headers: [{ name: 'X-Undisclosed', value: 'tag; a/b=1' }] };
  const mending = (rewriting?: Difference): TestHost => {
    const host = new TestHost();
    host.verdict = REWRITE;
    host.rewriting = rewriting;
    return host;
  };
  const u32 = (index: number): string => Buffer.from([0, 0, 0, index]).toString('latin1');
  it('to rewrite changes fields from the last one on, replaces the body piece by piece, and ends with continue', async () => {
    const body = Buffer.alloc(65_535 + 3, 'x');
    const host = mending({ fields: [{ name: 'To', index: 1, value: ' a@one.example,\r\n\tb@two.example' }, { name: 'Bcc', index: 1 }, { name: 'BCC', index: 2 }], body });
    const heard = await one(host, { fields: [['X-Undisclosed-Purpose', ' hr'], ['To', ' a@one.example'], ['Bcc', ' c@x.example'], ['BCC', ' d@x.example']] });
    expect(heard).toEqual([
      { command: 'm', data: `${u32(2)}BCC\0\0` }, { command: 'm', data: `${u32(1)}X-Undisclosed-Purpose\0\0` },
      { command: 'm', data: `${u32(1)}To\0 a@one.example,\n\tb@two.example\0` }, { command: 'm', data: `${u32(1)}Bcc\0\0` },
      { command: 'i', data: `${u32(0)}X-Undisclosed\0 tag; a/b=1\0` },
      { command: 'b', data: 'x'.repeat(65_535) }, { command: 'b', data: 'xxx' }, CONTINUE,
    ]);
    expect(host.outcomes[0]!.verdict).toMatchObject({ action: 'rewrite', intended: 'rewrite' });
  });
  it('to rewrite leaves the space behind the colon to a server that writes it itself', async () => {
    const heard = await feed(new Session(mending({ fields: [{ name: 'Subject', index: 1, value: ' Hours' }] })), [frame('O', Buffer.from('000000060000003f0000007f', 'hex')), LOCAL, ...mailFrames()]);
    expect(heard).toContainEqual({ command: 'm', data: `${u32(1)}Subject\0Hours\0` });
  });
  it.each<[string, Difference | undefined, string]>([
    ['no way is known', undefined, '000001ff001fffff'],
    ['the server lets nobody change a body', { fields: [], body: Buffer.from('x\r\n') }, '00000031001fffff'],
    ['the server lets nobody change fields', { fields: [{ name: 'Bcc', index: 1 }] }, '00000023001fffff'],
    ['the server would write another space', { fields: [{ name: 'Subject', index: 1, value: '\tHours' }] }, '000001ff0000007f'],
  ])('to rewrite is to hold the mail as it was where %s', async (_what, rewriting, offer) => {
    const host = mending(rewriting);
    const heard = await feed(new Session(host), [frame('O', Buffer.from(`00000006${offer}`, 'hex')), LOCAL, ...mailFrames()]);
    expect(heard.slice(-2)).toEqual([{ command: 'q', data: 'undisclosed: recipients/x=1\0' }, CONTINUE]);
    expect(heard.map(({ command }) => command).join('')).not.toMatch(/[mib]/);
    expect(host.outcomes[0]!.verdict).toMatchObject({ action: 'hold', intended: 'rewrite' });
  });
  it('to hold is a refusal where the server has no hold queue', async () => {
    const host = new TestHost();
    host.verdict = HOLD;
    const heard = await feed(new Session(host), [frame('O', Buffer.from('000000060000001f001fffff', 'hex')), LOCAL, ...mailFrames()]);
    expect(heard.at(-1)).toEqual({ command: 'y', data: '550 5.7.1 Not sent.\0' });
  });
  it('to reject has its lines, with percent signs doubled, and nothing else', async () => {
    const host = new TestHost();
    host.verdict = { ...PASS, action: 'reject', headers: [{ name: 'X-Undisclosed', value: 'x' }], reply: { code: 550, enhanced: '5.7.1', lines: ['100 % of them.', 'Not sent.'] } };
    expect(await one(host, { fields: [['X-Undisclosed', ' forged']] })).toEqual([{ command: 'y', data: '550-5.7.1 100 %% of them.\r\n550 5.7.1 Not sent.\0' }]);
  });
  it('takes fields away from the last one on, adds above all, and ends with continue', async () => {
    const host = new TestHost();
    host.verdict = { ...PASS, action: 'tag', headers: [{ name: 'X-Undisclosed', value: 'hold; a/b=1' }] };
    const fields = [['X-Undisclosed', ' a'], ['x-undisclosed-Purpose', ' hr'], ['X-UNDISCLOSED ', ' b'], ['X-Undisclosed-Purpose', ' c'], ['X-Undisclosedness', ' d']] as const;
    const at = (index: number, text: string): string => Buffer.from([0, 0, 0, index]).toString('latin1') + text;
    expect(await one(host, { fields })).toEqual([
      { command: 'm', data: at(2, 'X-UNDISCLOSED\0\0') }, { command: 'm', data: at(2, 'X-Undisclosed-Purpose\0\0') },
      { command: 'm', data: at(1, 'X-Undisclosed\0\0') }, { command: 'm', data: at(1, 'x-undisclosed-Purpose\0\0') },
      { command: 'i', data: at(0, 'X-Undisclosed\0 hold; a/b=1\0') }, CONTINUE,
    ]);
  });
  it('in a dry run changes nothing', async () => {
    const host = new TestHost({ policy: { mode: 'dry-run' } });
    host.verdict = { ...PASS, mode: 'dry-run', intended: 'hold' };
    expect(await one(host, { fields: [['X-Undisclosed', ' a'], ['X-Undisclosed-Purpose', ' hr']] })).toEqual([CONTINUE]);
  });
  it('that cannot be had is the policy\'s: put off, let pass, hold', async () => {
    for (const [unavailable, heard] of [['tempfail', 'y'], ['pass', 'c'], ['hold', 'qc']] as const) {
      for (const failure of ['timeout', 'crash', 'busy', new Error('a defect')] as const) {
        const host = new TestHost({ policy: { unavailable } });
        host.verdict = failure;
        expect((await one(host)).map(({ command }) => command).join('')).toBe(heard);
        expect(host.outcomes[0]!.failure).toBe(failure instanceof Error ? 'crash' : failure);
      }
    }
    const host = new TestHost();
    host.verdict = 'timeout';
    expect((await one(host))[0]!.data).toMatch(/^451 4\.7\.1 .+\0$/);
  });
});

describe('what is left unread', () => {
  const unread = async (mail: TestMail, client = LOCAL, config = {}): Promise<unknown> => {
    const host = new TestHost(config);
    await one(host, mail, client);
    expect(host.seen).toHaveLength(host.outcomes[0]!.unread === null ? 1 : 0);
    expect(host.held).toBe(0);
    return host.outcomes[0]!.unread;
  };
  it('comes from outside, unless its sender logged in or the network is one\'s own', async () => {
    expect(await unread({}, OUTSIDE)).toBe('inbound');
    expect(await unread({ user: 'anne' }, OUTSIDE)).toBeNull();
    expect(await unread({ user: '' }, OUTSIDE)).toBe('inbound');
    expect(await unread({}, OUTSIDE, { policy: { networks: ['192.0.2.0/24'] } })).toBeNull();
    expect(await unread({}, frame('C', 'x\x006\x12\x34IPv6:::1\0'))).toBeNull();
    expect(await unread({}, frame('C', 'x\x006\x12\x342001:db8::1\0'))).toBe('inbound');
    expect(await unread({}, frame('C', 'localhost\0L\0\0/run/x\0'))).toBeNull();
    expect(await unread({}, frame('C', 'unknown\0U'))).toBe('inbound');
  });
  it('stays inside: own domains, their subdomains, colleagues', async () => {
    expect(await unread({ to: ['a@example.com', 'b@EU.example.com'] })).toBe('internal');
    expect(await unread({ to: ['a@example.com', 'b@notexample.com'] })).toBeNull();
    expect(await unread({ to: ['Anne@mail.example'] }, LOCAL, { colleagues: ['anne@mail.example'] })).toBe('internal');
    expect(await unread({ to: ['a@example.com'] }, LOCAL, { internalDomains: [] })).toBe('internal');
    expect(await unread({ to: ['a@other.example'] }, LOCAL, { internalDomains: [] })).toBeNull();
  });
  it('nobody sent, or a program of itself, unless that is to be looked at', async () => {
    expect(await unread({ from: '' })).toBe('notification');
    const automatic: TestMail = { fields: [['Auto-Submitted', ' Auto-Generated; x']] };
    expect(await unread(automatic)).toBe('automatic');
    expect(await unread(automatic, LOCAL, { policy: { automatic: 'check' } })).toBeNull();
    for (const value of [' no', ' No (written by hand)', ' no; x=y', '']) expect(await unread({ fields: [['Auto-Submitted', value]] }), value).toBeNull();
  });
  it('loses a forged verdict all the same, and what was said to us alone only where it leaves', async () => {
    const fields = [['X-Undisclosed', ' pass'], ['X-Undisclosed-Purpose', ' hr'], ['Auto-Submitted', ' no']] as const;
    const gone = async (mail: TestMail, client = LOCAL): Promise<string[]> => (await one(new TestHost(), mail, client)).filter(({ command }) => command === 'm').map(({ data }) => data.slice(4, data.indexOf('\0', 4)));
    expect(await gone({ fields }, OUTSIDE)).toEqual(['X-Undisclosed']);
    expect(await gone({ fields: [...fields.slice(0, 2), ['Auto-Submitted', ' auto-replied']] })).toEqual(['X-Undisclosed', 'X-Undisclosed-Purpose']);
  });
});

describe('several mails of one connection', () => {
  it('have nothing of each other', async () => {
    const host = new TestHost();
    const session = new Session(host);
    await feed(session, [OPTNEG, OUTSIDE, ...mailFrames({ user: 'anne', id: 'A1' })]);
    await feed(session, mailFrames({ id: 'A2', fields: [['X-Undisclosed', ' x']] }).slice(0, 6));
    await feed(session, [frame('A')]);
    expect(session.busy).toBe(false);
    await feed(session, [...mailFrames({ id: 'A3' }), ...mailFrames({ user: 'berta', id: 'A4', to: ['b@two.example'] })]);
    expect(host.outcomes.map(({ id, unread, user }) => [id, unread, user])).toEqual([['A1', null, 'anne'], ['A3', 'inbound', null], ['A4', null, 'berta']]);
    expect(host.seen[1]!.mail.recipients).toEqual(['b@two.example']);
    expect(host.held).toBe(0);
  });
  it('may be of several clients, one after the other', async () => {
    const host = new TestHost();
    const session = new Session(host);
    await feed(session, [OPTNEG, LOCAL, ...mailFrames(), frame('K'), ...mailFrames(), frame('K'), LOCAL, ...mailFrames()]);
    expect(host.outcomes.map(({ unread }) => unread)).toEqual([null, 'inbound', null]);
    expect(session.receive({ command: 'Q', data: Buffer.alloc(0) })).toBe('close');
  });
  it('give back their room when one is broken off', async () => {
    const host = new TestHost();
    const session = new Session(host);
    await feed(session, [OPTNEG, LOCAL, ...mailFrames({ body: 'x'.repeat(60_000) }).slice(0, -2)]);
    expect(host.held).toBeGreaterThan(60_000);
    session.close();
    expect(host.held).toBe(0);
  });
});

describe('too much', () => {
  it('of a message finds no room: it is not kept, and is put off', async () => {
    const host = new TestHost();
    host.room = 50_000;
    const frames = mailFrames({ body: '' });
    const heard = await feed(new Session(host), [OPTNEG, LOCAL, ...frames.slice(0, -2), ...Array.from({ length: 3 }, () => frame('B', 'x'.repeat(30_000))), ...frames.slice(-2)]);
    expect(heard.at(-1)!.command).toBe('y');
    expect(host.outcomes[0]).toMatchObject({ failure: 'busy', unread: null });
    expect(host.seen).toEqual([]);
    expect(host.held).toBe(0);
  });
  it('of one message by itself is as large as a message may be', async () => {
    const host = new TestHost();
    const frames = mailFrames({ body: '' });
    const chunk = frame('B', Buffer.alloc(1_000_000));
    const heard = await feed(new Session(host), [OPTNEG, LOCAL, ...frames.slice(0, -2), ...Array.from({ length: 135 }, () => chunk), ...frames.slice(-2)]);
    expect(heard.at(-1)!.command).toBe('y');
    expect(host.outcomes[0]).toMatchObject({ failure: 'too-large' });
  });
});

describe('what is no protocol', () => {
  it.each([
    ['the end of no message', [frame('E')]], ['a field without a mail', [frame('L', 'a\0b\0')]], ['a recipient without a mail', [frame('R', '<a@b>\0')]],
    ['a recipient behind the header', [frame('M', '<a@example.com>\0'), frame('L', 'a\0b\0'), frame('R', '<a@b>\0')]],
    ['a field behind the body', [frame('M', '<a@example.com>\0'), frame('B', 'x'), frame('L', 'a\0b\0')]],
    ['a connection without a family', [frame('C', 'name')]], ['an unknown command', [frame('\x7f')]],
  ])('%s', async (_what, frames) => {
    await expect(feed(new Session(new TestHost()), [OPTNEG, ...frames])).rejects.toThrow(ProtocolError);
  });
  it('is all that any bytes can come to', async () => {
    const commands = fc.tuple(fc.constantFrom(...'ABCDEHKLMNOQRTU'), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(fc.asyncProperty(fc.array(commands, { maxLength: 20 }), async (sent) => {
      const host = new TestHost();
      const session = new Session(host);
      try {
        await feed(session, [OPTNEG, ...sent.map(([command, data]) => frame(command, Buffer.from(data)))]);
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError);
      }
      session.close();
      expect(host.held).toBe(0);
      expect(session.busy).toBe(false);
    }), { numRuns: 300 });
  });
});
