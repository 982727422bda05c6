import { describe, expect, it } from 'vitest';
import { onSend, type SendOptions } from '../../src/hosts/outlook/send.ts';
import * as engine from '../../src/hosts/outlook/check.ts';
import { acknowledge, digestOf } from '../../src/hosts/outlook/acknowledge.ts';
import { readWritten } from '../../src/hosts/outlook/read.ts';
import type { SendAnswer } from '../../src/hosts/outlook/office.ts';
import { FakeWindow, people, sending } from './office.ts';

const OPTIONS: SendOptions = { config: {}, engine: () => Promise.resolve(engine), patience: 60_000 };

async function press(window: FakeWindow, options: Partial<SendOptions> = {}): Promise<SendAnswer> {
  const { event, answers } = sending();
  await onSend(event, () => window.mailbox, { ...OPTIONS, ...options });
  expect(answers).toHaveLength(1);
  return answers[0]!;
}

const AGE = 'Merci de votre candidature. Vous êtes trop âgée pour ce poste.';

describe('when Send is pressed', () => {
  it('a mail to one person goes', async () => {
    expect(await press(new FakeWindow().to(1))).toEqual({ allowEvent: true });
  });

  it('340 people who see each other stop it, with a way out', async () => {
    const answer = await press(new FakeWindow().to(340));
    expect(answer).toMatchObject({ allowEvent: false, cancelLabel: 'Look and mend', commandId: 'undisclosedPane' });
    expect(answer.errorMessage).toMatch(/^340 people will read each other's addresses/);
    expect(answer.errorMessage).toMatch(/press Send again\.$/);
    expect(answer.errorMessageMarkdown).toMatch(/^\*\*340 people/);
    expect(answer).not.toHaveProperty('sendModeOverride');
  });

  it('the same in Bcc go', async () => {
    const window = new FakeWindow();
    window.fields.bcc = people(340);
    expect(await press(window)).toEqual({ allowEvent: true });
  });

  it('speaks French to those who do', async () => {
    const window = new FakeWindow().to(340);
    window.language = 'fr-FR';
    const { errorMessage, cancelLabel } = await press(window);
    expect(errorMessage).toMatch(/^340 personnes/);
    expect(errorMessage).toMatch(/Envoyer\.$/);
    expect(cancelLabel).toBe('Voir et corriger');
  });

  it('wording is the writer\'s to decide, by the preset that they chose', async () => {
    const window = new FakeWindow().to(1);
    window.body = AGE;
    expect(await press(window)).toEqual({ allowEvent: true });
    window.chosen = { preset: 'hr' };
    expect(await press(window)).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(await press(window, { config: { extends: ['recommended'] } })).toEqual({ allowEvent: true });
    expect(await press(window, { config: { policy: { levels: { error: 'hold' } } } })).not.toHaveProperty('sendModeOverride');
  });

  it('an HTML body is read as such', async () => {
    const window = new FakeWindow().to(1);
    window.chosen = { preset: 'hr' };
    window.html = true;
    window.body = '<p>Merci de votre candidature. Vous êtes trop <b>âg</b>ée pour ce poste.</p>';
    expect((await press(window)).allowEvent).toBe(false);
  });

  it.each([['en-GB'], ['fr-FR']])('no message is longer than Outlook shows (%s)', async (language) => {
    const window = new FakeWindow().to(500);
    window.language = language;
    window.chosen = { preset: 'hr' };
    window.fields.to.push({ emailAddress: 'team@firma.example', displayName: 'Team', recipientType: 'distributionList' });
    window.fields.cc = people(500, 'q');
    window.body = Array.from({ length: 30 }, () => AGE).join('\n\n');
    for (const version of [1.12, 1.14, 1.15]) {
      window.version = version;
      const { errorMessage, errorMessageMarkdown = '', cancelLabel = '' } = await press(window);
      expect(errorMessage!.length).toBeLessThanOrEqual(500);
      expect(errorMessageMarkdown.length).toBeLessThanOrEqual(500);
      expect(cancelLabel.length).toBeLessThanOrEqual(20);
    }
  });

  it('says what Outlook does not tell: who is in a list, and whom it leaves out', async () => {
    const window = new FakeWindow().to(500);
    window.fields.cc = [{ emailAddress: 'team@firma.example', displayName: 'Team', recipientType: 'distributionList' }];
    const { errorMessage } = await press(window);
    expect(errorMessage).toContain('One of the recipients is a distribution list');
    expect(errorMessage).toContain('There may be more recipients');
  });

  it('holds no text and no address of the mail', async () => {
    const window = new FakeWindow().to(12);
    window.chosen = { preset: 'hr' };
    window.subject = 'Zanzibar';
    window.body = `${AGE} Zanzibar.`;
    expect(JSON.stringify(await press(window))).not.toMatch(/Zanzibar|company\d|Martel/);
  });

  it('offers only what this Outlook understands', async () => {
    const window = new FakeWindow().to(340);
    window.version = 1.12;
    expect(Object.keys(await press(window))).toEqual(['allowEvent', 'errorMessage']);
    window.version = 1.14;
    expect(Object.keys(await press(window)).sort()).toEqual(['allowEvent', 'cancelLabel', 'commandId', 'errorMessage']);
  });
});

describe('letting it go all the same', () => {
  it('holds for this mail as it is, and for no other', async () => {
    const window = new FakeWindow().to(340);
    await acknowledge(window.item, digestOf(await readWritten(window.mailbox)));
    expect(await press(window)).toEqual({ allowEvent: true });
    window.fields.cc = people(1, 'late');
    expect((await press(window)).allowEvent).toBe(false);
    window.fields.cc = [];
    expect(await press(window)).toEqual({ allowEvent: true });
    window.body = 'Bonjour.';
    expect((await press(window)).allowEvent).toBe(false);
  });

  it('is to press Send twice, in an Outlook that cannot ask', async () => {
    const window = new FakeWindow().to(1);
    window.version = 1.12;
    window.chosen = { preset: 'hr' };
    window.body = AGE;
    expect((await press(window)).errorMessage).toMatch(/To send it as it is, press Send again\.$/);
    window.body = `${AGE} Bonne route.`;
    expect((await press(window)).allowEvent).toBe(false);
    expect(await press(window)).toEqual({ allowEvent: true });
  });

  it('is not to press Send twice, where people see each other', async () => {
    const window = new FakeWindow().to(340);
    window.version = 1.12;
    expect((await press(window)).allowEvent).toBe(false);
    expect((await press(window)).allowEvent).toBe(false);
  });
});

describe('a check that does not come to an end', () => {
  it.each(['to.getAsync', 'bcc.getAsync', 'subject.getAsync', 'body.getAsync', 'body.getTypeAsync'])('because %s fails or hangs: the user is told, and decides', async (call) => {
    for (const how of ['fails', 'hangs'] as const) {
      const window = new FakeWindow().to(340);
      window[how].add(call);
      expect(await press(window, { patience: 50 })).toMatchObject({ allowEvent: false, errorMessage: 'Undisclosed could not check this message.', sendModeOverride: 'promptUser' });
    }
  });

  it('because the engine does not load, throws, or no window is there', async () => {
    const window = new FakeWindow().to(1);
    expect(await press(window, { engine: () => Promise.reject(new SyntaxError('x')) })).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    expect(await press(window, { engine: () => Promise.resolve({ check: () => { throw new Error('x'); } }) })).toMatchObject({ allowEvent: false, sendModeOverride: 'promptUser' });
    const { event, answers } = sending();
    await onSend(event, () => { throw new Error('x'); }, OPTIONS);
    expect(answers).toMatchObject([{ allowEvent: false, sendModeOverride: 'promptUser' }]);
  });

  it('keeps nobody from writing in an Outlook that cannot ask: told once, it goes', async () => {
    const window = new FakeWindow().to(340);
    window.version = 1.12;
    window.fails.add('subject.getAsync');
    expect((await press(window)).errorMessage).toBe('Undisclosed could not check this message.\nTo send it as it is, press Send again.');
    expect(await press(window)).toEqual({ allowEvent: true });
  });

  it('goes where the organisation says so', async () => {
    const window = new FakeWindow().to(340);
    window.fails.add('to.getAsync');
    expect(await press(window, { config: { policy: { unavailable: 'pass' } } })).toEqual({ allowEvent: true });
  });

  it('not because of what is not worth it: sender, attachments', async () => {
    const window = new FakeWindow().to(340);
    window.fails.add('from.getAsync').add('getAttachmentsAsync');
    expect((await press(window)).errorMessage).toMatch(/^340 people/);
  });
});
