import { describe, expect, it, test } from 'vitest';
import { cuesOf } from '../../src/checks/cues.ts';
import { fronted } from '../../src/build/dense.ts';
import type { Reading } from '../../src/checks/frame-words.ts';
import { denseWeights, weighingsOf } from '../../src/checks/dense-weights.ts';
import { mannerOf, toneCues } from '../../src/checks/tone-cues.ts';
import { stemsOf, Weights } from '../../src/checks/weights.ts';
import { readWords } from '../../src/text/fold.ts';
import { compareFindings } from '../../src/engine/compare.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import type { Finding } from '../../src/rule/types.ts';
import { learn } from '../eval/regression.ts';
import { linter, pack } from './helper.ts';

describe('stems', () => {
  it('are a word\'s first letters and its neighbours\', with the beginning, the end, numbers and the subject', () => {
    expect([...stemsOf(['refusals', 'for', '@', '@', '58'])]).toEqual(['refus', '^ refus', 'for', 'refus for', '@', 'for @', '#', '@ #', '# $']);
    expect([...stemsOf([])]).toEqual(['^ $']);
  });
});

describe('weights', () => {
  const weights = new Weights({ any: { bias: -5, stems: { '-3': 'thank, you $', 7: 'refus' } }, other: { bias: 1, stems: { 2: 'thank' } } });
  it('add up by label, each stem once', () => {
    expect(weights.of(stemsOf(['refused', 'refused']))).toEqual([2, 1]);
    expect(weights.of(stemsOf(['thank', 'you']))).toEqual([-11, 3]);
  });
  it('add to what others said, without beginning anew', () => {
    expect(weights.of(['refus'], weights.of(['thank']))).toEqual(weights.of(['refus', 'thank']));
  });
  it('are written densely for as many labels as there are letters, and for no more', () => {
    const of = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`label ${at}`, { bias: 0, stems: { [at - 16 || 40]: 'thank' } }]));
    const dense = (count: number) => denseWeights(weighingsOf(of(count)), fronted);
    expect(new Weights(dense(32)).of(['thank'])).toEqual(new Weights(of(32)).of(['thank']));
    const shifted = weighingsOf({ ...Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`label ${at}`, {}])), last: { bias: 0, stems: { 7: 'thank' } } });
    expect(new Weights(denseWeights(shifted, fronted)).of(['thank'])[31]).toBe(7);
    expect(() => dense(33)).toThrow(RangeError);
  });
  it('are the same written densely', () => {
    const lexicon = { any: { bias: -5, stems: { '-46': 'thank, you $', 7: 'refus' } }, other: { bias: 1, stems: { 2: 'thank', 46: ':caps1, than' } } };
    const dense = denseWeights(weighingsOf(lexicon), fronted);
    expect(dense.keys).toBe('A:caps1ArefusAthanEkAyou $');
    const names = ['thank', 'you $', 'refus', ':caps1', 'than', 'unknown'];
    for (const name of names) expect(new Weights(dense).of([name])).toEqual(new Weights(lexicon).of([name]));
    expect(new Weights(dense).labels).toEqual(['any', 'other']);
  });
  it('of words in a row are those of their stems and pairs, each once, in however many runs they are told', () => {
    const row = ['refusals', 'thank', 'you', 'refuse', '@', '@', 'you', '58', 'thanks'];
    const all = new Weights({ any: { bias: 2, stems: { 3: 'refus, you @', 5: '# thank, thank $', 7: '^ refus, you refus, @, @ you, @ @', 11: '#' } } });
    const words = readWords(row.map((word) => (word === '@' ? 'ground' : word)).join(' '));
    const subjects = new Set([4, 5]);
    for (let last = 0; last <= row.length; last++) {
      for (let cut = 0; cut <= last; cut++) {
        for (let again = Math.max(cut, 1); again <= last; again++) {
          const runs = [[0, cut], [cut, again], [again, last]].filter(([from, to]) => from! < to!).map(([from, to]) => all.run(words, from!, to!, subjects));
          expect(all.ofRuns(runs)).toEqual(all.of(stemsOf(row.slice(0, last))));
        }
      }
    }
    expect(all.of(stemsOf(row))).toEqual([2 + 3 + 5 * 2 + 7 * 4 + 11]);
  });
  it('of a misshapen list weigh nothing', () => {
    expect(new Weights({ any: 'x', other: { stems: [1] } }).of(['thank'])).toEqual([0, 0]);
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
  test('are as many as asked for, the strongest, and then say alone what the others said', () => {
    const texts = Array.from({ length: 40 }, (_, index) => ({ stems: new Set(index % 2 === 0 ? ['refus', ...(index % 4 === 0 ? ['sorry'] : [])] : ['welco']), is: index % 2 === 0 }));
    const { weights: few } = learn(texts, { most: 2 });
    expect([...few.keys()]).toEqual(['refus', 'welco']);
    expect(few.get('refus')!).toBeGreaterThan(learn(texts).weights.get('refus')!);
  });
});

describe('cues', () => {
  const marks = [{ value: 'adverse', first: 0, last: 1 }, { value: 'cause', first: 4, last: 5 }, { value: 'copula', first: 8, last: 9 }] as const;
  const words = ['rejected', 'this', 'morning', 'simply', 'for', 'your', 'age', 'which', 'is', 'fiftyish'];
  const here: Reading = { first: 0, last: 10, question: false, marks, grounds: [], quoted: [], opens: () => false, isCapitalised: () => false };
  const cues = (first: number, last: number): ReadonlySet<string> => cuesOf({ rule: 'discrimination/age', kind: 'event', first, last }, 'explicit', here, { ...here, marks: [marks[0]] }, undefined, ['rules:1'], (at) => words[at]!);

  it('tell what stands before a ground, behind it, close or far, beside it, and in the next sentences', () => {
    expect([...cues(6, 7)].sort()).toEqual([
      '+1:which', '+2:is', '+3:fifty', '-1:your', '-2:for', '-3:simpl', ':tells', 'adverse<', 'adverse<-', 'before:adverse', 'cause<', 'cause<<', 'copula>', 'copula>>', 'judged:explicit', 'judged:explicit:trait', 'kind:trait', 'length:1', 'own:age', 'rules:1',
    ]);
  });
  it('tell what stands over it', () => {
    expect(cues(4, 7)).toContain('cause=');
  });
  it('know nothing of what is too far to be read together', () => {
    const far = { ...here, last: 200, marks: [{ value: 'adverse', first: 150, last: 151 }] as const };
    expect([...cuesOf({ rule: 'discrimination/age', kind: 'class', first: 6, last: 7 }, null, far, undefined, undefined, [], () => 'x')].filter((cue) => cue.startsWith('adverse'))).toEqual([]);
  });
});

describe('tone cues', () => {
  const cues = (text: string): ReadonlySet<string> => {
    const draft = readJsonDraft({ text });
    const view = compile(pack).setFor(draft, 'compose').read(draft, 'compose').bodies[0]!;
    return toneCues(view, 0, view.sentences().length - 1, (index) => mannerOf(view, index, index === 0 ? [{ rule: 'tone/heated', reason: 'shouting', first: 0, last: 1 }] : []));
  };
  it('tell how a text is punctuated and cut, and which rules speak in it', () => {
    expect([...cues('WHY so late?? Answer me, now!')].filter((cue) => cue.includes(':')).sort()).toEqual([
      ':!1', ':?1', ':?2', ':caps1', 'commas:1', 'longest:0', 'says:tone/heated', 'sentences:2', 'shortest:1', 'words:1',
    ]);
  });
  it('know dots that a sentence\'s end cuts', () => {
    expect(cues('They said no:\n\nE> ... The strength to go on.')).toContain(':…1');
  });
});

describe('what is said plainly', () => {
  it.each([
    'You are too old for this post.', 'We cannot hire you because you are pregnant.', 'Unfortunately your age does not suit this position.', 'No foreigners.',
    'Malheureusement, votre âge ne correspond pas au poste.', 'Vous êtes trop âgé pour ce poste.', 'Votre grossesse nous pose un problème.', 'Pas de femmes sur ce chantier.',
  ])('is an error: %s', (text) => {
    expect(linter('discrimination/*')({ text }).map(({ level }) => level)).toContain('error');
  });
});

describe('a letter as a whole', () => {
  const tone = linter('tone/*');
  it('is judged where no phrase tells, in mail to a candidate only', () => {
    const text = 'Hello Jane,\n\nThe blue lamp stands in the corner. It was bought in March.';
    const lexicons = { ...pack.lexicons, 'weights-tone-en': { tone: { bias: 90, stems: {} }, 'tone/cold': { bias: 90, stems: {} } }, 'weights-tone-evidence-en': { wrong: { bias: 90, stems: {} } } };
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
