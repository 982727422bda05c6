import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { compile } from '../../src/engine/compile.ts';
import { findingsOf, judge } from '../../src/hosts/cli/judge.ts';
import undisclosed from '../../src/hosts/eslint/plugin.ts';
import { loadConfig } from '../../src/io/config.ts';
import { readInputs } from '../../src/io/read.ts';
import type { Locale } from '../../src/rule/types.ts';
import type { Phase } from '../../src/text/types.ts';

/** A folder of its own, gone when the tests are done. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'undisclosed-eslint-'));

  put(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** ESLint with this configuration and no other. */
export function eslint(cwd: string, config: readonly Linter.Config[], options: Partial<ESLint.Options> = {}): ESLint {
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [...config], ...options });
}

type Preset = keyof typeof undisclosed.configs;

/** One of the plugin's configurations, which speaks English and searches for nothing. */
export function preset(name: Preset, languageOptions: Record<string, unknown> = {}): Linter.Config[] {
  return undisclosed.configs[name].map((block) => ({ ...block, languageOptions: { config: {}, locale: 'en', ...block.languageOptions, ...languageOptions } }));
}

/** `line:column rule message`, in order. */
export function said({ messages }: ESLint.LintResult): string[] {
  return messages.map(({ line, column, endLine, endColumn, ruleId, message, severity }) => `${line}:${column}-${endLine ?? ''}:${endColumn ?? ''} ${severity} ${ruleId?.replace(/^undisclosed\//, '') ?? ''} ${message}`).sort();
}

interface CheckOptions {
  readonly preset?: string;
  readonly phase?: Phase;
  readonly locale?: Locale;
  readonly config?: string;
}

/** The same of `undisclosed check`, by file, in order; of a file that could not be read, what ESLint has room for. */
export async function checkedAll(cwd: string, paths: readonly string[], options: CheckOptions = {}): Promise<Map<string, string[]>> {
  const { phase = 'compose', locale = 'en' } = options;
  const loaded = options.config === undefined ? { pack: (await loadConfig({ cwd: '/', preset: options.preset })).pack, config: { extends: [options.preset ?? 'recommended'] } } : await loadConfig({ cwd, configPath: options.config, preset: options.preset });
  const rules = compile(loaded.pack, loaded.config);
  const all = new Map<string, string[]>();
  for await (const input of readInputs(paths, { cwd })) {
    const { findings, fatal } = judge(input, findingsOf(input, rules, { phase }, locale), 'none');
    const lines = findings.map(({ line, column, endLine, endColumn, ruleId, message, level }) =>
      (fatal ? `${line}:${column}-: 2  ${message}` : `${line}:${column}-${endLine}:${endColumn} ${level === 'error' ? 2 : 1} ${ruleId} ${message}`));
    all.set(input.filePath, [...all.get(input.filePath) ?? [], ...lines].sort());
  }
  return all;
}

/** `checkedAll` of one file, which is named. */
export async function checked(cwd: string, path: string, options: CheckOptions = {}): Promise<string[]> {
  return (await checkedAll(cwd, [path], options)).get(path) ?? [];
}
