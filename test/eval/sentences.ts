import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';

/** `open` sentences were at hand while patterns were written; `kept` ones were kept away from them, so that they say what to expect of others. */
export const SETS = ['kept', 'open'] as const;
/** `learned` sentences only make the weights: what is judged by weights that were made of it says nothing. */
export const LEARNED_FROM = ['learned', 'open'] as const;
export type SetName = (typeof SETS)[number] | (typeof LEARNED_FROM)[number];

export interface Sentence {
  readonly set: SetName;
  /** discrimination, tone … as the file's name says. */
  readonly family: string;
  readonly language: string;
  readonly text: string;
  /** The right rules; the first is the label. Empty: nothing should be found. */
  readonly rules: readonly string[];
  readonly strength: string;
  readonly frame: string;
  /** For a sentence in which nothing should be found: what it is close to. */
  readonly near: string;
  readonly because: string;
  /** `open/discrimination.fr.yaml:12` */
  readonly place: string;
}

const KEYS = new Set(['text', 'rule', 'strength', 'frame', 'near', 'because']);
const FILE = /^(?<family>[a-z]+)(?:-[a-z0-9-]+)?\.(?<language>[a-z]{2})\.yaml$/;

/** `age` in a file on discrimination is discrimination/age. */
function labels(rule: unknown, family: string, place: string): string[] {
  const named = Array.isArray(rule) ? rule : [rule];
  if (named.length === 0 || !named.every((name) => typeof name === 'string' && name !== '')) throw new Error(`${place}: no rule; write none where nothing should be found`);
  return (named as string[]).filter((name) => name !== 'none').map((name) => (name.includes('/') ? name : `${family}/${name}`));
}

function readSentences(file: string, set: SetName, family: string, language: string, name: string): Sentence[] {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const at = (offset: number): string => `${name}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) throw new Error(`${at(document.errors[0]!.pos[0])}: ${document.errors[0]!.message}`);
  if (document.contents === null) return [];
  if (!isSeq(document.contents)) throw new Error(`${name}: not a list of sentences`);
  return document.contents.items.map((item) => {
    if (!isMap(item)) throw new Error(`${name}: an entry is not { text, rule, … }`);
    const place = at(item.range?.[0] ?? 0);
    const entry = item.toJSON() as Record<string, unknown>;
    const unknown = Object.keys(entry).find((key) => !KEYS.has(key));
    if (unknown) throw new Error(`${place}: the key ${unknown} is not known`);
    const { text, rule, ...rest } = entry;
    if (typeof text !== 'string' || text.trim() === '') throw new Error(`${place}: no text`);
    const word = (key: string): string => (typeof rest[key] === 'string' ? rest[key] : '');
    const rules = labels(rule, family, place);
    const strength = word('strength');
    if (family === 'discrimination' && rules.length > 0 && strength !== 'explicit' && strength !== 'coded') throw new Error(`${place}: strength is explicit or coded`);
    return { set, family, language, text, rules, strength, frame: word('frame'), near: word('near'), because: word('because'), place };
  });
}

/**
 * All labelled sentences below a folder, in the order of the files' names.
 * @throws Error naming the line that is no labelled sentence: one left out unseen would better the figures.
 */
export function sentencesIn(folder: string, sets: readonly SetName[] = SETS): Sentence[] {
  return sets.flatMap((set) => {
    const path = join(folder, set);
    if (!existsSync(path)) return [];
    return readdirSync(path).filter((name) => name.endsWith('.yaml')).sort().flatMap((name) => {
      const { family, language } = FILE.exec(name)?.groups ?? {};
      if (!family || !language) throw new Error(`${set}/${name}: a file is called family.language.yaml`);
      return readSentences(join(path, name), set, family, language, `${set}/${name}`);
    });
  });
}
