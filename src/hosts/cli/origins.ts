import { dirname, relative, resolve } from 'node:path';
import type { ConfigSource, Path } from '../../config/source.ts';
import { readConfigSource } from '../../io/config.ts';
import type { Locale, Override } from '../../rule/types.ts';
import type { Loaded } from './environment.ts';

const WORDS = {
  en: { standard: 'default', always: 'always on', preset: (name: string) => `preset ${name}`, override: (number: number, place: string) => `override ${number}, ${place}` },
  fr: { standard: 'par défaut', always: 'toujours active', preset: (name: string) => `préréglage ${name}`, override: (number: number, place: string) => `exception ${number}, ${place}` },
} as const;

/** A configuration file, and where in it the configuration stands. */
interface Layer {
  readonly source: ConfigSource;
  readonly prefix: Path;
}

function at(layer: Layer, path: Path): unknown {
  let value: unknown = layer.source.value;
  for (const key of [...layer.prefix, ...path]) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The file and all that it extends, the strongest first. */
async function layers(file: string): Promise<Layer[]> {
  const path = resolve(file);
  const source = await readConfigSource(path);
  const own: Layer = { source, prefix: /[\\/]package\.json$/.test(path) ? ['undisclosed'] : [] };
  const names = at(own, ['extends']);
  const files = (Array.isArray(names) ? names as unknown[] : [names]).filter((name): name is string => typeof name === 'string' && /^\.\.?\//.test(name));
  const below: Layer[] = [];
  for (const name of files.reverse()) below.push(...await layers(resolve(dirname(path), name)));
  return [own, ...below];
}

function matches(pattern: string, id: string): boolean {
  return pattern === id || (pattern.endsWith('/*') && id.startsWith(pattern.slice(0, -1)));
}

export interface Origins {
  /** Of a key of the configuration. */
  key(name: string): string;
  /** Of a rule's setting. */
  rule(id: string): string;
}

/** Tells where each value of the effective configuration comes from: `file:line`, a preset, the command line. */
export async function originsOf(loaded: Loaded, overrides: readonly number[], preset: string | undefined, locale: Locale): Promise<Origins> {
  const words = WORDS[locale];
  const all = loaded.file === null ? [] : await layers(loaded.file);
  const place = ({ source, prefix }: Layer, path: Path): string => `${relative(process.cwd(), source.file) || source.file}:${source.place([...prefix, ...path], true).line}`;
  const layersWith = (path: Path): Layer[] => all.filter((layer) => at(layer, path) !== undefined);

  /** Overrides are joined, those of the extended files first. */
  const overridePlace = (index: number): string => {
    let before = 0;
    for (const layer of [...all].reverse()) {
      const own = at(layer, ['overrides']);
      const count = Array.isArray(own) ? own.length : 0;
      if (index < before + count) return words.override(index + 1, place(layer, ['overrides', index - before]));
      before += count;
    }
    return words.override(index + 1, loaded.file ?? '');
  };
  const overriding = (says: (override: Override) => boolean): string | null => {
    const index = overrides.findLast((each) => says(loaded.config.overrides![each]!));
    return index === undefined ? null : overridePlace(index);
  };

  return {
    key(name) {
      if (name === 'extends' && preset !== undefined) return '--preset';
      const above = overriding((override) => (override as Record<string, unknown>)[name] !== undefined);
      if (above !== null) return above;
      const said = layersWith([name]);
      const joined = Array.isArray((loaded.config as Record<string, unknown>)[name]);
      return said.length === 0 ? words.standard : (joined ? said : said.slice(0, 1)).map((layer) => place(layer, [name])).join(', ');
    },
    rule(id) {
      const above = overriding(({ rules }) => Object.keys(rules ?? {}).some((key) => matches(key, id)));
      if (above !== null) return above;
      for (const layer of all) {
        const key = Object.keys(at(layer, ['rules']) ?? {}).findLast((each) => matches(each, id));
        if (key !== undefined) return place(layer, ['rules', key]);
      }
      const { extends: names = ['recommended'] } = loaded.config;
      const named = (typeof names === 'string' ? [names] : names).find((name) => loaded.pack.presets[name]?.some((pattern) => matches(pattern, id)));
      return named === undefined ? words.always : words.preset(named);
    },
  };
}
