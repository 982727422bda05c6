import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupFindings } from '../../src/report/group.ts';
import { JsonReport, jsonResult } from '../../src/report/json.ts';
import { PrettyReport, type PrettyOptions } from '../../src/report/pretty.ts';
import type { LocatedFinding, Result } from '../../src/report/types.ts';
import { columns, wrap } from '../../src/report/wrap.ts';
import { finding, result } from './findings.ts';

const missingBcc = finding({ ruleId: 'recipients/missing-bcc', level: 'warning', message: 'Nobody is in Bcc.', why: 'A group mailing needs no visible list.', law: [] });
const otherPlace = finding({ ruleId: 'person/placeholder', level: 'error', message: 'A placeholder was not filled in.', spot: { at: 'raw', start: 1200, end: 1210 }, line: 60, column: 9, suggestions: [], suggestion: 'Fill it in.', data: {}, law: [] });

function pretty(results: readonly Result[], options: PrettyOptions = {}): string {
  const report = new PrettyReport(options);
  return results.map((each) => report.result(each)).join('') + report.end();
}

describe('one cause, one headline', () => {
  it('puts findings with the same place and first fix under the highest level', () => {
    const blocks = groupFindings([missingBcc, finding()]);
    expect(blocks).toHaveLength(1);
    expect(blocks[0]!.headline.ruleId).toBe('recipients/visible-recipients');
    expect(blocks[0]!.reasons.map(({ ruleId }) => ruleId)).toEqual(['recipients/missing-bcc']);
  });

  it('keeps apart what has another fix, another place, another attached message, or no fix', () => {
    const bcc = finding({ suggestions: [{ id: 'move-to-bcc', desc: 'Move them.', safety: 'ask' }] });
    const cc = finding({ spot: { at: 'raw', start: 950, end: 960 } });
    const inside = finding({ attached: [0] });
    expect(groupFindings([finding(), bcc, cc, inside])).toHaveLength(4);
    const bare = finding({ suggestions: [] });
    expect(groupFindings([bare, bare])).toHaveLength(2);
  });

  it('loses and invents nothing, and never puts a higher level under a lower one', () => {
    const order = { error: 0, warning: 1, info: 2 };
    const any = fc.record({ level: fc.constantFrom('error' as const, 'warning' as const, 'info' as const), start: fc.nat(2), fix: fc.constantFrom('a', 'b', null), line: fc.integer({ min: 1, max: 5 }) })
      .map(({ level, start, fix, line }) => finding({ level, line, spot: { at: 'raw', start, end: start + 1 }, suggestions: fix === null ? [] : [{ id: fix, desc: fix, safety: 'ask' }] }));
    fc.assert(fc.property(fc.array(any, { maxLength: 12 }), (findings) => {
      const blocks = groupFindings(findings);
      expect(new Set(blocks.flatMap(({ headline, reasons }) => [headline, ...reasons]))).toEqual(new Set(findings));
      for (const { headline, reasons } of blocks) for (const reason of reasons) expect(order[reason.level]).toBeGreaterThanOrEqual(order[headline.level]);
      const levels = blocks.map(({ headline }) => order[headline.level]);
      expect(levels).toEqual([...levels].sort((a, b) => a - b));
    }));
  });
});

describe('pretty', () => {
  it('says how many people will see each other, and what to do, before anything else at the end', () => {
    const text = pretty([result([finding(), missingBcc])]);
    const [, end] = text.split('─\n');
    expect(end!.split('\n')[0]).toBe('340 people will see each other.');
    expect(end).toContain('1 blocking, 1 to review in one mail.');
    expect(end).toContain('Next  Send one mail a person.');
  });

  it('says what to type next, where a command does it and the draft is a file of its own', () => {
    const bcc = finding({ suggestions: [{ id: 'move-to-bcc', desc: 'Move them.', safety: 'ask' }] });
    const at = (filePath: string, findings = [finding()], options: PrettyOptions = {}): string => pretty([result(findings, { filePath })], options);
    expect(at('out/draft.eml')).toContain('\n      undisclosed split out/draft.eml --out mails/\n');
    expect(at('draft.json', [bcc])).toContain('\n      undisclosed to-bcc draft.json --in-place\n');
    expect(at("it's mine; rm.eml")).toContain("undisclosed split 'it'\\''s mine; rm.eml' --out");
    expect(at('-')).not.toContain('undisclosed split');
    expect(at('archive.mbox')).not.toContain('undisclosed split');
    expect(at('draft.eml', [finding()], { sent: true })).not.toContain('undisclosed split');
    expect(pretty([result([finding()], { filePath: 'drafts.eml', number: 2 })])).not.toContain('undisclosed split');
  });

  it('speaks plain levels, the rule, the place, the reason, the law and each fix with its safety', () => {
    const text = pretty([result([finding()])]);
    for (const part of ['blocking', '3:5', 'recipients/visible-recipients', 'Each of them learns', 'EU: GDPR Art. 32', '→ Send one mail a person (ask first)', '→ Move the addresses to Bcc (ask first)', 'docs/rules/recipients/visible-recipients.md']) expect(text).toContain(part);
    expect(text).not.toMatch(/\berror\b|\bwarning\b/);
  });

  it('speaks French', () => {
    const text = pretty([result([finding(), missingBcc, finding({ level: 'info', suggestions: [], spot: { at: 'raw', start: 1, end: 2 } })])], { locale: 'fr' });
    for (const part of ['Bloquant', 'À revoir', 'Conseil', 'Pourquoi', 'Droit', 'à confirmer', '340 personnes se verront les unes les autres.', '1 bloquant, 1 à revoir, 1 conseil']) expect(text).toContain(part);
  });

  it('speaks of the past where the mail has left', () => {
    expect(pretty([result([finding()])], { sent: true })).toContain('340 people saw each other.');
  });

  it('explains a rule once a run', () => {
    const text = pretty([result([finding()]), result([finding()], { filePath: 'second.eml' })]);
    expect(text.match(/Each of them learns/g)).toHaveLength(1);
    expect(text).toContain('340 people will see each other in draft.eml; one more mail shows its recipients');
  });

  it('says once what holds for several places', () => {
    const twice = (line: number): LocatedFinding => finding({ ruleId: 'recipients/duplicate-recipient', level: 'info', line, spot: { at: 'raw', start: line * 100, end: line * 100 + 5 }, message: 'This address stands twice.', law: [], data: {} });
    const text = pretty([result([3, 5, 8, 13, 21, 34].map(twice))]);
    expect(text.match(/stands twice/g)).toHaveLength(1);
    expect(text).toContain('3:5, 5:5, 8:5, 13:5 and 2 more  recipients/duplicate-recipient');
    expect(text).toContain('6 pieces of advice');
  });

  it('has one short line for what is clean', () => {
    expect(pretty([result([])])).toBe('✓ Mail checked: nothing to report.\n');
    expect(pretty([result([]), result([])], { locale: 'fr' })).toBe('✓ 2 messages vérifiés\u00A0: rien à signaler.\n');
  });

  it('shows errors alone where asked, and counts all', () => {
    const text = pretty([result([otherPlace, missingBcc])], { quiet: true });
    expect(text).toContain('person/placeholder');
    expect(text).not.toContain('recipients/missing-bcc');
    expect(text).toContain('1 blocking, 1 to review');
  });

  it('lets no control character and no address of a file name through', () => {
    const text = pretty([result([finding({ message: 'a\u001B[2Jb\u009B1;1H\u202Ec', excerpt: { before: '\u001B]0;x\u0007', marked: 'y\u2066', after: '\u0000' } })], { filePath: 'anne@example.net\u001B[31m.eml' })]);
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(text).not.toContain('anne@');
    expect(text).toContain('a\\x1b[2Jb');
  });

  it('stays within the width, whatever it is', () => {
    const long = finding({ message: `${'mot '.repeat(60)}fin`, why: 'un deux trois '.repeat(30), law: [{ ref: 'Règlement général sur la protection des données, article 5', jurisdictions: ['EU', 'FR', 'DE'] }] });
    for (const width of [60, 80, 100]) {
      for (const line of pretty([result([long, missingBcc])], { width }).split('\n')) {
        if (!line.includes('docs/rules/')) expect(columns(line), line).toBeLessThanOrEqual(width);
      }
    }
  });

  it('wraps every word once and in order', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-zé日]{1,12}$/), { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), width);
      expect(lines.join(' ')).toBe(words.join(' '));
      for (const line of lines) expect(columns(line) <= width || !line.includes(' ')).toBe(true);
    }));
  });
});

describe('json', () => {
  const levels: LocatedFinding[] = [finding({ level: 'info', line: 9 }), finding({ level: 'warning', line: 2 }), finding({ level: 'error', line: 5, suggestions: [{ id: 'x', desc: 'Write it so.', safety: 'safe', replacement: 'skills' }] })];

  it('counts as ESLint does, info beside', () => {
    const { errorCount, warningCount, infoCount, fatalErrorCount, fixableErrorCount, fixableWarningCount, messages } = jsonResult(result(levels));
    expect({ errorCount, warningCount, infoCount, fatalErrorCount, fixableErrorCount, fixableWarningCount }).toEqual({ errorCount: 1, warningCount: 2, infoCount: 1, fatalErrorCount: 0, fixableErrorCount: 0, fixableWarningCount: 0 });
    expect(messages.map(({ line, severity, level }) => [line, severity, level])).toEqual([[2, 1, 'warning'], [5, 2, 'error'], [9, 1, 'info']]);
  });

  it('gives a fix only with text that comes from a rule', () => {
    const [warning, error] = jsonResult(result(levels)).messages;
    expect(error!.suggestions).toEqual([{ id: 'x', desc: 'Write it so.', safety: 'safe', fix: { text: 'skills' } }]);
    expect(warning!.suggestions.every((suggestion) => !('fix' in suggestion))).toBe(true);
  });

  it('keeps the counts of what --quiet leaves out', () => {
    const quiet = jsonResult(result(levels), true);
    expect(quiet.messages.map(({ level }) => level)).toEqual(['error']);
    expect(quiet.warningCount).toBe(2);
  });

  it('marks what could not be read, and the number within a file', () => {
    const fatal = jsonResult(result([finding({ ruleId: 'reading/unreadable' })], { fatal: true, number: 7 }));
    expect(fatal.fatalErrorCount).toBe(1);
    expect(fatal.draft).toBe(7);
    expect(fatal.messages[0]).toMatchObject({ fatal: true, severity: 2, draft: 7 });
  });

  it('is one array however many results there are', () => {
    fc.assert(fc.property(fc.nat(5), (count) => {
      const report = new JsonReport();
      const text = Array.from({ length: count }, (_, index) => report.result(result([], { filePath: `é\u0085${index}` }))).join('') + report.end();
      expect((JSON.parse(text) as { filePath: string }[]).map(({ filePath }) => filePath)).toEqual(Array.from({ length: count }, (_, index) => `é\u0085${index}`));
      expect(text).not.toContain('\u0085');
    }));
  });
});
