import compact from 'eslint-formatter-compact';
import tap from 'eslint-formatter-tap';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { pack } from '../../src/generated/pack.js';
import { EslintReport } from '../../src/hosts/cli/eslint-report.ts';
import { CheckstyleReport } from '../../src/report/formats/checkstyle.ts';
import { GithubReport } from '../../src/report/formats/github.ts';
import { GitlabReport } from '../../src/report/formats/gitlab.ts';
import { JunitReport } from '../../src/report/formats/junit.ts';
import type { FormatOptions } from '../../src/report/formats/options.ts';
import { sarifFixes } from '../../src/report/formats/sarif-fixes.ts';
import { SarifReport, type SarifOptions } from '../../src/report/formats/sarif.ts';
import type { Report, Result } from '../../src/report/types.ts';
import { finding, result } from '../cli/findings.ts';

const options: FormatOptions = { locale: 'en', quiet: false, fails: (level) => level === 'error' };
const sarifOptions: SarifOptions = { ...options, version: '1.2.3', rules: pack.rules, active: pack.rules.filter(({ id }) => id === 'tone/cold') };
const REPORTS: Readonly<Record<string, () => Report>> = {
  sarif: () => new SarifReport(sarifOptions),
  junit: () => new JunitReport(options),
  checkstyle: () => new CheckstyleReport(options),
  github: () => new GithubReport(options),
  gitlab: () => new GitlabReport(options),
  tap: () => new EslintReport(tap, options, true),
  compact: () => new EslintReport(compact, options, false),
};
const write = (report: Report, results: readonly Result[]): string => results.map((each) => report.result(each)).join('') + report.end();

const error = finding({ message: '3 people see each other.', line: 2, column: 4, endLine: 5, endColumn: 9, fingerprint: 'f1' });
const warning = finding({ ruleId: 'tone/cold', level: 'warning', grade: 'curt', section: 'body', title: 'Cold', message: 'So short.', line: 9, column: 1, endLine: 9, endColumn: 8, fingerprint: 'f2' });
const info = finding({ ruleId: 'tone/corporate', level: 'info', grade: 'jargon', section: 'body', title: 'Jargon', message: 'Jargon.', line: 7, column: 2, endLine: 7, endColumn: 6, fingerprint: 'f3' });
const unread = finding({ ruleId: 'reading/unreadable', grade: 'unreadable', title: 'Unread', message: 'There is no such file.', suggestion: '', line: 1, column: 1, endLine: 1, endColumn: 1, suggestions: [] });
const mails: readonly Result[] = [
  result([warning, error, info], { filePath: 'out/draft.eml' }),
  result([], { filePath: 'clean.eml' }),
  result([warning], { filePath: 'all.mbox', number: 3 }),
  result([unread], { filePath: 'gone.eml', fatal: true }),
];

describe('sarif', () => {
  const log = JSON.parse(write(REPORTS['sarif']!(), mails)) as Log;
  const run = log.runs[0]!;

  it('gives each finding its level, its place and its fingerprint', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results!.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['recipients/visible-recipients', 'error'], ['tone/corporate', 'note'], ['tone/cold', 'warning'], ['tone/cold', 'warning'], ['reading/unreadable', 'error'],
    ]);
    expect(run.results![0]).toMatchObject({
      message: { text: '3 people see each other.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'out/draft.eml', uriBaseId: '%SRCROOT%' }, region: { startLine: 2, startColumn: 4, endLine: 5, endColumn: 9 } } }],
      partialFingerprints: { 'undisclosed/v1': 'f1' },
    });
    expect(run.results![3]!.properties).toEqual({ grade: 'curt', section: 'body', draft: 3 });
  });

  it('describes the rules that are on, then those that were met besides, and points into that list', () => {
    const rules = run.tool.driver.rules!;
    expect(rules.map(({ id }) => id)).toEqual(['tone/cold', 'recipients/visible-recipients', 'tone/corporate', 'reading/unreadable']);
    for (const { ruleId, ruleIndex } of run.results!) expect(rules[ruleIndex!]!.id).toBe(ruleId);
    expect(rules[1]).toMatchObject({ name: 'RecipientsVisibleRecipients', defaultConfiguration: { level: 'error' } });
    expect(rules[1]!.properties!.tags).toEqual(['recipients', 'GDPR', 'EU', 'UK']);
    expect(rules[0]!.properties!.tags).toEqual(['tone']);
    expect(rules[1]!.help!.markdown).toContain('](https://eur-lex.europa.eu/');
  });

  it('says that the run was not whole where something could not be read', () => {
    expect(run.invocations).toEqual([{
      executionSuccessful: false,
      toolExecutionNotifications: [{
        level: 'error', message: { text: 'There is no such file.' }, associatedRule: { id: 'reading/unreadable' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'gone.eml', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } } }],
      }],
    }]);
    expect((JSON.parse(write(REPORTS['sarif']!(), [mails[1]!])) as Log).runs[0]).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
  });

  it('counts what could not be read beyond the first thousand', () => {
    const many = JSON.parse(write(REPORTS['sarif']!(), Array.from({ length: 1002 }, (_, index) => result([unread], { filePath: `${index}.eml`, fatal: true })))) as Log;
    const { toolExecutionNotifications: said } = many.runs[0]!.invocations![0]!;
    expect([said!.length, said![999]!.locations![0]!.physicalLocation!.artifactLocation!.uri, said![1000]!.message.text]).toEqual([1001, '999.eml', '2 inputs could not be read: nothing is known about them.']);
    expect(many.runs[0]!.results).toHaveLength(1002);
  });

  it('writes names of files as addresses', () => {
    const uri = (filePath: string) => (JSON.parse(write(REPORTS['sarif']!(), [result([error], { filePath })])) as Log).runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation;
    expect(uri('./a b/é%#?.eml')).toEqual({ uri: 'a%20b/%C3%A9%25%23%3F.eml', uriBaseId: '%SRCROOT%' });
    expect(uri('mail:1.eml')).toEqual({ uri: 'mail%3A1.eml', uriBaseId: '%SRCROOT%' });
    expect(uri('/var/a b.eml')).toEqual({ uri: 'file:///var/a%20b.eml' });
    expect(uri('C:\\Post\\a b.eml')).toEqual({ uri: 'file:///C:/Post/a%20b.eml' });
    expect(uri('a\uD800b.eml')).toEqual({ uri: 'a%EF%BF%BDb.eml', uriBaseId: '%SRCROOT%' });
  });

  it('offers the fixes whose text and place are known', () => {
    const location = { uri: 'draft.eml' };
    const change = (deletedRegion: object, text?: string) => [{ artifactLocation: location, replacements: [{ deletedRegion, ...(text === undefined ? {} : { insertedContent: { text } }) }] }];
    expect(sarifFixes({
      suggestion: 'Take it out.',
      fix: { range: [10, 14], text: '' },
      suggestions: [{ desc: 'Say this.', fix: { range: [3, 8], text: 'Dear Anne' } }, { desc: 'Say that.', fix: { text: 'no place' } }, { desc: 'Think.' }],
    }, location)).toEqual([
      { description: { text: 'Take it out.' }, artifactChanges: change({ charOffset: 10, charLength: 4 }) },
      { description: { text: 'Say this.' }, artifactChanges: change({ charOffset: 3, charLength: 5 }, 'Dear Anne') },
    ]);
    const safe = { range: [1, 2], text: '' } as const;
    expect(sarifFixes({ suggestion: 'Do.', fix: safe, suggestions: [{ desc: 'Take it out.', fix: { ...safe } }] }, location).map(({ description }) => description?.text)).toEqual(['Take it out.']);
  });

  it('speaks French', () => {
    const french = JSON.parse(write(new SarifReport({ ...sarifOptions, locale: 'fr' }), mails)) as Log;
    const { driver } = french.runs[0]!.tool;
    expect([driver.language, french.runs[0]!.language]).toEqual(['fr', 'fr']);
    expect(driver.rules![0]!.shortDescription!.text).toBe(pack.rules.find(({ id }) => id === 'tone/cold')!.languages['fr']!.title);
    expect(driver.rules![1]!.help!.text).toContain('Droit\u00A0: EU, UK\u00A0: RGPD');
  });
});

describe('junit and checkstyle', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => ['testsuite', 'testcase', 'file', 'error'].includes(name) });
  interface Case { name: string; failure?: { message: string }; error?: { message: string }[]; 'system-out'?: string }
  interface Suites { testsuites: { testsuite: { name: string; tests: string; failures: string; errors: string; testcase: Case[] }[] } }

  it('fails a test where the run fails, and passes one for a clean mail', () => {
    const { testsuite } = (parser.parse(write(REPORTS['junit']!(), mails)) as Suites).testsuites;
    expect(testsuite.map(({ name, tests, failures, errors }) => [name, tests, failures, errors])).toEqual([
      ['out/draft.eml', '3', '1', '0'], ['clean.eml', '1', '0', '0'], ['all.mbox (mail 3)', '1', '0', '0'], ['gone.eml', '1', '0', '1'],
    ]);
    expect(testsuite[0]!.testcase.map(({ name, failure }) => [name, failure?.message])).toEqual([
      ['recipients/visible-recipients (2:4)', '3 people see each other.'], ['tone/corporate (7:2)', undefined], ['tone/cold (9:1)', undefined],
    ]);
    expect(testsuite[0]!.testcase[1]!['system-out']).toContain('Jargon');
    expect(testsuite[3]!.testcase[0]!.error![0]!.message).toBe('There is no such file.');
    const strict = (parser.parse(write(new JunitReport({ ...options, fails: (level) => level !== 'info' }), mails)) as Suites).testsuites.testsuite;
    expect(strict.map(({ failures, testcase }) => [failures, testcase.filter(({ failure }) => failure).length])).toEqual([['2', 2], ['0', 0], ['1', 1], ['0', 0]]);
  });

  it('has a file for each mail with findings, with levels of its own', () => {
    interface Files { checkstyle: { file: { name: string; error: { line: string; column: string; severity: string; message: string; source: string }[] }[] } }
    const { file } = (parser.parse(write(REPORTS['checkstyle']!(), mails)) as Files).checkstyle;
    expect(file.map(({ name, error }) => [name, error.map(({ severity }) => severity)])).toEqual([['out/draft.eml', ['error', 'info', 'warning']], ['all.mbox', ['warning']], ['gone.eml', ['error']]]);
    expect(file[1]!.error[0]).toEqual({ line: '9', column: '1', severity: 'warning', message: 'mail 3: So short.', source: 'undisclosed.tone.cold' });
  });
});

describe('github, gitlab, tap and compact', () => {
  it('gives annotations, with columns where they stand on one line', () => {
    expect(write(REPORTS['github']!(), mails.slice(0, 3)).split('\n')).toEqual([
      '::error file=out/draft.eml,line=2,endLine=5,title=Recipients see each other (recipients/visible-recipients)::3 people see each other.',
      '::notice file=out/draft.eml,line=7,endLine=7,col=2,endColumn=6,title=Jargon (tone/corporate)::Jargon.',
      '::warning file=out/draft.eml,line=9,endLine=9,col=1,endColumn=8,title=Cold (tone/cold)::So short.',
      '::warning file=all.mbox,line=9,endLine=9,col=1,endColumn=8,title=Cold (tone/cold)::mail 3: So short.',
      '',
    ]);
  });

  it("gives GitLab's entries", () => {
    expect((JSON.parse(write(REPORTS['gitlab']!(), mails)) as unknown[])[0]).toEqual({
      description: '3 people see each other.', check_name: 'recipients/visible-recipients', fingerprint: 'f1', severity: 'blocker', location: { path: 'out/draft.eml', lines: { begin: 2, end: 5 } },
    });
    expect(write(REPORTS['gitlab']!(), [mails[1]!])).toBe('[]\n');
  });

  it('gives a test a mail, which no name of a file can skip', () => {
    const lines = write(REPORTS['tap']!(), [result([error], { filePath: 'a # SKIP.eml' }), mails[1]!, mails[2]!]).split('\n');
    expect(lines.filter((line) => /^(?:\d|not|ok)/.test(line))).toEqual(['1..3', 'not ok 1 - a \\# SKIP.eml', 'ok 2 - clean.eml', 'ok 3 - all.mbox (mail 3)']);
  });

  it('gives lines that lead to a file', () => {
    expect(write(REPORTS['compact']!(), mails.slice(0, 3))).toBe([
      'out/draft.eml: line 2, col 4, Error - 3 people see each other. (recipients/visible-recipients)',
      'out/draft.eml: line 7, col 2, Warning - Jargon. (tone/corporate)',
      'out/draft.eml: line 9, col 1, Warning - So short. (tone/cold)',
      'all.mbox: line 9, col 1, Warning - mail 3: So short. (tone/cold)',
      '', '4 problems', '',
    ].join('\n'));
    expect(write(REPORTS['compact']!(), [mails[1]!])).toBe('');
    // A level is what it is, whatever fails the run.
    expect(write(new EslintReport(compact, { ...options, fails: () => false }, false), [mails[0]!])).toBe(write(REPORTS['compact']!(), [mails[0]!]));
  });
});

describe('whatever a file is called and a rule says', () => {
  /** Controls, line ends, what each format gives a meaning to, halves of characters. */
  const nasty = fc.string({ unit: fc.constantFrom('\u001B', '\u0000', '\n', '\r', '\u202E', '\u2028', '\uFEFF', '\uFFFE', '\uD800', '<', '>', '&', '"', "'", ']]>', '%', '%0A', ',', ':', '::', '#', '\\', '|', '`', 'é', '💌', 'a', ' '), maxLength: 12 });
  const anything = fc.record({ filePath: nasty, message: nasty, title: nasty }).map(({ filePath, message, title }) => result([{ ...error, message, title }], { filePath: `mail${filePath}` }));

  it.each(Object.keys(REPORTS))('%s prints nothing that a terminal obeys', (name) => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 3 }), (results) => {
      expect(write(REPORTS[name]!(), results).replaceAll('\n', '')).not.toMatch(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }));
  });

  it.each(['junit', 'checkstyle'])('%s is well-formed XML', (name) => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 3 }), (results) => {
      const text = write(REPORTS[name]!(), results);
      expect(XMLValidator.validate(text)).toBe(true);
      // XML 1.0 §2.2; the validator lets them pass.
      expect(text).not.toMatch(/[\uFFFE\uFFFF]/);
    }));
  });

  it('gitlab and sarif keep every word', () => {
    fc.assert(fc.property(anything, (one) => {
      const entries = JSON.parse(write(REPORTS['gitlab']!(), [one])) as { description: string; location: { path: string } }[];
      expect(entries.map(({ description, location }) => [description, location.path])).toEqual([[one.findings[0]!.message, one.filePath]]);
      const log = JSON.parse(write(REPORTS['sarif']!(), [one])) as Log;
      const { message, locations } = log.runs[0]!.results![0]!;
      expect(message.text).toBe(one.findings[0]!.message);
      expect(decodeURIComponent(locations![0]!.physicalLocation!.artifactLocation!.uri!)).toBe(one.filePath.replace(/\p{Cs}/gu, '\uFFFD'));
    }));
  });

  it('github says one command a finding, whose parts the runner finds again', () => {
    fc.assert(fc.property(anything, (one) => {
      const text = write(REPORTS['github']!(), [one]);
      expect(text.split('\n')).toHaveLength(2);
      // As the runner reads it: up to the first `::` behind the name, properties by comma, each by its first `=`.
      const [, command, properties, data] = /^::(\w+) (.*?)::(.*)\n$/.exec(text)!;
      const values = Object.fromEntries(properties!.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
      expect([command, Object.keys(values)]).toEqual(['error', ['file', 'line', 'endLine', 'title']]);
      const plain = (text: string): string => text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
      const percents = (text: string): number => text.split('%').length;
      expect(percents(plain(values['file']!))).toBe(percents(one.filePath));
      expect(percents(plain(data!))).toBe(percents(one.findings[0]!.message));
    }));
  });
});
