import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FieldNames, type PlaceholderWords } from '../../src/checks/field-names.ts';
import { scanPlaceholders, type Work } from '../../src/checks/placeholder.ts';
import { readWords } from '../../src/text/fold.ts';

const names = new FieldNames(parse(readFileSync(new URL('../../rules/lexicons/placeholders.yaml', import.meta.url), 'utf8')) as PlaceholderWords);
const scan = (text: string, subject = false): string[] => scanPlaceholders(readWords(text), { start: 0, end: text.length, firstWord: 0 }, names, subject).map(({ start, end }) => text.slice(start, end));

/** Fields as the help pages of the products write them, each in a sentence of ours. */
const PRODUCTS: readonly (readonly [product: string, text: string, field: string])[] = [
  ['Workable', 'Your interview is on {interview-date}.', '{interview-date}'],
  ['Greenhouse', 'You applied on {{APPLIED_DATE}}.', '{{APPLIED_DATE}}'],
  ['Greenhouse', 'See {{BOARD_TOKEN}} for more.', '{{BOARD_TOKEN}}'],
  ['Lever', 'Hi {{Candidate first name}},', '{{Candidate first name}}'],
  ['Lever', 'Thank you for your interest in {{Your company name}}.', '{{Your company name}}'],
  ['SmartRecruiters', 'Bonjour {{firstName}},', '{{firstName}}'],
  ['SmartRecruiters', 'Votre candidature : {{jobTitle}}', '{{jobTitle}}'],
  ['100Hires', 'Dear {{candidate_first_name}},', '{{candidate_first_name}}'],
  ['Bringboard', 'Hello {{candidate.firstName}},', '{{candidate.firstName}}'],
  ['Bringboard', 'The role of {{position.title}} is filled.', '{{position.title}}'],
  ['Beetween', 'Cordialement, {{me.name}}', '{{me.name}}'],
  ['Beetween', 'Le recrutement {{recruitment}} est clos.', '{{recruitment}}'],
  ['Brevo', 'Bonjour {{ contact.FIRSTNAME }},', '{{ contact.FIRSTNAME }}'],
  ['SendGrid', "Hi {{ firstName | default: 'there' }},", "{{ firstName | default: 'there' }}"],
  ['HubSpot', 'Hi {{ contact.firstname }},', '{{ contact.firstname }}'],
  ['AgileCRM', 'Hi {{{first_name}}},', '{{{first_name}}}'],
  ['Teamtailor', 'Hi {first-name},', '{first-name}'],
  ['Teamtailor', 'Hi {first-name there},', '{first-name there}'],
  ['Teamtailor', 'your application for {job-title} has arrived', '{job-title}'],
  ['Taleo', 'your application for {Requisition.JobTitle}', '{Requisition.JobTitle}'],
  ['Taleo', 'Please bring {CUSTOM_VAR_1}.', '{CUSTOM_VAR_1}'],
  ['UKG', 'We filled {OPPORTUNITY_TITLE}.', '{OPPORTUNITY_TITLE}'],
  ['PRS', 'Dear {ToFirstName},', '{ToFirstName}'],
  ['PRS', 'for the post of {JobTitle}', '{JobTitle}'],
  ['MailerQ', 'Dear {$name},', '{$name}'],
  ['Salesforce', 'Dear {!Contact.FirstName},', '{!Contact.FirstName}'],
  ['eMundus', 'Bonjour ${...},', '${...}'],
  ['eMundus', 'Bonjour ${PRENOM_CANDIDAT},', '${PRENOM_CANDIDAT}'],
  ['TalentAdore', 'Dear [FIRST_NAME],', '[FIRST_NAME]'],
  ['TalentAdore', 'for [JOB_NAME] this week', '[JOB_NAME]'],
  ['TalentAdore', 'Best wishes, [SIGNATURE]', '[SIGNATURE]'],
  ['Fountain', 'Bonjour [PRÉNOM],', '[PRÉNOM]'],
  ['Recruitee', "Vous avez répondu à [offre_emploi].", '[offre_emploi]'],
  ['eMundus', 'Bonjour [USER_NAME],', '[USER_NAME]'],
  ['eMundus', 'Votre dossier [FNUM] est clos.', '[FNUM]'],
  ['Manatal', 'Dear [CANDIDATE NAME],', '[CANDIDATE NAME]'],
  ['Manatal', 'Bonjour [Prénom du candidat],', '[Prénom du candidat]'],
  ['Manatal', 'au poste de [titre du poste] dans', '[titre du poste]'],
  ['SuccessFactors', 'Dear [[CANDIDATE_FIRST_NAME]],', '[[CANDIDATE_FIRST_NAME]]'],
  ['SuccessFactors', 'for [[JOB_REQ_TITLE]].', '[[JOB_REQ_TITLE]]'],
  ['eTrigue', 'Hi [[First Name]],', '[[First Name]]'],
  ['Keldair', 'Dear ##applicant-first-name##,', '##applicant-first-name##'],
  ['ActiveCampaign', 'Hi %FIRSTNAME%,', '%FIRSTNAME%'],
  ['Follow Up Boss', 'Hi %contact_first_name%,', '%contact_first_name%'],
  ['Marketing Cloud', 'Hi %%FirstName%%,', '%%FirstName%%'],
  ['Mailchimp', 'Hi *|FNAME|*,', '*|FNAME|*'],
  ['cloudHQ', 'Hi *|FIRST_NAME|Friend|*,', '*|FIRST_NAME|Friend|*'],
  ['Bond Adapt', 'Dear <<CandFirstName>>,', '<<CandFirstName>>'],
  ['Word', 'Dear «FirstName»,', '«FirstName»'],
  ['Word', 'Bonjour «Prénom»,', '«Prénom»'],
  ['Word', 'Dear { MERGEFIELD FirstName },', '{ MERGEFIELD FirstName }'],
  ['Marketo', 'Hi {{lead.First Name:default=there}},', '{{lead.First Name:default=there}}'],
  ['Mailjet', 'Hi {{var:firstname:""}},', '{{var:firstname:""}}'],
  ['GetResponse', 'Hi [[firstname]],', '[[firstname]]'],
  ['Zoho', 'Hi ${Candidates.First Name},', '${Candidates.First Name}'],
  ['GMass', 'Hi {FirstName},', '{FirstName}'],
  ['YAMM', 'Hi <<First Name>>,', '<<First Name>>'],
  ['Velocity', 'Hi $!{FirstName},', '$!{FirstName}'],
  ['Velocity', 'Hi $first_name, welcome', '$first_name'],
  ['Mailgun', 'Hi %recipient.first_name%,', '%recipient.first_name%'],
  ['Lightning', 'Hi {{{Recipient.FirstName}}},', '{{{Recipient.FirstName}}}'],
  ['ERB', 'Hi <%= candidate.first_name %>,', '<%= candidate.first_name %>'],
];

const BY_HAND: readonly (readonly [text: string, left: string])[] = [
  ['Bonjour XXX,', 'XXX'],
  ['Dear Mr XXX,', 'XXX'],
  ['votre candidature au poste de XXX chez nous', 'XXX'],
  ['votre entretien du XX/XX/2026', 'XX/XX/2026'],
  ['votre entretien du XX/XX/XXXX à 10 h', 'XX/XX/XXXX'],
  ['le XX mars à 14 h', 'XX'],
  ['un salaire de XXX €', 'XXX'],
  ['Nous vous répondrons avant le JJ/MM/AAAA.', 'JJ/MM/AAAA'],
  ['We will answer by DD/MM/YYYY.', 'DD/MM/YYYY'],
  ['The interview is on MM/DD/YYYY at noon.', 'MM/DD/YYYY'],
  ['Bonjour ____, merci de votre candidature.', '____'],
  ['votre candidature au poste de ____ a été reçue', '____'],
  ['au poste de ...... dans notre agence', '......'],
  ['Bonjour ......, merci.', '......'],
  ['We chose another candidate because (insert reason).', '(insert reason)'],
  ['Le motif est le suivant : (insérer motif).', '(insérer motif)'],
  ['Dear INSERT NAME HERE,', 'INSERT NAME HERE'],
  ['Vous serez reçue par (à compléter) mardi.', '(à compléter)'],
  ['The salary is (to be completed).', '(to be completed)'],
  ['Hello [insert candidate name here],', '[insert candidate name here]'],
  ['Dear [Your Name],', '[Your Name]'],
  ['Bonjour [votre prénom],', '[votre prénom]'],
  ['Dear null,', 'null'],
  ['Bonjour undefined,', 'undefined'],
  ['Dear undefined undefined,', 'undefined'],
  ['au poste de null dans', 'null'],
  ['Votre retour est attendu sous NaN jours.', 'NaN'],
  ['Votre message : [object Object]', '[object Object]'],
  ['Bonjour None,', 'None'],
];

/** HTML that was pasted into plain text. */
const IN_MARKUP: readonly (readonly [text: string, left: string])[] = [
  ['Dear <b>{{firstName}}</b>,', '{{firstName}}'],
  ['<p>Dear {{firstName}},</p>', '{{firstName}}'],
  ['<b>{{firstName}}</b>', '{{firstName}}'],
  ['<p>Dear {{firstName}},</p> Thank you', '{{firstName}}'],
  ['<P ALIGN=center>Dear {{ contact.firstname | default: "you" }},<BR/>', '{{ contact.firstname | default: "you" }}'],
  ['<td style="font-family: Arial, Helvetica, sans-serif; font-size: 14px; line-height: 20px; color: #333333" class="body">Dear {{firstName}},</td>', '{{firstName}}'],
  ['Bonjour <strong>[Prénom]</strong>,', '[Prénom]'],
  ['Dear <b>[Name]</b>,', '[Name]'],
  ['<p>Dear {first-name},</p>', '{first-name}'],
  ['<p>Dear *|FNAME|*,<br>thank you</p>', '*|FNAME|*'],
  ['<p>Dear %FIRSTNAME%,</p>', '%FIRSTNAME%'],
  ['<p>Bonjour <span class="name">XXX</span>,</p>', 'XXX'],
  ['Bonjour <em>null</em>,', 'null'],
];

/** Conditions and other tags that print nothing by themselves. */
const STATEMENTS: readonly (readonly [text: string, left: string])[] = [
  ['Thank you. {% if interview %}You will hear from us.{% endif %} We met twice.', '{% if interview %}'],
  ['Thank you. {% if interview %}You will hear from us.{% endif %} We met twice.', '{% endif %}'],
  ['{%- unless senior -%}', '{%- unless senior -%}'],
  ["{% assign name = 'Ann' %}", "{% assign name = 'Ann' %}"],
  ['<p>{% for job in jobs %}</p>', '{% for job in jobs %}'],
  ['Thank you. {{#if interview}}See you soon.{{/if}}', '{{#if interview}}'],
  ['%%[ IF @a == 1 THEN ]%%We met.%%[ ENDIF ]%%', '%%[ IF @a == 1 THEN ]%%'],
  ['See you in %%=ProperCase(@city)=%%.', '%%=ProperCase(@city)=%%'],
  ['<#if interview??>We met.</#if>', '<#if interview??>'],
  ['<#if interview??>We met.</#if>', '</#if>'],
  ['{if $interview}We met.{/if}', '{if $interview}'],
  ['{if $interview}We met.{/if}', '{/if}'],
  ['#if($interview)We met.#end', '#if($interview)'],
];

const EMPTY: readonly string[] = [
  'Bonjour ,', 'Bonjour ,\nMerci', 'Dear ,', 'Hello ,', 'Hi ,', 'Cher ,', 'Dear Mr ,', 'Bonjour Mme ,',
  'Nous avons reçu votre candidature au poste de .', 'votre candidature au poste de, que nous avons lue', 'Thank you for applying for the position of .',
  'We filled the role of , thank you.', "l'entretien du poste de « ».", 'Rendez-vous le  à  h', 'Rendez-vous le à h', 'Your application for the  position has arrived.', 'See you on  at  in the lobby.',
];

const NEAR_MISSES: readonly string[] = [
  // marks and remarks
  'as shown in [1] and [2, p. 4]', 'He wrote "recieve" [sic] twice.', 'and so on [...] until noon', '[cid:image001.png@01D9]', '[image: logo]', '[Image]', '[photo]', '[name withheld]', '[address removed]', '[email protected]',
  'Click [here] to read more', 'See [the report](https://www.example.org/r)', 'See [name](https://www.example.org/r)', '[name]: https://www.example.org', '[x] done  [ ] open', '[Alt] + [Tab]', 'press [Enter]', '[Monday] we met', 'the [new] office', '[Mis à jour]',
  // links and numbers
  'https://www.example.org/first%20name%20here', 'https://www.example.org/?name=%name%&x=1', 'https://www.example.org/users/{id}', 'a rise of 50%, then 20% more', '10% to 20% of the name', 'from 5%-10%', '100%VAT%', 'costs $50 or $name it',
  // ordinary words
  'The contract is null and void.', 'a null pointer', 'undefined behaviour', 'this is undefined in C', 'la somme est nulle', 'un score nul', 'Nan made naan bread.', 'None of us knew.', 'Dear Nora,', 'the value is null', 'set it to null, then retry',
  // X
  'Super Bowl XXX was fun', 'chapter XXX, page 3', 'Triple XXX root beer', 'XXX rated', 'hugs and kisses xxx', 'Love, Ann xxx', 'carte se terminant par XXXX 1234', 'XXXX-XXXX-XXXX-1234', '06 XX XX XX 12', 'the size of XXXL shirts', 'Louis XXX', 'free XXX movies', 'the best of XXX sites', 'XXX: fix this later', 'Mac OS X and X11',
  // dates as formats
  'Please use the format DD/MM/YYYY.', 'Dates are in YYYY-MM-DD format.', 'au format JJ/MM/AAAA', 'Date de naissance (JJ/MM/AAAA) : 01/02/1990',
  // lines and dots
  '________________________________', 'Name: ____________', 'Signature _________', 'Nom : ________ Prénom : ________', '__init__ and __main__', 'snake___case', 'Well...... I do not know', 'Bonjour......', 'Introduction ........ 12', 'I went to ..... the shop', 'chapitre 1 ............ 4', 'Bonjour...',
  // greetings that are whole
  'Bonjour,', 'Bonjour !', 'Bonjour à tous,', 'Dear Ann ,', 'Dear all,', 'Bonjour Madame Martin ,', 'Hello there,', 'Oui , bonjour', 'I said hello, and left',
  // quotations
  'Il a dit «bonjour» et «merci».', '«Le nom de la rose» est un roman.', '« Prénom »', 'le champ «Nom» du formulaire', 'cliquez sur le bouton «Adresse»', 'un «candidat» sérieux', 'les «postes» ouverts',
  // code and markup
  'for (i = 0; i < n; i++) { name = first; }', 'p {color: red}', '{"name": "Ann"}', '{smile} {grin}', '\\textbf{name} and \\title{job title}', '\\begin{document}', 'cout << name << endl;', 'cat <<EOF > file', '>>> print(name)', 'echo ${HOME}/bin', 'export NAME=${FIRST_NAME}', 'if [[ -f file ]]; then', '[[Main Page]]', 'C:\\%USERNAME%\\Desktop', 'set PATH=%PATH%;C:\\bin', '%APPDATA%', '### Title ###', '## First name ##', '# name', 'printf("%s %d%%", name);', '<name@example.org>', '<<<<<<< HEAD', 'std::vector<std::pair<int,int>>', '<% code %', 'x = {{1, 2}, {3, 4}}', 'title = {{The Name of the Rose}},', 'style={{ color: red }}', 'const name = `${first.name}`;', 'var $name = 3;', '$first_name = $_POST["first_name"];', 'GET /candidates/{candidate_id}', '@param {string} name',
  '<p>Count: {{ count }}</p>', '<li v-for="job in jobs">{{ job.title }}</li>', '<greeting>{{firstName}}</greeting>', '<p className="x">{{firstName}}</p>', '<p>{name}</p> => <b>{title}</b>', '<div onClick={() => open()}>{firstName}</div>', '<input value="{{firstName}}">', 'std::map<p, b> {name}',
  '{% if user.is_active %} return x;', '{%d} {%s}', '{% %} 50%', '#if(DEBUG)', '#if defined(NAME)', '#endif', '%%[x]', 'x %%= y', '<#5> <#channel>', 'the {% if %} tag', 'write `{% endif %}` there', '{if x}', '{/* note */}', '{/etc}',
  // spoken about
  'use "{{name}}" in the template', 'write `{{first_name}}` there', 'Remplacez {{prenom}} par le prénom.', 'the {first-name} variable', 'la balise [PRÉNOM] du modèle', "l'écriture « {{prenom}} »", 'the field %FIRSTNAME% is empty', 'Replace [Name] with yours.',
  // ordinary brackets
  '(insert joke here)', 'Merci de signer le formulaire (à compléter).', 'le dossier ci-joint (à compléter et à signer)', 'the attached form (to be completed)', '(add salt)', 'the poste de secours is open', 'INSERT INTO users VALUES (1)', 'le poste de travail.', 'the position of the sun.', 'the role of women, then and now',
  'I am at home  at last', 'Il est à la maison', 'le  chat', 'We met.  At noon we ate.',
];

describe('placeholders', () => {
  test.each(PRODUCTS)('%s: %s', (_, text, field) => {
    expect(scan(text)).toContain(field);
  });

  test.each(BY_HAND)('%s', (text, left) => {
    expect(scan(text)).toContain(left);
  });

  test.each(IN_MARKUP)('pasted HTML: %s', (text, left) => {
    expect(scan(text)).toContain(left);
    expect(scan(text, true)).toContain(left);
  });

  test.each(STATEMENTS)('a tag: %s', (text, left) => {
    expect(scan(text)).toContain(left);
  });

  test.each(EMPTY)('empty: %j', (text) => {
    expect(scan(text)).toHaveLength(1);
  });

  test.each(NEAR_MISSES)('nothing in %j', (text) => {
    expect(scan(text)).toEqual([]);
  });

  test('a subject: tags of lists are no fields, fields are', () => {
    for (const subject of ['[EXT] Your application', '[SPAM] hello', '[name-list] Meeting', '[Job] opening in Leeds', 'Re: [Interview] Tuesday', '[JOB 1234] done', '[candidates] new rules']) expect(scan(subject, true)).toEqual([]);
    for (const subject of ['Your application at [COMPANY_NAME]', '[FIRST_NAME], your application', '{{job_title}} at Example', 'Candidature au poste de XXX']) expect(scan(subject, true)).toHaveLength(1);
  });

  test('every look is bounded: twice the text, twice the looks, nothing found twice', () => {
    for (const piece of ['{', '[', '[[', '<', '<<', '«', '%', '%a', '*|', '$', '${', '(', '_', '.', '…', 'X', 'XX/', ' ', ' ,', 'null ', '{name ', '{{a', 'le  à ', '[object ', '{%', '{% if ', '{/', '{if $', '%%[', '%%=', '<#if ', '</#', '#if(', '#if($', '<p>{{a}}', '<b>', '<p style="a">{{name}}', '<p style="']) {
      const looks = [20_000, 40_000].map((count) => {
        const work: Work = { looks: 0 };
        const text = piece.repeat(count);
        scanPlaceholders(readWords(text), { start: 0, end: text.length, firstWord: 0 }, names, false, work);
        return work.looks;
      });
      expect(looks[1]!).toBeLessThanOrEqual(looks[0]! * 2 + 4);
    }
  });
});
