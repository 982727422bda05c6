import { describe, expect, test } from 'vitest';
import { fromDisplayName, fromLocalPart } from '../../src/checks/names.ts';
import { addressData } from '../../src/draft/organisations.ts';
import { linter, pack } from './helper.ts';

const data = addressData(pack.lexicons);

describe('what a recipient is called', () => {
  test.each([
    ['Anne Martin', ['anne', 'martin'], true],
    ['MARTIN Anne', ['anne', 'martin'], true],
    ['Martin, Anne', ['anne', 'martin'], true],
    ['Anne-Marie LE GOFF', ['anne', 'marie', 'goff'], true],
    ['Mme Anne Martin', ['anne', 'martin'], true],
    ['Anne Martin (Acme)', ['anne', 'martin'], true],
    ['Anne Martin | Acme', ['anne', 'martin'], true],
    ['Élodie Dupré', ['elodie', 'dupre'], true],
    ['Dr. Jane Smith, PhD', ['jane', 'smith'], true],
    ['Mme Martin', ['martin'], false],
  ])('%s', (name, words, hasFirst) => {
    const known = fromDisplayName(name, data);
    expect([...known!.words].sort()).toEqual([...words].sort());
    expect(known!.hasFirst).toBe(hasFirst);
  });

  test.each(['', 'anne@gmail.com', 'Service Recrutement', 'Acme Ltd', 'contact', 'Team 42'])('no name in %j', (name) => {
    expect(fromDisplayName(name, data)).toBeNull();
  });

  test.each([
    ['anne.martin', ['anne', 'martin'], true],
    ['anne_martin2', ['anne', 'martin'], true],
    ['anne-martin', ['anne', 'martin'], true],
    ['Anne.Martin+jobs', ['anne', 'martin'], true],
    ['a.martin', ['martin'], false],
  ])('%s@', (local, words, hasFirst) => {
    const known = fromLocalPart(local, data);
    expect([...known!.words].sort()).toEqual([...words].sort());
    expect(known!.hasFirst).toBe(hasFirst);
  });

  test.each(['amartin', 'k77', 'info', 'service.client', 'anne.martin.1.2.3.4'])('no name in %s@', (local) => {
    expect(fromLocalPart(local, data)).toBeNull();
  });
});

describe('greetings', () => {
  const find = linter('person/*');
  const rules = (greeting: string, to = 'Anne Martin <amartin@orange.fr>'): string[] => find({ to, context: { purpose: 'rejection' }, text: `${greeting}\n\nMerci pour votre candidature au poste de graphiste. Nous avons choisi une autre personne pour ce poste.` })
    .map(({ ruleId }) => ruleId.slice('person/'.length)).sort();

  test.each(['Bonjour Anne,', 'Bonjour ANNE,', 'Chère Anne,', 'Anne,', 'Madame Martin,', 'Bonjour Mme Martin,', 'Bonjour Anne et merci,', 'Bonjour madame Martin', 'Chère Madame Martin,', 'Bonjour Anna,', 'bonjour anne'])('%s says nothing', (greeting) => {
    expect(rules(greeting)).toEqual([]);
  });

  test.each(['Bonjour,', 'Bonjour Madame,', 'Bonsoir,', 'Madame,', 'bonjour'])('%s lacks the name', (greeting) => {
    expect(rules(greeting)).toEqual(['missing-first-name']);
  });

  test.each(['Madame, Monsieur,', 'Cher candidat,', 'Chère candidate, cher candidat,', 'Bonjour à tous,', 'Cher·e candidat·e,', 'Mesdames, Messieurs,'])('%s greets nobody', (greeting) => {
    expect(rules(greeting)).toEqual(['impersonal-greeting', 'missing-first-name']);
  });

  test('an open placeholder speaks for itself', () => {
    expect(rules('Bonjour {{prenom}},')).toEqual(['placeholder']);
  });
});
