import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { shippedAddOn } from './thunderbird/addon.ts';
import { POPUP } from './thunderbird/compose.ts';
import { named, people } from './thunderbird/people.ts';
import { Workplace } from './thunderbird/workplace.ts';

const GROUP = people(12, 'invite');
const INVITATION = { to: GROUP.join(', '), subject: 'Fête d’été', body: '<p>Bonjour à tous,</p><p>La fête a lieu samedi.</p>' };
let place: Workplace;
const popup = (): ReturnType<Workplace['page']> => place.page(POPUP);

beforeAll(async () => {
  place = await Workplace.open({ addOn: shippedAddOn(), locale: 'fr' });
});
afterEach(() => place.tidy());
afterAll(() => place?.close());

it('asks in French, at its first start, for whom one writes', async () => {
  const options = place.page('options.html');
  await options.says('legend', 'Qu’écrivez-vous');
  expect(await options.text('#save')).toBe('Enregistrer');
});

it('says in French who will see whom, and moves the addresses out of sight', async () => {
  const window = await place.compose(INVITATION);
  await window.shows('the number of people on the button', ({ badge }) => badge === '12');
  await window.stopped();
  expect(await popup().says('#headline', '12')).toBe('12 personnes verront l’adresse des autres');
  expect(await popup().text('#to-bcc')).toContain('Cci');
  await popup().click('#to-bcc');
  await window.shows('all in Bcc', ({ bcc }) => bcc.length === GROUP.length);
  await window.press();
  await window.gone();
  const [mail] = await place.mails(1);
  expect(mail!.to).toEqual(GROUP);
  expect(named(mail!.raw, GROUP)).toEqual([]);
  // An empty group, whose name is French here, and encoded if it has an accent.
  expect(mail!.raw).toMatch(/^To: [^:;<>@\r\n]+:\s*;\r$/m);
});

it('sends one mail to each from a tab in French', async () => {
  const three = GROUP.slice(0, 3);
  const window = await place.compose({ ...INVITATION, to: three.join(', ') });
  await window.openPopup();
  await popup().click('#one-each');
  const tab = place.page('split.html');
  await tab.click('#start');
  await tab.says('#status', 'Terminé', 120_000);
  expect((await place.mails(3)).map(({ to }) => to.join(', '))).toEqual(three);
});
