import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPack } from '../src/build/pack.ts';
import { addressData, groupRecipients } from '../src/draft/organisations.ts';
import type { Draft, Problem } from '../src/draft/types.ts';
import { compile, type Rules } from '../src/engine/compile.ts';
import { draftOf, lint } from '../src/engine/lint.ts';
import { readInputs, type Input } from '../src/io/read.ts';
import { locator } from '../src/report/locate.ts';
import type { Data, Finding, Level } from '../src/rule/types.ts';
import type { Phase } from '../src/text/types.ts';

interface ExpectedFinding { readonly rule: string; readonly level: Level; readonly data?: Data; readonly line?: number; readonly times?: number }
interface Expected {
  readonly preset?: string;
  readonly phase?: Phase;
  readonly recipients: Readonly<Record<string, number>>;
  readonly findings: readonly ExpectedFinding[];
  readonly problems?: readonly Pick<Problem, 'kind' | 'reason' | 'detail'>[];
  readonly subject?: string;
  readonly texts?: readonly string[];
  readonly attachments?: readonly string[];
  readonly fatal?: true;
}
interface Expectations {
  readonly about: string;
  readonly drafts: Readonly<Record<string, Expected | readonly Expected[]>>;
  readonly together?: { readonly unique: number };
}

const KEYS = ['preset', 'phase', 'recipients', 'findings', 'problems', 'subject', 'texts', 'attachments', 'fatal'];
const COUNTS = ['visible', 'external', 'persons', 'organisations', 'identifiable', 'lists', 'attendees', 'blind'];
/** Clean mail that deserves one warning a draft, and the warning. */
const WARNED: Readonly<Record<string, string>> = { 'clean/seven-suppliers': 'recipients/missing-bcc' };

const root = fileURLToPath(new URL('../fixtures', import.meta.url));
const pack = readPack(dirname(root));
const nobody = { internalDomains: [], colleagues: [], lists: [] };
const addresses = addressData(pack.lexicons);

const compiled = new Map<string, Rules>();
function rulesOf(preset: string): Rules {
  let rules = compiled.get(preset);
  if (rules === undefined) compiled.set(preset, rules = compile(pack, { extends: preset }));
  return rules;
}

const folders = [...['incidents', 'clean'].flatMap((family) => readdirSync(join(root, family)).map((name) => `${family}/${name}`)), 'reading'];
const files = (folder: string): string[] => readdirSync(join(root, folder)).filter((name) => name !== 'expect.yaml').sort();
const expectations = (folder: string): Expectations => parse(readFileSync(join(root, folder, 'expect.yaml'), 'utf8')) as Expectations;
const listed = (expected: Expected | readonly Expected[]): readonly Expected[] => (Array.isArray(expected) ? expected as readonly Expected[] : [expected as Expected]);

async function inputs(pattern: string, reader?: 'mailparser'): Promise<Input[]> {
  const all: Input[] = [];
  for await (const input of readInputs([pattern], { cwd: root, ...(reader === undefined ? {} : { reader }) })) all.push(input);
  return all;
}

/** Every case is read once. */
const read = new Map<string, Promise<Input[]>>();
function inputsOf(folder: string, file: string): Promise<Input[]> {
  const path = `${folder}/${file}`;
  const known = read.get(path) ?? inputs(path);
  read.set(path, known);
  return known;
}

function found({ draft, source }: Input, preset: string, phase: Phase): { finding: Finding; line: number }[] {
  const locate = locator(source);
  return lint(draft, rulesOf(preset), { phase, ...(draft.date === null ? {} : { now: draft.date }) })
    .map((finding) => ({ finding, line: locate(draftOf(draft, finding), finding.spot).line }));
}

/** Pairs what was found with what is expected; what is left over on either side is wrong. */
function compare(actual: readonly { finding: Finding; line: number }[], expected: readonly ExpectedFinding[], places = true): { missing: unknown[]; surplus: unknown[] } {
  const left = [...actual];
  const missing: ExpectedFinding[] = [];
  for (const one of expected) {
    for (let i = 0; i < (one.times ?? 1); i++) {
      const index = left.findIndex(({ finding, line }) => finding.ruleId === one.rule && finding.level === one.level
        && (!places || one.line === undefined || one.line === line)
        && Object.entries(one.data ?? {}).every(([key, value]) => finding.data[key] === value));
      if (index < 0) missing.push(one);
      else left.splice(index, 1);
    }
  }
  return { missing, surplus: left.map(({ finding, line }) => ({ rule: finding.ruleId, level: finding.level, grade: finding.grade, data: finding.data, line })) };
}

function counts(draft: Draft): Record<string, number> {
  const { visible, external, persons, organisations, identifiable, lists, attendees, blind } = groupRecipients(draft, nobody, addresses);
  return { visible: visible.length, external: external.length, persons: persons.length, organisations, identifiable, lists: lists.length, attendees, blind: blind.length };
}

describe.each(folders)('%s', (folder) => {
  const { about, drafts, together } = expectations(folder);

  it('says what each of its drafts must give, and of no other', () => {
    expect(about).toMatch(/\S/);
    expect(Object.keys(drafts).sort()).toEqual(files(folder));
    for (const expected of Object.values(drafts).flatMap(listed)) {
      expect(Object.keys(expected).filter((key) => !KEYS.includes(key))).toEqual([]);
      expect(Object.keys(expected.recipients).filter((key) => !COUNTS.includes(key))).toEqual([]);
      expect(expected.findings).toBeInstanceOf(Array);
    }
  });

  for (const [file, expected] of Object.entries(drafts)) {
    describe(file, () => {
      it('holds as many messages as are expected', async () => {
        expect(await inputsOf(folder, file)).toHaveLength(listed(expected).length);
      });
      it.each(listed(expected).map((one, index) => [index + 1, one] as const))('message %i: recipients', async (number, one) => {
        const { draft } = (await inputsOf(folder, file))[number - 1]!;
        expect(counts(draft)).toEqual({ ...Object.fromEntries(COUNTS.map((key) => [key, 0])), ...one.recipients });
      });
      it.each(listed(expected).map((one, index) => [index + 1, one] as const))('message %i: findings', async (number, { preset = 'hr', phase = 'compose', findings }) => {
        const input = (await inputsOf(folder, file))[number - 1]!;
        expect(compare(found(input, preset, phase), findings)).toEqual({ missing: [], surplus: [] });
      });
      it.each(listed(expected).map((one, index) => [index + 1, one] as const))('message %i: reading', async (number, one) => {
        const { draft, fatal } = (await inputsOf(folder, file))[number - 1]!;
        const problems = draft.problems.map(({ kind, reason, detail }) => ({ kind, reason, ...(detail === undefined ? {} : { detail }) }));
        expect(problems).toEqual((one.problems ?? []).map((problem, i) => (problem.detail === undefined ? { detail: problems[i]?.detail, ...problem } : problem)));
        expect(fatal).toBe(one.fatal);
        if (one.subject !== undefined) expect(draft.subject?.value).toBe(one.subject);
        if (one.attachments !== undefined) expect(draft.attachments.map(({ filename }) => filename)).toEqual(one.attachments);
        if (one.texts !== undefined) {
          expect(draft.parts).toHaveLength(one.texts.length);
          one.texts.forEach((text, i) => expect(draft.parts[i]!.content).toContain(text));
        }
      });
    });
  }

  if (together !== undefined) {
    it(`shows ${together.unique} persons in all`, async () => {
      const keys = new Set<string>();
      for (const file of files(folder)) for (const { draft } of await inputsOf(folder, file)) for (const { key } of groupRecipients(draft, nobody, addresses).visible) keys.add(key);
      expect(keys.size).toBe(together.unique);
    });
  }
});

describe('clean mail', () => {
  const clean = folders.filter((folder) => folder.startsWith('clean/'));
  it.each(clean)('%s gives nothing at warning or above, whatever the preset', async (folder) => {
    for (const file of files(folder)) {
      for (const input of await inputsOf(folder, file)) {
        for (const preset of Object.keys(pack.presets)) {
          const loud = found(input, preset, 'compose').filter(({ finding }) => finding.level !== 'info').map(({ finding }) => finding.ruleId);
          expect(loud, `${file} under ${preset}`).toEqual(WARNED[folder] === undefined ? [] : [WARNED[folder]]);
        }
      }
    }
  });
  it.each(clean)('%s expects no more than that', (folder) => {
    for (const { findings } of Object.values(expectations(folder).drafts).flatMap(listed)) {
      expect(findings.filter(({ level }) => level !== 'info').map(({ rule }) => rule)).toEqual(WARNED[folder] === undefined ? [] : [WARNED[folder]]);
    }
  });
});

describe('the other reader', () => {
  it.each(folders.filter((folder) => folder !== 'reading'))('%s gives the same with mailparser', async (folder) => {
    for (const file of files(folder).filter((name) => /\.(?:eml|mbox)$/.test(name))) {
      const other = await inputs(`${folder}/${file}`, 'mailparser');
      const expected = listed(expectations(folder).drafts[file]!);
      expect(other).toHaveLength(expected.length);
      other.forEach((input, i) => {
        const { preset = 'hr', phase = 'compose', recipients, findings } = expected[i]!;
        expect(counts(input.draft), file).toEqual({ ...Object.fromEntries(COUNTS.map((key) => [key, 0])), ...recipients });
        expect(compare(found(input, preset, phase), findings, false), file).toEqual({ missing: [], surplus: [] });
      });
    }
  });
});

describe('findings', () => {
  it.each(['en', 'fr'] as const)('hold no address, name or subject of the mail, and no empty slot (%s)', async (locale) => {
    let said = 0;
    for (const folder of folders) {
      for (const file of files(folder)) {
        for (const { draft } of await inputsOf(folder, file)) {
          const findings = lint(draft, rulesOf('all'), { locale, now: 0 });
          if (findings.length === 0) continue;
          said += findings.length;
          const words = JSON.stringify(findings);
          const people = draft.addressFields.flatMap(({ addresses: list }) => list).filter(({ valid }) => valid);
          const told = people.flatMap(({ address, name }) => [address, ...(name.includes(' ') ? [name] : [])]).concat(draft.subject?.value ?? []);
          expect(told.filter((text) => text.length > 5 && words.includes(text)), `${folder}/${file}`).toEqual([]);
          expect(words, `${folder}/${file}`).not.toMatch(/"(?:message|why|suggestion|desc|title)":"[^"]*\{/);
        }
      }
    }
    expect(said).toBeGreaterThan(100);
  });
});

describe('the folder as a whole', () => {
  it('is found by walking it', async () => {
    for (const family of ['incidents', 'clean']) {
      const walked = new Set((await inputs(family)).map(({ filePath }) => filePath));
      const there = folders.filter((folder) => folder.startsWith(`${family}/`)).flatMap((folder) => files(folder).map((file) => `${folder}/${file}`));
      expect([...walked].sort()).toEqual(there.sort());
    }
  });

  it('is what its generator writes, byte by byte', async () => {
    const { generated } = await import(new URL('../fixtures/make.mjs', import.meta.url).href) as { readonly generated: () => ReadonlyMap<string, Uint8Array> };
    const different = [...generated()].filter(([path, bytes]) => Buffer.compare(bytes, readFileSync(join(root, path))) !== 0).map(([path]) => path);
    expect(different).toEqual([]);
    expect(generated().size).toBeGreaterThan(20);
  });

  it('names nobody who could be real', async () => {
    const reserved = /(?:^|\.)(?:example|test|invalid|localhost|example\.(?:org|com|net))$/;
    const strangers = new Set<string>();
    const look = (draft: Draft): void => {
      for (const { addresses: list } of draft.addressFields) for (const { domain } of list) if (domain !== '' && !reserved.test(domain) && !addresses.webmail.has(domain)) strangers.add(domain);
      for (const { draft: inner } of draft.attachments) if (inner !== undefined) look(inner);
    };
    for (const folder of folders) for (const file of files(folder)) for (const { draft } of await inputsOf(folder, file)) look(draft);
    expect([...strangers]).toEqual([]);
  });
});
