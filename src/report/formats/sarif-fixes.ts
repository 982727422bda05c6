import type { ArtifactLocation, Fix } from 'sarif';

/** A fix as ESLint has it: a range of the file in UTF-16 units, and the text that stands there instead. */
interface TextFix {
  readonly range?: readonly [start: number, end: number];
  readonly text: string;
}

/** As much of a message of the JSON format as fixes are made from. */
export interface Fixable {
  readonly suggestion: string;
  readonly fix?: TextFix;
  readonly suggestions: readonly { readonly desc: string; readonly fix?: TextFix }[];
}

const same = (a: TextFix, b: TextFix): boolean => a.text === b.text && a.range?.[0] === b.range?.[0] && a.range?.[1] === b.range?.[1];

/** The fixes of a finding that say where which text goes. What only tells a person what to do is no fix to SARIF. */
export function sarifFixes({ suggestion, fix, suggestions }: Fixable, artifactLocation: ArtifactLocation): Fix[] {
  const told = fix !== undefined && suggestions.some((each) => each.fix && same(each.fix, fix));
  const offered = [...(fix && !told ? [{ desc: suggestion, fix }] : []), ...suggestions];
  return offered.flatMap(({ desc, fix: each }) => {
    if (each?.range === undefined) return [];
    const [start, end] = each.range;
    const replacement = { deletedRegion: { charOffset: start, charLength: end - start }, ...(each.text === '' ? {} : { insertedContent: { text: each.text } }) };
    return [{ description: { text: desc }, artifactChanges: [{ artifactLocation, replacements: [replacement] }] }];
  });
}
