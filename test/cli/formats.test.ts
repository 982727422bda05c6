import { spawn } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { UsageError } from '../../src/hosts/cli/errors.ts';
import { FORMATS, planReports } from '../../src/hosts/cli/formats.ts';
import { CLI_WORDS } from '../../src/hosts/cli/words.ts';
import { BIN, eml, runIn, workFolder } from './program.ts';

const draft = eml(['From: Claire Morel <claire.morel@maison.example>', 'To: Anne Martel <anne.martel@gmail.com>', 'Subject: Lundi', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', '', 'Bonjour {{prenom}},', '', 'À lundi.', '', 'Claire']);

describe('which report goes where', () => {
  const plan = (formats: string[], outputs: string[]) => planReports(formats, outputs).map(({ format, path }) => `${format} > ${path ?? 'stdout'}`);
  const refused = (formats: string[], outputs: string[]): string => {
    try {
      return plan(formats, outputs).join();
    } catch (error) {
      return (error as UsageError).say(CLI_WORDS.en);
    }
  };

  it('pairs the n-th file with the n-th format', () => {
    expect(plan([], [])).toEqual(['pretty > stdout']);
    expect(plan(['json'], [])).toEqual(['json > stdout']);
    expect(plan(['json', 'gitlab'], ['a', 'b'])).toEqual(['json > a', 'gitlab > b']);
    expect(plan(['json', 'gitlab'], ['a.json', 'b.json'])).toEqual(['json > a.json', 'gitlab > b.json']);
    expect(plan(['json'], ['a.sarif'])).toEqual(['json > a.sarif']);
    expect(plan(['junit', 'tap', 'pretty'], ['a', 'b'])).toEqual(['junit > a', 'tap > b', 'pretty > stdout']);
  });

  it('gives a file the format that its name says, where that was asked for', () => {
    expect(plan(['pretty', 'sarif'], ['findings.sarif'])).toEqual(['pretty > stdout', 'sarif > findings.sarif']);
    expect(plan(['pretty', 'junit'], ['report.xml'])).toEqual(['pretty > stdout', 'junit > report.xml']);
    expect(plan(['sarif', 'tap', 'github'], ['x.tap', 'y.SARIF'])).toEqual(['sarif > y.SARIF', 'tap > x.tap', 'github > stdout']);
  });

  it('takes the format of a file left over from its name', () => {
    expect(plan([], ['a.sarif'])).toEqual(['sarif > a.sarif']);
    expect(plan([], ['a.sarif.json', 'b.json', 'c.tap', 'd.txt', 'e'])).toEqual(['sarif > a.sarif.json', 'json > b.json', 'tap > c.tap', 'pretty > d.txt', 'pretty > e']);
    expect(plan(['pretty'], ['a.txt', 'b.sarif'])).toEqual(['pretty > a.txt', 'sarif > b.sarif']);
  });

  it('refuses what can be meant in two ways', () => {
    expect(refused(['json', 'tap'], [])).toContain('not json and tap');
    expect(refused([], ['a.xml'])).toContain('-f junit or -f checkstyle');
    expect(refused(['pretty'], ['a.txt', 'b'])).toContain('does not tell its format');
    expect(refused(['json', 'tap'], ['a', 'a'])).toContain('a would be written twice');
  });
});

describe('several reports in one run', () => {
  it('writes each where it belongs, and one to standard output', async () => {
    const folder = workFolder({ 'draft.eml': draft });
    const { code, out, err } = await runIn(folder, ['check', 'draft.eml', '-f', 'pretty', '-f', 'sarif', '-o', 'findings.sarif', '-f', 'junit', '-o', 'junit.xml', '-f', 'json', '-o', 'more.json']);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('person/placeholder');
    const log = JSON.parse(readFileSync(join(folder, 'findings.sarif'), 'utf8')) as Log;
    expect(log.runs[0]!.results!.map(({ ruleId }) => ruleId)).toContain('person/placeholder');
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure');
    expect(JSON.parse(readFileSync(join(folder, 'more.json'), 'utf8'))).toMatchObject([{ filePath: 'draft.eml' }]);
    expect(readdirSync(folder).sort()).toEqual(['draft.eml', 'findings.sarif', 'junit.xml', 'more.json']);
  });

  it('leaves the report of the run before where this one comes to nothing', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'old.json': 'old', 'undisclosed.config.yaml': 'rules: [' });
    expect((await runIn(folder, ['check', 'draft.eml', '-f', 'json', '-o', 'old.json', '-f', 'tap', '-o', 'no/where.tap'])).code).toBe(2);
    writeFileSync(join(folder, 'undisclosed.config.yaml'), '{}');
    const { code, err } = await runIn(folder, ['check', 'draft.eml', '-f', 'json', '-o', 'old.json', '-f', 'tap', '-o', 'no/where.tap']);
    expect([code, err]).toEqual([2, 'Error: no/where.tap cannot be written (ENOENT).\n']);
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['draft.eml', 'old.json', 'undisclosed.config.yaml']);
  });

  it('keeps the mode of a file and writes through a link', async () => {
    const folder = workFolder({ 'draft.eml': draft, 'real.json': 'old' });
    chmodSync(join(folder, 'real.json'), 0o640);
    symlinkSync('real.json', join(folder, 'link.json'));
    await runIn(folder, ['check', 'draft.eml', '-o', 'link.json']);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, 'real.json')).mode & 0o777).toBe(0o640);
    expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).toHaveLength(1);
  });

  it('leaves nothing behind when it is broken off', async () => {
    // Long enough to be at work when it is told to stop.
    const folder = workFolder({ 'old.json': 'old', 'many.mbox': `From a@b Mon Jun 15 10:00:00 2026\n${draft}\n`.repeat(20_000) });
    const child = spawn(process.execPath, [BIN, 'check', 'many.mbox', '--preset', 'all', '-f', 'json', '-o', 'old.json', '-f', 'sarif', '-o', 'new.sarif'], { cwd: folder, stdio: 'ignore' });
    while (readdirSync(folder).length < 4 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
    const signal = await new Promise((resolve) => {
      child.on('exit', (_, by) => resolve(by));
      child.kill('SIGINT');
    });
    expect([signal, readdirSync(folder).sort(), readFileSync(join(folder, 'old.json'), 'utf8')]).toEqual(['SIGINT', ['many.mbox', 'old.json'], 'old']);
  });

  it('is never written over a mail that is to be read', async () => {
    const folder = workFolder({ 'draft.json': '{"from":"a@maison.example","to":"b@gmail.com","text":"Bonjour."}' });
    const { code, err } = await runIn(folder, ['check', './draft.json', '-o', 'draft.json']);
    expect([code, err]).toEqual([2, 'Error: draft.json is to be read; a report in its place would destroy it.\n']);
    expect(readFileSync(join(folder, 'draft.json'), 'utf8')).toContain('Bonjour');
  });

  it('says which format was meant', async () => {
    const folder = workFolder({ 'draft.eml': draft });
    const { code, err } = await runIn(folder, ['check', 'draft.eml', '-f', 'json', '-f', 'sarfi', '-o', 'x.json']);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean sarif?')]);
    expect(existsSync(join(folder, 'x.json'))).toBe(false);
  });
});

describe('what the mail says stays in the mail', () => {
  /** In every part of a mail, beside what is found there. */
  const canary = eml([
    'From: "Kanari Vogel" <kanari@vogel-eins.example>', `To: ${Array.from({ length: 14 }, (_, index) => `"Kanari Vogel${index}" <kanari${index}@vogel${index}.example>`).join(',\r\n ')}`,
    'Cc: kanari-cc@vogel-cc.example', 'Bcc: kanari-bcc@vogel-bcc.example', 'Reply-To: kanari-r@vogel-r.example, kanari-s@vogel-s.example', 'Subject: Kanari {{name}} HIV', 'Date: Mon, 15 Jun 2026 10:00:00 +0200', 'Message-ID: <kanari@vogel-id.example>', 'X-Kanari: kanari',
    'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '',
    'Dear candidate,', '', 'Unfortunately we cannot hire Kanari {{first_name}} because you are too old and pregnant. Your application is rejected. Kanari.', '',
    '--b', 'Content-Type: message/rfc822', '', 'From: kanari-in@vogel-in.example', 'To: kanari-in2@vogel-in2.example', 'Bcc: kanari-in3@vogel-in3.example', 'Subject: Kanari', '', 'Kanari {{name}}', '',
    '--b', 'Content-Type: text/csv; name="kanari.csv"', 'Content-Disposition: attachment; filename="kanari.csv"', '', 'kanari@vogel-csv.example', '--b--',
  ]);

  it.each(FORMATS)('in %s', async (format) => {
    const folder = workFolder({ 'draft.eml': canary, 'many.mbox': `From a@b Mon Jun 15 10:00:00 2026\r\n${canary}\r\n` });
    const { code, out, err } = await runIn(folder, ['check', 'draft.eml', 'many.mbox', 'none.eml', '--preset', 'all', '-f', format, '-o', 'report', '--max-warnings', '0']);
    expect([code, out, err]).toEqual([2, '', '']);
    const report = readFileSync(join(folder, 'report'), 'utf8');
    expect(report).toContain('placeholder');
    expect(report).not.toMatch(/kanari|vogel/i);
  });
});
