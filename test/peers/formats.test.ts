import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { Parser } from 'tap-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN } from '../cli/program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const multitool = fileURLToPath(new URL(`node_modules/@microsoft/sarif-multitool-${process.platform}/Sarif.Multitool`, import.meta.url));
/** Names that mean something to each format, or are written otherwise in it. */
const HOSTILE = ['a b%20#?.eml', 'x # SKIP.eml', '"quoted" & <b>\'.eml', 'é💌,x=1::y.eml', 'esc\u001B[31m.eml', 'line\nbreak.eml'];
const FILES = { sarif: 'r.sarif', junit: 'junit.xml', checkstyle: 'checkstyle.xml', github: 'github.log', gitlab: 'gitlab.json', tap: 'r.tap', compact: 'compact.txt', json: 'r.json' } as const;

interface JsonMail {
  readonly filePath: string;
  readonly draft?: number;
  readonly messages: readonly { readonly ruleId: string; readonly level: string; readonly line: number; readonly message: string; readonly fatal?: boolean }[];
}

let folder = '';
let mails: readonly JsonMail[] = [];
const text = (format: keyof typeof FILES): string => readFileSync(join(folder, FILES[format]), 'utf8');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'undisclosed-peers-'));
  cpSync(join(root, 'fixtures/incidents'), join(folder, 'incidents'), { recursive: true });
  for (const name of HOSTILE) copyFileSync(join(root, 'fixtures/incidents/toulouse-rejection/rejection.eml'), join(folder, name));
  writeFileSync(join(folder, 'broken.json'), '{');
  const outputs = Object.entries(FILES).flatMap(([format, file]) => ['-f', format, '-o', file]);
  const { status } = spawnSync(process.execPath, [BIN, 'check', 'incidents', ...HOSTILE, 'broken.json', '--preset', 'all', '--locale', 'en', ...outputs], { cwd: folder });
  expect(status).toBe(2);
  mails = JSON.parse(text('json')) as JsonMail[];
  expect(mails.length).toBeGreaterThan(30);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const all = () => mails.flatMap(({ filePath, messages }) => messages.map((message) => ({ filePath, ...message })));

describe('sarif', () => {
  it("is valid to the standard's own validator", () => {
    expect(existsSync(multitool), 'npm ci --prefix test/peers').toBe(true);
    chmodSync(multitool, 0o755);
    const found = join(folder, 'validation.sarif');
    spawnSync(multitool, ['validate', join(folder, FILES.sarif), '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', '-o', found], { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    const { runs: [run] } = JSON.parse(readFileSync(found, 'utf8')) as Log;
    expect(run!.invocations![0]!.executionSuccessful).toBe(true);
    // The program has no home page to name.
    expect([...new Set(run!.results!.map(({ ruleId }) => ruleId))]).toEqual(['SARIF2005']);
  });

  it('is found wanting by that validator where it is', () => {
    const broken = join(folder, 'broken.sarif');
    const found = join(folder, 'broken-validation.sarif');
    writeFileSync(broken, text('sarif').replace('"startLine":', '"startLine":-'));
    spawnSync(multitool, ['validate', broken, '-o', found], { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    const { runs: [run] } = JSON.parse(readFileSync(found, 'utf8')) as Log;
    expect(run!.results!.some(({ level }) => level === 'error')).toBe(true);
  });

  it("follows the standard's schema, and has every finding once", () => {
    const schema = JSON.parse(readFileSync(join(dirname(multitool), 'sarif-2.1.0.json'), 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const log = JSON.parse(text('sarif')) as Log;
    expect([ajv.validate(schema, log), ajv.errors]).toEqual([true, null]);
    const results = log.runs[0]!.results!;
    expect(results.map(({ ruleId, message, locations }) => [ruleId, message.text, locations![0]!.physicalLocation!.region!.startLine])).toEqual(all().map(({ ruleId, message, line }) => [ruleId, message, line]));
    expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints!['undisclosed/v1'])).size).toBe(results.length);
  });
});

describe('junit and checkstyle', () => {
  it.each(['junit', 'checkstyle'] as const)('%s is XML to two parsers', (format) => {
    expect(XMLValidator.validate(text(format))).toBe(true);
    const count = "import sys, xml.etree.ElementTree as t\nr = t.parse(sys.argv[1]).getroot()\nprint(len(list(r.iter('testcase'))), len(list(r.iter('failure'))), len(list(r.iter('error'))))";
    const [cases, failures, errors] = execFileSync('python3', ['-c', count, join(folder, FILES[format])]).toString().trim().split(' ').map(Number);
    const fatal = all().filter((message) => message.fatal).length;
    const expected = format === 'junit'
      ? [all().length + mails.filter(({ messages }) => messages.length === 0).length, all().filter(({ level, fatal }) => level === 'error' && !fatal).length, fatal]
      : [0, 0, all().length];
    expect([cases, failures, errors]).toEqual(expected);
  });
});

describe('tap', () => {
  it('is TAP to its parser: a mail with an error fails, whatever it is called', () => {
    const tests: { ok: boolean; name: string; skip?: unknown; todo?: unknown }[] = [];
    const parser = new Parser({ strict: true });
    parser.on('assert', (test: (typeof tests)[number]) => tests.push(test));
    parser.end(text('tap'));
    expect(parser.failures.filter(({ tapError }) => tapError)).toEqual([]);
    expect(tests.map(({ ok }) => ok)).toEqual(mails.map(({ messages }) => messages.every(({ level }) => level !== 'error')));
    expect(tests.filter(({ skip, todo }) => skip || todo)).toEqual([]);
    expect(tests.map(({ name }) => name)).toContain('x # SKIP.eml');
  });
});

describe('github, gitlab and compact', () => {
  it('is one command a finding to the runner, which finds the file again', () => {
    const undo = (value: string): string => value.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
    const commands = text('github').trimEnd().split('\n').map((line) => /^::(error|warning|notice) (.*?)::(.*)$/.exec(line)!);
    expect(commands.map(([, command]) => command)).toEqual(all().map(({ level }) => ({ error: 'error', warning: 'warning', info: 'notice' })[level]));
    const files = new Set(commands.map(([, , properties]) => undo(/file=([^,]*)/.exec(properties!)![1]!)));
    for (const { filePath, messages } of mails) if (messages.length > 0 && !/[\u0000-\u001f]/.test(filePath)) expect([filePath, files.has(filePath)]).toEqual([filePath, true]);
  });

  it("has GitLab's required keys, and a fingerprint for each finding", () => {
    // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    const schema = {
      type: 'array',
      items: {
        type: 'object',
        required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
        properties: {
          description: { type: 'string', minLength: 1 }, check_name: { type: 'string' }, fingerprint: { type: 'string', pattern: '^[0-9a-f]+$' }, severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
          location: { type: 'object', required: ['path', 'lines'], properties: { path: { type: 'string', pattern: '^(?!\\./)' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } } },
        },
      },
    };
    const entries = JSON.parse(text('gitlab')) as { fingerprint: string }[];
    const ajv = new Ajv();
    expect([ajv.validate(schema, entries), ajv.errors]).toEqual([true, null]);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(all().length);
  });

  it("leads editors to each place by ESLint's error format", () => {
    const places = text('compact').split('\n').flatMap((line) => /^(.*): line (\d+), col \d+, (?:Error|Warning) - .* \([a-z/-]+\)$/.exec(line)?.[2] ?? []);
    expect(places.map(Number)).toEqual(all().map(({ line }) => line));
  });
});
