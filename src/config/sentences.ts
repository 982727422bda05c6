import type { SchemaError } from '../generated/validate-config.js';
import { shown, type ConfigFault } from './error.ts';
import type { Path } from './source.ts';

export type Sentence = ConfigFault['what'];

/** What stands at a place, by the last key of its path; for what has another form. */
export type Shapes = Readonly<Record<string, Sentence>>;

export const CONFIG_SHAPES: Shapes = {
  internalDomains: { en: 'a domain such as example.com', fr: 'un domaine comme example.com' },
  colleagues: { en: 'an address such as anne@example.com', fr: 'une adresse comme anne@example.com' },
  lists: { en: 'an address such as list@example.com, or @lists.example.com', fr: 'une adresse comme liste@example.com, ou @listes.example.com' },
  members: { en: 'an address such as anne@example.com, or @example.com', fr: 'une adresse comme anne@example.com, ou @example.com' },
  since: { en: 'a date as YYYY-MM-DD', fr: 'une date au format AAAA-MM-JJ' },
  until: { en: 'a date as YYYY-MM-DD', fr: 'une date au format AAAA-MM-JJ' },
  language: { en: 'a language code such as fr or en', fr: 'un code de langue comme fr ou en' },
  jurisdictions: { en: 'a country code such as FR, UK or EU', fr: 'un code de pays comme FR, UK ou EU' },
  networks: { en: 'a network such as 10.0.0.0/8', fr: 'un réseau comme 10.0.0.0/8' },
  recipientDomains: { en: 'a domain such as example.com', fr: 'un domaine comme example.com' },
  extends: { en: 'a preset, or a file such as ./base.yaml', fr: 'un préréglage, ou un fichier comme ./base.yaml' },
};

export const RULE_SHAPES: Shapes = {
  id: { en: 'an id such as house/no-slang', fr: 'un identifiant comme house/no-slang' },
  since: { en: 'a version such as 1.0.0', fr: 'une version comme 1.0.0' },
  languages: { en: 'a language code such as fr or en', fr: 'un code de langue comme fr ou en' },
  jurisdictions: CONFIG_SHAPES['jurisdictions']!,
  url: { en: 'an address such as https://example.com', fr: 'une adresse comme https://example.com' },
};

const TYPES: Readonly<Record<string, Sentence>> = {
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'keys with values', fr: 'des clés avec leurs valeurs' },
  string: { en: 'a text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
};

/** As many as are read at a glance. */
const MOST_LISTED = 12;

function listed(words: readonly string[]): string {
  return words.length <= MOST_LISTED ? words.join(', ') : `${words.slice(0, MOST_LISTED).join(', ')} …`;
}

/** What stands around an error. */
export interface Surroundings {
  readonly path: Path;
  readonly value: unknown;
  /** The word that was probably meant. */
  readonly near: string | null;
  readonly shapes: Shapes;
  /** Whether the key that may not be there is one that may, but for the keys beside it. */
  readonly beside: boolean;
  /** Of the rule that an unknown option was written for; null where none was. */
  readonly options: readonly string[] | null;
  /** The key meant for an option, whose place is under the key `options`, and which stands beside it; null where none was. */
  readonly misplaced: string | null;
}

/** What is wrong, in one or two sentences of either language. */
export function sentence({ keyword, params }: SchemaError, { path, value, near, shapes, beside, options, misplaced }: Surroundings): Sentence {
  const hint = { en: near === null ? '' : ` Did you mean ${near}?`, fr: near === null ? '' : ` Vouliez-vous dire ${near} ?` };
  const shape = shapes[String(path.findLast((step) => typeof step === 'string') ?? '')];
  const say = (en: string, fr: string): Sentence => ({ en: en + hint.en, fr: fr + hint.fr });
  const isNot = ({ en, fr }: Sentence, what = shown(value)): Sentence => say(`${what} is not ${en}.`, `${what} n'est pas ${fr}.`);
  switch (keyword) {
    case 'additionalProperties': {
      if (beside) return say(`${shown(params['additionalProperty'])} cannot stand beside the other keys here.`, `${shown(params['additionalProperty'])} ne va pas avec les autres clés d'ici.`);
      const owned = options === null ? null : optionsOf(options, misplaced !== null);
      const key = shown(params['additionalProperty']);
      return say(`Unknown key ${key}.${owned === null ? '' : ` ${owned.en}`}`, `Clé inconnue : ${key}.${owned === null ? '' : ` ${owned.fr}`}`);
    }
    case 'required':
      return say(`${shown(params['missingProperty'])} is missing here.`, `Il manque ici ${shown(params['missingProperty'])}.`);
    case 'enum':
    case 'const': {
      const allowed = listed((Array.isArray(params['allowedValues']) ? params['allowedValues'] : [params['allowedValue']]).map(String));
      const under = misplaced === null ? { en: '', fr: '' } : { en: ` As an option ${shown(misplaced)} stands under options.`, fr: ` Comme option, ${shown(misplaced)} se place sous options.` };
      return say(`${shown(value)} is not possible here; possible: ${allowed}.${under.en}`, `${shown(value)} n'est pas possible ici ; valeurs possibles : ${allowed}.${under.fr}`);
    }
    case 'pattern':
      return shape ? isNot(shape) : say(`${shown(value)} does not have the form expected here.`, `${shown(value)} n'a pas la forme attendue ici.`);
    case 'propertyNames':
      return shape ? isNot(shape, shown(params['propertyName'])) : say(`${shown(params['propertyName'])} is not possible here.`, `${shown(params['propertyName'])} n'est pas possible ici.`);
    case 'type': {
      // `since: 1.0` is a number: to say that a text belongs here would help nobody.
      if (shape && params['type'] === 'string' && typeof value === 'number') return isNot(shape);
      const types = (Array.isArray(params['type']) ? params['type'] : [params['type']]).map((type) => TYPES[String(type)]);
      const list = (locale: 'en' | 'fr', or: string): string => types.map((type) => type?.[locale]).join(or);
      return say(`Expected here: ${list('en', ' or ')}.`, `On attend ici ${list('fr', ' ou ')}.`);
    }
    case 'minItems':
    case 'minProperties':
      return say('At least one is needed here.', 'Il en faut au moins un ici.');
    case 'maxItems':
    case 'additionalItems':
      return say(`At most ${String(params['limit'])} belong here.`, `Il en faut au plus ${String(params['limit'])} ici.`);
    case 'minimum':
      return say(`${shown(value)} is too small; the least here is ${String(params['limit'])}.`, `${shown(value)} est trop petit ; le minimum est ${String(params['limit'])}.`);
    case 'maximum':
      return say(`${shown(value)} is too large; the most here is ${String(params['limit'])}.`, `${shown(value)} est trop grand ; le maximum est ${String(params['limit'])}.`);
    case 'minLength':
      return say('A text is needed here, and this one is empty.', 'Il faut ici un texte, et celui-ci est vide.');
    case 'uniqueItems':
      return say('The same stands here twice.', 'La même chose figure ici deux fois.');
    default:
      return say(`${shown(value)} is not possible here.`, `${shown(value)} n'est pas possible ici.`);
  }
}

function optionsOf(options: readonly string[], misplaced: boolean): Sentence {
  if (options.length === 0) return { en: 'This rule has no options.', fr: 'Cette règle n\'a pas d\'options.' };
  const words = listed(options);
  return {
    en: `This rule's options are ${words}${misplaced ? ', and they stand under options' : ''}.`,
    fr: `Les options de cette règle sont ${words}${misplaced ? ', et se placent sous options' : ''}.`,
  };
}
