import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/draft/message.ts';
import { compareFindings } from '../../src/engine/compare.ts';
import { apart } from '../../src/engine/fix-batch.ts';
import { fixDraft } from '../../src/engine/fix-draft.ts';
import { firstFix } from '../../src/engine/fix.ts';
import { removal } from '../../src/engine/fix-sentence.ts';
import { FIX_REFUSALS, REFUSAL_WORDS } from '../../src/engine/refusals.ts';
import type { Change } from '../../src/edit/types.ts';
import type { Finding, Level, Suggestion } from '../../src/rule/types.ts';
import { bytes, fixSource, rulesFor } from './help.ts';

const suggestion = (id: string, safety: Suggestion['safety']): Suggestion => ({ id, safety, desc: id });
const finding = (ruleId: string, level: Level, more: Partial<Finding> = {}): Finding => ({
  ruleId, level, grade: 'found', spot: { at: 'raw', start: 0, end: 1 }, section: 'body', attached: [], data: {}, title: '', message: '', why: '', suggestion: '', law: [], url: '', suggestions: [], ...more,
});

describe('which suggestion is carried out unasked', () => {
  const chosen = (type: 'safe' | 'ask', ...suggestions: Suggestion[]): unknown => {
    const choice = firstFix(type)(finding('a/b', 'error', { suggestions }));
    return typeof choice === 'object' ? choice?.id ?? null : choice;
  };

  it('is a safe one, and one to ask about only where that was said', () => {
    expect(chosen('safe', suggestion('a', 'ask'), suggestion('b', 'safe'))).toBe('b');
    expect(chosen('safe', suggestion('a', 'ask'))).toBeNull();
    expect(chosen('ask', suggestion('x', 'advice'), suggestion('a', 'ask'), suggestion('c', 'ask'))).toBe('a');
    expect(chosen('ask', suggestion('a', 'ask'), suggestion('b', 'safe'))).toBe('b');
  });

  it('is never a sentence that says what only the writer knows', () => {
    expect(chosen('ask', suggestion('x', 'advice'), suggestion('alternative', 'ask'))).toBe('choice');
    expect(chosen('ask', suggestion('x', 'advice'))).toBe('by-hand');
  });

  it('is one mail a person only where this mail cannot be put right', () => {
    expect(chosen('ask', suggestion('one-mail-a-person', 'ask'), suggestion('move-to-bcc', 'ask'))).toBe('move-to-bcc');
    expect(chosen('ask', suggestion('one-mail-a-person', 'ask'))).toBe('one-mail-a-person');
  });
});

describe('whether a change made things worse', () => {
  it.each<[string, Finding[], Finding[], string | null]>([
    ['ends the finding', [finding('a/b', 'error')], [], null],
    ['leaves it', [finding('a/b', 'error')], [finding('a/b', 'error')], 'new-finding'],
    ['brings advice', [finding('a/b', 'error')], [finding('c/d', 'info')], null],
    ['brings a warning', [finding('a/b', 'error')], [finding('c/d', 'warning')], 'new-finding'],
    ['makes a warning an error', [finding('a/b', 'error'), finding('c/d', 'warning')], [finding('c/d', 'error')], 'new-finding'],
    ['makes an error a warning', [finding('a/b', 'error'), finding('c/d', 'error')], [finding('c/d', 'warning')], null],
    ['ends one of many more than are listed', [finding('a/b', 'info', { data: { more: 3 } })], [finding('a/b', 'info', { data: { more: 2 } })], null],
  ])('%s', (_what, before, after, expected) => {
    expect(compareFindings(before, after, new Set(['a/b']))).toBe(expected);
  });
});

describe('what is done at once', () => {
  const text = (start: number, end: number, part = 0): { changes: Change[] } => ({ changes: [{ kind: 'text', part, start, end, text: '' }] });
  const field = (start: number, end: number): { changes: Change[] } => ({ changes: [{ kind: 'remove-address', spot: { at: 'raw', start, end } }] });
  const recipients: { changes: Change[] } = { changes: [{ kind: 'recipients', to: [], cc: [], bcc: [] }] };

  it('is what does not meet; the same change asked for twice is one', () => {
    expect(apart([text(0, 5), text(5, 9), text(8, 12), text(0, 5), text(0, 5, 1)])).toEqual([text(0, 5), text(5, 9), text(0, 5), text(0, 5, 1)]);
    expect(apart([field(0, 5), field(3, 8), recipients, text(0, 5)])).toEqual([field(0, 5), text(0, 5)]);
    expect(apart([recipients, recipients, field(0, 5)])).toEqual([recipients, recipients]);
    const json = (...path: (string | number)[]): { changes: Change[] } => ({ changes: [{ kind: 'remove-field', spot: { at: 'json', path } }] });
    expect(apart([json('to', 0), json('to', 1), json('to'), json('cc')])).toEqual([json('to', 0), json('to', 1), json('cc')]);
  });
});

describe('taking a sentence out', () => {
  it('leaves neither two blanks nor two empty lines, wherever it stood', () => {
    const sentence = fc.constantFrom('Un.', 'Deux mots.', 'Et encore trois.');
    const line = fc.array(sentence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\n\n'), fc.nat(), (lines, gap, pick) => {
      const text = `${lines.join(gap)}\n`;
      const found = [...text.matchAll(/[A-Z][^.]*\./g)];
      const { index, 0: match } = found[pick % found.length]!;
      const { start, end } = removal(text, index, index + match.length, 0, false);
      const after = text.slice(0, start) + text.slice(end);
      expect(after.match(/[A-Z][^.]*\./g) ?? []).toEqual(found.filter(({ index: other }) => other !== index).map(([one]) => one));
      expect(after).not.toMatch(/ {2}|\n{3}|^\n| \n|\n /);
    }));
  });
});

describe('the loop', () => {
  const AGE = 'Vous êtes trop âgée pour ce poste.';
  const source = { kind: 'message' as const, text: bytes(['From: claire.morel@maison.example', 'To: anne@gmial.com, anne@gmial.com', 'Subject: Réponse', 'Content-Type: text/plain; charset=utf-8', '', 'Bonjour Anne,', '', `Merci de votre visite. ${AGE} Nous avons choisi une autre personne. ${AGE}`]) };

  it('does all it can in one go, and a second go changes nothing', () => {
    const choose = firstFix('ask');
    const rules = rulesFor(['discrimination/age', 'recipients/duplicate-recipient', 'recipients/mistyped-domain']);
    const once = fixDraft(source, readMessage(source.text), rules, { choose });
    expect(once.findings).toEqual([]);
    expect(once.fixed.map(({ finding: { ruleId } }) => ruleId).sort()).toEqual(['discrimination/age', 'discrimination/age', 'recipients/duplicate-recipient', 'recipients/mistyped-domain']);
    const twice = fixDraft(once.source, once.draft, rules, { choose });
    expect([twice.source.text, twice.fixed]).toEqual([once.source.text, []]);
  });

  it('is bounded by the rules of the whole configuration, not by those that are fixed alone', () => {
    const crowd = bytes([`From: claire.morel@maison.example`, `To: ${Array.from({ length: 12 }, (_, index) => `p${index}.martel@company${index}.example`).join(', ')}`, 'Subject: Lundi', '', 'À lundi.']);
    const wanted = { fix: 'move-to-bcc', rules: ['recipients/visible-recipients'], phase: 'send' as const };
    expect(fixSource({ kind: 'message', text: crowd }, wanted).notFixed.map(({ reason }) => reason)).toEqual(['new-finding']);
    expect(fixSource({ kind: 'message', text: crowd }, { ...wanted, guard: rulesFor(['recipients/visible-recipients']) }).fixed).toHaveLength(1);
  });

  it('never throws, and never changes what it does not call fixed', () => {
    const choose = firstFix('ask');
    fc.assert(fc.property(fc.array(fc.constantFrom(AGE, 'Bonjour,', '\r\n', '\r\n\r\n', ' ', '- ', '> ', 'Merci.', '<p>', '=20', '1. ', 'Nous avons choisi.', '\t', '«', '»'), { maxLength: 30 }), fc.constantFrom('text/plain', 'text/html', 'text/plain; format=flowed', 'multipart/mixed; boundary=b'), (pieces, type) => {
      const text = bytes(`From: a@maison.example\r\nTo: b@gmail.com\r\nSubject: x\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${pieces.join('')}`);
      const result = fixDraft({ kind: 'message', text }, readMessage(text), rulesFor(['discrimination/age']), { choose });
      if (result.fixed.length === 0) expect(result.source.text).toBe(text);
      else expect(result.source.text).not.toBe(text);
      expect(result.source.text.startsWith(text.slice(0, text.indexOf('\r\n\r\n')))).toBe(true);
    }), { numRuns: 200 });
  });
});

describe('the reasons', () => {
  it('each have a sentence in both languages', () => {
    for (const words of Object.values(REFUSAL_WORDS)) {
      expect(Object.keys(words).sort()).toEqual([...FIX_REFUSALS].sort());
      for (const sentence of Object.values(words)) expect(sentence).toMatch(/^[A-ZÀ-Ö].*\.$/);
    }
    for (const sentence of Object.values(REFUSAL_WORDS.fr)) expect(sentence).not.toMatch(/ [:;?!]/);
  });
});
