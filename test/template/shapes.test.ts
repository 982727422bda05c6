import { describe, expect, it } from 'vitest';
import { VariableNames } from '../../src/template/names.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { check, pack, said } from './help.ts';

/** Product, what it writes, the sentence around it, and the kind that the name tells. */
const SHAPES: readonly (readonly [product: string, sentence: string, kinds: readonly string[], fallback?: string])[] = [
  ['Workable', 'We look forward to seeing you on {interview-date}.', ['date']],
  ['Greenhouse', 'You applied on {{APPLIED_DATE}}; see {{BOARD_TOKEN}}.', ['date', 'link']],
  ['Lever', 'Dear {{Candidate first name}}, {{Your company name}} thanks you.', ['first-name', 'company']],
  ['Form4Smart', 'Dear {{firstName}}, you applied as {{jobTitle}}.', ['first-name', 'job']],
  ['100Hires', 'Dear {{candidate_first_name}}, thank you.', ['first-name']],
  ['Bringboard', 'Dear {{candidate.firstName}}, you applied as {{position.title}}.', ['first-name', 'job']],
  ['Beetween', 'Bonjour {{firstname}}, votre candidature pour {{recruitment}} est lue par {{me.name}}.', ['first-name', 'job', 'sender']],
  ['Brevo', 'Bonjour {{ contact.FIRSTNAME }},', ['first-name']],
  ['SendGrid', 'Hello {{ firstName | default: \'there\' }},', ['first-name'], 'there'],
  ['HubSpot', 'Hello {{ contact.firstname }},', ['first-name']],
  ['AgileCRM', 'Hello {{{first_name}}},', ['first-name']],
  ['Teamtailor', 'Hi {first-name}, thank you for applying as {job-title}.', ['first-name', 'job']],
  ['Teamtailor with fallback', 'Hi {first-name there},', ['first-name'], 'there'],
  ['Oracle Taleo', 'You applied as {Requisition.JobTitle}; {CUSTOM_VAR_1}', ['job', 'text']],
  ['UKG', 'Thank you for applying as {OPPORTUNITY_TITLE}.', ['job']],
  ['PRS', 'Dear {ToFirstName}, you applied as {JobTitle}.', ['first-name', 'job']],
  ['MailerQ', 'Dear {$name},', ['name']],
  ['Salesforce', 'Dear {!Contact.FirstName},', ['first-name']],
  ['eMundus in Word', 'Bonjour ${...},', ['text']],
  ['TalentAdore', 'Dear [FIRST_NAME], you applied as [JOB_NAME]. [SIGNATURE]', ['first-name', 'job', 'sender']],
  ['Fountain', 'Bonjour [PRÉNOM],', ['first-name']],
  ['Recruitee', 'Votre candidature au poste de [offre_emploi] est arrivée.', ['job']],
  ['eMundus', 'Bonjour [USER_NAME], votre dossier [FNUM] est complet.', ['name', 'number']],
  ['Manatal', 'Dear [CANDIDATE NAME], bonjour [Prénom du candidat], le [titre du poste] est ouvert.', ['name', 'first-name', 'job']],
  ['SuccessFactors', 'Dear [[CANDIDATE_FIRST_NAME]], you applied as [[JOB_REQ_TITLE]].', ['first-name', 'job']],
  ['eTrigue', 'Dear [[First Name]],', ['first-name']],
  ['KeldairHR', 'Dear ##applicant-first-name##,', ['first-name']],
  ['ActiveCampaign', 'Dear %FIRSTNAME%,', ['first-name']],
  ['Follow Up Boss', 'Dear %contact_first_name%,', ['first-name']],
  ['Marketing Cloud', 'Dear %%FirstName%%,', ['first-name']],
  ['Mailchimp', 'Dear *|FNAME|*,', ['first-name']],
  ['cloudHQ', 'Dear *|FIRST_NAME|Friend|*,', ['first-name'], 'Friend'],
  ['Bond Adapt', 'Dear <<CandFirstName>>,', ['first-name']],
  ['Word', 'Dear «FirstName», { MERGEFIELD FirstName }', ['first-name', 'first-name']],
  ['Marketo', 'Dear {{lead.First Name:default=there}},', ['first-name'], 'there'],
  ['Mailjet', 'Dear {{var:firstname:""}},', ['first-name']],
  ['Mailjet with fallback', 'Dear {{var:firstname:"friend"}},', ['first-name'], 'friend'],
  ['GetResponse', 'Dear [[firstname]],', ['first-name']],
  ['Zoho Recruit', 'Dear ${Candidates.First Name},', ['first-name']],
  ['GMass', 'Dear {FirstName},', ['first-name']],
  ['YAMM', 'Dear <<First Name>>,', ['first-name']],
  ['Velocity', 'Dear $!{FirstName}, $first_name', ['first-name', 'first-name']],
  ['Mailgun', 'Dear %recipient.first_name%,', ['first-name']],
  ['Lightning', 'Dear {{{Recipient.FirstName}}},', ['first-name']],
  ['ERB', 'Dear <%= candidate.first_name %>,', ['first-name']],
  ['entities of HTML', 'Dear &lt;&lt;First Name&gt;&gt;, &laquo;Prénom&raquo;', ['first-name', 'first-name']],
];

const names = new VariableNames(pack.lexicons);

describe('what products write', () => {
  it.each(SHAPES.map(([product, sentence, kinds, fallback]) => [product, sentence, kinds, fallback ?? null] as const))('%s: %s', (_product, sentence, kinds, fallback) => {
    const { variables, faults } = parseTemplate(sentence, false, names, { arms: 0 });
    expect(variables.map(({ kind }) => kind)).toEqual(kinds);
    if (fallback !== null) expect(variables[0]!.fallback).toBe(fallback);
    else for (const variable of variables) expect(variable.fallback).toBeNull();
    expect(faults).toEqual([]);
    expect(said(check(sentence)).filter((finding) => finding.startsWith('person/placeholder'))).toEqual([]);
  });
});

describe('fallbacks', () => {
  it.each([
    ['{{ name | default("you") }}', 'you'], ['{{ name|default:"you" }}', 'you'], ['{{ name or "you" }}', 'you'], ['{{ name ?: \'you\' }}', 'you'],
    ['${name!"you"}', 'you'], ['{{default name "you"}}', 'you'], ['{{insert name "default=you"}}', 'you'], ['{{ name | upcase | default: "you" }}', 'you'],
    ['<%= name || "you" %>', 'you'], ['{{ name | default: "" }}', null], ['{{ name || "" }}', null], ['{{ name | upcase }}', null], ['*|FNAME|*', null],
  ])('%s', (text, fallback) => {
    expect(parseTemplate(`Dear ${text},`, false, names, { arms: 0 }).variables.map((variable) => variable.fallback)).toEqual([fallback]);
  });
});

describe('what is no tag', () => {
  it.each([
    ['a style sheet', '<style>p { color: red } .name{margin:0} a{first-name:1}</style><p>Hello</p>', 'a.html'],
    ['a script', '<script>var x = {name}; const y = `${first_name}`</script><p>Hello</p>', 'a.html'],
    ['a price range', 'It costs [10-20] € a day, or 5 % of the fee, at 10%off 20%.', 'a.txt'],
    ['a remark', 'She said: "We [the team] are glad [sic]." See [1] and [note].', 'a.txt'],
    ['French quotation marks', 'Il a répondu «Bonjour» et «Merci beaucoup».', 'a.txt'],
    ['a link in Markdown', 'See [our office](https://example.com/office) and [the company][1].', 'a.md'],
    ['percent signs', 'Between 20% and 30% of people; %20 in an address: https://example.com/a%20b%20c.', 'a.txt'],
    ['a comparison', 'If 3 << 4 and 5 >> 4, then a < b > c.', 'a.txt'],
    ['dollars', 'It costs $500, or US$ 30, $first come first served.', 'a.txt'],
    ['a hashtag', 'Follow #else and #end, #if you like, #name.', 'a.txt'],
    ['braces of a set', 'The set {a, b, c} and {1}.', 'a.txt'],
    ['empty brackets', 'Tick: [ ] yes [x] no {} () [[]] {{}} <<>> ****', 'a.txt'],
  ])('%s', (_what, text, name) => {
    expect(parseTemplate(text, name.endsWith('html'), names, { arms: 0 })).toMatchObject({ variables: [], faults: [] });
    expect(said(check(text, name)).filter((finding) => finding.startsWith('person/placeholder'))).toEqual([]);
  });
});

describe('a dialect that is named', () => {
  const dialect = { template: { dialect: 'mailchimp' } } as const;
  it('leaves the brackets of others as they are, and these are placeholders that nobody fills', () => {
    expect(said(check('Dear {{first_name}},\n', 'a.txt', {}, dialect))).toContain('person/placeholder merge-field 1:6-1:20');
    expect(said(check('Dear *|FNAME|*,\n', 'a.txt', {}, dialect)).filter((one) => one.includes('placeholder'))).toEqual([]);
  });
  const left = (text: string, dialect: string, name = 'a.txt'): string[] =>
    check(text, name, {}, { template: { dialect } }).filter(({ grade }) => grade === 'merge-field').map(({ at, level }) => `${level} ${at}`);
  it.each([
    ['handlebars', 'Thank you. {% if interview %}We met.{% endif %} Bye.', ['error 1:12-1:30', 'error 1:37-1:48']],
    ['handlebars', 'The interview with you, {$name}, was good.', ['error 1:25-1:32']],
    ['handlebars', 'The interview with you, [Date], was good.', ['error 1:25-1:31']],
    ['handlebars', 'The interview with you, ${x}, was good.', ['error 1:25-1:29']],
    ['handlebars', 'The interview with you, {name}, was good.', ['error 1:25-1:31']],
    ['handlebars', 'The interview with you, %%city%%, was good.', ['error 1:25-1:33']],
    ['handlebars', 'The interview, *|IF:CITY|*there*|END:IF|*, was good.', ['error 1:16-1:27', 'error 1:32-1:42']],
    ['mailchimp', 'Dear {{first_name | default: "you"}},', ['error 1:6-1:37']],
    ['liquid', '{% if a %}{{ name | default: "[Date]" }}{% endif %}, we [the team] are glad [note].', []],
    ['single-brace', 'Dear {{first_name}}, {first_name}', ['error 1:6-1:20']],
  ])('%s: in %s others are left open', (dialect, text, expected) => {
    expect(left(text, dialect)).toEqual(expected);
  });
  it('leaves style sheets alone', () => {
    expect(left('<style>p { name: {name} } a{color:${color}}</style><p>Dear {{first_name}},</p>', 'handlebars', 'a.html')).toEqual([]);
  });
});
