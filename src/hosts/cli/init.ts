import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { open } from 'node:fs/promises';
import { flow } from '../../config/paste.ts';
import { providers } from '../../config/providers.ts';
import { parseAddressList } from '../../draft/addresses.ts';
import { escapeControls } from '../../report/escape.ts';
import type { Locale } from '../../rule/types.ts';
import { ANSWERS, type Invocation } from './commands.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Output } from './output.ts';

export type Answer = (typeof ANSWERS)[number];

export interface Answers {
  readonly answer: Answer;
  readonly internalDomains: readonly string[];
  readonly colleagues: readonly string[];
}

/** Which rules fit whom. */
export const PRESET_OF: Readonly<Record<Answer, string>> = { candidates: 'hr', apply: 'candidate-reply', other: 'recommended' };

const SCHEMA = 'node_modules/undisclosed/schema/config.schema.json';

const WORDS = {
  en: {
    title: 'undisclosed: a configuration in three questions',
    who: 'What do you write?',
    answers: { candidates: 'I write to candidates', apply: 'I apply for jobs', other: 'Neither, or other mail as well' },
    hints: { candidates: 'recipients, leaks, discrimination, tone, letters of refusal', apply: 'recipients, leaks, your answers to employers', other: 'recipients and leaks' },
    domains: 'Which domains are your own organisation? (example.com, example.org; none of a provider such as gmail.com; empty: the domain of the sender)',
    colleagues: 'Whose addresses are inside although their domain is not? (empty: nobody)',
    badDomain: (value: string) => `'${value}' is not a domain such as example.com.`,
    badAddress: (value: string) => `'${value}' is not an address such as anne@example.com.`,
    provider: (domain: string) => `${domain} is a mail provider's: everybody there would be inside, candidates too. Leave it out, and name your own people's addresses as colleagues.`,
    manifest: (pair: string) => `package.json is npm's. Add this to it: ${pair}`,
    cancelled: 'Nothing was written.',
    written: (path: string, preset: string) => `${path} written, with the preset ${preset}.`,
    next: 'Next: undisclosed check draft.eml',
    comments: {
      extends: 'Which rules are on: recommended, hr, candidate-reply, all. `undisclosed rules` lists them.',
      internal: 'Domains of your own. Without any, the domain of the sender counts as inside.',
      colleagues: 'Addresses that are inside whatever their domain.',
      rules: 'Levels of your own: error, warning, info, off. `undisclosed explain RULE` tells what each is about.',
    },
  },
  fr: {
    title: 'undisclosed\u00A0: une configuration en trois questions',
    who: "Qu'écrivez-vous\u00A0?",
    answers: { candidates: "J'écris à des candidats", apply: 'Je postule', other: "Ni l'un ni l'autre, ou d'autres messages aussi" },
    hints: { candidates: 'destinataires, fuites, discrimination, ton, lettres de refus', apply: 'destinataires, fuites, vos réponses aux employeurs', other: 'destinataires et fuites' },
    domains: "Quels domaines sont ceux de votre organisation\u00A0? (example.com, example.org\u00A0; aucun d'un fournisseur comme gmail.com\u00A0; vide\u00A0: celui de l'expéditeur)",
    colleagues: 'Quelles adresses sont internes bien que leur domaine ne le soit pas\u00A0? (vide\u00A0: aucune)',
    badDomain: (value: string) => `«\u00A0${value}\u00A0» n'est pas un domaine comme example.com.`,
    badAddress: (value: string) => `«\u00A0${value}\u00A0» n'est pas une adresse comme anne@example.com.`,
    provider: (domain: string) => `${domain} est celui d'un fournisseur de messagerie\u00A0: tout le monde y serait interne, les candidats aussi. Laissez-le de côté, et nommez les adresses des vôtres comme collègues.`,
    manifest: (pair: string) => `package.json est celui de npm. Ajoutez-y ceci\u00A0: ${pair}`,
    cancelled: "Rien n'a été écrit.",
    written: (path: string, preset: string) => `${path} est écrit, avec le préréglage ${preset}.`,
    next: 'Ensuite\u00A0: undisclosed check brouillon.eml',
    comments: {
      extends: 'Les règles actives : recommended, hr, candidate-reply, all. `undisclosed rules` les énumère.',
      internal: "Vos domaines. Sans aucun, celui de l'expéditeur est interne.",
      colleagues: 'Adresses internes quel que soit leur domaine.',
      rules: 'Vos niveaux : error, warning, info, off. `undisclosed explain RÈGLE` dit de quoi il s\'agit.',
    },
  },
} as const;

/** Comma, semicolon or white space between; empty entries do not count. */
export function split(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

function wrongDomain(value: string): boolean {
  return !/^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}][\p{L}\p{N}-]{0,62}){1,10}$/u.test(value);
}

function wrongAddress(value: string): boolean {
  const { addresses } = parseAddressList(value, (start, end) => ({ at: 'json', path: [], start, end }));
  return addresses.length !== 1 || !addresses[0]!.valid;
}

/** What the answers set, as data. */
function settingsOf({ answer, internalDomains, colleagues }: Answers, locale: Locale): Record<string, unknown> {
  return { extends: PRESET_OF[answer], locale, ...(internalDomains.length > 0 ? { internalDomains } : {}), ...(colleagues.length > 0 ? { colleagues } : {}) };
}

/** The file's text where its name promises JSON, which has no comments. */
export function configJson(answers: Answers, locale: Locale): string {
  return `${JSON.stringify({ $schema: SCHEMA, ...settingsOf(answers, locale) }, null, 2)}\n`;
}

/** The file's text. Strings are written as JSON strings, which YAML reads alike whatever is in them. */
export function configText({ answer, internalDomains, colleagues }: Answers, locale: Locale): string {
  const { comments } = WORDS[locale];
  const list = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  const optional = (comment: string, key: string, values: readonly string[], example: string): string =>
    `# ${comment}\n${values.length > 0 ? `${key}: ${list(values)}` : `# ${key}: [${example}]`}\n`;
  return [
    `# yaml-language-server: $schema=${SCHEMA}\n`,
    `# ${comments.extends}\nextends: ${PRESET_OF[answer]}\n`,
    `locale: ${locale}\n`,
    optional(comments.internal, 'internalDomains', internalDomains, 'example.com'),
    optional(comments.colleagues, 'colleagues', colleagues, '"anne@example.net"'),
    `# ${comments.rules}\n# rules:\n#   recipients/visible-recipients: error\n`,
  ].join('\n');
}

async function ask(given: Partial<Answers>, locale: Locale, badDomain: (value: string) => string | undefined): Promise<Answers | null> {
  const words = WORDS[locale];
  const clack = await import('@clack/prompts');
  const eachOf = (fault: (part: string) => string | undefined) => (value: string | undefined) => split(value ?? '').map(fault).find((said) => said !== undefined);
  clack.intro(words.title);
  const answer = given.answer ?? await clack.select({ message: words.who, options: ANSWERS.map((value) => ({ value, label: words.answers[value], hint: words.hints[value] })) });
  if (clack.isCancel(answer)) return null;
  const domains = given.internalDomains ?? await clack.text({ message: words.domains, defaultValue: '', validate: eachOf(badDomain) });
  if (clack.isCancel(domains)) return null;
  const colleagues = given.colleagues ?? await clack.text({ message: words.colleagues, defaultValue: '', validate: eachOf((value) => (wrongAddress(value) ? words.badAddress(escapeControls(value)) : undefined)) });
  if (clack.isCancel(colleagues)) return null;
  const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? split(value) : value);
  return { answer, internalDomains: list(domains), colleagues: list(colleagues) };
}

/**
 * Asks, or takes the answers from the command line, and writes the file; never over one that is there.
 * @throws UsageError where there is neither a terminal nor an answer, or the file cannot be written.
 */
export async function init({ options }: Invocation, file: string, locale: Locale, output: Output): Promise<number> {
  const words = WORDS[locale];
  const listed = (name: string): readonly string[] | undefined => (Array.isArray(options[name]) ? (options[name] as readonly string[]).flatMap(split) : undefined);
  const answer = options['answer'] as Answer | undefined;
  const internalDomains = listed('internal-domain');
  const colleagues = listed('colleague');
  const { pack } = await import('../../generated/pack.js');
  const isProvider = providers(pack.lexicons);
  const badDomain = (value: string): string | undefined => (wrongDomain(value) ? words.badDomain(escapeControls(value)) : isProvider(value) ? words.provider(escapeControls(value)) : undefined);
  const fault = internalDomains?.map(badDomain).find((said) => said !== undefined);
  if (fault !== undefined) throw new UsageError(() => fault);
  const badAddress = colleagues?.find(wrongAddress);
  if (badAddress !== undefined) throw new UsageError(() => words.badAddress(escapeControls(badAddress)));

  const shown = escapeControls(file);
  if (basename(file) === 'package.json') {
    const pair = `"undisclosed": ${flow(settingsOf({ answer: answer ?? 'other', internalDomains: internalDomains ?? [], colleagues: colleagues ?? [] }, locale), true)}`;
    throw new UsageError(() => words.manifest(escapeControls(pair)));
  }
  // Said before any question is asked; what counts is 'wx' below.
  if (existsSync(file)) throw new UsageError((cli) => cli.exists(shown));
  let answers: Answers | null;
  if (options['yes'] === true || answer !== undefined) {
    answers = { answer: answer ?? 'other', internalDomains: internalDomains ?? [], colleagues: colleagues ?? [] };
  } else if (process.stdin.isTTY && process.stdout.isTTY) {
    answers = await ask({ ...(internalDomains ? { internalDomains } : {}), ...(colleagues ? { colleagues } : {}) }, locale, badDomain);
  } else throw new UsageError((cli) => cli.needsAnswers);
  if (answers === null) {
    output.write(`${words.cancelled}\n`);
    return EXIT.error;
  }
  let handle;
  try {
    // 'wx' asks and creates in one step: no file that appears in between is lost.
    handle = await open(file, 'wx');
    await handle.writeFile(file.endsWith('.json') ? configJson(answers, locale) : configText(answers, locale));
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new UsageError((cli) => (code === 'EEXIST' ? cli.exists(shown) : cli.cannotWrite(shown, code)));
  } finally {
    await handle?.close();
  }
  output.write(`${output.style.green('✓')} ${words.written(shown, PRESET_OF[answers.answer])}\n${words.next}\n`);
  return EXIT.clean;
}
