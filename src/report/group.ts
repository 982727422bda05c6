import type { Spot } from '../draft/types.ts';
import type { Level } from '../rule/types.ts';
import type { LocatedFinding } from './types.ts';

/** One cause: the finding that headlines it, and the others as its reasons. */
export interface Block {
  readonly headline: LocatedFinding;
  readonly reasons: readonly LocatedFinding[];
}

export const LEVEL_ORDER: Readonly<Record<Level, number>> = { error: 0, warning: 1, info: 2 };

/** Where a spot begins, as a key: findings about one field begin together though one may end at its first address. */
function beginning(spot: Spot): string {
  switch (spot.at) {
    case 'raw': return `r${spot.start} ${spot.value?.start ?? ''}`;
    case 'json': return `j${spot.start ?? 0} ${spot.path.join('\0')}`;
    case 'text': return `t${spot.part} ${spot.start}`;
  }
}

const byLevelAndPlace = (a: LocatedFinding, b: LocatedFinding): number =>
  LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level] || a.line - b.line || a.column - b.column;

/**
 * One cause, one headline: findings with the same place and the same first fix become one block, the highest level first.
 * Without a fix there is no telling that two findings have one cause, so each of these stands for itself.
 * Blocks come by level, then by place.
 */
export function groupFindings(findings: readonly LocatedFinding[]): Block[] {
  const blocks = new Map<string, LocatedFinding[]>();
  findings.forEach((finding, index) => {
    const fix = finding.suggestions[0]?.id;
    const key = fix === undefined ? `#${index}` : `${fix} ${finding.attached.join('.')} ${beginning(finding.spot)}`;
    const block = blocks.get(key);
    if (block) block.push(finding);
    else blocks.set(key, [finding]);
  });
  return [...blocks.values()]
    .map((block) => block.sort(byLevelAndPlace))
    .sort((a, b) => byLevelAndPlace(a[0]!, b[0]!))
    .map(([headline, ...reasons]) => ({ headline: headline!, reasons }));
}

/** The same said of several places. */
export interface Repeated extends Block {
  /** Findings that say word for word what the headline says, each at a place of its own. */
  readonly again: readonly LocatedFinding[];
}

/** Six addresses that stand twice are one thing to read, not six. Blocks with reasons of their own are left alone. */
export function joinRepeated(blocks: readonly Block[]): Repeated[] {
  const joined: (Block & { again: LocatedFinding[] })[] = [];
  const bySaying = new Map<string, { again: LocatedFinding[] }>();
  for (const block of blocks) {
    const { level, ruleId, message, suggestions } = block.headline;
    const saying = JSON.stringify([level, ruleId, message, suggestions.map(({ desc }) => desc)]);
    const before = block.reasons.length === 0 ? bySaying.get(saying) : undefined;
    if (before) {
      before.again.push(block.headline);
      continue;
    }
    const first = { ...block, again: [] };
    joined.push(first);
    if (block.reasons.length === 0) bySaying.set(saying, first);
  }
  return joined;
}
