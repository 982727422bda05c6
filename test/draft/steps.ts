/**
 * Counts the work that a scanner does on strings, by counting the units that each string operation looks at or copies. So growth is proven
 * without a clock, and without a line in the code that is measured.
 */

type Method = (this: string, ...args: never[]) => unknown;

/** Units that one call costs, from its receiver, arguments and result. */
const COSTS: Readonly<Record<string, (self: string, args: readonly unknown[], result: unknown) => number>> = {
  charCodeAt: () => 1,
  charAt: () => 1,
  codePointAt: () => 1,
  indexOf: (self, [needle, from], result) => found(self, Number(from ?? 0), result as number) + String(needle).length,
  lastIndexOf: (self, [, from], result) => Math.min(self.length, Number(from ?? self.length)) + 1 - Math.max(0, result as number),
  includes: (self, [needle, from]) => self.slice(Number(from ?? 0)).length + String(needle).length,
  startsWith: (_, [needle]) => String(needle).length,
  endsWith: (_, [needle]) => String(needle).length,
  slice: (_, __, result) => (result as string).length,
  trim: (self) => self.length,
  trimEnd: (self) => self.length,
  toLowerCase: (self) => self.length,
  normalize: (self) => self.length,
  split: (self) => self.length,
  match: (self) => self.length,
  replace: (self) => self.length,
  replaceAll: (self) => self.length,
};

function found(self: string, from: number, result: number): number {
  return Math.max(1, (result < 0 ? self.length : result) - Math.max(0, from));
}

/** Steps of `work`. Not re-entrant. */
export function countSteps(work: () => void): number {
  let steps = 0;
  let counting = false;
  const prototype = String.prototype as unknown as Record<string, Method>;
  const originals = new Map<string, Method>();
  for (const [name, cost] of Object.entries(COSTS)) {
    const original = prototype[name]!;
    originals.set(name, original);
    prototype[name] = function (this: string, ...args: never[]): unknown {
      const result = original.apply(this, args);
      if (counting) {
        counting = false;
        steps += cost(String(this), args, result);
        counting = true;
      }
      return result;
    };
  }
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its receiver below
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    if (counting) steps += (match === null ? text.length : match.index + match[0].length) - start;
    return match;
  };
  try {
    counting = true;
    work();
  } finally {
    counting = false;
    for (const [name, original] of originals) prototype[name] = original;
    RegExp.prototype.exec = exec;
  }
  return steps;
}
