import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faultyAddOn, shippedAddOn } from './thunderbird/addon.ts';
import { POPUP, type ComposeWindow } from './thunderbird/compose.ts';
import { named, people } from './thunderbird/people.ts';
import { Workplace } from './thunderbird/workplace.ts';

const GROUP = people(12);
const folder = mkdtempSync(join(tmpdir(), 'undisclosed-faults-'));
let place: Workplace;
const popup = (): ReturnType<Workplace['page']> => place.page(POPUP);
const compose = (subject: string, to: readonly string[]): Promise<ComposeWindow> => place.compose({ to: to.join(', '), subject, body: '<p>Dear all,</p><p>The fair is on Saturday.</p>' });

beforeAll(async () => {
  // Also makes what the other is made of.
  shippedAddOn();
  place = await Workplace.open({ addOn: faultyAddOn(join(folder, 'faulty.xpi')) });
});
afterEach(() => place.tidy());
afterAll(async () => {
  await place?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['throws', 'This mail could not be checked'],
  ['hangs', 'This mail could not be checked: it took too long'],
])('a rule that %s', (fault, headline) => {
  it('stops the send, says so, and leaves a window that can be used', async () => {
    const window = await compose(`A rule for this ${fault}`, ['kim@lake.example']);
    await window.stopped();
    expect(await popup().says('#headline', 'could not')).toBe(headline);
    const { locked, maySend } = (await window.state())!;
    expect({ locked, maySend }).toEqual({ locked: false, maySend: true });
    expect(place.sink.mails).toEqual([]);
    await window.typeText('Hello. ', 'start');
    expect((await window.state())!.text).toMatch(/^Hello\. Dear all,/);

    // Another mail, that the rule has nothing against, can be looked at and sent again.
    await window.setSubject('Summer fair');
    await window.press();
    await window.gone();
    expect((await place.mails(1))[0]!.to).toEqual(['kim@lake.example']);
  });
});

it('a mail that cannot be looked at does not keep anybody from hiding addresses, or from sending with a reason', async () => {
  const window = await compose('A rule for this throws', GROUP);
  await window.stopped();
  await popup().says('#headline', 'could not');
  await popup().click('#to-bcc');
  await window.shows('all in Bcc', ({ bcc }) => bcc.length === GROUP.length);
  await window.stopped();
  await popup().fill('#reason', 'It has to leave today.');
  await popup().click('#send-anyway');
  await window.gone();
  const [mail] = await place.mails(1);
  expect(mail!.to).toEqual(GROUP);
  expect(named(mail!.raw, GROUP)).toEqual([]);
});
