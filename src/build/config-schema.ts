import type { Check, Pack } from '../rule/types.ts';
import { DOMAIN, policyDefinitions } from './policy-schema.ts';
import { VariableNames } from '../template/names.ts';
import { KINDS } from '../template/types.ts';

type Schema = Readonly<Record<string, unknown>>;

const LEVELS = ['off', 'info', 'warning', 'error'];
const PURPOSES = ['rejection', 'hr', 'reply', 'newsletter', 'notice'];

/** An enum must not be empty, and a pack under construction may have no preset yet. */
const oneOf = (words: readonly string[]): Schema => (words.length > 0 ? { type: 'string', enum: words } : { type: 'string' });
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const strings = (description: string, items: Schema = { type: 'string', minLength: 1 }): Schema => ({ type: 'array', description, items });

/** What a rule may be set to: a level, a level by grade, `[level, options]` or `{level, options}`. */
function setting(level: Schema, options: Schema): Schema {
  return {
    anyOf: [
      level,
      { type: 'array', items: [level, options], minItems: 1, maxItems: 2, additionalItems: false },
      { type: 'object', properties: { level, options }, minProperties: 1, additionalProperties: false },
    ],
  };
}

function levelsByGrade(grades: readonly string[]): Schema {
  return { type: 'object', description: 'A level for each grade of what is found.', properties: Object.fromEntries(grades.map((grade) => [grade, ref('level')])), minProperties: 1, additionalProperties: false };
}

/** Definitions of what the checks allow, so that a hundred rules of one check share them. */
function checkDefinitions(checks: readonly Check[]): Record<string, Schema> {
  return Object.fromEntries(checks.flatMap((check) => [
    [`options-${check.name}`, check.options],
    [`level-${check.name}`, check.grades.length > 1 ? { anyOf: [ref('level'), levelsByGrade(check.grades)] } : ref('level')],
    [`setting-${check.name}`, setting(ref(`level-${check.name}`), ref(`options-${check.name}`))],
  ] as [string, Schema][]));
}

function rulesSchema(pack: Pack, checks: readonly Check[]): Schema {
  const known = new Set(checks.map(({ name }) => name));
  const families = [...new Set(pack.rules.map(({ id }) => id.split('/', 1)[0]!))];
  return {
    type: 'object',
    description: 'The level and options of single rules, by rule id; `family/*` sets all rules of a family.',
    properties: {
      ...Object.fromEntries(families.map((family) => [`${family}/*`, { description: `All rules of the family ${family}.`, ...ref('level') }])),
      ...Object.fromEntries(pack.rules.map(({ id, check, languages }) => [id, { description: languages['en']?.title ?? id, ...(known.has(check) ? ref(`setting-${check}`) : ref('level')) }])),
    },
    patternProperties: { '^[a-z][a-z0-9-]*/(?:[a-z0-9-]+|\\*)$': true },
    additionalProperties: false,
  };
}

/** Keys that stand both in the configuration and in an override. */
function common(): Record<string, Schema> {
  return {
    rules: ref('rules'),
    internalDomains: strings('Domains of your own organisation, subdomains included. Default: the domain of the From address.', DOMAIN),
    colleagues: strings('Addresses that are inside whatever their domain.', { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$' }),
    lists: strings('Mailing lists: addresses, or @domain for all addresses there.', { type: 'string', pattern: '^[^@\\s]*@[^@\\s]+$' }),
    purpose: { type: 'string', enum: PURPOSES, description: 'What the mails are for, where the draft does not say.' },
    language: { type: 'string', pattern: '^[a-z]{2,3}$', description: 'Language of the mails (ISO 639-1), where the draft does not say.' },
    jurisdictions: strings('Countries whose law counts, as ISO 3166 codes (FR, DE, US …), UK and EU. Default: all.', { type: 'string', pattern: '^[A-Z]{2}$' }),
    learned: { type: 'boolean', description: 'Whether what was learned from labelled sentences weighs too: it drops, softens and raises findings of wording. With false only what the rules\' own words say is found. Default: true.' },
    allow: { type: 'array', description: 'Known groups whose members may see each other.', items: ref('group') },
  };
}

/**
 * The JSON Schema (draft-07) of undisclosed.config.yaml: published for editors, and compiled into the validator.
 * Pure: the same pack and checks give the same schema.
 */
export function configSchema(pack: Pack, checks: readonly Check[]): Schema {
  const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
  const presets = Object.keys(pack.presets);
  const source = { anyOf: [{ ...oneOf(presets), description: 'A preset.' }, { type: 'string', pattern: '^\\.\\.?/', description: 'Another configuration file, from this file\'s folder.' }] };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Undisclosed configuration',
    description: 'Which rules look at a mail before it leaves, and who counts as inside.',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Where an editor finds this schema.' },
      extends: { description: 'Presets, or other configuration files (./base.yaml), that this one builds on. Default: recommended.', anyOf: [...source.anyOf, { type: 'array', items: source }] },
      ruleFolders: strings('Folders with rules of your own, in the form of the built-in ones; from this file\'s folder.'),
      replaceRules: strings('Ids of built-in rules that a rule of your own with the same id takes the place of.', oneOf(pack.rules.map(({ id }) => id))),
      locale: { type: 'string', enum: ['en', 'fr'], description: 'Language of the findings.' },
      ...common(),
      template: ref('template'),
      overrides: { type: 'array', description: 'Other settings for some drafts; later ones win.', items: ref('override') },
      policy: ref('policy'),
    },
    additionalProperties: false,
    definitions: {
      level: { type: 'string', enum: LEVELS },
      rules: rulesSchema(pack, checks),
      template: {
        type: 'object',
        description: 'What the system that fills your templates knows; for check --as-template.',
        properties: {
          dialect: { ...oneOf(VariableNames.dialects(pack.lexicons)), description: 'The brackets that it fills; others are then placeholders that nobody will fill. Default: those of all dialects.' },
          variables: { type: 'object', description: 'Variables of your own by the name in the template, and what stands for each.', additionalProperties: { type: 'string', enum: KINDS } },
        },
        additionalProperties: false,
      },
      group: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, description: 'What you call the group.' },
          members: { ...strings('Addresses, or @domain for everybody there.', { type: 'string', pattern: '^[^@\\s]*@[^@\\s]+$' }), minItems: 1 },
          reason: { type: 'string', minLength: 1, description: 'Why its members may see each other.' },
          since: { ...date, description: 'First day it holds, YYYY-MM-DD.' },
          until: { ...date, description: 'Last day it holds, YYYY-MM-DD.' },
        },
        required: ['members', 'reason'],
        additionalProperties: false,
      },
      override: {
        type: 'object',
        properties: {
          files: strings('Globs over the path as given.'),
          senders: strings('Sender addresses, @domain, or patterns with *.'),
          purposes: strings('Purposes of the mail.', { type: 'string', enum: PURPOSES }),
          ...common(),
        },
        anyOf: [{ required: ['files'] }, { required: ['senders'] }, { required: ['purposes'] }],
        additionalProperties: false,
      },
      ...policyDefinitions(pack.rules.map(({ id }) => id)),
      ...checkDefinitions(checks),
    },
  };
}
