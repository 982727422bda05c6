import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/hosts/thunderbird/linter.ts';
import { configOf, DEFAULT_SETTINGS } from '../../src/hosts/thunderbird/settings.ts';
import { strangers } from './fake-messenger.ts';

const ask = createLinter();
const config = configOf({ ...DEFAULT_SETTINGS, role: 'candidates' }, [], 'en');
const draft = (more: object): string => JSON.stringify({ from: 'claire.morel@maison.example', to: [], cc: [], bcc: [], subject: '', ...more });
const mailboxes = (addresses: readonly string[]): { name: string; address: string }[] => addresses.map((address) => ({ name: '', address }));
const BODY = '<p>Dear Kim,</p><p>Thank you for coming on Tuesday. You are <b>too old</b> for this team. Paul will ring you.</p>';

describe('a report', () => {
  it('says how many see each other, the worst first, and where words stand', () => {
    const report = ask({ kind: 'report', config, text: draft({ to: mailboxes(strangers(12)), html: BODY, subject: 'Your application' }) });
    expect({ people: report.people, visible: report.visible, blind: report.blind }).toEqual({ people: 12, visible: 12, blind: 0 });
    expect(report.group).toEqual(strangers(12));
    expect(report.findings.map(({ level }) => level)).toEqual([...report.findings].map(({ level }) => level).sort((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b)));
    const age = report.findings.find(({ ruleId }) => ruleId === 'discrimination/age')!;
    expect(BODY.slice(age.range!.start, age.range!.end)).toContain('too old');
    expect(report.findings.find(({ ruleId }) => ruleId === 'recipients/visible-recipients')).toMatchObject({ level: 'error', range: null, fixes: [] });
  });

  it('has nothing to say of an empty window', () => {
    expect(ask({ kind: 'report', config, text: draft({ html: '' }) })).toEqual({ people: 0, visible: 0, blind: 0, group: [], findings: [] });
  });

  it('changes with the configuration', () => {
    const text = draft({ to: mailboxes(['kim@lake.example']), html: BODY });
    const rules = (role: 'candidates' | 'other'): string[] => ask({ kind: 'report', config: configOf({ ...DEFAULT_SETTINGS, role }, [], 'en'), text }).findings.map(({ ruleId }) => ruleId);
    expect(rules('candidates')).toContain('discrimination/age');
    expect(rules('other')).not.toContain('discrimination/age');
    expect(rules('candidates')).toContain('discrimination/age');
  });
});

describe('a fix', () => {
  const fixOf = (text: string, ruleId: string, which = 0): ReturnType<typeof ask<'fix'>> => {
    const { key, fixes } = ask({ kind: 'report', config, text }).findings.find((finding) => finding.ruleId === ruleId)!;
    return ask({ kind: 'fix', config, text, key, index: fixes[which]!.index, locale: 'en' });
  };

  it('is edits of the text at their places', () => {
    const answer = fixOf(draft({ to: mailboxes(['kim@lake.example']), html: BODY }), 'discrimination/age');
    if (answer.refused !== null) throw new Error(answer.refused);
    const [edit, ...others] = answer.edits;
    expect(others).toEqual([]);
    expect(BODY.slice(edit!.start, edit!.end).replace(/<[^>]*>/g, '')).toContain('You are too old for this team.');
    expect(edit!.text).toBe('');
    expect(answer.header).toEqual({});
  });

  it('is recipients as a whole where an address changes', () => {
    const answer = fixOf(draft({ to: [{ name: 'Kim Doe', address: 'kim.doe@gmial.com' }], cc: mailboxes(['paul@lake.example']), html: '<p>Hello Kim,</p>' }), 'recipients/mistyped-domain');
    expect(answer).toEqual({ refused: null, edits: [], header: { recipients: { to: [{ name: 'Kim Doe', address: 'kim.doe@gmail.com' }], cc: [{ name: '', address: 'paul@lake.example' }], bcc: [] } } });
  });

  it('is refused in words where the finding is gone', () => {
    expect(ask({ kind: 'fix', config, text: draft({ html: '' }), key: 'discrimination/age error 1/1', index: 0, locale: 'fr' })).toEqual({ refused: "Le passage n'est plus là." });
  });
});

describe('a split', () => {
  const people = [{ name: 'Anne Martel', address: 'anne.martel@one.example' }, { name: 'Paul Vidal', address: 'paul.vidal@two.example' }, { name: '', address: 'contact@three.example' }];

  it('is one text for each greeting, and no word of the others', () => {
    const answer = ask({ kind: 'split', config, text: draft({ to: people, html: '<p>Dear all,</p><p>The doors open at nine.</p>' }) });
    if (answer.refused !== null) throw new Error(answer.refused.reason);
    expect(answer.mails.map(({ to, text }) => [to.address, answer.texts[text]])).toEqual([
      ['anne.martel@one.example', '<p>Dear Anne,</p><p>The doors open at nine.</p>'],
      ['paul.vidal@two.example', '<p>Dear Paul,</p><p>The doors open at nine.</p>'],
      ['contact@three.example', '<p>Dear all,</p><p>The doors open at nine.</p>'],
    ]);
    expect(answer.left.filter(({ ruleId }) => ruleId.startsWith('recipients/'))).toEqual([]);
  });

  it('is refused where the text or an attachment names the others', () => {
    const list = { filename: 'list.csv', content: btoa('anne.martel@one.example\npaul.vidal@two.example\n'), encoding: 'base64' };
    expect(ask({ kind: 'split', config, text: draft({ to: people, html: '<p>Dear all,</p>', attachments: [list] }) })).toMatchObject({ refused: { reason: 'others', leaks: [{ place: 'attachment', addresses: 2 }] } });
    expect(ask({ kind: 'split', config, text: draft({ html: '' }) })).toEqual({ refused: { reason: 'no-recipients' } });
  });

  it('tells what is still wrong with each of the mails', () => {
    const answer = ask({ kind: 'split', config, text: draft({ to: people, html: BODY }) });
    if (answer.refused !== null) throw new Error(answer.refused.reason);
    expect(answer.left).toContainEqual(expect.objectContaining({ ruleId: 'discrimination/age', level: 'error' }));
  });
});
