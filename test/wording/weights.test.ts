import { describe, expect, it, test } from 'vitest';
import { temper } from '../../src/checks/temper.ts';
import { stemsOf, Weights } from '../../src/checks/weights.ts';
import { compareFindings } from '../../src/engine/compare.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { readWords } from '../../src/text/fold.ts';
import type { Finding, RuleDefinition } from '../../src/rule/types.ts';
import { learn } from '../eval/learn.ts';
import { linter, pack } from './helper.ts';

describe('stems', () => {
  it('are a word\'s first letters and its neighbours\', with the beginning, the end, numbers and the subject', () => {
    expect([...stemsOf(['refusals', 'for', '@', '@', '58'])]).toEqual(['refus', '^ refus', 'for', 'refus for', '@', 'for @', '#', '@ #', '# $']);
    expect([...stemsOf([])]).toEqual(['^ $']);
  });
});

describe('weights', () => {
  const weights = new Weights({ any: { bias: -5, stems: { '-3': 'thank, you $', 7: 'refus' } }, other: { bias: 1, stems: { 2: 'thank' } } });
  const of = (text: string, isSubject?: (index: number) => boolean): readonly number[] => weights.of(readWords(text), 0, readWords(text).length, isSubject);

  it('add up by label, each stem once', () => {
    expect(of('Refused, refused.')).toEqual([2, 1]);
    expect(of('Thank you')).toEqual([-11, 3]);
  });
  it('leave the subject\'s own words out', () => {
    expect(of('Refused.', () => true)).toEqual([-5, 1]);
  });
  it('of a misshapen list weigh nothing', () => {
    expect(new Weights({ any: 'x', other: { stems: [1] } }).of(readWords('thank'), 0, 1)).toEqual([0, 0]);
    expect(new Weights(null).labels).toEqual([]);
  });
  test('are learned from what tells texts apart, and not from what stands in all', () => {
    const texts = Array.from({ length: 20 }, (_, index) => ({ stems: new Set(['mail', index % 2 === 0 ? 'refus' : 'welco']), is: index % 2 === 0 }));
    const { bias, weights: learned } = learn(texts);
    const score = (...stems: string[]): number => stems.reduce((sum, stem) => sum + (learned.get(stem) ?? 0), bias);
    expect(score('mail', 'refus')).toBeGreaterThan(1);
    expect(score('mail', 'welco')).toBeLessThan(-1);
    expect(Math.abs(score('mail'))).toBeLessThan(0.2);
  });
});

describe('what the frames find', () => {
  const yes = (): boolean => true;
  const both = (score: number) => (): { alone: number; together: number } => ({ alone: score, together: score });

  it('is let go among words of lawful mail, doubted among unsure ones, and never made an error', () => {
    expect([-300, -8, 0, 300].map((score) => temper('explicit', 'attribute', both(score), yes))).toEqual([null, 'coded', 'explicit', 'explicit']);
    expect([-300, -8, 300].map((score) => temper('coded', 'coded', both(score), yes))).toEqual([null, 'coded', 'coded']);
    expect([-300, 0, 300].map((score) => temper(null, 'attribute', both(score), yes))).toEqual([null, null, 'coded']);
  });
  it('stays where the sentence alone says it, and is raised only where its neighbours say so too', () => {
    expect(temper('explicit', 'event', () => ({ alone: 10, together: -300 }), yes)).toBe('explicit');
    expect(temper(null, 'event', () => ({ alone: 300, together: -10 }), yes)).toBeNull();
  });
  it('is not raised from kinds that are weighed otherwise, nor where the ground is said not to matter', () => {
    expect((['coded', 'question', 'topic', 'hint', 'explicit'] as const).map((kind) => temper(null, kind, both(300), yes))).toEqual([null, null, null, null, null]);
    expect(temper(null, 'class', both(300), () => false)).toBeNull();
  });
  it.each([
    'You are too old for this post.', 'We cannot hire you because you are pregnant.', 'Unfortunately your age does not suit this position.', 'No foreigners.',
    'Malheureusement, votre âge ne correspond pas au poste.', 'Vous êtes trop âgé pour ce poste.', 'Votre grossesse nous pose un problème.', 'Pas de femmes sur ce chantier.',
  ])('is an error where it is said plainly: %s', (text) => {
    expect(linter('discrimination/*')({ text }).map(({ level }) => level)).toContain('error');
  });
  it('in a user\'s own rule is left as it is', () => {
    const own: RuleDefinition = { ...pack.rules.find(({ id }) => id === 'discrimination/age')!, id: 'house/age' };
    const find = (lexicons: typeof pack.lexicons, id: string, text: string): string[] => lint(readJsonDraft({ from: 'a@maison.example', to: 'b@gmail.com', text }), compile({ ...pack, lexicons, rules: [...pack.rules, own] }, { extends: 'all', rules: { 'house/age': 'error' } })).filter(({ ruleId }) => ruleId === id).map(({ grade }) => grade);
    const against = { discrimination: { bias: -900, stems: {} } };
    const lexicons = { ...pack.lexicons, 'weights-discrimination-en': against };
    const text = 'You are too old for this post.';
    expect([find(lexicons, 'discrimination/age', text), find(lexicons, 'house/age', text)]).toEqual([[], ['explicit']]);
  });
});

describe('a letter as a whole', () => {
  const tone = linter('tone/*');
  it('is judged where no phrase tells, in mail to a candidate only', () => {
    const text = 'Hello Jane,\n\nThe blue lamp stands in the corner. It was bought in March.';
    const lexicons = { ...pack.lexicons, 'weights-tone-en': { tone: { bias: 90, stems: {} }, 'tone/cold': { bias: 90, stems: {} } } };
    const find = (purpose: string): unknown[] => lint(readJsonDraft({ from: 'a@maison.example', to: 'b@gmail.com', text, context: { purpose } }), compile({ ...pack, lexicons }, { extends: 'all' })).filter(({ ruleId }) => ruleId.startsWith('tone/')).map(({ ruleId, message }) => [ruleId, message]);
    expect(find('rejection')).toEqual([['tone/cold', 'On the whole this reads as a bare no.']]);
    expect(find('other')).toEqual([]);
  });
  it('of good tone says nothing', () => {
    expect(tone({ context: { purpose: 'rejection' }, text: 'Dear Jane,\n\nThank you for coming to Leeds on Tuesday, and for the sketch of the stage. We have offered the post to someone who has already run a workshop. Your ideas on the lighting stayed with us, and we would gladly see you again in May.\n\nWith kind regards,\nClaire Morel' })).toEqual([]);
  });
});

describe('a fix', () => {
  it('is made although the letter then reads otherwise on the whole', () => {
    const finding = (ruleId: string, reason: string): Finding => ({ ruleId, level: 'warning', data: { reason } }) as unknown as Finding;
    const before = [finding('discrimination/forbidden-question', '')];
    const own = new Set(['discrimination/forbidden-question']);
    expect(compareFindings(before, [finding('letter/vague-decision', 'whole')], own)).toBeNull();
    expect(compareFindings(before, [finding('letter/vague-decision', 'later')], own)).toBe('new-finding');
  });
});
