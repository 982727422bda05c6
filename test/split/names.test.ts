import { describe, expect, it } from 'vitest';
import { addressData } from '../../src/draft/organisations.ts';
import { makeAddress } from '../../src/draft/address.ts';
import { firstNames, personName } from '../../src/edit/split-names.ts';
import { PACK } from './help.ts';

const data = { addresses: addressData(PACK.lexicons), firstNames: firstNames(PACK.lexicons) };
const named = (name: string, local = 'x17'): string | null => personName(makeAddress(name, local, 'one.example', null, { at: 'raw', start: 0, end: 0 }), data)?.first ?? null;

describe('the first name in a display name', () => {
  it.each([
    ['Anne Roux', 'Anne'], ['Roux Anne', 'Anne'], ['ROUX Anne', 'Anne'], ['Anne ROUX', 'Anne'], ['LE GOFF Gwenaël', 'Gwenaël'], ['Roux, Anne', 'Anne'], ['D\'HAUTERIVE, Lucie', 'Lucie'], ['Mme Anne Roux', 'Anne'], ['Anne Roux (Acme)', 'Anne'],
    ['Anne Roux - Acme', 'Anne'], ['Anaïs de La Tour', 'Anaïs'], ['Jean-Pierre Roux', 'Jean-Pierre'], ['Jean Pierre Roux', 'Jean Pierre'], ['Driss', 'Driss'], ['MARTIN Thomas', 'Thomas'], ['OKAFOR Chidi', 'Chidi'],
  ])('%s', (name, first) => expect(named(name)).toBe(first));

  it.each([
    '', 'Thomas Martin', 'Martin Thomas', 'ANNE ROUX', 'anne roux', 'A. Roux', 'Mme Roux', 'Mme Anne', 'Chidi Okafor', 'Acme SARL', 'Service Achats', 'Anne Roux, PhD', 'Roux, Anne, Acme', 'anne@one.example', 'Anne 75', 'Zorglub',
    'Anne & Paul Roux', 'ROUX A.', '李小龙',
  ])('is not sure in %j', (name) => expect(named(name)).toBeNull());

  it('may be told by the address', () => {
    expect(named('Thomas Martin', 'thomas.martin')).toBe('Thomas');
    expect(named('Thomas Martin', 'tmartin2')).toBe('Thomas');
    expect(named('Martin Thomas', 'thomas.martin')).toBeNull();
    expect(named('Chidi Okafor', 'chidi.okafor')).toBe('Chidi');
  });
});
