import type { CompletionItem, Hover, Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale, Pack, RuleDefinition } from '../../rule/types.ts';
import { CONFIG_KEYS_FR, LEVEL_WORDS } from './config-words.ts';
import { describe, isNested, keysIn, schemasAt, wordsIn, type Schema } from './schema-walk.ts';
import { isComment, yamlPlace, type YamlPlace } from './yaml-place.ts';

/** CompletionItemKind: Property and EnumMember. */
const PROPERTY = 10, MEMBER = 20;

/** What the words of a configuration or a rule file mean, in the reader's language. */
export interface YamlContext {
  readonly schema: Schema;
  /** The rules there are; null in a rule file, where ids are not known words. */
  readonly pack: Pack | null;
  readonly locale: Locale;
}

type Path = YamlPlace['path'];

function ruleAt(path: Path, { pack }: YamlContext): RuleDefinition | undefined {
  const at = path.lastIndexOf('rules');
  return at < 0 ? undefined : pack?.rules.find(({ id }) => id === path[at + 1]);
}

function aboutRule(id: string, { pack, locale }: YamlContext): { readonly title: string; readonly text: string } | null {
  const rule = pack?.rules.find((one) => one.id === id);
  const words = rule?.languages[locale] ?? rule?.languages['en'];
  return words === undefined ? null : { title: words.title, text: `**${words.title}**\n\n${words.why}\n\n${words.suggestion}` };
}

/** A key's meaning: of an option, the words of its rule come first. */
function aboutKey(path: Path, key: string, schema: Schema, context: YamlContext): string | undefined {
  const { locale, pack } = context;
  const option = path.at(-1) === 'options' ? ruleAt(path, context)?.languages[locale]?.options?.[key] : undefined;
  return option ?? (locale === 'fr' && pack !== null ? CONFIG_KEYS_FR[key] : undefined) ?? describe(context.schema, schema);
}

export function completeYaml(document: TextDocument, position: Position, context: YamlContext): CompletionItem[] {
  const lines = document.getText().split(/\r\n|\n|\r/);
  if (isComment(lines[position.line] ?? '', position.character)) return [];
  const place = yamlPlace(lines, position.line, position.character);
  const { path, what, start, end } = place;
  const range = { start: { line: position.line, character: start }, end: { line: position.line, character: end } };
  const schemas = schemasAt(context.schema, path);
  const words = what === 'value' || typeof path.at(-1) === 'number' ? wordsIn(context.schema, schemas) : [];
  const keys = what === 'key' ? [...keysIn(schemas)] : [];
  return [
    ...keys.map(([key, schema]): CompletionItem => {
      const about = aboutRule(key, context);
      const documentation = about?.text ?? aboutKey(path, key, schema, context);
      // A star at its beginning would be an alias; here it stands at the end, and is plain.
      const newText = `${key}:${isNested(context.schema, schema) ? '' : ' '}`;
      return { label: key, kind: PROPERTY, ...(about ? { detail: about.title } : {}), ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }), filterText: key, textEdit: { range, newText } };
    }),
    ...words.map((word): CompletionItem => {
      const about = aboutRule(word, context);
      const level = Object.hasOwn(LEVEL_WORDS.en, word) ? LEVEL_WORDS[context.locale][word as keyof typeof LEVEL_WORDS.en] : undefined;
      const detail = about?.title ?? level;
      return { label: word, kind: MEMBER, ...(detail === undefined ? {} : { detail }), filterText: word, textEdit: { range, newText: word } };
    }),
  ];
}

/** @param page the address of a rule's page */
export function hoverYaml(document: TextDocument, position: Position, context: YamlContext, page: (ruleId: string) => string | null): Hover | null {
  const lines = document.getText().split(/\r\n|\n|\r/);
  const line = lines[position.line] ?? '';
  const from = line.slice(0, position.character).search(/[^\s,[\]{}"']*$/);
  const word = /^[^\s,[\]{}"']*/.exec(line.slice(from))![0].replace(/:$/, '');
  if (word === '') return null;
  const place = yamlPlace(lines, position.line, from);
  const rule = aboutRule(word, context);
  const href = rule === null ? null : page(word);
  const schema = place.what === 'key' ? keysIn(schemasAt(context.schema, place.path)).get(word) : undefined;
  const text = rule === null ? schema && aboutKey(place.path, word, schema, context) : href === null ? rule.text : `${rule.text}\n\n[${word}](${href})`;
  if (text === undefined) return null;
  return { contents: { kind: 'markdown', value: text }, range: { start: { line: position.line, character: from }, end: { line: position.line, character: from + word.length } } };
}
