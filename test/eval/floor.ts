import { named, type Part, type Share } from './figures.ts';

/** The figures reached so far: `open discrimination fr` → name → so many of so many. */
export type Floor = Readonly<Record<string, Readonly<Record<string, Share>>>>;

export function floorOf(parts: readonly Part[]): Floor {
  return Object.fromEntries(parts.map((part) => [`${part.set} ${part.family} ${part.language}`, named(part)]));
}

const value = ([part, whole]: Share): number => (whole === 0 ? 0 : part / whole);

/** What is worse now than the floor says, or no longer measured; a line each. */
export function worse(floor: Floor, now: Floor): string[] {
  return Object.entries(floor).flatMap(([part, names]) => Object.entries(names).flatMap(([name, before]) => {
    const after = now[part]?.[name];
    if (after === undefined) return [`${part}: ${name} is no longer measured`];
    const falls = name.startsWith('false') ? value(after) > value(before) : value(after) < value(before);
    return falls ? [`${part}: ${name} was ${before.join('/')} and is ${after.join('/')}`] : [];
  }));
}

export function written(floor: Floor): string {
  const parts = Object.entries(floor).map(([part, names]) =>
    `  ${JSON.stringify(part)}: {\n${Object.entries(names).map(([name, [found, of]]) => `    ${JSON.stringify(name)}: [${found}, ${of}]`).join(',\n')}\n  }`);
  return parts.length === 0 ? '{}\n' : `{\n${parts.join(',\n')}\n}\n`;
}
