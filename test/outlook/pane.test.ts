import { describe, expect, it } from 'vitest';
import { readWritten } from '../../src/hosts/outlook/read.ts';
import { choiceOf, configFor } from '../../src/hosts/outlook/settings.ts';
import { moveToBcc } from '../../src/hosts/outlook/to-bcc.ts';
import { FakeWindow, people } from './office.ts';

const addresses = (window: FakeWindow, field: 'to' | 'cc' | 'bcc'): string[] => window.fields[field].map(({ emailAddress }) => emailAddress);

describe('moving everybody to Bcc', () => {
  it('loses nobody, doubles nobody, and gives Outlook no more at once than it takes', async () => {
    const window = new FakeWindow().to(250);
    window.fields.cc = [...people(30, 'c'), { ...people(1)[0]!, emailAddress: 'P3@company3.example' }];
    window.fields.bcc = people(2, 'b');
    const everybody = [...addresses(window, 'bcc'), ...addresses(window, 'to'), ...addresses(window, 'cc').slice(0, 30)];
    expect(await moveToBcc(window.item, await readWritten(window.mailbox))).toEqual({ moved: 281 });
    expect(addresses(window, 'bcc')).toEqual(everybody);
    expect([...window.fields.to, ...window.fields.cc]).toEqual([]);
    expect(Math.max(...window.batches)).toBe(100);
  });

  it.each(['bcc.addAsync', 'bcc.getAsync'])('changes nothing where %s fails', async (call) => {
    const window = new FakeWindow().to(3);
    window.fields.bcc = people(1, 'b');
    const written = await readWritten(window.mailbox);
    window.fails.add(call);
    expect(await moveToBcc(window.item, written)).toEqual({ failed: 'refused' });
    expect(addresses(window, 'to')).toHaveLength(3);
    expect(addresses(window, 'bcc')).toEqual(['b0@company0.example']);
  });

  it('keeps those who were in Bcc, however many, where Outlook takes only some of the others', async () => {
    const window = new FakeWindow().to(3);
    window.fields.bcc = people(150, 'b');
    const before = addresses(window, 'bcc');
    const written = await readWritten(window.mailbox);
    const { item } = window;
    const add = item.bcc.addAsync.bind(item.bcc) as (all: Office.EmailUser[], done: (result: Office.AsyncResult<void>) => void) => void;
    item.bcc.addAsync = ((all: Office.EmailUser[], done: (result: Office.AsyncResult<void>) => void) => add(all.length === 3 ? all.slice(1) : all, done)) as typeof item.bcc.addAsync;
    expect(await moveToBcc(item, written)).toEqual({ failed: 'refused' });
    expect(addresses(window, 'bcc')).toEqual(before);
    expect(addresses(window, 'to')).toHaveLength(3);
  });

  it('says so where To stays full, and where a field would be', async () => {
    const window = new FakeWindow().to(3);
    const written = await readWritten(window.mailbox);
    window.fails.add('to.setAsync');
    expect(await moveToBcc(window.item, written)).toEqual({ failed: 'half' });
    expect(addresses(window, 'bcc')).toHaveLength(3);
    const crowd = new FakeWindow().to(499);
    crowd.fields.cc = people(2, 'c');
    expect(await moveToBcc(crowd.item, await readWritten(crowd.mailbox))).toEqual({ failed: 'too-many' });
    expect(crowd.fields.bcc).toEqual([]);
  });
});

describe('what was chosen', () => {
  it.each([null, 3, 'hr', [], { preset: 'everything' }, { internalDomains: 'x' }, { internalDomains: [3, 'a b', ''] }])('%j is nothing', (kept) => {
    const { preset, internalDomains = [] } = choiceOf(kept);
    expect([preset, internalDomains]).toEqual([undefined, []]);
  });

  it('adds to what the organisation says, and does not overrule it', () => {
    const choice = choiceOf({ preset: 'hr', internalDomains: ['own.example'] });
    expect(configFor({}, choice)).toEqual({ extends: ['hr'], internalDomains: ['own.example'], policy: { mode: 'enforce' } });
    expect(configFor({ extends: ['recommended'], internalDomains: ['firma.example'], policy: { mode: 'tag' } }, choice)).toEqual({ extends: ['recommended'], internalDomains: ['firma.example', 'own.example'], policy: { mode: 'tag' } });
  });
});
