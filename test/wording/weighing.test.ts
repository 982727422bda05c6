import { describe, expect, it } from 'vitest';
import { groundEvidence, sentenceEvidence } from '../../src/checks/evidence.ts';
import type { Judged } from '../../src/checks/evidence.ts';
import { MEANT } from '../../src/checks/meaning.ts';
import { Told } from '../../src/checks/told.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import type { Finding, Pack, RuleDefinition } from '../../src/rule/types.ts';
import { pack } from './helper.ts';

const LABELS = [...MEANT, 'discrimination/age', 'discrimination/sex', 'discrimination/health'];
const told = (age: number, sex: number, health: number): Told => new Told([90, 90, age, sex, health], LABELS);

describe('what is told', () => {
  it('is the ground that words speak for most, and how far it is ahead', () => {
    expect(told(5, 40, 12)).toMatchObject({ rule: 'discrimination/sex', score: 40, ahead: 28 });
    expect(told(40, 5, 12)).toMatchObject({ rule: 'discrimination/age', score: 40, ahead: 28 });
    expect(told(-3, -9, -1)).toMatchObject({ rule: 'discrimination/health', score: -1, ahead: 2 });
    expect(new Told([90, 90], MEANT)).toMatchObject({ rule: '', score: 0, ahead: 0 });
    expect(new Told([90, 90, 7], LABELS.slice(0, 3))).toMatchObject({ rule: 'discrimination/age', score: 7, ahead: 0 });
  });
  it('leaves each other ground behind, but for one of which nothing is learned', () => {
    expect(['discrimination/age', 'discrimination/sex', 'discrimination/health', 'house/age'].map((rule) => told(5, 40, 12).behind(rule))).toEqual([35, 0, 28, 0]);
  });
});

describe('evidence', () => {
  const judged: readonly Judged[] = [{ ground: { rule: 'discrimination/age', kind: 'adjective', first: 2, last: 3 }, weight: 'coded' }];
  const nothing = told(-30, -30, -30);
  it('of a sentence is how far its words speak, in steps, which pieces stand in it, and how its grounds are named', () => {
    expect([...sentenceEvidence([-35, -45], nothing, [], ['m:adverse', 'k:class', 'adverse&g:trait'])]).toEqual(['meant>-60', 'meant>-50', 'meant>-40', 'meant-outright>-50', 'm:adverse']);
    const cues = sentenceEvidence([5, -90], nothing, judged, []);
    expect([...cues].filter((cue) => !cue.startsWith('meant'))).toEqual(['named', 'grounds>0', 'kind:trait', 'judged:coded', 'kind:trait&meant>-20', 'kind:trait&meant>0']);
    expect([...sentenceEvidence([5, -90], nothing, Array.from({ length: 9 }, () => judged[0]!), [])].filter((cue) => cue.startsWith('grounds'))).toEqual(['grounds>0', 'grounds>1', 'grounds>2', 'grounds>3', 'grounds>4']);
  });
  it('of a sentence is also how clearly it speaks for one ground, and whether that one is named', () => {
    const cues = (age: number, sex: number): readonly string[] => [...sentenceEvidence([-90, -90], told(age, sex, -90), judged, [])].filter((cue) => /^(?:told|ahead|(?:un)?named)/.test(cue));
    expect(cues(-5, -15)).toEqual(['told>-20', 'told>-10', 'ahead>0', 'named']);
    expect(cues(-35, -5)).toEqual(['told>-20', 'told>-10', 'ahead>0', 'ahead>10', 'ahead>20', 'unnamed']);
    expect([...sentenceEvidence([-90, -90], nothing, [], [])]).toEqual([]);
  });
  it('of a ground is how far it speaks, by itself and together with all words, and how much more these speak for another', () => {
    const age = (stands: readonly number[]) => ({ rule: 'discrimination/age', scores: stands });
    expect(groundEvidence([-90, 0], nothing, age([-45, -45]))).toEqual(['stands>-60', 'stands>-50', 'stands-outright>-50']);
    expect(groundEvidence([-30, 0], nothing, age([-15, -90]))).toEqual(['stands>-60', 'stands>-50', 'stands>-40', 'stands>-30', 'stands>-20', 'meant>-40&stands>-40', 'meant>-40&stands>-20']);
    expect(groundEvidence([-90, 0], told(0, 15, 0), age([-90, -90]))).toEqual(['behind>0', 'behind>10']);
  });
});

/** The pack with weights that say the same of every sentence, but for the words given. */
const saying = (found: number, outright: number, { meant = 0, lamp = 0 }: { meant?: number; lamp?: number } = {}): Pack => {
  const same = (bias: number) => ({ bias, stems: {} });
  return {
    ...pack,
    lexicons: {
      ...pack.lexicons,
      'weights-discrimination-en': { discrimination: same(0), outright: same(0) },
      'weights-meaning-en': { any: { bias: meant, stems: { 30: 'lamp' } }, outright: same(0), ...(lamp === 0 ? {} : { 'discrimination/sex': { bias: 0, stems: { 20: 'lamp' } } }) },
      'weights-evidence-en': { found: { bias: found, stems: { [lamp]: 'meant>20' } }, outright: same(outright), error: same(10) },
    },
  };
};

function find(from: Pack, text: string, rules: readonly RuleDefinition[] = []): readonly Finding[] {
  const extra = Object.fromEntries(rules.map(({ id }) => [id, 'error' as const]));
  return lint(readJsonDraft({ from: 'a@maison.example', to: 'b@gmail.com', text, context: { language: 'en', purpose: 'rejection' } }), compile({ ...from, rules: [...from.rules, ...rules] }, { extends: 'all', rules: extra }))
    .filter(({ ruleId }) => ruleId.startsWith('discrimination/') || ruleId.startsWith('house/'));
}

const grades = (from: Pack, text: string): readonly string[] => find(from, text).map(({ ruleId, grade }) => `${ruleId} ${grade}`);

describe('a ground that is named', () => {
  const text = 'You are too old for this post.';
  it('is found, or an error, or nothing, as all evidence together says', () => {
    expect(grades(saying(-1, 50), text)).toEqual([]);
    expect(grades(saying(5, 50), text)).toEqual(['discrimination/age coded']);
    expect(grades(saying(40, 50), text)).toEqual(['discrimination/age explicit']);
    expect(grades(saying(40, -50), text)).toEqual(['discrimination/age coded']);
  });
  it('needs more evidence among many sentences', () => {
    const many = `${'Thanks. '.repeat(5)}${text}`;
    expect([5, 15, 40].map((found) => grades(saying(found, 50), many))).toEqual([[], ['discrimination/age coded'], ['discrimination/age explicit']]);
  });
  it('is nothing where all words speak of something else, however it stands there', () => {
    expect(grades(saying(900, 900, { meant: -50 }), text)).toEqual([]);
  });
  it('as a topic that a question must not be about is nothing where nobody asks', () => {
    expect(grades(saying(900, 900), 'Your age stands in the file.')).toEqual(['discrimination/age explicit']);
  });
  it('in a user\'s own rule is left as the frames say', () => {
    const own: RuleDefinition = { ...pack.rules.find(({ id }) => id === 'discrimination/age')!, id: 'house/age' };
    for (const meant of [0, -50]) expect(find(saying(-900, 0, { meant }), text, [own]).map(({ ruleId, grade }) => [ruleId, grade])).toEqual([['house/age', 'explicit']]);
  });
});

describe('a user\'s own rule', () => {
  it('is no evidence for ours, whatever it finds beside them', () => {
    const own: RuleDefinition = { ...pack.rules.find(({ id }) => id === 'discrimination/age')!, id: 'house/age' };
    const few = saying(30, 50);
    const from: Pack = { ...few, lexicons: { ...few.lexicons, 'weights-evidence-en': { ...few.lexicons['weights-evidence-en'] as object, found: { bias: 30, stems: { '-90': 'grounds>1' } } } } };
    // One ground of our rule, and the same of theirs.
    const text = 'She said that at the time you were too old.';
    const [ours] = find(from, text);
    expect(ours?.ruleId).toBe('discrimination/age');
    expect(find(from, text, [own]).filter(({ ruleId }) => ruleId !== own.id)).toEqual([ours]);
  });
});

describe('what is meant without a name', () => {
  it('is a hint of the ground that words speak for, and needs more among many', () => {
    const [finding] = find(saying(0, -50, { lamp: 30 }), 'Thanks. The lamp.');
    expect([finding!.ruleId, finding!.grade, finding!.data]).toEqual(['discrimination/sex', 'coded', { weighed: true }]);
    const many = `${'Thanks. '.repeat(20)}The lamp. ${'Thanks. '.repeat(20)}`;
    expect(grades(saying(0, -50, { lamp: 30 }), many)).toEqual([]);
    expect(grades(saying(0, -50, { lamp: 90 }), many)).toEqual(['discrimination/sex coded']);
  });
  it('is as plain as what is named where the evidence says so', () => {
    expect(grades(saying(0, 50, { lamp: 30 }), 'The lamp.')).toEqual(['discrimination/sex explicit']);
  });
});
