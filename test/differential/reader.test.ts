import { beforeAll, describe, expect, it } from 'vitest';
import { CLASSES } from './classes.ts';
import type { Difference } from './classes.ts';
import { crafted, fixtures, spamAssassin } from './corpus.ts';
import type { Sample } from './corpus.ts';
import { ASPECTS, mailparserVoice, ownVoice, postalVoice } from './peers.ts';

/**
 * Our reader against mailparser, with postal-mime as third voice. They agree, but for the classes named in classes.ts;
 * a difference that no class explains fails.
 */

async function differences(samples: readonly Sample[]): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { name, bytes } of samples) {
    const [{ voice: own, draft }, theirs] = [await ownVoice(bytes), await mailparserVoice(bytes)];
    const differing = ASPECTS.filter((aspect) => own[aspect] !== theirs[aspect]);
    if (differing.length === 0) continue;
    const third = await postalVoice(bytes);
    for (const aspect of differing) found.push({ sample: name, aspect, own: own[aspect], theirs: theirs[aspect], third: third[aspect], draft, raw: bytes.toString('latin1') });
  }
  return found;
}

const classOf = (difference: Difference): string | undefined =>
  CLASSES.find(({ aspects, explains }) => aspects.includes(difference.aspect) && explains(difference))?.name;
/** What of a difference a failing test shows: enough to find it. */
const shown = ({ sample, aspect, own, theirs, third }: Difference): string => {
  let at = 0;
  while (at < own.length && own[at] === theirs[at]) at++;
  const from = Math.max(0, at - 20);
  return `${sample} ${aspect}: own …${own.slice(from, at + 40)} | mailparser …${theirs.slice(from, at + 40)} | postal-mime …${third.slice(from, at + 40)}`;
};
const unexplained = (found: readonly Difference[]): string[] => found.filter((difference) => classOf(difference) === undefined).map(shown);

describe('the reader agrees with mailparser', () => {
  const real = spamAssassin();
  let found: Readonly<Record<'real' | 'fixtures' | 'crafted', Difference[]>>;
  beforeAll(async () => {
    found = { real: await differences(real), fixtures: await differences(fixtures()), crafted: await differences(crafted()) };
  }, 0);

  it('on every real message, but for what is named', () => {
    expect(unexplained(found.real)).toEqual([]);
    const differing = new Set(found.real.map(({ sample }) => sample));
    expect(differing.size / real.length).toBeLessThan(0.06);
    // Eight-bit text without a true label apart, hardly a message is left.
    const other = new Set(found.real.filter((difference) => classOf(difference) !== 'eight bits unlabelled').map(({ sample }) => sample));
    expect(other.size / real.length).toBeLessThan(0.03);
  });

  it('on the fixtures', () => {
    expect(unexplained(found.fixtures)).toEqual([]);
  });

  it('on one message a feature', () => {
    expect(unexplained(found.crafted)).toEqual([]);
  });

  it('and no class is named that explains nothing', () => {
    const used = new Set([...found.real, ...found.fixtures, ...found.crafted].map(classOf));
    expect(CLASSES.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});
