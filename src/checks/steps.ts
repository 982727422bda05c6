/** A score says as much as the steps that it is above: no straight line need lead from nothing to certainty. */
export interface Steps {
  readonly from: number;
  readonly names: readonly string[];
}

/** Tenths of the logarithm of the odds. */
const STEP = 10;

export function steps(name: string, from: number, to: number): Steps {
  return { from, names: Array.from({ length: (to - from) / STEP }, (_, step) => `${name}>${from + step * STEP}`) };
}

export function above({ from, names }: Steps, score: number): readonly string[] {
  return names.slice(0, Math.max(0, Math.ceil((score - from) / STEP)));
}

/** Where two scores speak, they say more than one after the other. */
export type Both = readonly { readonly one: number; readonly other: number; readonly name: string }[];

export function both([one, from]: readonly [name: string, from: readonly number[]], [other, to]: readonly [name: string, to: readonly number[]]): Both {
  return from.flatMap((least) => to.map((most) => ({ one: least, other: most, name: `${one}>${least}&${other}>${most}` })));
}

export function aboveBoth(cues: Both, one: number, other: number): readonly string[] {
  return cues.filter((cue) => one > cue.one && other > cue.other).map(({ name }) => name);
}
