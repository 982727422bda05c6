import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/engine/policy.ts';
import { replyText, toAscii } from '../../src/engine/reply.ts';
import { unavailableVerdict, verdictOf, type Verdict, type VerdictContext } from '../../src/engine/verdict.ts';
import type { Policy } from '../../src/rule/policy.ts';
import type { Finding, Level } from '../../src/rule/types.ts';

function found(ruleId: string, level: Level, more: Partial<Finding> = {}): Finding {
  return {
    ruleId, level, grade: 'crowd', spot: { at: 'raw', start: 0, end: 1 }, section: 'header', attached: [], data: {}, title: 'T',
    message: `What ${ruleId} says.`, why: 'Because.', suggestion: 'Do this.', law: [], url: '', suggestions: [], ...more,
  };
}

const VISIBLE = found('recipients/visible-recipients', 'error');
const AGE = found('discrimination/age', 'error');
const COLD = found('tone/cold', 'warning');
const context: VerdictContext = { sender: 'rh@example.com', user: null, recipientDomains: ['one.example'], groupSize: 1 };
const verdict = (findings: readonly Finding[], policy: Policy = {}, more: Partial<VerdictContext> = {}): Verdict => verdictOf(findings, { mode: 'enforce', ...policy }, { ...context, ...more });

describe('without a policy', () => {
  it('nothing is done, whatever is found; what would be done is said', () => {
    expect(verdictOf([VISIBLE, AGE], undefined, context)).toMatchObject({ action: 'pass', intended: 'hold', headers: [], reply: null });
    expect(DEFAULT_POLICY.mode).toBe('dry-run');
  });
  it('recipients shown to each other wait, errors of wording are told, the rest passes', () => {
    expect(verdict([VISIBLE, AGE, COLD]).action).toBe('hold');
    expect(verdict([AGE, COLD])).toMatchObject({ action: 'tag', headers: [{ name: 'X-Undisclosed', value: 'tag; discrimination/age=1' }] });
    expect(verdict([COLD])).toMatchObject({ action: 'pass', rules: [], headers: [], reason: '' });
    expect(verdict([])).toMatchObject({ action: 'pass', intended: 'pass' });
  });
});

describe('the strongest action wins', () => {
  const policy: Policy = { rules: { 'a/*': 'tag', 'b/*': { rewrite: ['mend'] }, 'c/*': 'hold', 'd/*': 'reject' } };
  const mendable = found('b/b', 'info', { suggestions: [{ id: 'mend', desc: '', safety: 'safe' }] });
  it.each([
    ['tag', [found('a/a', 'info')]],
    ['rewrite', [found('a/a', 'info'), mendable]],
    ['hold', [mendable, found('c/c', 'info')]],
    ['reject', [found('c/c', 'info'), found('d/d', 'info'), found('a/a', 'info')]],
  ] as const)('%s', (action, findings) => expect(verdict(findings, policy).action).toBe(action));
  it('and its rules come first', () => {
    expect(verdict([found('a/a', 'error'), found('c/z', 'info'), found('c/b', 'info'), found('c/c', 'error'), found('d/d', 'info')], policy).rules.map(({ rule }) => rule)).toEqual(['d/d', 'c/c', 'c/z', 'c/b', 'a/a']);
  });
});

describe('what is said of a rule', () => {
  it('by level, by family and by id: the later counts', () => {
    expect(verdict([COLD], { levels: { warning: 'hold' } }).action).toBe('hold');
    expect(verdict([COLD], { levels: { warning: 'hold' }, rules: { 'tone/*': 'tag' } }).action).toBe('tag');
    expect(verdict([COLD], { rules: { 'tone/*': 'tag', 'tone/cold': 'reject' } }).action).toBe('reject');
    expect(verdict([COLD], { rules: { 'tone/cold': 'reject', 'tone/*': 'tag' } }).action).toBe('tag');
  });
  it('what only was learned comes to no more than is said of it, whatever is said of its rule', () => {
    const weighed = found('discrimination/age', 'error', { data: { weighed: true } });
    const policy: Policy = { rules: { 'discrimination/*': 'reject' } };
    expect(verdict([weighed], policy).action).toBe('reject');
    expect(verdict([weighed], { ...policy, weighed: 'tag' })).toMatchObject({ action: 'tag', rules: [{ rule: 'discrimination/age', action: 'tag' }] });
    expect(verdict([weighed, AGE], { ...policy, weighed: 'tag' }).action).toBe('reject');
    expect(verdict([weighed], { weighed: 'hold' }).action).toBe('tag');
    expect(verdict([weighed], { ...policy, weighed: 'tag', overrides: [{ users: ['anne'], weighed: 'hold' }] }, { user: 'anne' }).action).toBe('hold');
  });
  it('what only was learned is mended no more than it is stopped', () => {
    const mendable = found('tone/cold', 'warning', { data: { weighed: true }, suggestions: [{ id: 'mend', desc: '', safety: 'safe' }] });
    expect(verdict([mendable], { rules: { 'tone/cold': { rewrite: ['mend'] } }, weighed: 'pass' })).toMatchObject({ action: 'pass', rewrites: [] });
  });
  it('a level not named keeps what was said before', () => {
    expect(verdict([VISIBLE], { rules: { 'recipients/*': { warning: 'reject' } } }).action).toBe('hold');
    expect(verdict([found('recipients/visible-recipients', 'warning')], { rules: { 'recipients/*': { warning: 'reject' } } }).action).toBe('reject');
  });
  it('a fix is made where the finding has it; else the mail waits, or what the policy says', () => {
    const bcc = found('recipients/bcc-header', 'error', { suggestions: [{ id: 'remove-field', desc: '', safety: 'safe' }] });
    const named: Policy = { rules: { 'recipients/*': { rewrite: ['other', 'remove-field'] } } };
    expect(verdict([bcc, bcc], named)).toMatchObject({ action: 'rewrite', rewrites: [{ finding: bcc, fix: 'remove-field' }, { finding: bcc, fix: 'remove-field' }], rules: [{ count: 2 }] });
    expect(verdict([bcc, VISIBLE], named)).toMatchObject({ action: 'hold', rewrites: [] });
    expect(verdict([VISIBLE], { rules: { 'recipients/*': { rewrite: ['remove-field'], otherwise: 'reject' } } }).action).toBe('reject');
  });
  it('findings beyond the listed ones are counted', () => {
    expect(verdict([AGE, found('discrimination/age', 'error', { data: { more: 7 } })]).rules).toEqual([{ rule: 'discrimination/age', count: 9, level: 'error', action: 'tag' }]);
  });
});

describe('a mode', () => {
  it('carries out nothing, header fields alone, or all', () => {
    expect(verdict([VISIBLE], { mode: 'dry-run' })).toMatchObject({ action: 'pass', intended: 'hold' });
    expect(verdict([VISIBLE], { mode: 'tag' })).toMatchObject({ action: 'tag', intended: 'hold', headers: [{ value: 'hold; recipients/visible-recipients=1' }], reply: null });
    expect(verdict([VISIBLE], { mode: 'enforce' })).toMatchObject({ action: 'hold', headers: [] });
  });
  it('may differ by sender, so that one department begins', () => {
    const policy: Policy = { mode: 'dry-run', overrides: [{ senders: ['@hr.example.com'], mode: 'enforce' }] };
    expect(verdict([VISIBLE], policy, { sender: 'Anne@HR.example.com' }).action).toBe('hold');
    expect(verdict([VISIBLE], policy).action).toBe('pass');
  });
});

describe('overrides', () => {
  const loose = { rules: { 'recipients/*': 'pass' } } as const;
  it('need all that they name, and later ones win', () => {
    const policy: Policy = { overrides: [{ senders: ['*@example.com'], users: ['anne'], ...loose }, { users: ['ann?'], levels: { error: 'reject' } }] };
    expect(verdict([VISIBLE], policy).action).toBe('hold');
    expect(verdict([VISIBLE], policy, { user: 'ANNE' }).action).toBe('reject');
    expect(verdict([VISIBLE], policy, { user: 'berta' }).action).toBe('hold');
  });
  it('by recipient domain loosen only for a mail to nobody else, and tighten for a mail that goes there as well', () => {
    const policy: Policy = { overrides: [{ recipientDomains: ['partner.example'], ...loose }, { recipientDomains: ['rival.example'], levels: { info: 'reject' } }] };
    const to = (...recipientDomains: string[]): Verdict => verdict([VISIBLE, found('letter/x', 'info')], policy, { recipientDomains });
    expect(to('partner.example', 'eu.partner.example').action).toBe('pass');
    expect(to('partner.example', 'one.example').action).toBe('hold');
    expect(to('notpartner.example').action).toBe('hold');
    expect(to('partner.example', 'rival.example').action).toBe('reject');
    expect(to().action).toBe('hold');
  });
  const SPELLINGS = ['société.example', 'SOCIÉTÉ.Example', 'xn--socit-esab.example', 'XN--SOCIT-ESAB.EXAMPLE', 'société.example.'];
  it.each(SPELLINGS.flatMap((own) => SPELLINGS.map((met) => [own, met])))('say a domain in any spelling: %s of %s', (own, met) => {
    expect(verdict([VISIBLE], { overrides: [{ recipientDomains: [own], ...loose }] }, { recipientDomains: [met, `rh.${met}`] }).action).toBe('pass');
    expect(verdict([VISIBLE], { overrides: [{ senders: [`@${own}`], ...loose }] }, { sender: `rh@${met}` }).action).toBe('pass');
    expect(verdict([VISIBLE], { overrides: [{ users: [`rh@${own}`], ...loose }] }, { user: `RH@${met}` }).action).toBe('pass');
  });
});

describe('a group mailing', () => {
  const policy: Policy = { groupMailing: { from: 20, action: 'hold' }, overrides: [{ users: ['newsletter'], groupMailing: { from: 2, action: 'pass' } }] };
  it('waits for a second person from the number said', () => {
    expect(verdict([], policy, { groupSize: 19 }).action).toBe('pass');
    expect(verdict([], policy, { groupSize: 20 })).toMatchObject({ action: 'hold', rules: [{ rule: 'policy/group-mailing', count: 20 }], reply: { lines: expect.arrayContaining([expect.stringContaining('20 people')]) as unknown } });
    expect(verdict([], policy, { groupSize: 500, user: 'newsletter' }).action).toBe('pass');
  });
});

describe('what a mail asks for', () => {
  it('is heeded where it is stricter', () => {
    expect(verdict([], {}, { requested: 'hold' })).toMatchObject({ action: 'hold', rules: [{ rule: 'policy/requested' }] });
    expect(verdict([VISIBLE], {}, { requested: 'pass' }).action).toBe('hold');
    expect(verdict([VISIBLE], {}, { requested: 'tag' }).action).toBe('hold');
  });
  it('and where it is milder only from those who are trusted', () => {
    expect(verdict([VISIBLE], {}, { requested: 'pass', trusted: true }).action).toBe('pass');
    expect(verdict([VISIBLE], {}, { trusted: true }).action).toBe('hold');
  });
});

describe('the reply', () => {
  it('says rule, reason and remedy, and all of it again on the last line', () => {
    expect(verdict([VISIBLE], { levels: { error: 'reject' } }).reply).toEqual({
      code: 550, enhanced: '5.7.1',
      lines: [
        'recipients/visible-recipients: What recipients/visible-recipients says.', 'Why: Because.', 'To do: Do this.',
        'Not sent: What recipients/visible-recipients says. To do: Do this. [recipients/visible-recipients]',
      ],
    });
  });
  it('is ASCII, in the mail\'s language', () => {
    const french = found('tone/cold', 'error', { message: 'À revoir\u00a0: «\u00a0cœur\u00a0» l’été…', suggestion: 'Écrivez', why: '' });
    const { reply } = verdict([french], { levels: { error: 'reject' } }, { locale: 'fr' });
    expect(reply!.lines).toEqual(['tone/cold: A revoir : "coeur" l\'ete...', 'A faire : Ecrivez', 'Non envoye : A revoir : "coeur" l\'ete... A faire : Ecrivez [tone/cold]']);
  });
  it('has no line over 512 octets, and keeps rule and remedy whole on the last', () => {
    const long = found('tone/cold', 'error', { message: 'many words '.repeat(100), why: 'w'.repeat(2000), suggestion: 'Write another.' });
    const { reply } = verdict([long, AGE, VISIBLE], { levels: { error: 'reject' } });
    const lines = replyText(reply!).split('\r\n');
    expect(Math.max(...lines.map((line) => line.length + 2))).toBeLessThanOrEqual(512);
    expect(lines.at(-1)).toMatch(/^550 5\.7\.1 Not sent: .*To do: Write another\. \[tone\/cold\] \(and 2 more\)$/);
    expect(lines.slice(0, -1).every((line) => line.startsWith('550-5.7.1 '))).toBe(true);
  });
  it('lists at most five rules', () => {
    const many = Array.from({ length: 40 }, (_, n) => found(`tone/r${n}`, 'error'));
    expect(verdict(many, { levels: { error: 'reject' } }).reply!.lines).toHaveLength(16);
  });
  it('never lets a character through that is not printable ASCII', () => {
    expect(toAscii('a\r\nb\tc\u0000d\u202ee\u{1f600}日')).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('a verdict on a mail that was not judged', () => {
  it('is put off, unless the policy or its mode says otherwise', () => {
    expect(unavailableVerdict({ mode: 'enforce' }, context)).toMatchObject({ action: 'tempfail', reply: { code: 451, enhanced: '4.7.1' } });
    expect(unavailableVerdict({ mode: 'enforce', unavailable: 'hold' }, context).action).toBe('hold');
    // For a server without a hold queue, and programs that have none.
    expect(unavailableVerdict({ mode: 'enforce', unavailable: 'hold' }, context).reply).toEqual({ code: 550, enhanced: '5.7.1', lines: [expect.stringMatching(/^This mail could not be checked and has not been sent\./)] });
    expect(unavailableVerdict({ mode: 'enforce', unavailable: 'pass' }, context).action).toBe('pass');
    expect(unavailableVerdict({ mode: 'tag' }, context)).toMatchObject({ action: 'tag', headers: [{ value: 'unavailable' }] });
    expect(unavailableVerdict(undefined, context)).toMatchObject({ action: 'pass', intended: 'tempfail' });
  });
  it('follows the strictest mode of its recipients', () => {
    const policy: Policy = { overrides: [{ recipientDomains: ['one.example'], mode: 'enforce' }, { recipientDomains: ['two.example'], mode: 'tag' }] };
    expect(unavailableVerdict(policy, { ...context, recipientDomains: ['two.example'] }).action).toBe('tag');
    expect(unavailableVerdict(policy, { ...context, recipientDomains: ['two.example', 'one.example'] }).action).toBe('tempfail');
  });
});

describe('a long list of rules', () => {
  it('stays one short line in header and reason', () => {
    const many = Array.from({ length: 200 }, (_, n) => found(`tone/rule-number-${n}`, 'error'));
    const { headers, reason } = verdict(many, { mode: 'tag' });
    expect(headers[0]!.value.length).toBeLessThan(950);
    expect(headers[0]!.value).toMatch(/; more=\d+$/);
    expect(reason.length).toBeLessThan(240);
  });
});
