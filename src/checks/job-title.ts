import type { PatternSource } from '../pattern/patterns.ts';
import type { Hit, RuleDefinition } from '../rule/types.ts';
import { foldWords } from '../text/fold.ts';
import type { Mail, SectionKind, View } from '../text/types.ts';
import type { Words } from '../text/words.ts';
import { defineCheck } from './define.ts';
import { onlyPerson } from './names.ts';

/** What phrases tell about a letter: that it is about an application, an unsolicited one, or that it names the post. */
type Sign = 'application' | 'spontaneous' | 'named';
const SIGNS: readonly Sign[] = ['application', 'spontaneous', 'named'];

const READ: readonly SectionKind[] = ['greeting', 'body'];
/** Words of a title that every other letter has as well, and the marks of gender behind it (H/F, m/f/d). */
const FILLERS = new Set('de du des d\' la le l\' les un une et en a au aux of the and for in at h f m w d x hf fh mf mfd mwd fm cdi cdd stage job poste role position'.split(' '));
/** Feminine and masculine endings, and those of number: what is before them is the word. */
const ENDING = /(?:trices?|teurs?|euses?|eurs?|rices?|ieres?|iers?|iennes?|iens?|ives?|ifs?|es?|s|e)$/;

function stem(word: string): string {
  const cut = word.replace(ENDING, '');
  return cut.length >= 4 ? cut : word;
}

/** Masculine, feminine and plural of an occupation's noun. */
function forms(word: string): string[] {
  const feminine = word
    .replace(/teur$/, 'trice').replace(/eur$/, 'euse').replace(/(i?)er$/, '$1ere').replace(/en$/, 'enne').replace(/if$/, 'ive');
  const pair = feminine === word ? [word, `${word}e`] : [word, feminine, word.replace(/teur$/, 'teuse')];
  return pair.flatMap((form) => [form, `${form}s`]);
}

/** The words that stand where the sender writes about the application: subject and body, not what is quoted or signed. */
function ownWords(view: View): Words {
  const words = view.words();
  return view.part === 'subject' ? words : words.pick(view.sentences().filter(({ section }) => READ.includes(section)));
}

const ROOT = 'job-title';

/** In whichever language: a letter to a candidate says in one what the other calls it. */
export function jobTitleSources(rules: readonly RuleDefinition[]): PatternSource[] {
  return rules.filter(({ check }) => check === 'job-title').flatMap((rule) => Object.entries(rule.languages).flatMap(([language, words]) =>
    SIGNS.map((sign) => ({ root: ROOT, tag: `${rule.id} ${sign}`, language, phrases: (words[sign] ?? []) as readonly string[] }))));
}

/**
 * Whether a letter about an application says which post it is about: by the title that the context knows, gender and accents aside;
 * else by 'poste de …', 'as a …', or any noun of an occupation.
 */
export const jobTitle = defineCheck({
  name: 'job-title',
  grades: ['unnamed'],
  options: { type: 'object', additionalProperties: false, properties: {} },
  languageOptions: {
    type: 'object',
    properties: Object.fromEntries(SIGNS.map((sign) => [sign, { type: 'array', items: { type: 'string' } }])),
  },
  prepare(rules: readonly RuleDefinition[], { lexicons, patterns }) {
    const occupations = new Set(Object.values((lexicons['occupations'] ?? {}) as Record<string, string>).flatMap((list) => list.split(/\s+/)).flatMap(forms));
    const named = (views: readonly { words: Words }[], title: string | undefined): boolean => {
      if (title === undefined) return views.some(({ words }) => words.folds().some((fold) => occupations.has(fold)));
      const wanted = foldWords(title).map(({ fold }) => fold).filter((word) => !FILLERS.has(word) && !/^\d+$/.test(word)).map(stem);
      if (wanted.length === 0) return true;
      const there = new Set(views.flatMap(({ words }) => words.folds().map(stem)));
      const found = wanted.filter((word) => there.has(word)).length;
      // 'Senior Backend Engineer' may be called 'backend engineer'; one word of five is another post.
      return found * 2 >= wanted.length;
    };

    return (mail: Mail) => {
      if (mail.draft.context.stage === 'spontaneous' || onlyPerson(mail) === null) return [];
      const views = [...(mail.subject === null ? [] : [mail.subject]), ...mail.bodies].map((view) => ({ view, words: ownWords(view) }));
      const title = mail.draft.context.job?.title;
      const hits: Hit[] = [];
      for (const { id } of rules) {
        const seen = views.flatMap(({ view, words }) => {
          return patterns.root(ROOT).find(words, 0, words.length).flatMap(({ value, first, last }) => {
            const [rule, sign] = value.split(' ');
            return rule === id ? [{ view, words, match: { value: sign as Sign, first, last } }] : [];
          });
        });
        if (seen.some(({ match }) => match.value === 'spontaneous' || (match.value === 'named' && title === undefined))) continue;
        const about = seen.find(({ match, view }) => match.value === 'application' && view.part !== 'subject') ?? seen.find(({ match }) => match.value === 'application');
        // A payslip or an invitation to lunch is no answer to an application.
        if (about === undefined || named(views, title)) continue;
        const { view, words, match } = about;
        hits.push({ rule: id, grade: 'unnamed', spot: view.spot(words.start(match.first), words.end(match.last - 1)), data: {}, section: view.part === 'subject' ? 'subject' : 'body' });
      }
      return hits;
    };
  },
});
