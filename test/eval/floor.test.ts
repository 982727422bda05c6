import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, standing, type Evaluation } from './evaluate.ts';
import { figures } from './figures.ts';
import { floorOf, worse, type Floor } from './floor.ts';
import type { Outcome } from './outcomes.ts';
import { compare } from './peers.ts';
import { misses, page } from './report.ts';
import { sentencesIn, type Sentence } from './sentences.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the figures', () => {
  let now: Evaluation;
  beforeAll(() => {
    now = evaluate(root);
  });
  it('are nowhere worse than before', () => {
    expect(worse(standing(root).floor, floorOf(now.parts))).toEqual([]);
  });
  it('are those of docs/evaluation.md; else run `npm run eval -- --write`', () => {
    expect(page(now.parts, now.comparisons)).toBe(standing(root).page);
  });
  it('are those of floor.json; else run `npm run eval -- --write`', () => {
    expect(floorOf(now.parts)).toEqual(standing(root).floor);
  });
  it('come from sentences of which none stands in both sets, nor twice in one', () => {
    const places = new Map<string, string>();
    const twice = now.outcomes.flatMap(({ sentence: { text, place } }) => {
      const first = places.get(text);
      places.set(text, place);
      return first === undefined ? [] : [`${first} and ${place}`];
    });
    expect(twice).toEqual([]);
  });
  it('measure both sets wherever one is there', () => {
    if (existsSync(join(root, 'test/eval/open')) || existsSync(join(root, 'test/eval/kept'))) expect(new Set(now.parts.map(({ set }) => set))).toEqual(new Set(['kept', 'open']));
  });
});

describe('measuring', () => {
  const sentence = (rest: Partial<Sentence>): Sentence =>
    ({ set: 'open', family: 'discrimination', language: 'en', text: 'Some sentence.', rules: [], strength: '', frame: '', near: '', because: '', place: 'open/x:1', ...rest });
  const outcome = (rest: Partial<Sentence>, found: Record<string, 'error' | 'warning' | 'info'>): Outcome => ({ sentence: sentence(rest), found: new Map(Object.entries(found)) });
  const age = { rules: ['discrimination/age'], strength: 'explicit' };
  const all = [
    outcome(age, { 'discrimination/age': 'error' }),
    outcome(age, { 'discrimination/age': 'warning', 'tone/heated': 'warning' }),
    outcome(age, { 'discrimination/sex': 'error' }),
    outcome(age, { 'tone/heated': 'warning' }),
    outcome({ ...age, strength: 'coded' }, { 'discrimination/age': 'info' }),
    outcome({ near: 'discrimination/age' }, { 'discrimination/age': 'error' }),
    outcome({ near: 'discrimination/age' }, { 'tone/heated': 'warning' }),
    outcome({}, {}),
    outcome({ ...age, language: 'fr' }, { 'discrimination/age': 'error', 'discrimination/sex': 'warning' }),
  ];
  it('counts right rule, any ground, level, and false alarms', () => {
    const [part, french] = figures(all);
    expect(french!.explicit.right).toEqual([1, 1]);
    expect(part!.explicit).toEqual({ right: [2, 4], any: [3, 4], level: [1, 2] });
    expect(part!.coded).toEqual({ right: [1, 1], any: [1, 1], level: [1, 1] });
    expect([part!.falseErrors, part!.falseAny]).toEqual([[1, 3], [2, 3]]);
    expect(part!.near.get('discrimination/age')).toEqual([2, 2]);
    expect([...part!.confusion.get('discrimination/age')!]).toEqual([['discrimination/age', 3], ['discrimination/sex', 1], ['tone/heated', 2]]);
  });
  it('counts kinds of tone by their rule', () => {
    const tone = { family: 'tone', rules: ['tone/cold'] };
    expect(floorOf(figures([outcome(tone, { 'tone/cold': 'warning' }), outcome(tone, {}), outcome({ family: 'tone' }, {})]))).toEqual({
      'open tone en': { 'tone/cold': [1, 2], falseErrors: [0, 1], falseAny: [0, 1] },
    });
  });
  it('says what fell: fewer found, more alarms, or no longer measured', () => {
    const floor: Floor = { a: { explicit: [5, 10], falseAny: [1, 10], gone: [1, 1] }, b: { coded: [1, 2] } };
    expect(worse(floor, { a: { explicit: [10, 20], falseAny: [2, 20] } }).map((line) => line.split(' was')[0])).toEqual(['a: gone is no longer measured', 'b: coded is no longer measured']);
    expect(worse(floor, { a: { explicit: [9, 20], falseAny: [3, 20], gone: [1, 1] }, b: { coded: [1, 2] } })).toEqual(['a: explicit was 5/10 and is 9/20', 'a: falseAny was 1/10 and is 3/20']);
  });
  it('lists what was missed, flagged for nothing, at the wrong level, or by a further rule', () => {
    expect(misses(all).split('\n').filter((line) => /^[A-Z]/.test(line)).map((line) => line.slice(0, 5).trim())).toEqual(['LEVEL', 'MISS', 'MISS', 'ALARM', 'ALARM', 'EXTRA']);
  });
  it('asks the other linters about English only', () => {
    const text = 'He is a cripple and she a spokesman.';
    expect(compare([outcome({ ...age, text }, {}), outcome({ ...age, text, language: 'fr' }, {}), outcome({ text: 'The sun shone on the old wall.' }, {})])).toEqual([
      { set: 'open', name: 'undisclosed', explicit: [0, 1], coded: [0, 0], flagged: [0, 1] },
      { set: 'open', name: 'alex', explicit: [1, 1], coded: [0, 0], flagged: [0, 1] },
      { set: 'open', name: 'retext-equality', explicit: [1, 1], coded: [0, 0], flagged: [0, 1] },
    ]);
  });
});

describe('reading sentences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'undisclosed-eval-'));
  const write = (text: string): void => {
    mkdirSync(join(folder, 'open'), { recursive: true });
    writeFileSync(join(folder, 'open/discrimination.fr.yaml'), text);
  };
  afterAll(() => rmSync(folder, { recursive: true }));
  it('takes label, strength and place', () => {
    write('# one\n- { text: "Trop vieux.", rule: age, strength: explicit }\n- { text: "Bonjour.", rule: none, near: discrimination/age }\n');
    expect(sentencesIn(folder).map(({ rules, place, language, near }) => [rules, place, language, near])).toEqual([
      [['discrimination/age'], 'open/discrimination.fr.yaml:2', 'fr', ''],
      [[], 'open/discrimination.fr.yaml:3', 'fr', 'discrimination/age'],
    ]);
  });
  it.each([
    ['- { text: "Trop vieux.", strength: explicit }', 'no rule'],
    ['- { text: "Trop vieux.", rule: age }', 'strength'],
    ['- { text: "", rule: none }', 'no text'],
    ['- { text: "Bonjour.", rule: none, nera: x }', 'nera'],
    ['- Bonjour.', 'entry'],
    ['text: Bonjour.', 'list'],
  ])('does not pass over %s', (text, words) => {
    write(text);
    expect(() => sentencesIn(folder)).toThrow(words);
  });
});
