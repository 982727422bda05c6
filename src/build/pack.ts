import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Lexicons, Pack, RuleDefinition } from '../rule/types.ts';

function yamlFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
}

function load(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Preset {
  readonly extends?: string | readonly string[];
  readonly rules: readonly string[];
}

function presetPatterns(presets: Record<string, Preset>, name: string, seen: readonly string[] = []): string[] {
  const preset = presets[name];
  if (!preset || seen.includes(name)) throw new Error(`Preset ${[...seen, name].join(' → ')} is not there or leads back to itself`);
  const bases = preset.extends === undefined ? [] : typeof preset.extends === 'string' ? [preset.extends] : preset.extends;
  return [...new Set([...bases.flatMap((base) => presetPatterns(presets, base, [...seen, name])), ...preset.rules])];
}

/**
 * Everything under rules/ as one value: rules with all their examples, word lists, presets with their patterns spelled out.
 * @param root the package's folder
 * @throws Error naming the file that cannot be read
 */
export function readPack(root: string): Pack {
  const folder = join(root, 'rules');
  const rules: RuleDefinition[] = [];
  for (const family of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()) {
    if (family === 'lexicons' || family === 'presets') continue;
    for (const file of yamlFiles(join(folder, family))) {
      if (file.endsWith('.examples.yaml')) continue;
      const rule = load(join(folder, family, file)) as RuleDefinition;
      const beside = join(folder, family, file.replace(/\.yaml$/, '.examples.yaml'));
      const more = existsSync(beside) ? load(beside) as Partial<RuleDefinition['examples']> : {};
      rules.push({
        ...rule,
        examples: {
          invalid: [...(rule.examples?.invalid ?? []), ...(more.invalid ?? [])],
          valid: [...(rule.examples?.valid ?? []), ...(more.valid ?? [])],
        },
      });
    }
  }
  const lexicons: Lexicons = Object.fromEntries(yamlFiles(join(folder, 'lexicons')).map((file) => [basename(file, '.yaml'), load(join(folder, 'lexicons', file))]));
  const presets = Object.fromEntries(yamlFiles(join(folder, 'presets')).map((file) => [basename(file, '.yaml'), load(join(folder, 'presets', file)) as Preset]));
  return { rules, lexicons, presets: Object.fromEntries(Object.keys(presets).map((name) => [name, presetPatterns(presets, name)])) };
}
