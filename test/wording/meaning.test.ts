import { describe, expect, it } from 'vitest';
import { Meaning, meaningStems } from '../../src/checks/meaning.ts';
import { Weights } from '../../src/checks/weights.ts';
import type { Pack } from '../../src/rule/types.ts';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import type { View } from '../../src/text/types.ts';
import { grounds } from '../eval/learn-meaning.ts';
import { pack } from './helper.ts';

/** Every word of these says that somebody is treated worse, and of the two grounds which. */
const LEXICON = {
  any: { bias: -10, stems: { 30: 'lamp, blue', 5: '=candlestick' } },
  outright: { bias: 0, stems: { 40: 'blue' } },
  'discrimination/age': { bias: 0, stems: { 20: 'lamp, names:discrimination/age' } },
  'discrimination/sex': { bias: 0, stems: { 20: 'candl' } },
};

function viewOf(text: string): View {
  const draft = readJsonDraft({ text, context: { language: 'en' } });
  return compile(pack).setFor(draft, 'compose').read(draft, 'compose').bodies[0]!;
}

const meaningOf = (text: string, named: readonly string[] = []): Meaning => new Meaning(viewOf(text), new Weights(LEXICON), () => named.map((rule) => `names:${rule}`));

describe('what is meant', () => {
  it('is told by all words, long ones also whole, and by the grounds that are named', () => {
    expect([...meaningStems(['a', 'candlestick', '42000000'], ['names:discrimination/age'])].filter((stem) => !stem.includes(' '))).toEqual(['a', 'candl', '#', '=candlestick', 'names:discrimination/age']);
    expect(meaningOf('The candlestick.').around(0).alone).toEqual([-5, 0, 0, 20]);
    expect(meaningOf('The candles.').around(0).alone).toEqual([-10, 0, 0, 20]);
    expect(meaningOf('Thanks.', ['discrimination/age']).around(0).alone).toEqual([-10, 0, 20, 0]);
  });
  it('is told with the neighbours and without', () => {
    const { alone, together } = meaningOf('Thanks. The blue one. The lamp.').around(1);
    expect([alone[0], together[0]]).toEqual([20, 50]);
  });
  it('is the ground that is ahead, and a second that is as near', () => {
    expect(meaningOf('The blue lamp.').grounds(0)).toEqual(['discrimination/age']);
    expect(meaningOf('The blue lamp and candles.').grounds(0)).toEqual(['discrimination/age', 'discrimination/sex']);
  });
  it('is clearly another than one that is found there, or is not', () => {
    const meaning = meaningOf('The lamp.');
    expect([meaning.isAhead(0, 'discrimination/age', 'discrimination/sex'), meaning.isAhead(0, 'discrimination/sex', 'discrimination/age'), meaning.isAhead(0, 'discrimination/age', 'house/other')]).toEqual([true, false, true]);
  });
});

describe('a finding of what is meant', () => {
  const learned: Pack = { ...pack, lexicons: { ...pack.lexicons, 'weights-meaning-en': LEXICON } };
  const find = (text: string, from: Pack = learned, rules = {}): unknown[] => lint(readJsonDraft({ from: 'a@maison.example', to: 'b@gmail.com', text, context: { language: 'en' } }), compile(from, { extends: 'all', rules }))
    .filter(({ ruleId }) => ruleId.startsWith('discrimination/')).map(({ ruleId, grade, level, data }) => [ruleId, grade, level, data]);

  it('is a hint, or plain, and marked as weighed', () => {
    expect(find('The lamp.')).toEqual([['discrimination/age', 'coded', 'warning', { weighed: true }]]);
    expect(find('The blue lamp.')).toEqual([['discrimination/age', 'explicit', 'error', { weighed: true }]]);
  });
  it('is none where nothing learned is wanted, or the rule is off', () => {
    const others = Object.fromEntries(Object.entries(learned.lexicons).filter(([name]) => name !== 'weights-meaning-en'));
    expect(find('The lamp.', { ...pack, lexicons: others })).toEqual([]);
    expect(find('The lamp.', learned, { 'discrimination/age': 'off' })).toEqual([]);
  });
  it('takes back what a ground\'s name seems to say among words that say otherwise', () => {
    const harmless = { ...pack, lexicons: { ...pack.lexicons, 'weights-meaning-en': { ...LEXICON, any: { bias: -900, stems: {} } } } };
    expect(find('You are too old for this post.', pack)).toHaveLength(1);
    expect(find('You are too old for this post.', harmless)).toEqual([]);
    // Few words cannot take back what a frame finds in them.
    expect(find('You are too old.', harmless)).toHaveLength(1);
  });
});

describe('the ground that words speak for', () => {
  const of = (rule: string, text: string) => ({ language: 'en', text, rules: [rule], strength: '' });
  const texts = [
    ...Array.from({ length: 60 }, (_, at) => ({ stems: new Set(['the', 'beard']), of: of('discrimination/religion', `beard ${at}`) })),
    ...Array.from({ length: 60 }, (_, at) => ({ stems: new Set(['the', 'bump']), of: of('discrimination/pregnancy-maternity', `bump ${at}`) })),
    { stems: new Set(['chance']), of: of('discrimination/religion', 'chance') },
  ];
  it('is that whose sentences have them; what all have, or one by chance, says nothing', () => {
    const { 'discrimination/religion': religion, 'discrimination/pregnancy-maternity': pregnancy } = grounds(texts);
    const told = (of: typeof religion): readonly (readonly [string, boolean])[] => Object.entries(of!.stems).flatMap(([weight, stems]) => stems.split(', ').map((stem) => [stem, Number(weight) > 0] as const)).sort();
    expect([told(religion), told(pregnancy)]).toEqual([[['beard', true], ['bump', false]], [['beard', false], ['bump', true]]]);
    // A word of 60 sentences, all of one ground, is 60.3 / 0.3 times as rare among the others; half of that is said of both alike, and six tenths of it count; and some more, since it tells them apart.
    const [[most]] = Object.entries(religion!.stems).filter(([, stems]) => stems === 'beard') as [[string, string]];
    expect(Number(most)).toBeGreaterThan(10 * 0.6 * Math.log(60.3 / 0.3) / 2);
  });
});
