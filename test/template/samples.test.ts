import { describe, expect, it } from 'vitest';
import { check, said } from './help.ts';
import type { Sample } from '../../src/template/samples.ts';

const full = { candidate: { first_name: 'Inès' }, job: { title: 'graphiste' }, interview: { city: 'Nantes' } };
const letter = (greeting: string, more = ''): string => `---\npurpose: rejection\nlanguage: fr\n---\n${greeting}\n\nMerci pour votre candidature au poste de {{job.title}}. Nous avons choisi une personne qui connaît déjà la paie.${more}\n\nBien à vous,\nAnne Roux\n`;

/** `column-7:column` of a stretch of line 7. */
function place(text: string, stretch: string): string {
  const column = text.split('\n')[6]!.indexOf(stretch) + 1;
  return `${column}-7:${column + stretch.length}`;
}

function filled(text: string, samples: readonly Sample[]): string[] {
  return check(text, 'a.txt', { samples }).filter(({ ruleId }) => ruleId === 'person/placeholder').map(({ grade, at, data }) => `${grade} ${at} ${JSON.stringify(data)}`).sort();
}

describe('samples', () => {
  it('that have everything leave only what would be a hole without a value', () => {
    expect(filled(letter('Bonjour {{candidate.first_name}},'), [full])).toEqual([
      'no-fallback 5:9-5:33 {"variable":"candidate.first_name"}',
      'no-fallback 7:42-7:55 {"variable":"job.title"}',
    ]);
  });
  it('a fallback, or a condition, leaves none', () => {
    expect(filled(letter("Bonjour {{ candidate.first_name | default: 'à vous' }},").replace('{{job.title}}', '{{job.title | default: "assistant"}}'), [full, {}])).toEqual([]);
    expect(filled(letter('{{#if candidate.first_name}}Bonjour {{candidate.first_name}},{{else}}Bonjour,{{/if}}').replace('{{job.title}}', 'graphiste'), [full, {}])).toEqual([]);
  });
  it('without a value are named by number, and no value is', () => {
    const samples = [full, { ...full, candidate: {} }, { ...full, candidate: { first_name: null } }, { ...full, candidate: { first_name: '  ' } }];
    expect(filled(letter('Bonjour {{candidate.first_name}},').replace('{{job.title}}', 'graphiste'), samples)).toEqual([
      'empty-in-sample 5:9-5:33 {"variable":"candidate.first_name","samples":"2, 3, 4","count":3}',
    ]);
    const [finding] = check(letter('Bonjour {{candidate.first_name}},'), 'a.txt', { samples: [{ ...full, candidate: {} }], locale: 'fr' }).filter(({ grade }) => grade === 'empty-in-sample');
    expect(finding).toMatchObject({ level: 'error', ruleId: 'person/placeholder', message: 'candidate.first_name n\'a pas de valeur dans l\'exemple 1, et rien n\'est prévu à sa place.' });
  });
  it.each([['an object', { first_name: {} }], ['the word null', { first_name: 'null' }], ['the word undefined', { first_name: 'undefined' }]])('%s is no name', (_what, candidate) => {
    expect(filled(letter('Bonjour {{candidate.first_name}},'), [{ ...full, candidate }]).join()).toContain('empty-in-sample 5:9-5:33');
  });
  it('a hole is one wherever words stand beside it, and an empty line is none', () => {
    const text = letter("Bonjour {{candidate.first_name | default: 'à vous'}},", ' Nos bureaux de {{interview.city}} vous restent ouverts.\n\n{{note}}').replace('{{job.title}}', 'graphiste');
    expect(filled(text, [{}])).toEqual([`empty-in-sample 7:${place(text, '{{interview.city}}')} {"variable":"interview.city","samples":"1","count":1}`]);
  });
  it('are found nested, in one key, or spelt otherwise', () => {
    for (const sample of [{ candidate: { firstName: 'Inès' } }, { 'candidate.first_name': 'Inès' }, { Candidate: { FIRST_NAME: 'Inès' } }, { candidateFirstName: 'Inès' }]) {
      expect(filled(letter('Bonjour {{candidate.first_name}},'), [{ ...sample, job: full.job }]).join()).not.toContain('empty-in-sample');
    }
    expect(filled(letter('Bonjour {{constructor.name}},'), [full]).join()).toContain('empty-in-sample');
  });
  it('answer conditions, and go through loops', () => {
    const text = letter('Bonjour {{candidate.first_name}},', '\n\n{{#if senior}}Vous êtes trop âgé pour ce poste.{{/if}}{{#each openings}}\nIl reste le poste de {{title}} à {{city}} cette année.\n{{/each}}');
    expect(check(text, 'a.txt', { samples: [full] }).map(({ ruleId }) => ruleId)).toContain('discrimination/age');
    expect(filled(text, [{ ...full, openings: [{ title: 'libraire', city: 'Brest' }, { title: 'relieur' }] }]).join()).toMatch(/empty-in-sample \d+:\d+-\d+:\d+ \{"variable":"city","samples":"1","count":1\}/);
    expect(filled(text, [{ ...full, openings: [{ title: 'libraire', city: 'Brest' }] }, { ...full, openings: [] }]).join()).not.toContain('empty-in-sample');
  });
  it('are looked for within a section, and not behind it', () => {
    const text = (section: string, end: string): string => letter(`${section}Bonjour {{first_name}},${end}`, ' Bonne route, {{first_name}}.').replace('{{job.title}}', 'graphiste');
    for (const [section, end] of [['{{#candidate}}', '{{/candidate}}'], ['{{#with candidate}}', '{{/with}}']] as const) {
      const start = 1 + section.length + 'Bonjour '.length;
      expect(filled(text(section, end), [full]).filter((one) => one.startsWith('empty'))).toEqual([expect.stringMatching(/^empty-in-sample 7:/)]);
      expect(filled(text(section, end), [{ candidate: { first_name: '' } }]).filter((one) => one.startsWith('empty'))).toEqual([expect.stringContaining(`empty-in-sample 5:${start}-`)]);
    }
  });
  it('bring what is wrong with them, at the variable', () => {
    const text = letter('Bonjour {{candidate.first_name}},', ' {{note}}');
    expect(said(check(text, 'a.txt', { samples: [{ ...full, note: 'Vous êtes trop âgé pour ce poste.' }] })).filter((one) => one.startsWith('discrimination'))).toEqual([`discrimination/age explicit 7:${place(text, '{{note}}')}`]);
  });
  it('write no markup into HTML', () => {
    expect(said(check('<p>Bonjour {{prenom}},</p>', 'a.html', { samples: [{ prenom: '<b>A & <style>' }] })).filter((one) => one.startsWith('reading'))).toEqual([]);
  });
});
