import { describe, expect, it } from 'vitest';
import { PairTable } from '../../src/checks/pair-table.ts';

describe('a table of pairs', () => {
  const side = [1, 2, 3, 7, 1024, 65_536, 2 ** 20, 2 ** 31 - 1];
  const pairs = side.flatMap((first, row) => side.map((second, column) => [first, second, 1 + row * side.length + column] as const));
  it('knows each, the same two in the other order as another', () => {
    const table = new PairTable(pairs);
    expect(pairs.map(([first, second]) => table.get(first, second))).toEqual(pairs.map(([, , value]) => value));
  });
  it('knows no other', () => {
    const table = new PairTable(pairs.filter(([first, second]) => first !== second));
    expect(side.map((one) => table.get(one, one))).toEqual(side.map(() => 0));
    expect(new PairTable([]).get(1, 2)).toBe(0);
  });
});
