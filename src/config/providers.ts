import { addressData, foldedDomain } from '../draft/domains.ts';
import type { Config, Lexicons } from '../rule/types.ts';
import { ConfigError, shown, type ConfigFault } from './error.ts';
import { corrected, isJson } from './paste.ts';
import type { ConfigSource, Path } from './source.ts';

/** Whether a domain is a mail provider's own (gmail.com). Its list is made when it is first asked for: most configurations name no domain. */
export function providers(lexicons: Lexicons): (domain: string) => boolean {
  let webmail: ReadonlySet<string> | undefined;
  return (domain) => (webmail ??= addressData(lexicons).webmail).has(foldedDomain(domain.trim().replace(/^@/, '')));
}

type Sentence = ConfigFault['what'];

function ofStrangers(domain: string, then: Sentence): Sentence {
  return {
    en: `${domain} is a mail provider's: whoever has an address there is a stranger to the others. ${then.en}`,
    fr: `${domain} est celui d'un fournisseur de messagerie : qui y a une adresse ne connaît pas les autres. ${then.fr}`,
  };
}

const COLLEAGUES: Sentence = { en: 'Take it out, and name your own people under colleagues.', fr: 'Retirez-le, et nommez les vôtres sous colleagues.' };
const ONE_BY_ONE: Sentence = { en: 'Name the addresses one by one.', fr: 'Nommez les adresses une à une.' };

/**
 * A provider's domain where one's own belongs: it would make all the world's private addresses insiders, and silence most rules.
 * @throws ConfigError
 */
export function checkProviders({ internalDomains, lists, allow }: Pick<Config, 'internalDomains' | 'lists' | 'allow'>, source: ConfigSource, path: Path, isProvider: (domain: string) => boolean): void {
  for (const [index, domain] of (internalDomains ?? []).entries()) {
    if (!isProvider(domain)) continue;
    const own = `anne@${domain.trim()}`;
    const position = source.place([...path, 'internalDomains', index]);
    throw new ConfigError({
      file: source.file,
      ...position,
      what: ofStrangers(shown(domain), COLLEAGUES),
      paste: isJson(source, position) ? `"colleagues": ["${own}"]` : `colleagues: [${own}]`,
    });
  }
  const whole = (entries: readonly string[] | undefined, at: Path): void => {
    for (const [index, entry] of (entries ?? []).entries()) {
      if (!entry.startsWith('@') || !isProvider(entry)) continue;
      const position = source.place([...at, index]);
      const paste = corrected(source.lineText(position.line), position.column, entry, `anne${entry}`);
      throw new ConfigError({ file: source.file, ...position, what: ofStrangers(shown(entry), ONE_BY_ONE), ...(paste === undefined ? {} : { paste }) });
    }
  };
  whole(lists, [...path, 'lists']);
  (allow ?? []).forEach(({ members }, index) => whole(members, [...path, 'allow', index, 'members']));
}
