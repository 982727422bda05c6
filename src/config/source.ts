import type { Document, Node } from 'yaml';
import { jsonErrorAt } from '../draft/json-scan.ts';
import { jsonPlaces } from '../draft/json-places.ts';
import { lineCounter, type Position } from '../report/lines.ts';
import type { Locale } from '../rule/types.ts';
import { ConfigError } from './error.ts';
import type { ConfigFiles } from './files.ts';
import { finish, late, settled, type Steps } from './steps.ts';

export type Path = readonly (string | number)[];

/** Where something stands. */
export interface Place extends Position {
  /** In what was read from no file: how a program comes to it, as `config.policy.mode`. */
  readonly property?: string;
}

/** A YAML or JSON file that was read, and where in it things stand. */
export interface ConfigSource {
  readonly file: string;
  readonly value: unknown;
  /** Place of the value at a path (or of its nearest ancestor); with `key`, of the key in front of it. */
  place(path: Path, key?: boolean): Place;
  /** One line of the file, from 1. */
  lineText(line: number): string;
}

/** Characters. Nobody writes this much by hand, and a YAML parser is not linear on hostile text. */
const LARGEST = 512 * 1024;
/** Flow collections within each other; the parser recurses. */
const DEEPEST = 100;
/** Together with `LARGEST` this bounds what aliases of aliases can grow to. */
const MOST_ALIASES = 100;

const TEXT = {
  large: { en: 'This file is larger than 512 KiB, more than a configuration needs.', fr: 'Ce fichier dépasse 512 Kio, plus qu\'une configuration n\'en a besoin.' },
  json: { en: 'This is not valid JSON from here on.', fr: 'À partir d\'ici, ce n\'est plus du JSON valide.' },
  yaml: { en: 'This is not valid YAML.', fr: 'Ce n\'est pas du YAML valide.' },
  tag: { en: 'YAML tags are not allowed here: a configuration is plain data.', fr: 'Les étiquettes YAML (tags) ne sont pas admises : une configuration ne contient que des données.' },
  bomb: { en: 'Too many YAML aliases: they would unfold to something huge.', fr: 'Trop d\'alias YAML : dépliés, ils prendraient une taille démesurée.' },
  deep: { en: 'Nested too deeply.', fr: 'L\'imbrication est trop profonde.' },
  documents: { en: 'A second YAML document begins here: a configuration is one.', fr: 'Un second document YAML commence ici : une configuration n\'en forme qu\'un.' },
  tabs: { en: 'A tab indents this line: YAML is indented with spaces.', fr: 'Une tabulation met cette ligne en retrait : en YAML, ce sont des espaces.' },
  twice: { en: 'This key stands twice.', fr: 'Cette clé figure deux fois.' },
} satisfies Record<string, Record<Locale, string>>;

/** @throws ConfigError */
export function* readText(files: ConfigFiles, file: string, path: string): Steps<string> {
  const read = yield* settled(files.read(path));
  if ('fault' in read) throw new ConfigError({ file, line: read.line ?? 1, column: 1, what: read.fault });
  if (read.text.length > LARGEST) throw new ConfigError({ file, line: 1, column: 1, what: TEXT.large });
  return read.text.replace(/^\uFEFF/, '');
}

function lineTexts(text: string): (line: number) => string {
  let lines: string[] | null = null;
  return (line) => (lines ??= text.split(/\r\n|\n|\r/))[line - 1] ?? '';
}

/** @param file the name that errors carry */
export function parseJson(file: string, text: string): ConfigSource {
  const position = lineCounter(text, false);
  const places = jsonPlaces(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError({ file, ...position(jsonErrorAt(text)), what: TEXT.json });
  }
  return {
    file,
    value,
    lineText: lineTexts(text),
    place(path, key = false) {
      const { start } = path.length === 0 ? { start: 0 } : places(path);
      if (!key) return position(start);
      // The key is the string in front of the colon in front of the value.
      const close = text.lastIndexOf('"', text.lastIndexOf(':', start - 1));
      return position(close > 0 ? text.lastIndexOf('"', close - 1) : start);
    },
  };
}

/** A property of a value as JavaScript writes it. */
function property(name: string, path: Path): string {
  return path.reduce<string>((before, step) => before + (/^[a-z_$][\w$]*$/i.test(String(step)) ? `.${step}` : `[${JSON.stringify(step)}]`), name);
}

/**
 * A configuration that a program brings as data.
 * @param name of the value, for errors
 */
export function givenSource(name: string, config: object): ConfigSource {
  const source = parseJson(name, JSON.stringify(config, null, 2));
  return { ...source, place: (path, key) => ({ ...source.place(path, key), property: property(name, path) }) };
}

/** Whether flow collections nest deeper than the parser may recurse; quotes are not looked at, so a little too strict. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
  }
  // Block collections: `- - - -`, or one more space a line.
  return /^ {200}|^ *(?:[-?] ){100}/m.test(text);
}

/** YAML 1.2 core schema: no tags, no merge keys, aliases bounded. */
export function* yamlSteps(file: string, text: string): Steps<ConfigSource> {
  const position = lineCounter(text, false);
  if (isDeep(text)) throw new ConfigError({ file, line: 1, column: 1, what: TEXT.deep });
  const { isMap, isSeq, isScalar, parseDocument } = yield* late('yaml');
  const document: Document.Parsed = parseDocument(text, { prettyErrors: false, logLevel: 'error', schema: 'core', merge: false });
  const [error] = document.errors;
  if (error) {
    const place = position(error.pos[0]);
    const indented = /^[ ]*\t\s*/.exec(lineTexts(text)(place.line))?.[0];
    if (indented !== undefined) throw new ConfigError({ file, ...place, what: TEXT.tabs, paste: indented.replaceAll('\t', '  ') + lineTexts(text)(place.line).slice(indented.length) });
    throw new ConfigError({ file, ...place, what: error.code === 'DUPLICATE_KEY' ? TEXT.twice : error.code === 'MULTIPLE_DOCS' ? TEXT.documents : TEXT.yaml });
  }
  const [warning] = document.warnings;
  if (warning) throw new ConfigError({ file, ...position(warning.pos[0]), what: TEXT.tag });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw new ConfigError({ file, line: 1, column: 1, what: TEXT.bomb });
  }
  return {
    file,
    value,
    lineText: lineTexts(text),
    place(path, key = false) {
      let node: unknown = document.contents;
      let offset = 0;
      path.forEach((step, depth) => {
        const last = depth === path.length - 1;
        if (isMap(node)) {
          const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
          if (!pair) return;
          node = pair.value;
          const shown = (last && key) || !node ? pair.key : node;
          offset = (shown as Node).range?.[0] ?? offset;
        } else if (isSeq(node)) {
          node = node.items[Number(step)];
          offset = (node as Node | undefined)?.range?.[0] ?? offset;
        }
      });
      return position(offset);
    },
  };
}

/** See `yamlSteps`. */
export function parseYaml(file: string, text: string): Promise<ConfigSource> {
  return finish(yamlSteps(file, text));
}

/** One YAML or JSON file as data. @throws ConfigError */
export function* sourceSteps(files: ConfigFiles, file: string, path: string): Steps<ConfigSource> {
  const text = yield* readText(files, file, path);
  return path.endsWith('.json') ? parseJson(file, text) : yield* yamlSteps(file, text);
}
