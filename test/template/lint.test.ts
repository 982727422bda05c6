import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { lintTemplate } from '../../src/engine/template.ts';
import { readJsonText } from '../../src/draft/json.ts';
import { readMessage } from '../../src/draft/message.ts';
import { locator } from '../../src/report/locate.ts';
import { check, pack, said } from './help.ts';

const folder = fileURLToPath(new URL('../../fixtures/templates', import.meta.url));
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const lines = (...text: string[]): string => text.join('\n');

describe('a good template', () => {
  const good = readdirSync(join(folder, 'good'));
  it('there are some of each dialect in both languages', () => {
    expect(good.filter((name) => name.includes('.fr.')).length).toBeGreaterThanOrEqual(20);
    expect(good.filter((name) => name.includes('.en.')).length).toBeGreaterThanOrEqual(20);
  });
  it.each(good)('%s gives nothing', (name) => {
    expect(said(check(read(`good/${name}`), name))).toEqual([]);
  });
});

describe('words that a variable stands for', () => {
  const letter = (greeting: string, post: string): string => lines('---', 'purpose: rejection', 'language: fr', '---', `${greeting},`, '', `Merci pour votre candidature${post}. Nous avons choisi une personne qui connaît déjà la paie ; votre lettre nous a fait sourire.`, '', 'Bien à vous,', 'Anne Roux', '');
  it('a first name greets, and a post is named', () => {
    expect(said(check(letter('Bonjour {{prenom}}', ' au poste de {{intitule_poste}}')))).toEqual([]);
    expect(said(check(letter('Bonjour Madame {{nom_de_famille}}', ' au poste de {{intitule_poste}}')))).toEqual([]);
    expect(said(check(letter('{{formule_appel}}', ' au poste de {{intitule_poste}}')))).toEqual([]);
  });
  it('a template that greets nobody and names no post is one that needs looking at', () => {
    expect(said(check(letter('Bonjour', '')))).toEqual(['person/missing-first-name unnamed 5:1-5:9', 'person/missing-job-title unnamed 7:12-7:29']);
    expect(said(check(letter('Madame, Monsieur', ' au poste de {{poste}}'))).join()).toContain('person/impersonal-greeting');
  });
  it('where a condition says that there is no name, none is missing', () => {
    expect(said(check(letter('{{#if prenom}}Bonjour {{prenom}}{{else}}Bonjour{{/if}}', ' au poste de {{poste}}')))).toEqual([]);
    expect(said(check(letter('{{#if externe}}Bonjour {{prenom}}{{else}}Bonjour{{/if}}', ' au poste de {{poste}}')))).toEqual(['person/missing-first-name unnamed 5:42-5:57']);
  });
});

describe('both branches', () => {
  const text = lines('Dear {{first_name}},', '', '{% if senior %}', 'We think that you are too old for the position of {{job_title}}.', '{% else %}', 'We think that a mother of two is not for the position of {{job_title}}.', '{% endif %}', '');
  it('are judged, each finding once and at its own line', () => {
    const found = said(check(text));
    expect(found.filter((one) => one.startsWith('discrimination/age'))).toEqual([expect.stringMatching(/^discrimination\/age explicit 4:/)]);
    expect(found.some((one) => /^discrimination\/(?:family-situation|pregnancy-maternity) \S+ 6:/.test(one))).toBe(true);
  });
});

describe('variables', () => {
  it('are named where nobody knows them, once, with how often', () => {
    const [finding, ...more] = check('Dear {{first_name}},\n\n{{zorglub}} and {{ zorglub }}\n').filter(({ ruleId }) => ruleId === 'person/placeholder');
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ grade: 'unknown-variable', level: 'warning', at: '3:1-3:12', data: { variable: 'zorglub', count: 2 } });
    expect(finding!.message).toContain('zorglub');
  });
  it('that are misspelt are told the spelling that was meant', () => {
    const [finding] = check('Dear {{candidate.frist_name}},\n');
    expect(finding).toMatchObject({ ruleId: 'person/placeholder', grade: 'misspelt-variable', level: 'error', at: '1:6-1:30', data: { variable: 'candidate.frist_name', near: 'candidate.first_name' } });
    expect(check('Bonjour {{prneom}},\n', 'a.txt', { locale: 'fr' })[0]!.message).toContain('prenom');
    expect(check('Hi {frist-name},\n')[0]).toMatchObject({ grade: 'misspelt-variable', data: { near: 'first-name' } });
  });
  it('of the configuration are known, and so is a slip in one of them', () => {
    const own = { template: { variables: { zorglub: 'job', quibbleField: 'text' } } } as const;
    expect(said(check('Dear {{first_name}},\n\nYou applied as {{ zorglub }}. {{quibble_field}}\n', 'a.txt', {}, own))).toEqual([]);
    expect(check('{{quibble_feild}}\n', 'a.txt', {}, own)[0]).toMatchObject({ grade: 'misspelt-variable', data: { near: 'quibbleField' } });
  });
  it('that a loop or an assignment makes are known', () => {
    expect(said(check('{% for zorg in openings %}{{ zorg.title }}, {{ zorg }}{% endfor %}{% assign blub = "x" %}{{ blub }}\n')).filter((one) => one.includes('variable'))).toEqual([]);
  });
  it('are told by their last word, or by the attribute or the style sheet that they stand in', () => {
    const grades = (text: string): string[] => check(text, 'a.html').filter(({ ruleId }) => ruleId === 'person/placeholder').map(({ grade }) => grade);
    expect(grades('<style>p { margin: {{zorglub}} }</style><p>{{quux.zorg_url}} <a href="https://example.com/?a={{zorglub}}">x</a></p>')).toEqual([]);
    expect(grades('<p title="{{zorglub}}">{{quux_url.zorg}}</p><a href="{{frist_name}}">x</a>')).toEqual(['unknown-variable', 'unknown-variable', 'misspelt-variable']);
  });
  it('bring no control characters, and no more than sixty characters of themselves', () => {
    const [finding] = check(`{{a\u0007\u202e${'b'.repeat(200)}}}\n`);
    expect(String(finding!.data['variable'])).toMatch(/^[\x20-\x7e]{1,60}…$/);
  });
  it('are silent where the rule is off', () => {
    expect(said(check('{{zorglub}} {{#if a}}\n', 'a.txt', {}, { rules: { 'person/placeholder': 'off' } }))).toEqual([]);
    expect(said(check('{{zorglub}}\n', 'a.txt', {}, { rules: { 'person/placeholder': { level: { 'unknown-variable': 'off' } } } }))).toEqual([]);
  });
});

describe('places', () => {
  it('in the subject of a front matter, letters with accents before it', () => {
    expect(said(check('---\nsubject: "Réponse à {{zorglub}}"\n---\nBonjour {{prenom}},\n'))).toEqual(['person/placeholder unknown-variable 2:21-2:32']);
  });
  it('behind an emoji, a line end of two characters, and HTML entities', () => {
    expect(said(check('<p>🎉 Bonjour {{prenom}},</p>\r\n<p>&eacute;t&eacute; {{zorglub}} !</p>', 'a.html'))).toEqual(['person/placeholder unknown-variable 2:22-2:33']);
  });
  it('in a message, encoded as it is', () => {
    const raw = 'From: a@example.com\r\nTo: {{candidate.email}}\r\nSubject: Hello {{zorglub}}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBonjour =C3=A9 {{quibble}},\r\n';
    const draft = readMessage(raw);
    const place = locator({ kind: 'message', text: raw });
    const found = lintTemplate(draft, compile(pack, { extends: ['hr'] }), { now: 0 });
    expect(found.map(({ ruleId, spot }) => [ruleId, place(draft, spot).line, place(draft, spot).column])).toEqual([['person/placeholder', 3, 16], ['person/placeholder', 7, 16]]);
  });
  it('in a JSON draft', () => {
    const text = '{"to": "{{email}}", "subject": "Hi", "text": "Dear {{first_name}},\\n\\n{{zorglub}}"}';
    const draft = readJsonText(text);
    const found = lintTemplate(draft, compile(pack, { extends: ['hr'] }), { now: 0 });
    expect(found.map(({ spot }) => locator({ kind: 'json', text })(draft, spot).column)).toEqual([text.indexOf('{{zorglub}}') + 1]);
  });
});

describe('what is wrong in a template as such', () => {
  it('is an error, and the rest is still read', () => {
    expect(said(check('Dear {{first_name}},\n\n{{#if a}}You are too old for the position.\n'))).toEqual([expect.stringMatching(/^discrimination\/age/), 'person/placeholder template-syntax 3:1-3:10']);
    expect(check('{{#if a}}', 'a.txt', { locale: 'fr' })[0]!.message).toBe('Cette condition ou cette boucle est ouverte et n\'est jamais fermée.');
  });
  it('conditions too deep, or too many, are said not to be read', () => {
    expect(said(check(`${'{{#if a}}'.repeat(60)}x${'{{/if}}'.repeat(60)}`)).join()).toContain('reading/unreadable');
    expect(said(check(`{% case a %}${Array.from({ length: 90 }, (_, i) => `{% when ${i} %}w${i}`).join('')}{% endcase %}`)).join()).toContain('reading/unreadable');
  });
});
