import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { leanPack } from '../../src/build/generate.ts';
import { readPack } from '../../src/build/pack.ts';
import { pack } from '../../src/generated/pack.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the pack as the product carries it', () => {
  it('is what stands in rules/, without what it does not need', () => {
    const { rules, lexicons, presets } = JSON.parse(JSON.stringify(leanPack(readPack(root)))) as typeof pack;
    expect(pack.rules).toEqual(rules);
    expect(pack.lexicons).toEqual(lexicons);
    expect(pack.presets).toEqual(presets);
  });

  it('reads each list and text once, and does not give it up', () => {
    const [rule] = pack.rules;
    expect(pack.lexicons['webmail']).toBe(pack.lexicons['webmail']);
    expect(rule!.languages['fr']).toBe(rule!.languages['fr']);
    expect(() => { (pack.lexicons as Record<string, unknown>)['webmail'] = {}; }).toThrow(TypeError);
  });

  it('shows which there are before any is read', () => {
    expect(Object.keys(pack.lexicons)).toContain('webmail');
    expect(Object.keys(pack.rules[0]!.languages).sort()).toEqual(['en', 'fr']);
    expect({ ...pack.lexicons }['webmail']).toBe(pack.lexicons['webmail']);
  });

  it('holds the phrases of the very rules that it names', () => {
    expect(pack.built!.rules).toBe(pack.rules);
  });
});
