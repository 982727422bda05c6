import type { Check } from '../rule/types.ts';

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const text = (description: string): Schema => ({ type: 'string', minLength: 1, description });

/** A message, or one for each grade. */
const WORDS: Schema = { anyOf: [{ type: 'string', minLength: 1 }, { type: 'object', minProperties: 1, additionalProperties: { type: 'string', minLength: 1 } }] };

const LANGUAGE_KEYS: Readonly<Record<string, Schema>> = {
  title: text('A few plain words, no rule id.'),
  message: { description: 'What was found, in one or two sentences. {name} is replaced; {name:person|people} chooses by number.', ...WORDS },
  why: text('Why it matters.'),
  suggestion: text('What to do, in one sentence.'),
  fixes: { type: 'object', description: 'One line for each fix, by its id.', additionalProperties: { type: 'string', minLength: 1 } },
  options: { type: 'object', description: 'What an option means, by its name, in this language.', additionalProperties: { type: 'string', minLength: 1 } },
};

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly [key: string]: unknown;
}

/** A language of a rule: the common keys and the check's own. */
function languageSchema(check: Check): Schema {
  const own = (check.languageOptions ?? {}) as ObjectSchema;
  const { properties = {}, required = [], ...rest } = own;
  return {
    ...rest,
    type: 'object',
    properties: { ...LANGUAGE_KEYS, ...properties },
    required: ['title', 'message', 'why', 'suggestion', ...required],
    additionalProperties: rest['additionalProperties'] ?? false,
  };
}

function exampleSchema(): Schema {
  return {
    type: 'object',
    properties: {
      lang: text('Language of the example.'),
      body: { type: 'string', description: 'The plain text; [[…]] marks where the finding must be.' },
      raw: text('A whole message.'),
      phase: { type: 'string', enum: ['compose', 'send', 'sent'] },
      grade: text('The grade that must be found.'),
      because: text('Why it is, or is not, flagged.'),
      fill: { type: 'object', additionalProperties: { type: 'string' }, description: 'Invented people by field: to: 12 webmail.' },
      config: { type: 'object' },
    },
  };
}

/**
 * The JSON Schema (draft-07) of a rule's YAML file. The check that a rule names decides which options, grades and
 * language keys it may have. Pure.
 */
export function ruleSchema(checks: readonly Check[]): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Undisclosed rule',
    type: 'object',
    properties: {
      id: { type: 'string', pattern: '^[a-z][a-z0-9-]*/[a-z0-9-]+$', description: 'family/name of what is flagged, never of the remedy.' },
      severity: { description: 'One level, or one for each grade.', anyOf: [ref('level'), { type: 'object', minProperties: 1, additionalProperties: ref('level') }] },
      since: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'Version that first had the rule.' },
      check: { type: 'string', enum: checks.map(({ name }) => name), description: 'Which way of looking.' },
      in: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['subject', 'greeting', 'body', 'quoted', 'signature', 'notice', 'code', 'hidden'] }, description: 'Where wording is looked for.' },
      options: { type: 'object', description: 'The check\'s own settings.' },
      attached: { type: 'boolean', description: 'Speaks about attached messages as well.' },
      purposes: { type: 'array', items: { enum: ['rejection', 'hr', 'reply', 'newsletter', 'notice'] }, description: 'Speaks only for these purposes.' },
      human: { type: 'boolean', description: 'Silent in automatic mail.' },
      languages: { type: 'object', minProperties: 1, propertyNames: { pattern: '^[a-z]{2,3}$' } },
      fixes: { type: 'array', items: { type: 'object', properties: { id: text('Named alike in all rules.'), safety: { enum: ['safe', 'ask', 'advice'] } }, required: ['id', 'safety'], additionalProperties: false } },
      law: {
        type: 'array',
        items: { type: 'object', properties: { ref: { description: 'Article or paragraph; by language where its name differs.', anyOf: [text('Article or paragraph.'), { type: 'object', minProperties: 1, additionalProperties: text('Article or paragraph.') }] }, jurisdictions: { type: 'array', items: { type: 'string', pattern: '^[A-Z]{2}$' }, minItems: 1 }, url: { type: 'string', pattern: '^https://' } }, required: ['ref', 'jurisdictions'], additionalProperties: false },
      },
      examples: { type: 'object', properties: { invalid: { type: 'array', items: ref('example') }, valid: { type: 'array', items: ref('example') } }, required: ['invalid', 'valid'], additionalProperties: false },
    },
    required: ['id', 'severity', 'since', 'check', 'languages'],
    additionalProperties: false,
    allOf: checks.map((check) => ({
      if: { properties: { check: { const: check.name } }, required: ['check'] },
      then: {
        properties: {
          options: ref(`options-${check.name}`),
          severity: { anyOf: [ref('level'), { type: 'object', properties: Object.fromEntries(check.grades.map((grade) => [grade, ref('level')])), additionalProperties: false }] },
          languages: { additionalProperties: ref(`language-${check.name}`) },
        },
      },
    })),
    definitions: {
      level: { type: 'string', enum: ['info', 'warning', 'error'] },
      example: exampleSchema(),
      ...Object.fromEntries(checks.flatMap((check) => [[`options-${check.name}`, check.options], [`language-${check.name}`, languageSchema(check)]])),
    },
  };
}
