import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from './postfix.ts';
import { shippedAddOn } from './thunderbird/addon.ts';
import { POPUP, type ComposeWindow, type Fields } from './thunderbird/compose.ts';
import { named, people } from './thunderbird/people.ts';
import { Workplace } from './thunderbird/workplace.ts';

/** As many as ruined a real day. */
const CROWD = people(340);
const GROUP = people(12);
const INVITATION: Fields = { subject: 'Summer fair', body: '<p>Dear all,</p><p>The fair is on <b>Saturday</b>.</p>' };

let place: Workplace;
const popup = (): ReturnType<Workplace['page']> => place.page(POPUP);

/** A mail to people who do not know each other. */
const invitation = (to: readonly string[] = GROUP): Promise<ComposeWindow> => place.compose({ ...INVITATION, to: to.join(', ') });

/** Presses buttons on the options page, and saves. */
async function settings(...selectors: readonly string[]): Promise<void> {
  const page = await place.openTab('options.html');
  await until('the settings to be there', async () => (await page.read('#role input')).some(({ checked }) => checked));
  for (const selector of selectors) await page.click(selector);
  await page.click('#save');
  await page.says('#status', 'Saved');
  await place.call('closeTab', 'options.html');
}

beforeAll(async () => {
  place = await Workplace.open({ addOn: shippedAddOn() });
  await place.closeWelcome();
});
afterEach(() => place.tidy());
afterAll(() => place?.close());

describe('a mail in which 340 people would see each other', () => {
  /** The times are to be read, not judged: this computer may be doing something else. */
  async function told(window: ComposeWindow): Promise<void> {
    const start = Date.now();
    const { stopped, shown } = await window.stopped();
    expect(await popup().says('#headline', '340')).toBe('340 people will see each other’s addresses');
    console.log(`340 recipients: ${stopped} ms after pressing Send it is stopped, after ${shown} ms the popup is there, after ${Date.now() - start} ms it says why`);
  }

  it('is stopped, told of in plain words, and leaves by Bcc without an address in it', async () => {
    const window = await invitation(CROWD);
    await window.shows('the number of people on the button', ({ badge }) => badge === '340');
    await told(window);
    expect((await popup().read('#findings > li')).map(({ dataset }) => dataset)).toContainEqual({ rule: 'recipients/visible-recipients', level: 'error' });
    const { locked, maySend, to } = (await window.state())!;
    expect({ locked, maySend, to }).toEqual({ locked: false, maySend: true, to: CROWD });
    expect(place.sink.mails).toEqual([]);

    await popup().click('#to-bcc');
    await popup().says('#status', 'in Bcc now');
    const moved = await window.shows('all in Bcc', ({ bcc }) => bcc.length === 340);
    expect([moved.to, moved.cc, moved.bcc]).toEqual([[], [], CROWD]);
    await window.press();
    await window.gone();
    const [mail, ...others] = await place.mails(1);
    expect(others).toEqual([]);
    expect(mail!.to).toEqual(CROWD);
    expect(named(mail!.raw, CROWD)).toEqual([]);
    // An empty group, whose name depends on the language.
    expect(mail!.raw).toMatch(/^To: [^:;<>@\r\n]+:\s*;\r$/m);
    expect(mail!.raw).not.toMatch(/^b?cc:/mi);
  });

  it('is stopped as well when Send is pressed before anything was looked at', async () => {
    const window = await invitation(CROWD);
    await told(window);
    expect(place.sink.mails).toEqual([]);
  });
});

describe('stopped', () => {
  it('while the background page sleeps', async () => {
    const window = await invitation();
    await place.sleep();
    await window.stopped();
    await popup().says('#headline', '12 people');
    expect(place.sink.mails).toEqual([]);
  });

  it('when Send Later is pressed, and sent later anyway', async () => {
    const window = await invitation();
    await window.stopped('later');
    await popup().says('#headline', '12 people');
    expect(place.profile.outbox()).toBe('');
    await popup().fill('#reason', 'They organise it together.');
    await popup().click('#send-later');
    await window.gone();
    expect(named(place.profile.outbox(), GROUP)).toEqual(GROUP);
    expect(place.sink.mails).toEqual([]);
  });

  it('when an address was typed and not finished', async () => {
    const window = await invitation(GROUP.slice(0, 11));
    await window.typeRecipient(GROUP[11]!);
    await window.stopped();
    await popup().says('#headline', '12 people');
    expect((await window.state())!.to).toEqual(GROUP);
    expect(place.sink.mails).toEqual([]);
  });

  it('when a mailing list hides that they are many, and moved as a list', async () => {
    const members = people(30, 'member');
    await place.call('addList', 'Everybody', members);
    const window = await place.compose({ ...INVITATION, to: 'Everybody <Everybody>' });
    await window.stopped();
    await popup().says('#headline', '30 people');
    expect(place.sink.mails).toEqual([]);
    await popup().click('#to-bcc');
    await window.shows('the list in Bcc', ({ to, bcc }) => to.length === 0 && bcc.length === 1);
    await window.press();
    await window.gone();
    const [mail] = await place.mails(1);
    expect([...mail!.to].sort()).toEqual([...members].sort());
    expect(named(mail!.raw, members)).toEqual([]);
  });
});

describe('let through', () => {
  it('a list to its members, also when it is sent while it is being looked at', async () => {
    const members = people(3, 'neighbour');
    await place.call('addList', 'Neighbours', members);
    // The look comes 500 ms after the last key, and is over in a moment: some of these meet it.
    for (const pause of [460, 480, 490, 500, 510, 520, 530, 540, 560]) {
      const window = await place.compose({ ...INVITATION, bcc: 'Neighbours <Neighbours>' });
      await window.typeText('Hello. ', 'start');
      await new Promise((resolve) => setTimeout(resolve, pause));
      await window.press();
      await window.gone();
    }
    const mails = await place.mails(9);
    expect(mails.map(({ to }) => [...to].sort())).toEqual(mails.map(() => [...members].sort()));
    expect(mails).toHaveLength(9);
  });

  it('what there is nothing to say about, at once and as it was written', async () => {
    const window = await place.compose({ ...INVITATION, to: 'kim@lake.example' });
    await window.press();
    await window.gone();
    const [mail] = await place.mails(1);
    expect(mail!.to).toEqual(['kim@lake.example']);
    expect(mail!.raw).toMatch(/^To: kim@lake\.example\r$/m);
    expect(await popup().isOpen()).toBe(false);
  });

  it('a group that knows each other, from then on, but not with somebody new', async () => {
    const window = await invitation();
    await window.stopped();
    await popup().click('#known-group');
    await popup().says('#status', 'know each other');
    expect((await popup().storage('local'))['allow']).toEqual([expect.objectContaining({ members: [...GROUP].sort() })]);
    await window.press();
    await window.gone();
    const again = await invitation([...GROUP].reverse());
    await again.press();
    await again.gone();
    expect((await place.mails(2)).map(({ to }) => [...to].sort())).toEqual([[...GROUP].sort(), [...GROUP].sort()]);
    const wider = await invitation([...GROUP, 'stranger@river.example']);
    await wider.stopped();
    await popup().says('#headline', '13 people');
    // What was said once can be taken back.
    const options = await place.openTab('options.html');
    await options.click('#allow .remove');
    await options.says('#allow', 'None yet');
    await place.call('closeTab', 'options.html');
    const third = await invitation();
    await third.stopped();
    expect(place.sink.mails).toHaveLength(2);
  });

  it('anyway, with a reason', async () => {
    const window = await invitation();
    await window.stopped();
    await popup().click('#send-anyway');
    await popup().says('#status', 'why it has to leave');
    expect(place.sink.mails).toEqual([]);
    await popup().fill('#reason', 'They meet every week.');
    await popup().click('#send-anyway');
    await window.gone();
    const [mail, ...others] = await place.mails(1);
    expect(others).toEqual([]);
    expect(named(mail!.raw, GROUP)).toEqual(GROUP);
    const options = await place.openTab('options.html');
    await options.says('#reasons', 'They meet every week.');
    await place.call('closeTab', 'options.html');
  });

  it('not anyway, when it was changed after the popup had shown it', async () => {
    const window = await invitation();
    await window.stopped();
    await popup().fill('#reason', 'They meet every week.');
    await window.setSubject('Something else');
    await popup().click('#send-anyway');
    await popup().says('#status', 'has changed meanwhile');
    expect((await window.state())!.locked).toBe(false);
    expect(place.sink.mails).toEqual([]);
  });

  it('anyway once, but not again what was changed after it had failed to leave', async () => {
    const window = await invitation();
    place.sink.refused.add(GROUP[0]!);
    await window.stopped();
    await popup().fill('#reason', 'They meet every week.');
    await popup().click('#send-anyway');
    await place.call('acceptDialog');
    await window.shows('the window to be usable again', ({ locked, maySend }) => !locked && maySend);
    place.sink.refused.clear();
    await window.typeText('One word more. ', 'start');
    await window.stopped();
    await popup().says('#headline', '12 people');
    expect(place.sink.mails).toEqual([]);
  });
});

describe('while writing', () => {
  const UNKIND: Fields = { to: 'kim@lake.example', subject: 'Your application', body: '<p>Dear Kim,</p><p>Thank you for coming in <b>on Tuesday</b>. You are too old for us.</p>' };

  it('marks words, mends them at a click, and leaves no trace in what is sent', async () => {
    await settings('#role input[value="candidates"]');
    const window = await place.compose(UNKIND);
    await window.shows('one blocking finding', ({ badge }) => badge === '1');
    await window.marks('error', ['You are too old']);
    const { html } = (await window.state())!;
    await window.stopped();
    await popup().says('#findings > li', 'ties a decision about a person to age');
    await popup().click('#findings > li[data-level="error"] .replace');
    const mended = await window.shows('the words to be gone', ({ text }) => !text.includes('too old'));
    expect(mended.text).toContain('Thank you for coming in on Tuesday');
    await window.shows('nothing more to say', ({ badge }) => badge === '');
    await window.marks('error', []);
    await window.undo();
    expect((await window.state())!.html).toBe(html);
    await window.stopped();
    await popup().click('#findings > li[data-level="error"] .replace');
    await window.shows('the words to be gone', ({ text }) => !text.includes('too old'));
    await window.press();
    await window.gone();
    const [mail] = await place.mails(1);
    expect(mail!.raw).toContain('Thank you for coming in');
    expect(mail!.raw).toContain('<b>on Tuesday</b>');
    expect(mail!.raw).not.toMatch(/too old|undisclosed|highlight|moz-extension|<style|<mark|<span/i);
  });

  it('mends a mail without HTML just so', async () => {
    const window = await place.compose({ ...UNKIND, body: 'Dear Kim,\n\nThank you for coming in on Tuesday. You are too old for us.\n', plain: true });
    await window.marks('error', ['You are too old']);
    await window.stopped();
    await popup().click('#findings > li[data-level="error"] .replace');
    await window.shows('the words to be gone', ({ text }) => !text.includes('too old'));
    await window.press();
    await window.gone();
    const [mail] = await place.mails(1);
    expect(mail!.raw).toMatch(/^Content-Type: text\/plain/m);
    expect(mail!.raw).toContain('\r\nThank you for coming in on Tuesday.');
    expect(mail!.raw).not.toContain('too old');
  });

  it('looks again at what is typed, and leaves quotes and the signature alone', async () => {
    const window = await place.compose({ to: 'kim@lake.example', subject: 'Your application', body: '<p>Dear Kim,</p><p></p><blockquote type="cite"><p>You are too old for us.</p></blockquote>' });
    await window.typeText('You are too old for us. ', 'start');
    await window.shows('one blocking finding', ({ badge }) => badge === '1');
    await window.marks('error', ['You are too old']);
  });
});

describe('by its settings', () => {
  it('a mail is stopped once and leaves without a reason, if that is enough for its writer', async () => {
    await settings('#policy input[value="warn"]');
    const window = await invitation();
    await window.stopped();
    expect(await popup().text('#reason')).toBe('');
    await popup().click('#send-anyway');
    await window.gone();
    expect(await place.mails(1)).toHaveLength(1);
  });

  it('nothing is stopped, if it is only to be shown', async () => {
    await settings('#policy input[value="never"]');
    const window = await invitation();
    await window.shows('the number of people on the button', ({ badge }) => badge === '12');
    await window.press();
    await window.gone();
    expect(await place.mails(1)).toHaveLength(1);
    await settings('#policy input[value="block"]');
  });
});

it('tells nobody anything, and reports no error of its own', async () => {
  expect(place.proxy.knocks).toEqual([]);
  expect(await place.errors()).toEqual([]);
});
