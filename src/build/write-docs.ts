import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { CHECKS } from '../checks/index.ts';
import type { Locale } from '../rule/types.ts';
import { rulePage, ruleTable } from './docs.ts';
import { readPack } from './pack.ts';
import { sample } from './sample.ts';

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function between(text: string, mark: string, table: string, file: string): string {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${table}\n${text.slice(to)}`;
}

/** Every generated page: path below the root → text. */
export function pages(root: string): Map<string, string> {
  const pack = readPack(root);
  const made = new Map<string, string>();
  for (const rule of pack.rules) {
    const check = CHECKS.find(({ name }) => name === rule.check);
    if (!check) throw new Error(`${rule.id}: no check is called ${rule.check}`);
    for (const locale of ['en', 'fr'] as const) made.set(`docs/rules/${rule.id}${locale === 'fr' ? '.fr' : ''}.md`, rulePage(rule, check, pack, locale));
  }
  for (const [file, locale] of [['README.md', 'en'], ['README.fr.md', 'fr']] as [string, Locale][]) {
    made.set(file, between(between(read(join(root, file)), 'rules', ruleTable(pack, locale), file), 'sample', sample(root, pack, locale), file));
  }
  return made;
}

/**
 * Writes the pages, or only compares them.
 * @returns the paths that differed: with `check`, a difference means that somebody changed a rule without its page.
 */
export function writeDocs(root: string, check: boolean): string[] {
  const made = pages(root);
  const folder = join(root, 'docs/rules');
  mkdirSync(folder, { recursive: true });
  const stale = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name))).filter((path) => !made.has(path));
  const differing = [...stale];
  if (!check) for (const path of stale) rmSync(join(root, path));
  for (const [path, text] of made) {
    if (read(join(root, path)) === text) continue;
    differing.push(path);
    if (check) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return differing;
}
