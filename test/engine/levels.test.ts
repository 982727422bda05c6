import { describe, expect, it } from 'vitest';
import { activeRules } from '../../src/engine/levels.ts';
import type { Config, Override, Pack, RuleDefinition } from '../../src/rule/types.ts';

function rule(id: string, severity: RuleDefinition['severity'], options: Record<string, unknown> = {}): RuleDefinition {
  return { id, severity, since: '0.1.0', check: 'none', options, languages: {}, examples: { invalid: [], valid: [] } };
}

const pack: Pack = {
  rules: [rule('recipients/visible', { some: 'warning', many: 'error' }, { from: 6, list: 50 }), rule('tone/cold', 'warning'), rule('reading/unreadable', 'error')],
  lexicons: {},
  presets: { recommended: ['recipients/*'], hr: ['recipients/*', 'tone/*'] },
};
const active = (config: Config, overrides: Override[] = []): Map<string, ReturnType<typeof activeRules>[number]> =>
  new Map(activeRules(pack, config, overrides).map((one) => [one.definition.id, one]));
const ids = (config: Config, overrides: Override[] = []): string[] => [...active(config, overrides).keys()];

describe('which rules are on', () => {
  it('are the recommended ones without a word said', () => expect(ids({})).toEqual(['recipients/visible', 'reading/unreadable']));
  it('are those of the presets named', () => expect(ids({ extends: ['hr'] })).toEqual(['recipients/visible', 'tone/cold', 'reading/unreadable']));
  it('always include reading, unless it is switched off by name', () => {
    expect(ids({ extends: [] })).toEqual(['reading/unreadable']);
    expect(ids({ extends: [], rules: { 'reading/unreadable': 'off' } })).toEqual([]);
  });
  it('are switched on and off one by one, or a family at once', () => {
    expect(ids({ rules: { 'recipients/*': 'off' } })).toEqual(['reading/unreadable']);
    expect(ids({ extends: [], rules: { 'tone/cold': 'info' } })).toEqual(['tone/cold', 'reading/unreadable']);
  });
  it('are not switched on by options alone', () => expect(ids({ extends: [], rules: { 'tone/cold': { options: {} } } })).toEqual(['reading/unreadable']));
  it('follow the overrides that match, the last one last', () => {
    expect(ids({ extends: ['hr'] }, [{ rules: { 'tone/cold': 'off' } }])).not.toContain('tone/cold');
    expect(ids({ extends: ['hr'] }, [{ rules: { 'tone/cold': 'off' } }, { rules: { 'tone/cold': 'error' } }])).toContain('tone/cold');
  });
});

describe('levels and options', () => {
  it('are the rule\'s own by grade', () => {
    const visible = active({}).get('recipients/visible')!;
    expect([visible.level('some'), visible.level('many')]).toEqual(['warning', 'error']);
  });
  it('take one level for all grades, or one a grade', () => {
    const one = active({ rules: { 'recipients/visible': 'info' } }).get('recipients/visible')!;
    expect([one.level('some'), one.level('many')]).toEqual(['info', 'info']);
    const each = active({ rules: { 'recipients/visible': { some: 'off' } } }).get('recipients/visible')!;
    expect([each.level('some'), each.level('many')]).toEqual([null, 'error']);
  });
  it.each([['pair', ['error', { from: 8 }]], ['object', { level: 'error', options: { from: 8 } }]] as const)('merge options given as %s over the rule\'s', (_name, setting) => {
    const visible = active({ rules: { 'recipients/visible': setting } }).get('recipients/visible')!;
    expect(visible.definition.options).toEqual({ from: 8, list: 50 });
    expect(visible.level('some')).toBe('error');
  });
  it('are set by an override on top of the configuration', () => {
    const visible = active({ rules: { 'recipients/visible': ['error', { from: 8 }] } }, [{ rules: { 'recipients/visible': { options: { list: 9 } } } }]).get('recipients/visible')!;
    expect(visible.definition.options).toEqual({ from: 8, list: 9 });
    expect(visible.level('some')).toBe('error');
  });
});
