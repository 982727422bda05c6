import type { PatternSource } from '../pattern/patterns.ts';
import type { Hit, Lexicons, RuleDefinition } from '../rule/types.ts';
import type { Mail, View } from '../text/types.ts';
import { defineCheck } from './define.ts';
import { FRAME_WORDS, GROUND_KINDS } from './frame-words.ts';
import { FrameReader } from './frame-reader.ts';
import type { Ground, GroundKind } from './frame-words.ts';
import { lists } from './lexicons.ts';
import { speaksLanguage } from './language.ts';
import { isLong, sentencesSaying, speaks } from './sentence-matches.ts';
import type { Said } from './sentence-matches.ts';
import { isTitle } from './title.ts';
import { WEIGHED, weightsOf } from './weights.ts';
import { framed, Weighing } from './weighing.ts';
import type { Weighed } from './weighing.ts';
import { TO_CANDIDATES, WORDING_SECTIONS } from './wording.ts';

const LEXICON = 'frames-';

/** What each ground is called, and what is no such thing. */
export function groundSources(rules: readonly RuleDefinition[], lexicons: Lexicons): PatternSource[] {
  return rules.filter(({ check }) => check === 'frame').flatMap((rule) => Object.entries(rule.languages).flatMap(([language, words]) => {
    const ground = (words['ground'] ?? {}) as Partial<Record<GroundKind | 'except', readonly string[]>>;
    const named = { ...lists(lexicons[LEXICON + language]), ...lists(words['lists']) };
    return [
      ...GROUND_KINDS.map((kind) => ({ root: `ground.${language}`, tag: `${rule.id} ${kind}`, language, phrases: ground[kind] ?? [], lists: named })),
      { root: `except.${language}`, tag: rule.id, language, phrases: ground.except ?? [], lists: named },
    ].filter(({ phrases }) => phrases.length > 0);
  }));
}

/** What stands around a ground. */
export function frameSources(lexicons: Lexicons): PatternSource[] {
  return Object.entries(lexicons).filter(([name]) => name.startsWith(LEXICON)).flatMap(([name, value]) => {
    const language = name.slice(LEXICON.length);
    const named = lists(value);
    const source = (root: string, tag: string): PatternSource => ({ root: `${root}.${language}`, tag, language, phrases: named[tag] ?? [], lists: named });
    return [...FRAME_WORDS.map((word) => source('frame', word)), source('workplace', 'workplace')];
  });
}

/** Of several places, the one to show: as many words as one reads at a glance. */
function clarity({ first, last }: Ground): number {
  return last - first <= 4 ? last - first : first - last;
}

/**
 * A protected ground together with what is decided because of it, by the frames in frames.ts.
 * - explicit: the ground and an adverse decision, a preference or an exclusion
 * - coded: a phrase that stands for the ground, said of a person; or a sentence that means one by all its words (see meaning.ts)
 * - elsewhere: either of them, under a law that does not name the ground
 */
export const frame = defineCheck({
  name: 'frame',
  grades: ['explicit', 'coded', 'elsewhere'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  languageOptions: {
    type: 'object',
    properties: {
      ground: {
        type: 'object',
        additionalProperties: false,
        description: 'The vocabulary of one ground by part of speech; phrases over folded words.',
        properties: Object.fromEntries([...GROUND_KINDS, 'except'].map((kind) => [kind, { type: 'array', items: { type: 'string' } }])),
      },
      lists: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } }, description: 'Word lists that the phrases name as <list>.' },
    },
  },
  prepare(rules: readonly RuleDefinition[], environment) {
    const { patterns, jurisdictions } = environment;
    const languages = [...new Set(rules.flatMap((rule) => Object.keys(rule.languages)))];
    const learnedOf = new Map(languages.map((language) => {
      const [grounds, meaning, evidence] = ['discrimination', 'meaning', 'evidence'].map((family) => weightsOf(environment, family, language));
      return [language, grounds && meaning && evidence ? () => ({ grounds: grounds(), meaning: meaning(), evidence: evidence() }) : null];
    }));
    const looked = new Map(rules.map((rule) => [rule.id, new Set<string>(rule.in ?? WORDING_SECTIONS)]));
    const sections = new Set([...looked.values()].flatMap((kinds) => [...kinds]));
    const elsewhere = new Set(rules.filter(({ law = [] }) => jurisdictions.length > 0 && law.length > 0 && !law.some((entry) => entry.jurisdictions.some((name) => jurisdictions.includes(name)))).map(({ id }) => id));

    /** The sentences of a view that are looked at in a language. */
    const indexes = (view: View, language: string, subject: boolean): number[] =>
      view.sentences().flatMap((sentence, index) => (speaksLanguage(sentence.language, language) && (subject || sections.has(sentence.section)) && sentence.lastWord > sentence.firstWord ? [index] : []));

    const look = (view: View, subject: boolean, candidate: boolean, hits: Hit[]): void => {
      const words = view.words();
      for (const language of languages) {
        if (!speaks(view, language)) continue;
        // A note of some lines may say 'she is too old' and no more; a longer text speaks of work where it decides about somebody, and headlines are full of grounds.
        const long = !candidate && (subject || isLong(view));
        const said = sentencesSaying(view, patterns, ['ground'], language, sections);
        const learned = learnedOf.get(language) ?? null;
        if (said.length === 0 && (long || learned === null)) continue;
        const reader = new FrameReader(view, patterns, language, said);
        const weighing = learned === null ? null : new Weighing(reader, learned());
        const weighed = (sentence: Said, isGround: (rule: string) => boolean): Weighed[] =>
          weighing !== null ? weighing.grounds(sentence, isGround, long) : long && !reader.isAboutWork(sentence.index) ? [] : framed(reader, sentence.index, isGround);
        const found: { readonly hit: Hit; readonly raised: boolean; readonly index: number }[] = [];
        // What is weighed in a subject must say something: most name what the mail is about, and no more.
        const isNamed = (index: number): boolean => subject && isTitle(reader.reading(index)!);
        for (const sentence of said) {
          const place = subject ? 'subject' : sentence.sentence.section;
          const best = new Map<string, Weighed>();
          // Rules of which a frame finds something here, whichever place is then shown.
          const ofFrames = new Set<string>();
          for (const one of weighed(sentence, (rule) => looked.get(rule)?.has(place) === true)) {
            const { weight, ground } = one;
            if (one.raised && isNamed(sentence.index)) continue;
            if (!one.raised) ofFrames.add(ground.rule);
            const known = best.get(ground.rule);
            if (known === undefined || (known.weight === 'coded' && weight === 'explicit') || (known.weight === weight && clarity(ground) > clarity(known.ground))) best.set(ground.rule, one);
          }
          for (const [rule, { weight, raised, ground: { first, last } }] of best) {
            found.push({ hit: { rule, grade: elsewhere.has(rule) ? 'elsewhere' : weight, spot: view.spot(words.start(first), words.end(last - 1)), data: ofFrames.has(rule) ? {} : WEIGHED, section: place }, raised, index: sentence.index });
          }
        }
        // In a long mail between others, one of many sentences would look wrong by chance.
        const meant = weighing === null || long ? [] : weighing.worst(indexes(view, language, subject));
        const named = [...found];
        for (const { rule, index, outright } of meant) {
          const { section, firstWord, lastWord } = view.sentences()[index]!;
          const place = subject ? 'subject' : section;
          if (looked.get(rule)?.has(place) !== true || isNamed(index) || found.some(({ hit }) => hit.rule === rule)) continue;
          // A hint may be one of a ground or of another; of what is said plainly, or is as near, nothing needs to be added.
          if (named.some(({ hit, index: same }) => same === index && (hit.grade === 'explicit' || !weighing!.meaning.isAhead(index, rule, hit.rule)))) continue;
          const grade = elsewhere.has(rule) ? 'elsewhere' : outright ? 'explicit' : 'coded';
          found.push({ hit: { rule, grade, spot: view.spot(words.start(firstWord), words.end(lastWord - 1)), data: WEIGHED, section: place }, raised: true, index });
        }
        // What is said plainly needs no doubt beside it.
        const plain = new Set(found.filter(({ hit, raised }) => !raised && hit.grade === 'explicit').map(({ hit }) => hit.rule));
        hits.push(...found.filter(({ hit, raised }) => !raised || hit.grade !== 'coded' || !plain.has(hit.rule)).map(({ hit }) => hit));
      }
    };

    return (mail: Mail) => {
      const hits: Hit[] = [];
      const candidate = mail.isFor(TO_CANDIDATES);
      if (mail.subject !== null) look(mail.subject, true, candidate, hits);
      for (const view of mail.bodies) look(view, false, candidate, hits);
      return hits;
    };
  },
});
