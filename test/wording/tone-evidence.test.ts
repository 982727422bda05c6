import { describe, expect, it } from 'vitest';
import { toneEvidence } from '../../src/checks/tone-evidence.ts';

const RULES = ['tone/cold', 'tone/corporate', 'tone/heated'];
const NOTHING: ReadonlySet<string> = new Set();

describe('what is known of a tone', () => {
  it('is how far all words speak, and how far for the rule that they speak for most', () => {
    expect(toneEvidence(-90, [-90, -90, -90], RULES, NOTHING)).toEqual([]);
    expect(toneEvidence(-45, [-90, -35, -90], RULES, NOTHING)).toEqual(['any>-60', 'any>-50', 'most>-60', 'most>-50', 'most>-40', 'ahead>0', 'ahead>10', 'ahead>20', 'ahead>30', 'ahead>40', 'ahead>50']);
    expect(toneEvidence(-15, [-35, -90, -30], RULES, NOTHING).filter((cue) => /ahead|&/.test(cue))).toEqual(['ahead>0', 'any>-20&most>-40']);
    expect(toneEvidence(-90, [-70, -70, -70], RULES, NOTHING)).toEqual([]);
  });
  it('is whether a set phrase stands there, and whether one of that rule', () => {
    const said = (...rules: readonly string[]): readonly string[] => toneEvidence(-90, [-90, -61, -62], RULES, new Set(rules)).filter((cue) => cue.startsWith('said'));
    expect(said('tone/cold')).toEqual(['said>0']);
    expect(said('tone/corporate')).toEqual(['said:most', 'said>0']);
    expect(said('tone/cold', 'tone/corporate')).toEqual(['said:most', 'said>0', 'said>1']);
  });
});
