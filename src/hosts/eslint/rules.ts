import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RuleContext, RuleDefinition } from '@eslint/core';
import { CHECKS } from '../../checks/index.ts';
import { activeRules } from '../../engine/levels.ts';
import { pack } from '../../generated/pack.js';
import type { RuleDefinition as MailRule } from '../../rule/types.ts';
import { packageFolder } from '../cli/package.ts';
import type { RuleOptions } from './configuration.ts';
import { bareComments, disableComments } from './disable-comment.ts';
import { OWN, sessionOf, type Problem } from './session.ts';
import type { MailSourceCode } from './source-code.ts';
import { HOST_WORDS, localeOf } from './words.ts';

const LANGUAGES = ['mail/eml', 'mail/json', 'undisclosed/eml', 'undisclosed/json'];
/** The level is the id of the message, so that whoever reads ESLint's results has it. */
const MESSAGES = { error: '{{message}}', warning: '{{message}}', info: '{{message}}' };
const locale = localeOf({});
const pages = join(packageFolder(), 'docs/rules');

const RECOMMENDED = new Set(activeRules(pack, { extends: ['recommended'] }, []).map(({ definition }) => definition.id));

const LEVEL = { enum: ['error', 'warning', 'info', 'off'] };

/** The rule's own options, and the level of each of its grades. */
function schemaOf({ check: name }: MailRule): RuleDefinition['meta'] {
  const check = CHECKS.find((one) => one.name === name)!;
  const { properties = {} } = check.options as { properties?: Record<string, unknown> };
  const grades = Object.fromEntries(check.grades.map((grade) => [grade, LEVEL]));
  return {
    schema: [{ type: 'object', properties: { ...properties, level: { anyOf: [LEVEL, { type: 'object', properties: grades, additionalProperties: false }] } }, additionalProperties: false }] as never,
  };
}

function pageOf(id: string): { url?: string } {
  const page = join(pages, `${id}${locale === 'fr' ? '.fr' : ''}.md`);
  return existsSync(page) ? { url: pathToFileURL(page).href } : {};
}

function tell(context: RuleContext, { message, level, loc, fix, suggestions }: Problem, said = message): void {
  context.report({
    loc,
    messageId: level,
    data: { message: said },
    fix: fix && (() => fix),
    suggest: suggestions.map(({ desc, edits }) => ({ desc, fix: () => edits })),
  });
}

function mailRule(rule: MailRule): RuleDefinition {
  const { id, fixes = [] } = rule;
  return {
    meta: {
      type: 'problem',
      languages: LANGUAGES,
      docs: { description: (rule.languages[locale] ?? rule.languages['en']!).title, recommended: RECOMMENDED.has(id), ...pageOf(id) },
      ...schemaOf(rule),
      ...(fixes.some(({ safety }) => safety === 'safe') ? { fixable: 'code' as const } : {}),
      // Sentences to write instead come from the word lists of a rule, not from its fixes.
      hasSuggestions: true,
      messages: MESSAGES,
    },
    create(context) {
      const session = sessionOf(context);
      session.ask(id, context.options[0] as RuleOptions | undefined);
      return { Mail: () => session.problems(id).forEach((problem) => tell(context, problem)) };
    },
  };
}

const HERE = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Rules that there are because of ESLint. */
const HOST_RULES: Readonly<Record<string, RuleDefinition>> = {
  [OWN]: {
    meta: { type: 'problem', languages: LANGUAGES, docs: { description: HOST_WORDS[locale].descriptions.own }, schema: [], fixable: 'code', hasSuggestions: true, messages: MESSAGES },
    create(context) {
      const session = sessionOf(context);
      session.ask(OWN, undefined);
      return { Mail: () => session.problems(OWN).forEach((problem) => tell(context, problem, `${problem.ruleId}: ${problem.message}`)) };
    },
  },
  'eslint/disable-comment': {
    meta: { type: 'problem', languages: LANGUAGES, docs: { description: HOST_WORDS[locale].descriptions.disableComment }, schema: [], hasSuggestions: true, messages: MESSAGES },
    create(context) {
      const session = sessionOf(context);
      const { text, read: { input: { draft }, writable, other } } = context.sourceCode as unknown as MailSourceCode;
      return {
        Mail() {
          if (other) return;
          const bare = bareComments(draft.parts.map(({ content }) => content));
          for (const { start, end, range } of disableComments(text, draft.source === 'json' ? 'json' : 'plain', bare)) {
            const words = HOST_WORDS[session.locale];
            const suggestions = writable ? [{ desc: words.removeComment, edits: [{ range: [...range] as [number, number], text: '' }] }] : [];
            tell(context, { ruleId: '', level: 'error', message: words.disableComment, loc: { start, end }, fix: null, suggestions });
          }
        },
      };
    },
  },
  'eslint/not-utf8': {
    meta: { type: 'problem', languages: LANGUAGES, docs: { description: HOST_WORDS[locale].descriptions.notUtf8 }, schema: [], messages: MESSAGES },
    create(context) {
      const session = sessionOf(context);
      return {
        Mail() {
          if (session.withheld) tell(context, { ruleId: '', level: 'warning', message: HOST_WORDS[session.locale].notUtf8, loc: HERE, fix: null, suggestions: [] });
        },
      };
    },
  },
};

export const rules: Readonly<Record<string, RuleDefinition>> = { ...Object.fromEntries(pack.rules.map((rule) => [rule.id, mailRule(rule)])), ...HOST_RULES };
