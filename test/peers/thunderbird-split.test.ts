import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from './postfix.ts';
import { shippedAddOn } from './thunderbird/addon.ts';
import { POPUP, type ComposeWindow } from './thunderbird/compose.ts';
import type { Page } from './thunderbird/page.ts';
import { named, people } from './thunderbird/people.ts';
import type { Preferences } from './thunderbird/profile.ts';
import { Workplace } from './thunderbird/workplace.ts';

/** All 340 of that day take two minutes, so they are asked for: PEOPLE=340. */
const GUESTS = people(Number(process.env['PEOPLE'] ?? 12));
/** Enough to be cut off among. */
const FEW = GUESTS.slice(0, 6);
const TAB = 'split.html';
const ARCHIVE = 'archive@office.example';
const HEAD = 'head@office.example';

/** One that copies each mail to others, and one that does not stay. */
const IDENTITIES: Preferences = {
  'mail.account.account2.identities': 'id1,id2,id3',
  ...Object.fromEntries(['id2', 'id3'].flatMap((key) => [['fullName', 'Club Fair'], ['useremail', `${key}@club.example`], ['valid', true], ['smtpServer', 'smtp1'], ['fcc', false]].map(([name, value]) => [`mail.identity.${key}.${String(name)}`, value!]))),
  'mail.identity.id2.reply_to': 'fair@club.example', 'mail.identity.id2.doBcc': true, 'mail.identity.id2.doBccList': ARCHIVE, 'mail.identity.id2.doCc': true, 'mail.identity.id2.doCcList': HEAD,
};

let place: Workplace;
let draft: ComposeWindow;

/** From the mail to all, stopped or not, to the tab with one mail for each, of which none is sent yet. */
async function split(to: readonly string[], { identity, reply = false }: { readonly identity?: string; readonly reply?: boolean } = {}): Promise<Page> {
  draft = await place.compose({ to: to.join(', '), subject: 'Summer fair', body: '<p>Dear all,</p><p>The fair is on <b>Saturday</b>.</p>', reply });
  if (identity !== undefined) await draft.chooseIdentity(identity);
  if (to === GUESTS) await draft.stopped();
  else await draft.openPopup();
  await place.page(POPUP).click('#one-each');
  const tab = place.page(TAB);
  await tab.says('#status', `${to.length} mails are ready`);
  return tab;
}

/** Each of them got one mail, with their own address and nobody else's. */
async function eachGotOne(to: readonly string[]): Promise<void> {
  const mails = await place.mails(to.length);
  expect(mails.map((mail) => mail.to.join(', ')).sort()).toEqual([...to].sort());
  for (const mail of mails) {
    expect(named(mail.raw, to)).toEqual(mail.to);
    expect(mail.raw).toContain('<b>Saturday</b>');
    expect(mail.raw).not.toMatch(/^(?:b?cc|x-undisclosed\S*):/mi);
  }
}

/** Sends three; the fourth is with the mail server, which has not yet said that it takes it. */
async function cutOff(): Promise<Page> {
  const tab = await split(FEW);
  place.sink.silentAfter = 3;
  await tab.click('#start');
  await until('the fourth mail', () => place.sink.mails.length === 4);
  expect(await tab.text('#done')).toBe('3');
  return tab;
}

/** Opens what was not finished from the settings. */
async function reopen(): Promise<void> {
  const options = await place.openTab('options.html');
  await options.click('#jobs .open');
  await place.page(TAB).says('h1', 'One mail to each person');
  await place.call('closeTab', 'options.html');
}

/** Answers the one question there is, and goes on. */
async function finish(tab: Page, address: string, answer: '.was-sent' | '.send-again'): Promise<void> {
  await tab.says('#unsure', address);
  expect(await tab.read('#unsure > li')).toHaveLength(1);
  await tab.click(`#unsure ${answer}`);
  await until('the answer to be taken', async () => await tab.text('#unsure') === '');
  await tab.click('#resume');
  await tab.says('#status', 'Done');
}

beforeAll(async () => {
  place = await Workplace.open({ addOn: shippedAddOn(), preferences: IDENTITIES });
  await place.closeWelcome();
});
afterEach(() => place.tidy());
afterAll(() => place?.close());

describe('one mail to each person', () => {
  it('sends nothing before it is told to, and then each exactly theirs', async () => {
    const tab = await split(GUESTS);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(place.sink.mails).toEqual([]);
    const start = Date.now();
    await tab.click('#start');
    await tab.says('#status', 'Done', GUESTS.length * 10_000);
    console.log(`${GUESTS.length} mails sent in ${Date.now() - start} ms`);
    await eachGotOne(GUESTS);
    const [progress] = await tab.read('#progress');
    expect([progress!.value, progress!.max, Number(await tab.text('#done')), await tab.text('#failed')]).toEqual([GUESTS.length, GUESTS.length, GUESTS.length, '0']);
    // The mail to all is no longer needed, and must not be sent by mistake.
    await tab.click('#close-draft');
    await draft.gone();
    expect(place.sink.mails).toHaveLength(GUESTS.length);
  });

  it('stops when it is told to and goes on from there', async () => {
    const tab = await cutOff();
    await tab.click('#stop');
    place.sink.answer();
    await tab.says('#status', `Stopped: 4 of ${FEW.length}`);
    // Time for a fifth, if there were one under way.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(place.sink.mails).toHaveLength(4);
    await tab.click('#resume');
    await tab.says('#status', 'Done');
    await eachGotOne(FEW);
  });

  it('sends none twice when its tab is closed midway', async () => {
    const tab = await cutOff();
    await place.call('closeTab', TAB);
    place.sink.answer();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(place.sink.mails).toHaveLength(4);
    await reopen();
    await finish(tab, FEW[3]!, '.was-sent');
    await eachGotOne(FEW);
  });

  it.each(['quit', 'kill'] as const)('sends none twice when Thunderbird ends midway (%s), and nothing by itself afterwards', async (how) => {
    const tab = await cutOff();
    await place.restart(how);
    place.sink.answer();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(place.sink.mails).toHaveLength(4);
    await reopen();
    await finish(tab, FEW[3]!, '.was-sent');
    await eachGotOne(FEW);
  });

  it('stops at an address that is refused, and asks', async () => {
    place.sink.refused.add(FEW[2]!);
    const tab = await split(FEW);
    await tab.click('#start');
    await place.call('acceptDialog');
    await tab.says('#status', '1 mail needs you');
    expect(place.sink.mails.map(({ to }) => to[0])).toEqual(FEW.slice(0, 2));
    place.sink.refused.clear();
    await finish(tab, FEW[2]!, '.send-again');
    await eachGotOne(FEW);
  });

  it('is also a copy of each mail for those to whom the identity copies every mail, chosen while writing, and nothing else for them', async () => {
    const tab = await split(FEW, { identity: 'id2' });
    expect(await tab.text('#copies')).toContain('2 addresses');
    await tab.click('#start');
    await tab.says('#status', `Done: ${FEW.length} mails`);
    const mails = await place.mails(FEW.length);
    expect(mails.map(({ to }) => to)).toEqual(FEW.map((one) => [one, HEAD, ARCHIVE]));
    for (const { raw, to } of mails) {
      expect(named(raw, [...FEW, ARCHIVE])).toEqual([to[0]]);
      expect(raw).toMatch(/^From: Club Fair <id2@club\.example>\r$/m);
      expect(raw).toMatch(/^Reply-To: fair@club\.example\r$/m);
    }
  });

  it('says before it is sent that a reply begins a new conversation', async () => {
    const tab = await split(FEW, { reply: true });
    expect(await tab.text('#reply')).toContain('new conversation');
  });

  it('says why nothing is sent when its mails can no longer be opened', async () => {
    const tab = await split(FEW, { identity: 'id3' });
    await place.call('removeIdentity', 'id3');
    await tab.click('#start');
    await tab.says('#status', `Paused: 0 of ${FEW.length} sent`);
    expect(await tab.text('.buttons button')).toBe('Send the mails');
    expect(place.sink.mails).toEqual([]);
  });
});
