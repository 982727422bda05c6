import { describe, expect, it } from 'vitest';
import { VariableNames } from '../../src/template/names.ts';
import { parseTemplate } from '../../src/template/parse.ts';
import { readingsOf } from '../../src/template/readings.ts';
import { render } from '../../src/template/render.ts';
import { check, pack, said } from './help.ts';

const names = new VariableNames(pack.lexicons);

/** The texts of all readings, each variable as its name in brackets. */
function readings(text: string, html = false): string[] {
  const template = parseTemplate(text, html, names, { arms: 0 });
  return [...new Set(readingsOf([template], 32).readings.map(({ choices }) => render(template, { choices, value: ({ name }) => `(${name})` }).text))].sort();
}

describe('strings that an expression may print', () => {
  it.each([
    ['Jinja', "{{ 'Too old.' if senior else 'No.' }}", ['No.', 'Too old.']],
    ['Jinja, without else', "{{ 'Too old.' if senior }}", ['', 'Too old.']],
    ['Twig', "{{ senior ? 'Too old.' : 'No.' }}", ['No.', 'Too old.']],
    ['Twig, filtered', "{{ senior ? 'Too old.' : 'No.' | upper }}", ['No.', 'Too old.']],
    ['Twig, one in the other', "{{ a ? 'A' : b ? 'B' : 'C' }}", ['A', 'B', 'C']],
    ['Twig, one in the other, first', "{{ a ? (b ? 'A' : 'B') : name }}", ['(name)', 'A', 'B']],
    ['Twig, joined', "{{ 'You, ' ~ name ~ ', are too old.' }}", ['You, (name), are too old.']],
    ['Liquid', "{{ reason | default: 'Too old.' }}", ['(reason)', 'Too old.']],
    ['Liquid, with more filters', "{{ reason | strip | default: 'Too old.' | escape }}", ['(reason)', 'Too old.']],
    ['Liquid, appended', "{{ name | append: ' is too old' }}", ['(name) is too old']],
    ['Django', '{{ reason|default:"Too old." }}', ['(reason)', 'Too old.']],
    ['Jinja, a call', "{{ reason | default('Too old.', true) }}", ['(reason)', 'Too old.']],
    ['ERB', "<%= senior ? 'Too old.' : 'No.' %>", ['No.', 'Too old.']],
    ['ERB, a predicate', "<%= senior? ? 'Too old.' : 'No.' %>", ['No.', 'Too old.']],
    ['ERB, behind it', "<%= 'Too old.' unless young %>", ['', 'Too old.']],
    ['ERB, or', "<%= reason || 'Too old.' %>", ['(reason)', 'Too old.']],
    ['EJS, and', "<%- senior && 'Too old.' %>", ['', 'Too old.']],
    ['Python, and or', "{{ senior and 'Too old.' or 'No.' }}", ['No.', 'Too old.']],
    ['FreeMarker', "${senior?then('Too old.', 'No.')}", ['No.', 'Too old.']],
    ['FreeMarker, of a test in brackets', "${(age gt 50)?string('Too old.', 'No.')}", ['No.', 'Too old.']],
    ['FreeMarker, a fallback', "${reason!'Too old.'}", ['(reason)', 'Too old.']],
    ['AMPscript', "%%=IIF(@a==1,'Too old.','No.')=%%", ['No.', 'Too old.']],
    ['AMPscript, in a function', "%%=v(IIF(@a == 'x', 'Too old.', 'No.'))=%%", ['No.', 'Too old.']],
    ['Salesforce', '{!IF(senior, "Too old.", "No.")}', ['No.', 'Too old.']],
    ['Go', '{{ .Reason | default "Too old." }}', ['(Reason)', 'Too old.']],
    ['Go, in front', '{{ default "Too old." .Reason }}', ['(Reason)', 'Too old.']],
    ['Go, sprig', '{{ ternary "Too old." "No." .Senior }}', ['No.', 'Too old.']],
    ['Smarty', '{$reason|default:"Too old."}', ['(reason)', 'Too old.']],
    ['Velocity', "${reason|'Too old.'}", ['(reason)', 'Too old.']],
    ['Thymeleaf', "[[${senior ? 'Too old.' : 'No.'}]]", ['No.', 'Too old.']],
    ['Mailchimp', '*|REASON|Too old.|*', ['(REASON)', 'Too old.']],
    ['Teamtailor', 'Hi {first-name there},', ['Hi (first-name),', 'Hi there,']],
    ['Marketo', '{{lead.First Name:default=there}}', ['(lead.First Name)', 'there']],
    ['a helper that nobody knows', '{{say a "You are too old for this post."}}', ['(a)', 'You are too old for this post.']],
    ['alone', "{{ 'Too old.' }}", ['Too old.']],
    ['HTML entities for the quotes', '{{ senior ? &quot;Too old.&quot; : &#39;No.&#39; }}', ['No.', 'Too old.']],
  ])('%s: %s', (_name, text, expected) => {
    expect(readings(text)).toEqual(expected);
    expect(parseTemplate(text, false, names, { arms: 0 }).faults).toEqual([]);
  });

  it.each([
    ["{{ a ? 'You\\'re \"too\" old' : \"it's\\n\\u00e9t\\u00E9\" }}", ['You\'re "too" old', "it's\nété"]],
    ['%%=IIF(@a==1,"You are ""too"" old","")=%%', ['', 'You are "too" old']],
    ["{{ a ? 'a : b ? c | d (e' : 'f) or g' }}", ['a : b ? c | d (e', 'f) or g']],
  ])('escapes and signs within: %s', (text, expected) => {
    expect(readings(text)).toEqual(expected.sort());
  });

  it.each([
    ['a format', '{{ interview.date | date: "%d %B %Y" }}', ['(interview.date)']],
    ['a format of letters', "{{ formatDate date 'dddd D MMMM YYYY' }}", ['(formatDate)']],
    ['what is compared', "{{ a == 'You are too old' ? 'A' : 'B' }}", ['A', 'B']],
    ['what is replaced', "{{ name | replace: '_', ' ' }}", ['(name)']],
    ['a key', "{{ t 'mail.refusal.body' }}", ['(t)']],
    ['an index', "{{ labels['the first of them'] }}", ['(labels)']],
    ['an empty fallback', "{{ name | default: '' }}", ['(name)']],
  ])('%s is none', (_name, text, expected) => {
    expect(readings(text)).toEqual(expected);
  });

  it('the same question has one answer, in a tag and in a condition', () => {
    expect(readings("{% if senior %}A{% else %}B{% endif %}{{ senior ? 'A' : 'B' }}{{ 'b' if not senior else 'a' }}")).toEqual(['AAa', 'BBb']);
  });
});

describe('findings in them', () => {
  const grades = (text: string): string[] => said(check(`Dear {{first_name}},\n\n${text}\n`)).filter((one) => /^(?:discrimination|person\/placeholder)/.test(one));
  it.each([
    "{{ 'You are too old for this post.' if senior else 'We have chosen somebody else.' }}", "{{ reason | default: 'You are too old for this post.' }}", '*|REASON|You are too old for this post.|*',
    "{{ senior ? 'You are too old for this post.' : 'We have chosen somebody with more experience in payroll.' }}", "{{ a ? 'We have chosen somebody with more experience in payroll.' : 'You are too old for this post.' }}",
    "<%= senior ? 'You are too old for this post.' : 'We have chosen somebody else.' %>", "${senior?then('You are too old for this post.', 'We have chosen somebody else.')}", "%%=IIF(@a==1,'You are too old for this post.','We have chosen somebody else.')=%%",
  ])('stand at their place in %s', (text) => {
    const at = text.indexOf('You are too old');
    const [finding, ...more] = grades(text);
    expect(more).toEqual([]);
    const [, from, to] = /^discrimination\/age \S+ 3:(\d+)-3:(\d+)$/.exec(finding!)!;
    expect(Number(from)).toBeGreaterThan(at);
    expect(Number(to)).toBeLessThanOrEqual(at + 1 + 'You are too old for this post.'.length);
  });
  it('names within a string are no variables, and one beside it is', () => {
    expect(check('{{ a ? "We have chosen {zorglub} and quibble" : zorglub }}\n').filter(({ grade }) => grade === 'unknown-variable').map(({ data }) => data['variable'])).toEqual(['zorglub']);
  });
  it('a fallback greets where no name is known, and no name is asked for there', () => {
    expect(said(check("Hello {{ first_name | default: 'there' }},\n\nThank you for your message.\n"))).toEqual([]);
  });
});

describe('samples', () => {
  it('decide between a variable and its fallback, and within a loop each item by itself', () => {
    const text = "{{#each openings}}{{ title | default: 'You are too old for this post.' }} {{/each}}\n";
    const rules = (samples: readonly object[]): string[] => check(`Dear {{first_name}},\n\n${text}`, 'a.hbs', { samples: [{ first_name: 'Inès', openings: samples }] }).map(({ ruleId }) => ruleId);
    expect(rules([{}])).toContain('discrimination/age');
    expect(check("{{ a | default: 'x' }}", 'a.hbs', { samples: [{ a: 'You are too old for this post.' }] }).map(({ ruleId }) => ruleId)).toContain('discrimination/age');
  });
});
