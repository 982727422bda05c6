import { describe, expect, it, test } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { lint } from '../../src/engine/lint.ts';
import { readJsonDraft } from '../../src/draft/json.ts';
import { findingIdentity } from '../../src/io/finding-identity.ts';
import type { Config, Finding, Pack } from '../../src/rule/types.ts';
import { pack } from './helper.ts';

/** The pack with weights that say the same of every text. */
const saying = (discrimination: number, tone: number): Pack => ({
  ...pack,
  lexicons: {
    ...pack.lexicons,
    'weights-discrimination-en': { discrimination: { bias: discrimination, stems: {} }, outright: { bias: discrimination, stems: {} } },
    'weights-meaning-en': { any: { bias: discrimination, stems: {} }, outright: { bias: discrimination, stems: {} } },
    'weights-evidence-en': { found: { bias: discrimination, stems: {} }, outright: { bias: -discrimination, stems: {} } },
    'weights-tone-en': { tone: { bias: tone, stems: {} }, 'tone/cold': { bias: tone, stems: {} } },
    'weights-tone-evidence-en': { wrong: { bias: tone, stems: {} } },
  },
});
const RAISING = saying(900, 900);
const DROPPING = saying(-900, -900);

const draft = (text: string): ReturnType<typeof readJsonDraft> => readJsonDraft({ from: 'Claire Morel <claire.morel@maison.example>', to: 'Jane Doe <jane.doe@gmail.com>', text, context: { purpose: 'rejection' } });

function find(rule: string, from: Pack, text: string, config: Config = {}, filePath = ''): Finding[] {
  return lint(draft(text), compile(from, { extends: 'all', ...config }), { filePath }).filter(({ ruleId }) => ruleId === rule);
}

const NAMED = 'Your age stands in the file.';
const SAID = 'You are too old for this post.';
const LAMP = 'The blue lamp stands in the corner. It was bought in March.';
const COLD = 'Your application has been rejected.';

describe('learned: false', () => {
  test.each([
    ['a ground', 'discrimination/age', NAMED],
    ['a letter as a whole', 'tone/cold', LAMP],
  ])('leaves out what only weights raise: %s', (_what, rule, text) => {
    expect(find(rule, RAISING, text)).toHaveLength(1);
    expect(find(rule, RAISING, text, { learned: true })).toHaveLength(1);
    expect(find(rule, RAISING, text, { learned: false })).toEqual([]);
  });

  test.each([
    ['a frame', 'discrimination/age', SAID],
    ['a phrase', 'tone/cold', COLD],
  ])('finds what the rule says and only weights drop: %s', (_what, rule, text) => {
    expect(find(rule, DROPPING, text)).toEqual([]);
    expect(find(rule, DROPPING, text, { learned: false })).toHaveLength(1);
  });

  it('keeps what the frames take for an error, where weights make a warning of it', () => {
    const doubting = saying(10, 0);
    expect(find('discrimination/age', doubting, SAID).map(({ level }) => level)).toEqual(['warning']);
    expect(find('discrimination/age', doubting, SAID, { learned: false }).map(({ level }) => level)).toEqual(['error']);
  });

  it('finds the same as a program that has learned nothing', () => {
    const bare: Pack = { ...pack, lexicons: Object.fromEntries(Object.entries(pack.lexicons).filter(([name]) => !name.startsWith('weights-'))) };
    const all = (from: Pack, config: Config): Finding[] => lint(draft([NAMED, SAID, LAMP, COLD].join('\n\n')), compile(from, { extends: 'all', ...config }));
    expect(all(bare, {}).map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['discrimination/age', 'tone/cold']));
    for (const from of [pack, RAISING, DROPPING]) expect(all(from, { learned: false })).toEqual(all(bare, {}));
  });

  it('may hold for some mail only, and be taken back for some', () => {
    const files = ['held/**'];
    const some: Config = { overrides: [{ files, learned: false }] };
    const others: Config = { learned: false, overrides: [{ files, learned: true }] };
    const count = (config: Config, path: string): number => find('discrimination/age', RAISING, NAMED, config, path).length;
    expect([count(some, 'held/a.eml'), count(some, 'b.eml'), count(others, 'held/a.eml'), count(others, 'b.eml')]).toEqual([0, 1, 1, 0]);
  });
});

describe('a finding that only weights raise', () => {
  it('is marked for programs', () => {
    expect(find('discrimination/age', RAISING, NAMED).map(({ data }) => data)).toEqual([{ weighed: true }]);
    expect(find('tone/cold', RAISING, LAMP).map(({ data }) => data)).toEqual([{ reason: 'whole', weighed: true }]);
  });
  it('is not one that a frame or a phrase says, with weights or without', () => {
    for (const config of [{}, { learned: false }]) {
      const said = [...find('discrimination/age', RAISING, SAID, config), ...find('tone/cold', RAISING, COLD, config)];
      expect(said.map(({ ruleId }) => ruleId)).toEqual(['discrimination/age', 'tone/cold']);
      for (const { data } of said) expect(data).not.toHaveProperty('weighed');
    }
  });
  it('is not one in a sentence of which a frame says the same as well', () => {
    const both = 'We want a digital native, and the file names your date of birth.';
    expect(find('discrimination/age', RAISING, both, { learned: false })).toHaveLength(1);
    expect(find('discrimination/age', RAISING, both).map(({ data }) => data)).toEqual([{}]);
  });
  it('says what any other of its grade says, and stays known in a baseline once a frame says it', () => {
    const [finding] = find('discrimination/age', RAISING, NAMED);
    const [said] = find('discrimination/age', RAISING, SAID);
    expect(finding!.grade).toBe('coded');
    expect(finding!.title).toBe(said!.title);
    const { message } = pack.rules.find(({ id }) => id === 'discrimination/age')!.languages['en']!;
    expect(finding!.message).toBe((message as Record<string, string>)['coded']);
    expect(findingIdentity(finding!, draft(NAMED))).toBe(findingIdentity({ ...finding!, data: {} }, draft(NAMED)));
  });
});
