import { describe, expect, it } from 'vitest';
import { isIdentifiable } from '../../src/draft/identity.ts';
import { ADDRESSES } from './help.ts';

const byName = (name: string): boolean => isIdentifiable(name, 'x123', ADDRESSES);
const byLocal = (local: string): boolean => isIdentifiable('', local, ADDRESSES);

describe('a display name tells who it is', () => {
  it.each([
    'Anne Martel', 'MARTEL Anne', 'Martel, Anne', 'anne martel', 'Jean-Pierre Martel', "Siobhán O'Neill", 'Yann Le Goff', 'A. Martel', 'Mme Anne Martel', 'Dr. Anne Martel',
    'Anne Martel (Acme)', 'Anne Martel | Acme', 'Anne Martel - Acme', 'Anne Martel, chargée de projet 2', 'Ana Sá', 'Steve Jobs', 'France Martel', '王小明', '김철수', 'Анна Иванова', 'Νίκος Παπάς',
  ])('%s', (name) => {
    expect(byName(name)).toBe(true);
  });
  it.each([
    '', 'Anne', 'Martel', 'M. Martel', 'Mme Martel', 'Dr Martel', 'Acme SARL', 'Acme SA', 'Service client', 'Équipe recrutement', 'The Acme Group', 'anne.martel@gmail.com', 'J. M.', 'Anne2 Martel75',
    'Cabinet Martel Associés', 'Lycée Jean Moulin', 'Mairie de Foix', 'a b', 'x'.repeat(500), `${'Anne '.repeat(40)}`,
  ])('not %s', (name) => {
    expect(byName(name)).toBe(false);
  });
});

describe('a local part tells who it is', () => {
  it.each(['anne.martel', 'a.martel', 'martel.anne', 'anne_martel', 'anne-martel', 'anne.martel75', 'jean-pierre.martel', 'anne.le.goff', 'Anne.Martel+jobs', 'steve.jobs', 'éric.martel'])('%s', (local) => {
    expect(byLocal(local)).toBe(true);
  });
  it.each(['x123', 'anne', 'martel', 'jean-pierre', 'marie_claire', 'anne75', 'martel.1975', 'a.m', 'no.reply', 'info.paris', 'service.achats', 'a.b.c.d.e', '.anne.', '', 'x'.repeat(500)])('not %s', (local) => {
    expect(byLocal(local)).toBe(false);
  });
});
