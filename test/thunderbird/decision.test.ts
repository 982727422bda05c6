import { describe, expect, it } from 'vitest';
import { badgeOf, decide, decideUnchecked } from '../../src/hosts/thunderbird/decision.ts';

const found = (...levels: ('error' | 'warning' | 'info')[]): { level: 'error' | 'warning' | 'info' }[] => levels.map((level) => ({ level }));

describe('what is done with a mail', () => {
  it.each([
    ['block', ['error'], true, true],
    ['block', ['warning', 'info'], false, false],
    ['warn', ['warning', 'error'], true, false],
    ['never', ['error'], false, false],
  ] as const)('under %s with %j', (policy, levels, stop, reason) => {
    expect(decide(found(...levels), policy)).toEqual({ stop, reason });
  });

  it('stops what could not be looked at, but where nothing is ever stopped', () => {
    expect([decideUnchecked('block'), decideUnchecked('warn'), decideUnchecked('never')]).toEqual([{ stop: true, reason: true }, { stop: true, reason: false }, { stop: false, reason: false }]);
  });
});

describe('the badge', () => {
  it('says how many people see each other, else how many of the worst there are', () => {
    expect(badgeOf({ people: 340, findings: found('error', 'warning') }).text).toBe('340');
    expect(badgeOf({ people: 1200, findings: found('error') }).text).toBe('999+');
    expect(badgeOf({ people: 0, findings: found('error', 'warning', 'warning') }).text).toBe('1');
    expect(badgeOf({ people: 0, findings: found('warning', 'warning') }).text).toBe('2');
    expect(badgeOf({ people: 0, findings: [] }).text).toBe('');
  });

  it('says that it is not ready, and that it could not look', () => {
    expect(badgeOf('loading').text).toBe('…');
    expect(badgeOf('failed').text).toBe('!');
  });

  it('can be read: white on its colours has a contrast of 4.5', () => {
    const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const luminance = (colour: string): number => [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => sum + weight * channel(Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255), 0);
    for (const badge of [badgeOf('loading'), badgeOf('failed'), ...(['error', 'warning', 'info'] as const).map((level) => badgeOf({ people: 2, findings: found(level) }))]) {
      expect(1.05 / (luminance(badge.colour) + 0.05), badge.colour).toBeGreaterThanOrEqual(4.5);
    }
  });
});
